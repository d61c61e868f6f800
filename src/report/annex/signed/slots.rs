//! Which row of the table holds which target, item or part of an item.

use crate::settings::{Criterion, TargetSet};
use workbook_io::Address;

/// The kind of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report::annex) enum SlotKind {
    /// A target of several items.
    Target,
    /// A target with one item, shown as one row.
    Whole,
    /// An item.
    Item,
    /// A part of an item, by its position.
    Part(usize),
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub(in crate::report::annex) struct Slot {
    pub(in crate::report::annex) row: u32,
    pub(in crate::report::annex) what: SlotKind,
    /// The target's position in its set.
    pub(in crate::report::annex) target: usize,
    /// The item's position in its target.
    pub(in crate::report::annex) item: usize,
}

impl Slot {
    /// A cell of the row.
    pub(in crate::report::annex) fn cell(&self, col: u32) -> String {
        Address::new(self.row, col).to_string()
    }

    /// Does the row show an item?
    pub(in crate::report::annex) const fn is_item(&self) -> bool {
        matches!(self.what, SlotKind::Item | SlotKind::Whole)
    }

    /// Does the row show a target?
    pub(super) const fn is_target(&self) -> bool {
        matches!(self.what, SlotKind::Target | SlotKind::Whole)
    }
}

/// The rows of a set, from a first one on.
pub(super) fn slots(set: &TargetSet, first: u32) -> Vec<Slot> {
    let mut whats = Vec::new();
    for (target, declared) in set.targets.iter().enumerate() {
        let alone = declared.items.len() == 1;
        if !alone {
            whats.push((SlotKind::Target, target, 0));
        }
        for (item, declared) in declared.items.iter().enumerate() {
            whats.push((if alone { SlotKind::Whole } else { SlotKind::Item }, target, item));
            if let Criterion::ByParts { parts, .. } = &declared.criterion {
                whats.extend((0..parts.len()).map(|part| (SlotKind::Part(part), target, item)));
            }
        }
    }
    let slots = (first..).zip(whats);
    slots.map(|(row, (what, target, item))| Slot { row, what, target, item }).collect()
}
