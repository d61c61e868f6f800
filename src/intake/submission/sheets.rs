//! The sheets of a file, each with what it is: none is passed over without a word.

use std::collections::BTreeMap;

use crate::form::FormSheet;
use rust_decimal::Decimal;
use workbook_io::{Address, Grid, Value, Workbook};

/// A sheet of a file and what it is.
#[derive(Clone, Debug)]
pub struct SheetRecord {
    /// Its name.
    pub name: String,
    /// Hidden from the person who opens the file.
    pub hidden: bool,
    /// What it is.
    pub kind: SheetKind,
}

/// What a sheet is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetKind {
    /// Nothing stands on it.
    Blank,
    /// A form of the office's was read on it.
    Form,
    /// It goes on, without a header, with the list of the sheet named.
    Continues(String),
    /// A few rows of a form that stands in full on another sheet.
    Excerpt,
    /// A sheet of a workbook that no unit filled in: an annex, the office's own.
    OfOffice,
    /// No form of the office's, with the cells that hold numbers.
    Other(NumberCells),
}

/// Cells that hold numbers: how many, and the first few. A month keeps them for all its files, so
/// not each of a million.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberCells {
    /// How many.
    pub count: usize,
    /// The first of them, in reading order.
    pub first: Vec<Address>,
}

impl NumberCells {
    /// As many as a sentence names, and a few more.
    const KEPT: usize = 20;
}

impl SheetKind {
    /// In the officer's words.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self {
            Self::Blank => "trang trống".to_owned(),
            Self::Form => "theo biểu mẫu".to_owned(),
            Self::Continues(sheet) => format!("tiếp danh sách của trang \"{sheet}\""),
            Self::Excerpt => "trích vài dòng của biểu, không tính".to_owned(),
            Self::OfOffice => "trang của phụ lục hoặc của tệp do cơ quan lập".to_owned(),
            Self::Other(numbers) if numbers.count == 0 => {
                "không theo biểu mẫu nào, không có số liệu".to_owned()
            }
            Self::Other(numbers) => {
                format!("không theo biểu mẫu nào, có {} ô số", numbers.count)
            }
        }
    }
}

/// The sheets of a workbook that no unit filled in.
pub(super) fn of_office(book: &Workbook) -> Vec<SheetRecord> {
    let sheets = records(book, &[], &[]).into_iter().map(|sheet| match sheet.kind {
        SheetKind::Other(_) => SheetRecord { kind: SheetKind::OfOffice, ..sheet },
        _ => sheet,
    });
    sheets.collect()
}

/// The sheets of a file: `read` are the forms found on each, `kept` those that are not excerpts.
pub(super) fn records(
    book: &Workbook,
    read: &[Vec<FormSheet>],
    kept: &[FormSheet],
) -> Vec<SheetRecord> {
    let kind = |grid: &Grid, forms: Option<&Vec<FormSheet>>| {
        let first = forms.and_then(|forms| forms.first());
        let is_kept = || kept.iter().any(|sheet| *sheet.on.sheet == *grid.name);
        match first {
            Some(sheet) if sheet.continues.is_some() => {
                SheetKind::Continues(sheet.continues.as_deref().unwrap_or_default().to_owned())
            }
            Some(_) if is_kept() => SheetKind::Form,
            Some(_) => SheetKind::Excerpt,
            None if grid.cells.is_empty() => SheetKind::Blank,
            None => SheetKind::Other(numbers(grid)),
        }
    };
    let sheets = book.sheets.iter().enumerate();
    let record = |(place, grid): (usize, &Grid)| SheetRecord {
        name: grid.name.clone(),
        hidden: grid.hidden,
        kind: kind(grid, read.get(place)),
    };
    sheets.map(record).collect()
}

/// The cells of a sheet that hold numbers, but for a column that only numbers the rows. One pass:
/// a sheet may have thousands of columns.
fn numbers(grid: &Grid) -> NumberCells {
    let is_number = |value: &Value| matches!(value, Value::Number(_) | Value::Oversized(_));
    let cells = grid.cells.iter().filter(|(_, cell)| is_number(&cell.value));
    // Of each column how many numbers it has, and whether they are 1, 2, 3 and so on.
    let mut columns: BTreeMap<u32, (usize, bool)> = BTreeMap::new();
    for (at, cell) in cells.clone() {
        let (turn, numbers_rows) = columns.entry(at.col).or_insert((0, true));
        *turn += 1;
        *numbers_rows &= cell.value == Value::Number(Decimal::from(*turn));
    }
    columns.retain(|_, (_, numbers_rows)| !*numbers_rows);
    let others = cells.map(|(at, _)| *at).filter(|at| columns.contains_key(&at.col));
    NumberCells {
        count: columns.values().map(|(count, _)| count).sum(),
        first: others.take(NumberCells::KEPT).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use workbook_io::Cell;

    #[test]
    fn of_many_numbers_the_first_are_kept_and_all_are_counted() {
        let mut grid = Grid::named("A");
        for row in 0..100 {
            for (col, number) in [(0, row + 1), (1, 7), (2, row)] {
                let cell = Cell::plain(Value::Number(Decimal::from(number)));
                grid.cells.insert(Address::new(row, col), cell);
            }
        }
        // Column A only numbers the rows.
        let found = numbers(&grid);
        assert_eq!((found.count, found.first.len()), (200, NumberCells::KEPT));
        assert_eq!(found.first[..3], ["B1", "C1", "B2"].map(|at| at.parse().unwrap()));
    }
}
