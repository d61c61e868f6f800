//! Which items depend on a finding, and which verdicts it could change.
//!
//! If the finding proposes a value, or another figure could be right, the items are judged again
//! with that value. Otherwise a verdict counts as changeable if its figure is near the threshold or
//! waits for the unit.

use rust_decimal::Decimal;

use super::{Evidence, Finding, Severity, fixes_applied};
use crate::figures::consolidate::Figures;
use crate::judge::{ItemVerdict, Status, judge_item};
use crate::settings::{Basis, Item, Settings, TargetSet, Yardstick};

/// Adds to every finding about figures the items that depend on it, also in its sentence.
pub(super) fn add_impact(findings: &mut [Finding], evidence: &Evidence<'_>) {
    // Units that have not reported yet must not hide what a finding would change.
    let today = evidence.figures.none_missing();
    for finding in findings.iter_mut().filter(|finding| finding.severity != Severity::Info) {
        if finding.indicators.is_empty() {
            continue;
        }
        let other = figures_if_right(evidence, finding);
        for verdict in evidence.verdicts {
            let items = verdict.set.targets.iter().flat_map(|target| &target.items);
            let judged = verdict.targets.iter().flat_map(|target| &target.items);
            for (item, judged) in items.zip(judged) {
                if !depends_on(item, finding, evidence.settings) {
                    continue;
                }
                let name = item_name(verdict.set, item, evidence);
                let changes = match &other {
                    Some(other) => {
                        let status = |figures| status(evidence, verdict.set, item, figures);
                        status(&today) != status(other)
                    }
                    None => could_change(judged, finding.unit),
                };
                if changes {
                    finding.flips.push(name.clone());
                }
                finding.affects.push(name);
            }
        }
        add_sentence(finding);
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

/// The figures as they would be if the finding is right.
fn figures_if_right(evidence: &Evidence<'_>, finding: &Finding) -> Option<Figures> {
    let unit = finding.unit?;
    let (supposed, proposed) = (&finding.supposed, &finding.fixes);
    if finding.what_if.is_empty() {
        let fixes = if supposed.is_empty() { proposed } else { supposed };
        return fixes_applied::figures_with_fixes(evidence, finding, fixes);
    }
    let with_cells = fixes_applied::unit_figures_with_fixes(evidence, finding, supposed);
    let mut own = with_cells.unwrap_or_else(|| evidence.figures.by_unit[unit].clone());
    for other in &finding.what_if {
        let place = evidence.settings.indicators.get_index_of(&other.code)?;
        let figure = own.get_mut(place, other.basis)?;
        figure.sum = other.value.checked_mul(figure.weight)?;
    }
    Some(evidence.figures.with_unit_replaced(unit, &own, evidence.settings))
}

fn status(evidence: &Evidence<'_>, set: &TargetSet, item: &Item, figures: &Figures) -> Status {
    judge_item(set, item, figures, evidence.settings, &evidence.entries.judgements).status
}

/// The item's number, with its set's code where several resolutions are judged.
pub(super) fn item_name(set: &TargetSet, item: &Item, evidence: &Evidence<'_>) -> String {
    if evidence.verdicts.len() > 1 {
        format!("{} {}", set.code, item.number)
    } else {
        item.number.clone()
    }
}

/// Does the item's figure use one of the finding's indicators, or one weighted by them?
fn depends_on(item: &Item, finding: &Finding, settings: &Settings) -> bool {
    item.yardsticks().iter().any(|yardstick| uses(yardstick, finding, settings))
}

fn uses(yardstick: &Yardstick, finding: &Finding, settings: &Settings) -> bool {
    yardstick.figure.terms().iter().any(|term| {
        let basis = term.basis.unwrap_or(yardstick.basis);
        on_basis(basis, finding)
            && with_weights(&term.code, settings).iter().any(|c| finding.indicators.contains(c))
    })
}

fn on_basis(basis: Basis, finding: &Finding) -> bool {
    finding.bases.is_empty() || finding.bases.contains(&basis)
}

/// An indicator, and those by which its total is weighted, divided or filtered.
pub(crate) fn with_weights(code: &str, settings: &Settings) -> Vec<String> {
    let mut codes = vec![code.to_owned()];
    codes.extend_from_slice(&settings.indicators[code].over_units.codes);
    codes
}

/// Does the verdict wait for the unit's figure, or is its figure within a tenth of the threshold,
/// so that one unit may decide it?
fn could_change(verdict: &ItemVerdict, unit: Option<usize>) -> bool {
    verdict.measured.iter().any(|measured| {
        let waits = unit.is_some_and(|unit| measured.missing.contains(&unit));
        let near = match (measured.value, measured.nearest_level()) {
            (Some(value), Some(threshold)) => {
                (value - threshold).abs().saturating_mul(Decimal::TEN) <= threshold.abs()
            }
            _ => true,
        };
        (waits && !measured.decided_early) || near
    })
}
