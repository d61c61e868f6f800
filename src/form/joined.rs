//! Cells joined into one among a form's data: which value shows where, and what lies beneath.
//!
//! Beneath a merge something may still be stored that nobody sees. It is never used.

use std::borrow::Cow;

use super::field::is_numeric;
use super::found_form::FoundForm;
use super::sheet::{FormSheet, Leftover, LeftoverKind};
use crate::cell_text::CellText as _;
use workbook_io::{Address, Area, Cell, Grid};

/// A cell that lies beneath a merge, with what is stored in it.
pub(super) type Covered = Vec<(Address, Cell)>;

/// The sheet as it shows, and what lies beneath its merges.
pub(super) fn without_covered(grid: &Grid) -> (Cow<'_, Grid>, Covered) {
    let is_covered = |at: Address| grid.merge_at(at).is_some_and(|merge| !merge.is_anchor);
    let areas = grid.merges.as_ref().map_or(&[][..], |merges| merges.areas());
    if areas.is_empty() || !grid.cells.keys().any(|at| is_covered(*at)) {
        return (Cow::Borrowed(grid), Vec::new());
    }
    let mut seen = grid.clone();
    seen.cells.retain(|at, _| !is_covered(*at));
    let covered = grid.cells.iter().filter(|(at, _)| is_covered(**at));
    let covered = covered.map(|(at, cell)| (*at, cell.clone())).collect();
    (Cow::Owned(seen), covered)
}

/// Accounts for what lies beneath the merges of a form's rows: numbers, and all that is stored
/// under its data columns.
pub(super) fn set_aside(covered: &Covered, found: &FoundForm<'_>, sheet: &mut FormSheet) {
    let rows = found.body_top..found.body_end;
    let columns = &found.mapping.columns;
    let counts = |(at, cell): &&(Address, Cell)| {
        rows.contains(&at.row) && (is_numeric(&cell.value) || columns.contains(&Some(at.col)))
    };
    sheet.leftovers.extend(covered.iter().filter(counts).map(|(at, cell)| Leftover {
        at: *at,
        written: cell.as_written(),
        kind: LeftoverKind::Covered,
    }));
}

/// The merges of a form's body that lie over several of its data cells.
pub(super) fn among_data(grid: &Grid, found: &FoundForm<'_>) -> Vec<Area> {
    let areas = grid.merges.as_ref().map_or(&[][..], |merges| merges.areas());
    let is_data = |area: &&Area| {
        let in_columns = |col: &u32| (area.from.col..=area.to.col).contains(col);
        let columns = found.mapping.columns.iter().flatten().filter(|col| in_columns(col)).count();
        area.from.row >= found.body_top
            && area.to.row < found.body_end
            && (columns > 1 || columns == 1 && area.from.row < area.to.row)
    };
    areas.iter().filter(is_data).copied().collect()
}
