//! Verdicts on the results over all years.

use super::Term;
use super::years::{YearRule, year_rule};
use crate::judge::{FigureDoubt, ItemVerdict, Status};
use crate::report::annex::signed::slots::{Slot, SlotKind};
use crate::report::annex::signed::verdict_range::VerdictRange;
use crate::settings::{Criterion, Yardstick};

impl Term<'_, '_, '_> {
    /// A figure's verdict over the term.
    pub(super) fn figure_status(
        &self,
        yardstick: &Yardstick,
        judged: &ItemVerdict,
        place: usize,
    ) -> Status {
        let measured = &judged.measured[place];
        if year_rule(yardstick, self.settings()) == YearRule::Last {
            return measured.status;
        }
        if measured.doubt == FigureDoubt::Verdict {
            return Status::NotChecked;
        }
        match self.term_value(yardstick).zip(measured.threshold) {
            Some((value, threshold)) => {
                let judged = yardstick.judged_value(value, threshold);
                let holds = yardstick.holds(judged, threshold);
                if holds { Status::Met } else { Status::Unmet }
            }
            None => Status::NoData,
        }
    }

    pub(super) fn item_status(&self, target: usize, item: usize) -> Status {
        let judged = &self.page.verdict.targets[target].items[item];
        match &self.page.verdict.set.targets[target].items[item].criterion {
            Criterion::ByOffice => judged.status,
            Criterion::ByFigure(yardstick) => self.figure_status(yardstick, judged, 0),
            Criterion::ByParts { how, parts } => {
                let parts = parts.iter().enumerate();
                let parts = parts.map(|(place, p)| self.figure_status(&p.yardstick, judged, place));
                Status::of_parts(how, parts)
            }
        }
    }

    pub(super) fn rolled_up(&self, target: usize) -> &'static str {
        let items = self.page.verdict.targets[target].items.iter().enumerate();
        let statuses: Vec<(Status, bool)> = items
            .map(|(place, item)| (self.item_status(target, place), item.past_deadline))
            .collect();
        let failed = statuses.iter().any(|(status, past)| *status == Status::Unmet && *past);
        Status::all_of(statuses.iter().map(|(status, _)| *status)).word(failed)
    }

    /// The verdicts of a row's target or item, and whether each deadline is past.
    pub(super) fn verdicts_of(
        &self,
        slot: &Slot,
        wanted: impl Fn(&Slot) -> bool,
    ) -> (VerdictRange, Vec<bool>) {
        let belongs = |other: &&Slot| {
            other.target == slot.target
                && (slot.what == SlotKind::Target || other.item == slot.item)
                && wanted(other)
        };
        let past =
            |slot: &Slot| self.page.verdict.targets[slot.target].items[slot.item].past_deadline;
        let rows: Vec<&Slot> = self.slots.iter().filter(belongs).collect();
        (VerdictRange::new(&rows, self.verdict()), rows.into_iter().map(past).collect())
    }
}
