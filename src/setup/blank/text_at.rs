//! The text of a cell of a blank form.

use crate::cell_text::CellText as _;
use viet_text::text::clean;
use workbook_io::{Address, Grid};

/// The text of a cell on one tidy line; a number as written; empty where there is nothing.
pub(super) fn text_at(grid: &Grid, at: Address) -> String {
    grid.get(at).map(|cell| clean(&cell.as_written())).unwrap_or_default()
}
