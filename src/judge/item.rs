//! One item's verdict: by a figure, by several, or by the office.

use super::Status;
use super::measure::{Measurement, measure};
use crate::figures::consolidate::Figures;
use crate::settings::{Criterion, Item, Settings, TargetSet};
use crate::workspace::Judgement;

/// An item's verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemVerdict {
    /// The verdict.
    pub status: Status,
    /// The figure that decides, or each part's; none for a judgement.
    pub measured: Vec<Measurement>,
    /// The office's reason, for a judgement.
    pub reason: Option<String>,
    /// The period ended after the day by which the item was to be met.
    pub past_deadline: bool,
    /// What open findings leave in doubt.
    pub doubt: Option<ItemDoubt>,
}

impl ItemVerdict {
    /// The word on the annex: what is unmet is "chưa đạt" until its deadline, then "không đạt".
    #[must_use]
    pub const fn vietnamese(&self) -> &'static str {
        self.status.word(self.past_deadline)
    }
}

/// Judges one item, as if its deadline were in the future.
#[must_use]
pub fn judge_item(
    set: &TargetSet,
    item: &Item,
    figures: &Figures,
    settings: &Settings,
    judgements: &[Judgement],
) -> ItemVerdict {
    match &item.criterion {
        Criterion::ByOffice => {
            let said = judgements.iter().find(|j| j.set == set.code && j.item == item.number);
            let status = match said {
                Some(judgement) if judgement.met => Status::Met,
                Some(_) => Status::Unmet,
                None => Status::NotChecked,
            };
            let reason = said.map(|judgement| judgement.reason.clone());
            ItemVerdict { status, measured: Vec::new(), reason, past_deadline: false, doubt: None }
        }
        Criterion::ByFigure(yardstick) => {
            let measured = measure(yardstick, figures, settings);
            let status = measured.status;
            ItemVerdict {
                status,
                measured: vec![measured],
                reason: None,
                past_deadline: false,
                doubt: None,
            }
        }
        Criterion::ByParts { how, parts } => {
            let measured: Vec<Measurement> =
                parts.iter().map(|part| measure(&part.yardstick, figures, settings)).collect();
            let statuses = measured.iter().map(|part| part.status);
            let status = Status::of_parts(how, statuses);
            ItemVerdict { status, measured, reason: None, past_deadline: false, doubt: None }
        }
    }
}

/// What open findings leave in doubt about an item.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemDoubt {
    /// The verdict by the figures in use.
    pub as_used: Status,
    /// Would another value change it? Then it waits.
    pub decides: bool,
    /// The item judged with what the findings propose; where all of it together agrees with the
    /// figures in use, with a part of it that does not.
    pub if_accepted: Box<ItemVerdict>,
}
