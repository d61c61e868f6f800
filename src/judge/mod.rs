//! Judgement: items against thresholds, targets from their items. No false verdict.

mod difference;
mod doubt;
mod entered_doubts;
mod item;
mod measure;
mod status;
pub mod units;

pub use difference::difference;
pub(crate) use difference::difference_decimals;
pub use doubt::{FigureDoubt, IN_DOUBT};
pub use entered_doubts::{Doubts, JudgedOtherwise, enter_doubts};
pub use item::{ItemDoubt, ItemVerdict, judge_item};
pub use measure::{Measurement, measure};
pub use status::Status;

use chrono::NaiveDate;

use crate::figures::consolidate::Figures;
use crate::settings::{Item, Settings, TargetSet};
use crate::workspace::Judgement;
use viet_text::period::Period;

/// A resolution's verdicts at the end of the period.
#[derive(Clone, Debug)]
pub struct SetVerdict<'s> {
    /// The resolution.
    pub set: &'s TargetSet,
    /// Its targets, in order.
    pub targets: Vec<TargetVerdict>,
}

/// A target's verdict and its items'.
#[derive(Clone, Debug)]
pub struct TargetVerdict {
    /// The target's verdict.
    pub status: Status,
    /// Its items', in order.
    pub items: Vec<ItemVerdict>,
}

impl TargetVerdict {
    /// The word on the annex: "không đạt" as soon as one of its items is.
    #[must_use]
    pub fn vietnamese(&self) -> &'static str {
        let failed = |item: &ItemVerdict| item.status == Status::Unmet && item.past_deadline;
        self.status.word(self.items.iter().any(failed))
    }
}

/// The words for unmet items that occur with these deadlines, past or not; the final one comes
/// first.
pub(crate) fn unmet_words(past: impl IntoIterator<Item = bool>) -> Vec<&'static str> {
    let (failed, open): (Vec<bool>, Vec<bool>) = past.into_iter().partition(|past| *past);
    let failed = (!failed.is_empty()).then_some(Status::Unmet.word(true));
    let open = (!open.is_empty()).then_some(Status::Unmet.word(false));
    failed.into_iter().chain(open).collect()
}

/// How many of each verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All.
    pub all: usize,
    /// Met.
    pub met: usize,
    /// Unmet.
    pub unmet: usize,
    /// Without enough figures.
    pub no_data: usize,
    /// Not judged: by the office not yet, or while a finding is open.
    pub not_checked: usize,
    /// Of these, the ones that wait for an open finding.
    pub to_verify: usize,
}

impl Tally {
    /// Counts verdicts.
    #[must_use]
    pub fn count(statuses: impl IntoIterator<Item = Status>) -> Self {
        statuses.into_iter().fold(Self::default(), |mut tally, status| {
            tally.all += 1;
            match status {
                Status::Met => tally.met += 1,
                Status::Unmet => tally.unmet += 1,
                Status::NoData => tally.no_data += 1,
                Status::NotChecked => tally.not_checked += 1,
            }
            tally
        })
    }
}

/// Counts targets over all sets.
#[must_use]
pub fn tally_targets(verdicts: &[SetVerdict<'_>]) -> Tally {
    let targets = || verdicts.iter().flat_map(|set| &set.targets);
    let to_verify = targets().filter(|target| target.waits_for_findings()).count();
    Tally { to_verify, ..Tally::count(targets().map(|target| target.status)) }
}

/// Counts items over all sets.
#[must_use]
pub fn tally_items(verdicts: &[SetVerdict<'_>]) -> Tally {
    let items = || verdicts.iter().flat_map(|set| &set.targets).flat_map(|target| &target.items);
    let to_verify = items().filter(|item| item.waits_for_findings()).count();
    Tally { to_verify, ..Tally::count(items().map(|item| item.status)) }
}

/// Judges every resolution that holds at the end of the period.
#[must_use]
pub fn judge<'s>(
    figures: &Figures,
    settings: &'s Settings,
    period: Period,
    judgements: &[Judgement],
) -> Vec<SetVerdict<'s>> {
    let day = period.last_day();
    let holds = |set: &&TargetSet| {
        set.from.is_none_or(|from| from <= day) && set.to.is_none_or(|to| day <= to)
    };
    let judge_on_the_day = |set, item: &Item| ItemVerdict {
        past_deadline: is_past(item.deadline, day),
        ..judge_item(set, item, figures, settings, judgements)
    };
    let verdict = |set: &'s TargetSet| {
        let targets = set.targets.iter().map(|target| {
            let judged = target.items.iter().map(|item| judge_on_the_day(set, item));
            let items: Vec<ItemVerdict> = judged.collect();
            let status = Status::all_of(items.iter().map(|item| item.status));
            TargetVerdict { status, items }
        });
        SetVerdict { set, targets: targets.collect() }
    };
    settings.sets.iter().filter(holds).map(verdict).collect()
}

/// A period that ends on the day of the deadline still says "chưa đạt": work of that day is
/// reported later, so the final word comes with the next period.
fn is_past(deadline: Option<NaiveDate>, day: NaiveDate) -> bool {
    deadline.is_some_and(|deadline| deadline < day)
}
