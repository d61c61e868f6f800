//! Which items hang on a finding, and which verdicts it could change.

use super::{Evidence, Finding, Severity};
use crate::settings::{Item, OverUnits, Settings, TargetSet};
use crate::target::{ItemVerdict, Status};

/// Fills in, for every finding about figures, the items that hang on them.
pub(super) fn mark(findings: &mut [Finding], evidence: &Evidence<'_>) {
    for finding in findings.iter_mut().filter(|finding| finding.severity != Severity::Info) {
        for verdict in evidence.verdicts {
            let items = verdict.set.targets.iter().flat_map(|target| &target.items);
            let judged = verdict.targets.iter().flat_map(|target| &target.items);
            for (item, judged) in items.zip(judged) {
                if hangs_on(item, &finding.indicators, evidence.settings) {
                    let name = item_name(verdict.set, item, evidence);
                    if is_open(judged) {
                        finding.flips.push(name.clone());
                    }
                    finding.affects.push(name);
                }
            }
        }
    }
}

/// The item's number, with its set's code where several resolutions are judged.
pub(super) fn item_name(set: &TargetSet, item: &Item, evidence: &Evidence<'_>) -> String {
    if evidence.verdicts.len() > 1 {
        format!("{} {}", set.code, item.number)
    } else {
        item.number.clone()
    }
}

/// Does the item's figure use one of these indicators, or one weighted by them?
fn hangs_on(item: &Item, indicators: &[String], settings: &Settings) -> bool {
    item.yardsticks().iter().flat_map(|yardstick| yardstick.figure.terms()).any(|term| {
        let direct = indicators.contains(&term.code);
        let through = match &settings.indicators[&term.code].over_units {
            OverUnits::Sum => false,
            OverUnits::MeanBy(by) => indicators.contains(by),
            OverUnits::Ratio(above, below) => {
                indicators.contains(above) || indicators.contains(below)
            }
            OverUnits::SumWhere { code, .. } => indicators.contains(code),
        };
        direct || through
    })
}

/// A verdict that another figure could still change: open, or so near its threshold that
/// one unit's figure decides. Judged by the margin being under a tenth of the threshold.
fn is_open(verdict: &ItemVerdict) -> bool {
    let near = verdict.measured.iter().any(|measured| match (measured.value, measured.threshold) {
        (Some(value), Some(threshold)) => {
            (value - threshold).abs() * rust_decimal::Decimal::TEN <= threshold.abs()
        }
        _ => true,
    });
    verdict.status == Status::NoData || near
}
