//! The month as it would be with proposals accepted.

use std::sync::Arc;

use super::{Evidence, Finding, Fix};
use crate::consolidate::{Figures, consolidate, of_one};
use crate::form::{Field, FieldValue, FormSheet, Reading};
use crate::settings::Basis;
use crate::submission::{Fate, Month, Submission};

/// Evidence in which plain slips are put right, beside the figures that are used today.
#[derive(Clone, Copy, Debug)]
pub struct Mended<'a> {
    /// The month with proposals accepted.
    pub evidence: Evidence<'a>,
    /// The figures as they are used, slips and all.
    pub used: &'a Figures,
}

/// The month with all proposals accepted; `None` where nothing is proposed.
pub(super) fn month(evidence: &Evidence<'_>, findings: &[Finding]) -> Option<(Month, Figures)> {
    let proposing: Vec<&Finding> = findings.iter().filter(|f| !f.fixes.is_empty()).collect();
    if proposing.is_empty() {
        return None;
    }
    let mut month = evidence.month.clone();
    for finding in &proposing {
        mend(&mut month.submissions, finding);
    }
    let mut figures = consolidate(&month, evidence.settings);
    // Other units keep their figures, for theirs may have been carried over.
    for (unit, own) in figures.by_unit.iter_mut().enumerate() {
        if proposing.iter().all(|finding| finding.unit != Some(unit)) {
            own.clone_from(&evidence.figures.by_unit[unit]);
        }
    }
    figures.recount(evidence.settings);
    Some((month, figures))
}

/// The figures with one finding's proposals accepted: only its unit is worked out anew.
pub(super) fn figures(evidence: &Evidence<'_>, finding: &Finding) -> Option<Figures> {
    let unit = finding.unit.filter(|_| !finding.fixes.is_empty())?;
    let mut submissions: Vec<Submission> = evidence.month.used_by(unit).cloned().collect();
    mend(&mut submissions, finding);
    let alone = Month::new(evidence.month.period, Vec::new(), submissions);
    let own = of_one(unit, &alone, evidence.settings);
    Some(evidence.figures.otherwise(unit, &own, evidence.settings))
}

fn mend(submissions: &mut [Submission], finding: &Finding) {
    let used = submissions.iter_mut().filter(|submission| submission.fate == Fate::Used);
    for sheet in used.flat_map(|submission| &mut submission.sheets) {
        if *sheet.file == *finding.file && *sheet.sheet == *finding.sheet {
            finding.fixes.iter().for_each(|fix| set(sheet, fix));
        }
    }
}

fn set(sheet: &mut FormSheet, fix: &Fix) {
    let mended = || Reading::Stored(fix.value);
    sheet.figures.reread(|cell| (cell.at == fix.at).then(mended));
    let is_number = |field: &Field<'_>| matches!(field.value, FieldValue::Number(_));
    let is_meant = |field: &Field<'_>| field.at == fix.at && is_number(field);
    let rows = sheet.rows.iter_mut().filter(|row| row.fields().any(|field| is_meant(&field)));
    for row in rows {
        let value = |field: Field<'_>| is_meant(&field).then(|| FieldValue::Number(mended()));
        Arc::make_mut(row).reread(value);
    }
}

impl Mended<'_> {
    /// Does a unit's figure differ from the one used today?
    pub(super) fn is_mended(&self, unit: usize, indicator: usize, basis: Basis) -> bool {
        let value = |figures: &Figures| figures.of_unit(unit, indicator, basis)?.value();
        value(self.evidence.figures) != value(self.used)
    }
}
