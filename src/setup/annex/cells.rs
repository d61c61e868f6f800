//! What cells of an annex say.

use rust_decimal::Decimal;

use crate::cell_text::CellText as _;
use crate::shown::{Shown, shown};
use viet_text::measure::Measure;
use viet_text::number::{NumberText, read_number};
use viet_text::text::clean;
use workbook_io::{Address, Grid};

/// The number that a cell shows, also one that is typed as text.
pub(super) fn number(grid: &Grid, at: Address) -> Option<Decimal> {
    match shown(grid, at, grid.get(at)?) {
        Shown::Number(number) | Shown::PerCent(number) => Some(number),
        Shown::Text { text, .. } => match read_number(&text, Measure::Other) {
            NumberText::Clear(number) => Some(number),
            _ => None,
        },
        _ => None,
    }
}

/// The text of a cell on one tidy line.
pub(super) fn text(grid: &Grid, at: Address) -> String {
    grid.get(at).map(|cell| clean(&cell.as_written())).unwrap_or_default()
}
