//! The figures of a table with printed labels, by row and column.

use super::column_meaning::ColumnMeaning;
use crate::setup::blank::BlankRow;

/// The figures of a table, by row and column.
pub(super) struct Figures<'t> {
    pub(super) rows: &'t [BlankRow],
    pub(super) columns: Vec<ColumnMeaning>,
    /// The code of each row (by its place) and column; empty for headings.
    pub(super) codes: Vec<Vec<String>>,
}

impl Figures<'_> {
    /// The figure of a row in a column, with its basis.
    pub(super) fn term(&self, row: usize, column: usize) -> Option<String> {
        let code = self.codes[row].get(column).filter(|code| !code.is_empty())?;
        Some(format!("{code}{}", self.columns[column].basis.suffix()))
    }

    /// The column with a number beneath the header.
    pub(super) fn column_numbered(&self, number: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.number.number == number)
    }
}

/// The row that a row stands below.
pub(super) fn parent(rows: &[BlankRow], place: usize) -> Option<usize> {
    (0..place).rev().find(|above| rows[*above].depth < rows[place].depth)
}
