//! Enters what open findings leave in doubt into the verdicts, before anything is written.

use std::collections::BTreeSet;

use super::doubt::FigureDoubt;
use super::item::ItemDoubt;
use super::{ItemVerdict, Measurement, SetVerdict, Status, TargetVerdict};
use crate::figures::consolidate::UnitChange;
use crate::settings::Basis;

/// What open findings leave in doubt.
#[derive(Clone, Debug, Default)]
pub struct Doubts {
    /// Items that print or judge otherwise.
    pub items: Vec<JudgedOtherwise>,
    /// Totals that would be others: indicators by their places, each on a basis.
    pub totals: BTreeSet<(usize, Basis)>,
    /// What they would make of what single units report, alone and all of a unit's together.
    pub units: Vec<UnitChange>,
}

/// An item judged otherwise by what open findings propose.
#[derive(Clone, Debug)]
pub struct JudgedOtherwise {
    /// The resolution, target and item, by their places in the verdicts.
    pub item: [usize; 3],
    /// What is in doubt about each figure of the item.
    pub figures: Vec<FigureDoubt>,
    /// The verdict that can be said all the same.
    pub status: Status,
    /// The item judged otherwise.
    pub if_accepted: ItemVerdict,
}

impl Measurement {
    /// Is the verdict said although units are missing?
    #[must_use]
    pub fn is_decided_early(&self) -> bool {
        self.decided_early && self.doubt != FigureDoubt::Verdict
    }

    /// Is the printed figure, or what it comes to, in doubt?
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.doubt != FigureDoubt::None
    }
}

impl ItemVerdict {
    /// Does the verdict wait for an open finding?
    #[must_use]
    pub fn waits_for_findings(&self) -> bool {
        self.doubt.as_ref().is_some_and(|doubt| doubt.decides)
    }
}

impl TargetVerdict {
    /// Is it open, and does one of its items wait for an open finding?
    #[must_use]
    pub fn waits_for_findings(&self) -> bool {
        self.status == Status::NotChecked && self.items.iter().any(ItemVerdict::waits_for_findings)
    }
}

/// Enters doubts into the verdicts: what they decide is not judged, nor is a target that hangs on it.
pub fn enter_doubts(verdicts: &mut [SetVerdict<'_>], judged: Vec<JudgedOtherwise>) {
    for JudgedOtherwise { item: [set, target, item], figures, status, if_accepted } in judged {
        let target = &mut verdicts[set].targets[target];
        let item = &mut target.items[item];
        for (measured, doubt) in item.measured.iter_mut().zip(figures) {
            measured.doubt = doubt;
            if doubt == FigureDoubt::Verdict {
                measured.status = Status::NotChecked;
            }
        }
        let if_accepted =
            Box::new(ItemVerdict { past_deadline: item.past_deadline, ..if_accepted });
        let (as_used, decides) = (item.status, item.status != status);
        item.doubt = Some(ItemDoubt { as_used, decides, if_accepted });
        item.status = status;
        target.status = Status::all_of(target.items.iter().map(|item| item.status));
    }
}
