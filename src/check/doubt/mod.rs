//! Every item judged twice: with the figures in use, and with what findings propose.
//!
//! A finding's alternatives are tried alone; the open ones besides all together, all that raise an
//! item's figure together, and all that lower it. What a finding could change is worked out so, never
//! guessed.

mod combined;
mod dependence;
#[cfg(test)]
mod tests;
mod trial;
mod unconfirmed;

pub(super) use dependence::item_name;
pub(crate) use dependence::with_weights;

use std::collections::BTreeMap;

use super::{Deciding, Evidence, Finding, Severity};
use crate::judge::Doubts;
use combined::Combinations;
use dependence::{depends_on, waits_for};
use trial::{Case, Judged, JudgedItem, Trial};
use workbook_io::parallel_map;

/// Adds to every finding the items that depend on it, and says what open findings leave in doubt.
pub(super) fn weigh(findings: &mut [Finding], evidence: &Evidence<'_>) -> Doubts {
    let trial = Trial::new(evidence);
    let cases = cases(&trial, findings);
    for (finding, cases) in findings.iter_mut().zip(&cases) {
        if finding.severity != Severity::Info {
            add_items(finding, cases, &trial);
        }
    }
    let combinations = Combinations::new(&trial, findings, &cases);
    let judged = combinations.judged();
    for (finding, item) in &judged.decided_together {
        let JudgedItem { at, set, item, .. } = &trial.items[*item];
        let name = item_name(set, item, evidence);
        let finding = &mut findings[*finding];
        finding.decides.push(Deciding { item: *at, otherwise: None });
        if !finding.flips.contains(&name) {
            finding.flips.push(name);
        }
    }
    findings.iter_mut().filter(|f| f.severity != Severity::Info).for_each(add_sentence);
    let units = combinations.of_single_units();
    let mut doubts = Doubts { items: judged.otherwise, totals: judged.totals, units };
    unconfirmed::enter(&mut doubts, &trial);
    doubts
}

/// Alternatives tried alone for one unit, times the rows of its lists: more of them are tried together.
/// A list copied down a thousand times has as many findings.
const TRIED_ALONE: usize = 500_000;

/// The alternatives of every finding, tried.
fn cases(trial: &Trial<'_>, findings: &[Finding]) -> Vec<Vec<Case>> {
    let mut by_unit: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, finding) in findings.iter().enumerate() {
        if let (Some(unit), true) = (finding.unit, finding.severity != Severity::Info) {
            by_unit.entry(unit).or_default().push(place);
        }
    }
    by_unit.retain(|unit, own| {
        let rows: usize =
            trial.evidence.figures.lists.iter().map(|list| list.by_unit[*unit].len()).sum();
        let alternatives: usize = own.iter().map(|own| findings[*own].alternatives().len()).sum();
        alternatives.saturating_mul(rows) > TRIED_ALONE
    });
    let is_crowded = |finding: &Finding| {
        finding.unit.is_some_and(|unit| by_unit.contains_key(&unit))
            && finding.severity != Severity::Info
    };
    let of_finding = |(): &mut (), finding: &Finding| match is_crowded(finding) {
        true => Vec::new(),
        false => trial.cases(finding),
    };
    let mut cases: Vec<Vec<Case>> = parallel_map(findings, || (), of_finding);
    for own in by_unit.values() {
        let together: Vec<&Finding> = own.iter().map(|place| &findings[*place]).collect();
        for (place, tried) in own.iter().zip(trial.cases_together(&together)) {
            cases[*place] = tried;
        }
    }
    cases
}

/// The items that depend on a finding, and of these the ones whose verdict it could change.
fn add_items(finding: &mut Finding, cases: &[Case], trial: &Trial<'_>) {
    for (place, item) in trial.items.iter().enumerate() {
        let judged: Vec<_> = cases.iter().filter_map(|case| case.judged_of(place)).collect();
        let is_named = depends_on(item.item, finding, trial.evidence.settings);
        if !is_named && judged.is_empty() {
            continue;
        }
        let name = item_name(item.set, item.item, trial.evidence);
        let flips = match cases {
            [] => waits_for(item.verdict, finding.unit),
            _ => judged.iter().any(|judged| judged.flips),
        };
        if flips {
            finding.flips.push(name.clone());
        }
        let changes = |own: &&&Judged| own.verdict.status != item.verdict.status;
        finding.decides.extend(
            judged.iter().find(changes).map(|own| Deciding {
                item: item.at,
                otherwise: Some(Box::new(own.verdict.clone())),
            }),
        );
        finding.affects.push(name);
    }
}

fn add_sentence(finding: &mut Finding) {
    let rest: Vec<&str> = finding
        .affects
        .iter()
        .filter(|name| !finding.flips.contains(name))
        .map(String::as_str)
        .collect();
    let mut said = String::new();
    if !rest.is_empty() {
        said = format!(" Ảnh hưởng đến nội dung {}.", rest.join(", "));
    }
    if !finding.flips.is_empty() {
        let flips = finding.flips.join(", ");
        said = format!("{said} Có thể làm thay đổi đánh giá nội dung {flips}.");
    }
    finding.message.push_str(&said);
}
