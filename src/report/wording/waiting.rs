//! Items whose verdict waits for open findings: which, for what, and what clears it.

use crate::check::Finding;
use crate::judge::{ItemVerdict, Measurement, Status};
use crate::results::Results;
use crate::settings::{Criterion, Item, TargetSet, Yardstick};
use viet_text::notation::vietnamese;

/// An item whose verdict waits for open findings.
pub struct WaitingItem<'r> {
    /// Its number, with its set's code where several resolutions are judged.
    pub name: String,
    /// The item.
    pub item: &'r Item,
    /// Its verdict.
    pub judged: &'r ItemVerdict,
    /// The findings that it waits for, the most important first.
    pub findings: Vec<&'r Finding>,
}

/// The items whose verdict waits for open findings, in order.
#[must_use]
pub fn waiting_items<'r>(results: &'r Results<'_>) -> Vec<WaitingItem<'r>> {
    let mut waiting = Vec::new();
    for (set_place, verdict) in results.verdicts.iter().enumerate() {
        let targets = verdict.set.targets.iter().zip(&verdict.targets);
        for (target_place, (target, judged)) in targets.enumerate() {
            for (place, (item, judged)) in target.items.iter().zip(&judged.items).enumerate() {
                if !judged.waits_for_findings() {
                    continue;
                }
                let at = [set_place, target_place, place];
                let findings = results.findings.iter().filter(|own| own.holds_up(at)).collect();
                let name = full_number(results, verdict.set, item);
                waiting.push(WaitingItem { name, item, judged, findings });
            }
        }
    }
    waiting
}

/// An item's number, with its set's code where several resolutions are judged, as findings name it.
#[must_use]
pub fn full_number(results: &Results<'_>, set: &TargetSet, item: &Item) -> String {
    match results.verdicts.len() {
        1 => item.number.clone(),
        _ => format!("{} {}", set.code, item.number),
    }
}

/// "01/11 nội dung đang rà soát số liệu"
#[must_use]
pub fn to_verify(waiting: usize, all: usize) -> String {
    format!("{waiting:02}{}", of_items_to_verify(all))
}

/// What follows the number of items: "/11 nội dung đang rà soát số liệu".
#[must_use]
pub fn of_items_to_verify(all: usize) -> String {
    format!("/{all:02} nội dung đang rà soát số liệu")
}

/// The figures that are judged, without units of measure: "6.895,9"; "HTX 70%, THT 0%".
#[must_use]
pub fn bare_figures(item: &Item, judged: &ItemVerdict) -> String {
    let one = |yardstick: &Yardstick, measured: &Measurement| {
        let sign = if yardstick.is_share() { "%" } else { "" };
        let shown = measured.printed.map(|value| vietnamese(value) + sign);
        shown.unwrap_or_else(|| "chưa có số liệu".to_owned())
    };
    match (&item.criterion, &judged.measured[..]) {
        (Criterion::ByFigure(yardstick), [measured]) => one(yardstick, measured),
        (Criterion::ByParts { parts, .. }, all) => {
            let parts = parts.iter().zip(all);
            let each =
                parts.map(|(part, own)| format!("{} {}", part.name, one(&part.yardstick, own)));
            each.collect::<Vec<_>>().join(", ")
        }
        _ => String::new(),
    }
}

/// What the mark "(*)" means on a page.
#[must_use]
pub fn mark_in_words(results: &Results<'_>) -> &'static str {
    match results.entries.facts.sends_provisional {
        true => "(*) Số liệu tạm tính, đang rà soát.",
        false => "(*) Số liệu đang rà soát.",
    }
}

/// Added, in brackets or a table, to a figure that open findings leave in doubt.
#[must_use]
pub fn in_doubt(measured: &Measurement) -> &'static str {
    if measured.is_doubtful() { ", số liệu đang rà soát" } else { "" }
}

/// The verdict by the figures in use, which an open finding may keep from being said.
#[must_use]
pub fn as_used(judged: &ItemVerdict) -> Status {
    judged.doubt.as_ref().map_or(judged.status, |doubt| doubt.as_used)
}
