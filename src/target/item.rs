//! One item's verdict: by a figure, by several, or by the office.

use super::Status;
use super::measure::{Measured, measure};
use crate::consolidate::Figures;
use crate::settings::{Item, Judged, Settings, TargetSet};
use crate::workspace::Judgement;

/// An item's verdict.
#[derive(Clone, Debug)]
pub struct ItemVerdict {
    /// The verdict.
    pub status: Status,
    /// The figure that decides, or each part's; none for a judgement.
    pub measured: Vec<Measured>,
    /// The office's reason, for a judgement.
    pub reason: Option<String>,
}

/// Judges one item.
#[must_use]
pub fn judge_item(
    set: &TargetSet,
    item: &Item,
    figures: &Figures,
    settings: &Settings,
    judgements: &[Judgement],
) -> ItemVerdict {
    match &item.judged {
        Judged::ByOffice => {
            let said = judgements.iter().find(|j| j.set == set.code && j.item == item.number);
            let status = match said {
                Some(judgement) if judgement.met => Status::Met,
                Some(_) => Status::Unmet,
                None => Status::NotChecked,
            };
            let reason = said.map(|judgement| judgement.reason.clone());
            ItemVerdict { status, measured: Vec::new(), reason }
        }
        Judged::ByFigure(yardstick) => {
            let measured = measure(yardstick, figures, settings);
            ItemVerdict { status: measured.status, measured: vec![measured], reason: None }
        }
        Judged::ByParts { all, parts } => {
            let measured: Vec<Measured> =
                parts.iter().map(|part| measure(&part.yardstick, figures, settings)).collect();
            let statuses = measured.iter().map(|part| part.status);
            let status = if *all { Status::all_of(statuses) } else { Status::any_of(statuses) };
            ItemVerdict { status, measured, reason: None }
        }
    }
}
