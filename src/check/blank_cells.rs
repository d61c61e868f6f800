//! Cells and sheets that a unit left blank.

use crate::form::{FormSheet, Reading};
use crate::settings::Basis;

/// Has a sheet of figures no figure at all? What the office fills in beforehand (last year's figures,
/// the plan's) does not count.
pub(super) fn is_blank_sheet(sheet: &FormSheet) -> bool {
    let is_current = |basis: Basis| matches!(basis, Basis::Actual | Basis::Estimate);
    let asks = sheet.figures.slots().iter().any(|slot| is_current(slot.basis));
    let mut filled = sheet.figures.filled().filter(|cell| !asks || is_current(cell.basis));
    !sheet.figures.is_empty() && filled.all(|cell| is_unfilled(cell.reading))
}

/// Does the cell say nothing about its figure, not even that there is none?
pub(super) fn is_unfilled(reading: &Reading) -> bool {
    reading.is_unfilled()
}
