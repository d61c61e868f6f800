//! A workbook as rows and columns of values: what reading yields, whatever the format.
//!
//! This is the boundary behind which file formats end. It is serialisable, so that
//! reading can be moved into a process of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Address, Cells};

/// All sheets of one file, in the file's order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Workbook {
    /// The sheets, hidden ones too.
    pub sheets: Vec<Grid>,
    /// The time of last change stamped inside the file (`2023-10-25T08:00:00Z`), where the
    /// format has one.
    pub modified: Option<String>,
    /// Custom document properties of text type, name to value.
    pub properties: BTreeMap<String, String>,
}

/// One sheet: its filled cells, sparsely, so that a declared rectangle costs nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Grid {
    /// The sheet's name.
    pub name: String,
    /// Hidden from the person who opens the workbook.
    pub hidden: bool,
    /// Cells that hold a value or a formula, in reading order.
    pub cells: Cells,
    /// Rows hidden by hand or by a filter.
    pub hidden_rows: BTreeSet<u32>,
    /// Columns hidden by hand.
    pub hidden_cols: BTreeSet<u32>,
}

/// One cell as stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// The value, or the cached result of the formula.
    pub value: Value,
    /// The formula without `=`, where there is one.
    pub formula: Option<Box<str>>,
    /// Decimals that the cell's number format shows, where the format fixes them.
    pub shown_decimals: Option<u32>,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// Nothing: a formula that was saved without its result.
    Blank,
    /// A number: the shortest decimal of the stored double.
    Number(Decimal),
    /// A number that does not fit (over 10^13, or not finite), as the file has it.
    Oversized(Box<str>),
    /// Text, as stored. Shared, for one text stands in many cells and files.
    Text(Arc<str>),
    /// TRUE or FALSE.
    Bool(bool),
    /// A number under a date format: the serial and the day it stands for (1900 or 1904).
    Date {
        /// The serial as stored.
        serial: Decimal,
        /// The day, where the serial is one.
        day: Option<NaiveDate>,
    },
    /// An error value: `#REF!`.
    Error(Box<str>),
}

impl Cell {
    /// A cell that holds a value and nothing else.
    #[must_use]
    pub const fn plain(value: Value) -> Self {
        Self { value, formula: None, shown_decimals: None }
    }

    /// The text of a text cell, shared.
    #[must_use]
    pub const fn shared_text(&self) -> Option<&Arc<str>> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Bytes of its text and of its formula.
    #[must_use]
    pub fn lengths(&self) -> [usize; 2] {
        [self.text().unwrap_or_default().len(), self.formula.as_deref().unwrap_or_default().len()]
    }

    /// The text of a text cell.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
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

    /// The text at an address, where it holds text.
    #[must_use]
    pub fn text(&self, at: Address) -> Option<&str> {
        self.get(at).and_then(Cell::text)
    }

    /// The filled cells of one row, left to right.
    pub fn row(&self, row: u32) -> impl DoubleEndedIterator<Item = (Address, &Cell)> {
        let span = Address::new(row, 0)..Address::new(row + 1, 0);
        self.cells.range(span).map(|(at, cell)| (*at, cell))
    }

    /// The rows that hold anything, downwards.
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

    #[test]
    fn the_boundary_survives_serialisation() {
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
        let json = serde_json::to_string(&grid).unwrap();
        assert_eq!(serde_json::from_str::<Grid>(&json).unwrap(), grid);
    }
}
