//! Judgement: items against thresholds, targets from their items. No false verdict.

mod difference;
mod doubt;
mod item;
mod measure;

pub use difference::difference;
pub(crate) use difference::difference_decimals;
pub use doubt::{Doubts, FigureDoubt, IN_DOUBT, ItemDoubt, JudgedOtherwise, enter_doubts};
pub use item::{ItemVerdict, judge_item};
pub use measure::{Measurement, measure};
pub(crate) use measure::{cannot_fall, figure_over, judged_unrounded, judged_value, scale};

use chrono::NaiveDate;
use serde::Serialize;

use crate::figures::consolidate::Figures;
use crate::kinds::Compound;
use crate::settings::{Item, Settings, TargetSet};
use crate::workspace::Judgement;
use viet_text::period::Period;

/// The word for what is unmet once its deadline is past.
pub(crate) const FAILED: &str = "Không đạt";

/// A verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Đạt
    Met,
    /// Chưa đạt
    Unmet,
    /// Chưa đủ số liệu
    NoData,
    /// Chưa đánh giá
    NotChecked,
}

impl Status {
    /// The word on the annex.
    #[must_use]
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Met => "Đạt",
            Self::Unmet => "Chưa đạt",
            Self::NoData => "Chưa đủ số liệu",
            Self::NotChecked => "Chưa đánh giá",
        }
    }

    /// Is nothing said yet, for want of figures, of a judgement, or because of a finding?
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::NoData | Self::NotChecked)
    }

    /// The word on the annex, before or after the deadline: what is unmet fails only after it.
    #[must_use]
    pub const fn word(self, past_deadline: bool) -> &'static str {
        match self {
            Self::Unmet if past_deadline => FAILED,
            other => other.vietnamese(),
        }
    }

    /// The verdict where all must be met: unmet if any is, else open if any is, else met.
    #[must_use]
    pub fn all_of(statuses: impl IntoIterator<Item = Self>) -> Self {
        statuses.into_iter().fold(Self::Met, |whole, next| {
            let weight = |status| match status {
                Self::Unmet => 3,
                Self::NoData => 2,
                Self::NotChecked => 1,
                Self::Met => 0,
            };
            if weight(next) > weight(whole) { next } else { whole }
        })
    }

    /// Of an item's parts.
    #[must_use]
    pub fn of_parts(how: &Compound, statuses: impl IntoIterator<Item = Self>) -> Self {
        if how.needs_all { Self::all_of(statuses) } else { Self::any_of(statuses) }
    }

    /// The verdict where one must be met: met if any is, else open if any is, else unmet.
    #[must_use]
    pub fn any_of(statuses: impl IntoIterator<Item = Self>) -> Self {
        statuses.into_iter().fold(Self::Unmet, |whole, next| {
            let weight = |status| match status {
                Self::Met => 3,
                Self::NoData => 2,
                Self::NotChecked => 1,
                Self::Unmet => 0,
            };
            if weight(next) > weight(whole) { next } else { whole }
        })
    }
}

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

#[cfg(test)]
mod tests {
    use super::Status::{Met, NoData, NotChecked, Unmet};
    use super::*;

    #[test]
    fn a_target_is_met_only_when_all_its_items_are() {
        for (items, target) in [
            (vec![Met, Met], Met),
            (vec![Met, Unmet, NoData], Unmet),
            (vec![Met, NotChecked], NotChecked),
            (vec![NotChecked, NoData, Met], NoData),
        ] {
            assert_eq!(Status::all_of(items), target);
        }
    }

    #[test]
    fn one_met_part_is_enough_where_one_must_be_met() {
        for (parts, item) in
            [(vec![Unmet, Met], Met), (vec![Unmet, NoData], NoData), (vec![Unmet, Unmet], Unmet)]
        {
            assert_eq!(Status::any_of(parts), item);
        }
    }
}
