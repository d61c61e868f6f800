//! Which items depend on which figures.

use std::collections::BTreeSet;

use crate::check::{Evidence, Finding};
use crate::judge::ItemVerdict;
use crate::settings::{Basis, Item, Settings, TargetSet, Threshold, Yardstick};

/// The item's number, with its set's code where several resolutions are judged.
pub(crate) fn item_name(set: &TargetSet, item: &Item, evidence: &Evidence<'_>) -> String {
    if evidence.verdicts.len() > 1 {
        format!("{} {}", set.code, item.number)
    } else {
        item.number.clone()
    }
}

/// Does the item's figure use one of the finding's indicators, or one weighted by them?
pub(super) fn depends_on(item: &Item, finding: &Finding, settings: &Settings) -> bool {
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

/// The totals that an item is judged by: indicators by their places, each on a basis.
pub(super) fn totals_of(item: &Item, settings: &Settings) -> BTreeSet<(usize, Basis)> {
    let mut found = BTreeSet::new();
    for yardstick in item.yardsticks() {
        let mut bases = vec![yardstick.basis];
        if let Threshold::Column(basis) = yardstick.threshold {
            bases.push(basis);
        }
        for term in yardstick.figure.terms() {
            let place = settings.indicators.get_index_of(&term.code);
            let place = place.expect("resolving checked every code");
            for basis in &bases {
                let basis = term.basis.unwrap_or(*basis);
                found.extend(settings.with_parts(place).into_iter().map(|part| (part, basis)));
            }
        }
    }
    found
}

/// Does the verdict wait for the unit's figure?
pub(super) fn waits_for(verdict: &ItemVerdict, unit: Option<usize>) -> bool {
    unit.is_some_and(|unit| {
        let mut measured = verdict.measured.iter();
        measured.any(|own| own.missing.contains(&unit) && !own.decided_early)
    })
}
