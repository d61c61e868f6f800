//! The month as it would be with all proposed values accepted.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Evidence, Finding, Fix};
use crate::figures::alternative::set_number;
use crate::figures::consolidate::{Figures, UnitFigures};
use crate::form::{FormSheet, Reading};
use crate::intake::submission::{Fate, Month, Submission};
use crate::settings::Basis;

/// The evidence with all proposed values accepted, and the figures used today.
#[derive(Clone, Copy, Debug)]
pub struct WithFixesApplied<'a> {
    /// The month with proposals accepted.
    pub evidence: Evidence<'a>,
    /// The figures used today, with their errors.
    pub used: &'a Figures,
}

/// The month with all proposals accepted; `None` if there are none. Other units keep their figures,
/// which may have been carried over.
pub(super) fn month_with_fixes(
    evidence: &Evidence<'_>,
    findings: &[Finding],
) -> Option<(Month, Figures)> {
    let proposing: Vec<&Finding> = findings.iter().filter(|f| !f.fixes.is_empty()).collect();
    if proposing.is_empty() {
        return None;
    }
    let mut month = evidence.month.clone();
    for finding in &proposing {
        let places = month.submissions_in(&finding.file).to_vec();
        places
            .into_iter()
            .for_each(|place| apply_fixes(&mut month.submissions[place], finding, &finding.fixes));
    }
    let mut units: Vec<usize> = proposing.iter().filter_map(|finding| finding.unit).collect();
    units.sort_unstable();
    units.dedup();
    let figures = evidence.figures.recompute_units(&units, &month, evidence.settings);
    Some((month, figures))
}

/// For units with proposals: their figures with all of them accepted.
pub(super) fn own_figures(
    evidence: &Evidence<'_>,
    findings: &[Finding],
) -> BTreeMap<usize, UnitFigures> {
    let mut proposed: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| !finding.fixes.is_empty()) {
        proposed.entry(&finding.file).or_default().push(finding);
    }
    let units: BTreeSet<usize> = proposed.values().flatten().filter_map(|f| f.unit).collect();
    let units: Vec<usize> = units.into_iter().collect();
    let own = units.iter().flat_map(|unit| evidence.month.used_by(*unit));
    let mut submissions: Vec<Arc<Submission>> = own.cloned().collect();
    for submission in &mut submissions {
        let file = submission.sheets.first().map_or("", |sheet| &sheet.on.file).to_owned();
        let about = proposed.get(&*file).into_iter().flatten();
        about.for_each(|finding| apply_fixes(submission, finding, &finding.fixes));
    }
    let alone = Month::new(evidence.month.period, Vec::new(), submissions);
    let figures = evidence.figures.recompute_unit_figures(&units, &alone, evidence.settings);
    units.into_iter().zip(figures).collect()
}

fn apply_fixes(submission: &mut Arc<Submission>, finding: &Finding, fixes: &[Fix]) {
    let is_meant =
        |sheet: &FormSheet| *sheet.on.file == *finding.file && *sheet.on.sheet == *finding.sheet;
    if submission.fate != Fate::Used || !submission.sheets.iter().any(is_meant) {
        return;
    }
    let sheets = &mut Arc::make_mut(submission).sheets;
    for sheet in sheets.iter_mut().filter(|sheet| is_meant(sheet)) {
        fixes.iter().for_each(|fix| set_number(sheet, fix.at, &Reading::Stored(fix.value)));
    }
}

impl WithFixesApplied<'_> {
    /// Does a unit's figure differ from the one used today?
    pub(super) fn is_changed_by_fixes(&self, unit: usize, indicator: usize, basis: Basis) -> bool {
        let value = |figures: &Figures| figures.unit_figure(unit, indicator, basis)?.value();
        value(self.evidence.figures) != value(self.used)
    }
}
