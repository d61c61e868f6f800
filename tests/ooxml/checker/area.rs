//! Rectangles of cells.

use workbook_io::Address;

/// A rectangle, both corners in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Area {
    pub(super) from: Address,
    pub(super) to: Address,
}

impl Area {
    pub(super) fn is_one_cell(&self) -> bool {
        self.from == self.to
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        let rows = self.from.row <= other.to.row && other.from.row <= self.to.row;
        let cols = self.from.col <= other.to.col && other.from.col <= self.to.col;
        rows && cols
    }
}

/// The areas of an attribute; an illegible one gives none at all.
pub(super) fn areas(text: &str) -> Vec<Area> {
    let area = |part: &str| {
        let (from, to) = part.split_once(':').unwrap_or((part, part));
        let (from, to): (Address, Address) = (from.parse().ok()?, to.parse().ok()?);
        (from.row <= to.row && from.col <= to.col).then_some(Area { from, to })
    };
    text.split_whitespace().map(area).collect::<Option<Vec<_>>>().unwrap_or_default()
}
