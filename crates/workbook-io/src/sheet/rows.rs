//! Rows of an output sheet, and how they are given: in parts, row by row.

use super::content::Content;
use super::style::Style;

/// One row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its place, 0 for Excel's row 1.
    pub index: u32,
    /// Height in points. Without one Excel fits the row to wrapped text on opening, but
    /// LibreOffice and phones show one line.
    pub height: Option<f64>,
    /// Column, content and look of each cell, in any order, one a column.
    pub cells: Vec<(u32, Content, Style)>,
}

/// Some of a sheet's rows, which are made and written without the others: by another thread. Merges
/// and the headers of tables are of one part each.
pub struct RowChunk<'a> {
    /// Its rows begin here at the earliest, and those of the part before it end above.
    pub from: u32,
    /// The rows, downwards.
    pub rows: Box<dyn Iterator<Item = Row> + Send + 'a>,
}

impl<'a> RowChunk<'a> {
    /// A part that begins at a row.
    pub fn new(from: u32, rows: impl IntoIterator<Item = Row, IntoIter: Send + 'a>) -> Self {
        Self { from, rows: Box::new(rows.into_iter()) }
    }
}
