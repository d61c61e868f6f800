//! Rows of a sheet to be written, given in chunks.

use super::content::Content;
use super::style::Style;

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its index; 0 is Excel's row 1.
    pub index: u32,
    /// Height in points. If `None`, Excel fits the row to wrapped text on opening, but LibreOffice
    /// and phones show one line.
    pub height: Option<f64>,
    /// Column, content and style of each cell, in any order; each column once.
    pub cells: Vec<(u32, Content, Style)>,
}

/// Consecutive rows of a sheet that a thread can write independently. Merged areas and headers of
/// tables must not extend over several chunks.
pub struct RowChunk<'a> {
    /// The first row that the chunk may contain. All rows of the chunk before are above it.
    pub from: u32,
    /// The rows, top to bottom.
    pub rows: Box<dyn Iterator<Item = Row> + Send + 'a>,
}

impl<'a> RowChunk<'a> {
    /// A chunk that starts at a row.
    pub fn new(from: u32, rows: impl IntoIterator<Item = Row, IntoIter: Send + 'a>) -> Self {
        Self { from, rows: Box::new(rows.into_iter()) }
    }
}
