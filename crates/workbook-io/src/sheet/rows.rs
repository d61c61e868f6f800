//! Rows of an output sheet, and how they are given: in parts, row by row or cell by cell.

use std::sync::Arc;

use rust_decimal::Decimal;

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
pub struct Part<'a> {
    /// Its rows begin here at the earliest, and those of the part before it end above.
    pub from: u32,
    /// The rows, downwards.
    pub rows: Rows<'a>,
}

/// A part's rows on their way.
pub enum Rows<'a> {
    /// Row after row.
    Made(Box<dyn Iterator<Item = Row> + Send + 'a>),
    /// Cell after cell, into what takes them down: rows that come by the hundred thousand.
    Told(Tale<'a>),
}

/// Tells rows to whoever takes them down.
pub type Tale<'a> = Box<dyn FnOnce(&mut dyn Scribe) + Send + 'a>;

/// Takes down rows, each cell by cell from the left. No table or merge begins in them, and they
/// stay in memory until their part is whole.
pub trait Scribe {
    /// Begins a row.
    fn row(&mut self, index: u32);
    /// The next cell, which only has a look.
    fn blank(&mut self, style: &Style);
    /// The next cell, with a text.
    fn text(&mut self, text: &Arc<str>, style: &Style);
    /// The next cell, with a number.
    fn number(&mut self, number: Decimal, style: &Style);
}

impl<'a> Part<'a> {
    /// A part that begins at a row.
    pub fn new(from: u32, rows: impl IntoIterator<Item = Row, IntoIter: Send + 'a>) -> Self {
        Self { from, rows: Rows::Made(Box::new(rows.into_iter())) }
    }

    /// A part that is told cell by cell.
    pub fn told(from: u32, tell: impl FnOnce(&mut dyn Scribe) + Send + 'a) -> Self {
        Self { from, rows: Rows::Told(Box::new(tell)) }
    }
}
