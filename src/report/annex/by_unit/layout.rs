//! What the sheet is made from, and where its parts lie.

use super::groups::{Column, Group};
use crate::report::annex::columns::{ColumnPlan, count};
use crate::results::Results;
use workbook_io::Address;
use workbook_io::sheet::Area;

/// The first unit's row.
pub(super) const FIRST: u32 = 5;
/// The row of the columns' heads, above the first unit.
pub(super) const HEAD: u32 = 4;
/// The first column of figures.
pub(super) const LEFT: u32 = 2;
/// In half points.
pub(super) const SIZE: u16 = 20;
/// What fits on the width of a page at its full size, in tenths of a character. Titles cover no more.
pub(super) const PAGE_WIDTH: u32 = 1150;

/// The sheet while it is being built.
pub(super) struct ByUnitSheet<'a, 'w> {
    pub(super) results: &'a Results<'w>,
    pub(super) plan: ColumnPlan,
    pub(super) groups: Vec<Group<'a, 'w>>,
}

/// The heads of the columns that count verdicts.
pub(super) const TALLY_HEADS: [&str; 5] =
    ["Số nội dung đạt", "Trong đó vượt", "Số nội dung chưa đạt", "Đang rà soát", "Chưa đủ số liệu"];

impl ByUnitSheet<'_, '_> {
    pub(super) fn total_row(&self) -> u32 {
        FIRST + count(self.results.workspace.settings.units.len())
    }

    /// Columns with their groups.
    pub(super) fn columns(&self) -> impl Iterator<Item = (u32, &Group<'_, '_>, Column)> {
        let all = self.groups.iter().flat_map(|group| {
            let columns = group.columns.iter();
            columns.map(move |column| (group, *column))
        });
        (LEFT..).zip(all).map(|(col, (group, column))| (col, group, column))
    }

    pub(super) fn last_column(&self) -> u32 {
        let columns: usize = self.groups.iter().map(|group| group.columns.len()).sum();
        let tally = if self.has_tally() { TALLY_HEADS.len() } else { 0 };
        LEFT + count(columns + tally) - 1
    }

    /// The units' cells of a column.
    pub(super) fn units_of(&self, col: u32) -> Area {
        Area::new(Address::new(FIRST, col), Address::new(self.total_row() - 1, col))
    }

    /// Was any unit given a level?
    pub(super) fn has_tally(&self) -> bool {
        self.groups.iter().any(|group| group.columns.contains(&Column::Verdict))
    }

    /// The first column of counts.
    pub(super) fn tally_from(&self) -> u32 {
        let columns: usize = self.groups.iter().map(|group| group.columns.len()).sum();
        LEFT + count(columns)
    }
}
