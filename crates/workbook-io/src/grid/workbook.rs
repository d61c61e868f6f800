//! A workbook as rows and columns of values, whatever its file format.
//!
//! Serializable, so that files can be read in a child process.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Address, Area, Cell, Cells, Merge, Merges, TextRun};

/// All sheets of a file, in their order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Workbook {
    /// The sheets, including hidden ones.
    pub sheets: Vec<Grid>,
    /// The time of the last change stored in the file (`2023-10-25T08:00:00Z`), if any.
    pub modified: Option<String>,
    /// Custom document properties of type text, by name.
    pub properties: BTreeMap<String, String>,
    /// Are dates counted from 1904 instead of 1900? `None` if the file does not say.
    pub epoch_1904: Option<bool>,
}

/// One sheet. Only filled cells are stored.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Grid {
    /// The sheet's name.
    pub name: String,
    /// Is the sheet hidden?
    pub hidden: bool,
    /// Cells that hold a value or a formula, in reading order.
    pub cells: Cells,
    /// Rows hidden by hand or by a filter.
    pub hidden_rows: BTreeSet<u32>,
    /// The area of the filter, its header row first, whether or not it hides rows at present.
    /// `None` if the file does not say.
    pub filter: Option<Area>,
    /// Hidden rows that a filter's condition hides, as far as the file says. Other hidden rows of
    /// the filter's area were hidden by hand, or by a program that wrote no condition.
    pub filtered_rows: BTreeSet<u32>,
    /// Columns hidden by hand.
    pub hidden_cols: BTreeSet<u32>,
    /// Merged cells; `None` if the file does not say, or if its list is invalid.
    pub merges: Option<Merges>,
    /// The parts of texts that are struck through or superscript where the whole text is not.
    pub runs: BTreeMap<Address, Vec<TextRun>>,
}

impl Workbook {
    /// Is no cell filled?
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.sheets.iter().all(|grid| grid.cells.is_empty())
    }
}

impl Grid {
    /// An empty sheet.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// The cell at an address.
    #[must_use]
    pub fn get(&self, at: Address) -> Option<&Cell> {
        self.cells.get(&at)
    }

    /// The text of a text cell.
    #[must_use]
    pub fn text(&self, at: Address) -> Option<&str> {
        self.get(at).and_then(Cell::text)
    }

    /// The merged area of a cell; `None` if it is in none, or if the file does not say.
    #[must_use]
    pub fn merge_at(&self, at: Address) -> Option<Merge> {
        self.merges.as_ref().and_then(|merges| merges.find(at))
    }

    /// Sets the filter. If it has a condition, hidden rows below its header are hidden by it.
    pub(crate) fn set_filter(&mut self, filter: Option<Area>, has_condition: bool) {
        self.filter = filter;
        if let Some(Area { from, to }) = filter.filter(|_| has_condition) {
            let rows = self.hidden_rows.range(from.row..=to.row.max(from.row));
            self.filtered_rows = rows.copied().filter(|row| *row > from.row).collect();
        }
    }

    /// The filled cells of one row, left to right.
    pub fn row(&self, row: u32) -> impl DoubleEndedIterator<Item = (Address, &Cell)> {
        let span = Address::new(row, 0)..Address::new(row + 1, 0);
        self.cells.range(span).map(|(at, cell)| (*at, cell))
    }

    /// The rows with filled cells, top to bottom.
    #[must_use]
    pub fn filled_rows(&self) -> Vec<u32> {
        let mut rows: Vec<u32> = self.cells.keys().map(|at| at.row).collect();
        rows.dedup();
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{Cell, Look, TextRun, Value};
    use chrono::NaiveDate;
    use rust_decimal::Decimal;

    #[test]
    fn grids_and_workbooks_survive_serialization() {
        let mut grid = Grid::named("Biểu 01");
        let cells = [
            Value::Number(Decimal::new(15_793_333_333_333_333, 13)),
            Value::Text("  42 người\u{a0}".into()),
            Value::Date {
                serial: Decimal::from(45_000),
                day: NaiveDate::from_ymd_opt(2023, 3, 15),
            },
            Value::Blank,
        ];
        for (col, value) in (0..).zip(cells) {
            grid.cells.insert(Address::new(3, col), Cell::plain(value));
        }
        let formula = Cell {
            formula: Some("IF(A1=1,2,\"\")".into()),
            empty_result: true,
            look: Look { struck: None, shown_decimals: Some(2), ..Look::ORDINARY },
            ..Cell::plain(Value::Blank)
        };
        grid.cells.insert(Address::new(4, 0), formula);
        grid.hidden_rows.extend([4, 7]);
        grid.filtered_rows.insert(4);
        grid.merges = Some(Merges::new(vec!["B2:C3".parse().unwrap()]));
        let run = TextRun { range: 2..4, struck: true, raised: false };
        grid.runs.insert(Address::new(3, 1), vec![run]);
        let json = serde_json::to_string(&grid).unwrap();
        assert_eq!(serde_json::from_str::<Grid>(&json).unwrap(), grid);
        let workbook = Workbook {
            sheets: vec![grid, Grid::named("Trống")],
            epoch_1904: Some(true),
            ..Workbook::default()
        };
        let json = serde_json::to_string(&workbook).unwrap();
        assert_eq!(serde_json::from_str::<Workbook>(&json).unwrap(), workbook);
    }

    #[test]
    fn a_cell_stays_small() {
        assert_eq!(size_of::<Cell>(), 48);
    }

    #[test]
    fn a_workbook_is_blank_where_no_sheet_holds_anything() {
        let mut workbook = Workbook::default();
        assert!(workbook.is_blank());
        workbook.sheets.push(Grid::named("Biểu 01"));
        assert!(workbook.is_blank());
        workbook.sheets[0].cells.insert(Address::new(0, 0), Cell::plain(Value::Bool(true)));
        assert!(!workbook.is_blank());
    }

    #[test]
    fn a_formula_lacks_its_result_or_comes_to_an_empty_text() {
        let cell = Cell { formula: Some("A1".into()), ..Cell::plain(Value::Blank) };
        assert!(cell.lacks_result() && !Cell::plain(Value::Blank).lacks_result());
        assert!(!Cell { empty_result: true, ..cell.clone() }.lacks_result());
        assert!(!Cell { value: Value::Bool(true), ..cell }.lacks_result());
    }
}
