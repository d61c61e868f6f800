//! The month as it would be with proposals accepted.

use std::sync::Arc;

use super::{Evidence, Finding, Fix};
use crate::consolidate::{Figures, of_units};
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

/// The month with all proposals accepted; `None` where nothing is proposed. Other units keep
/// their figures, for theirs may have been carried over.
pub(super) fn month(evidence: &Evidence<'_>, findings: &[Finding]) -> Option<(Month, Figures)> {
    let proposing: Vec<&Finding> = findings.iter().filter(|f| !f.fixes.is_empty()).collect();
    if proposing.is_empty() {
        return None;
    }
    let mut month = evidence.month.clone();
    for finding in &proposing {
        let places = month.submissions_in(&finding.file).to_vec();
        places.into_iter().for_each(|place| mend(&mut month.submissions[place], finding));
    }
    let mut units: Vec<usize> = proposing.iter().filter_map(|finding| finding.unit).collect();
    units.sort_unstable();
    units.dedup();
    let figures = evidence.figures.again(&units, &month, evidence.settings);
    Some((month, figures))
}

/// The figures with one finding's proposals accepted: only its unit is worked out anew.
pub(super) fn figures(evidence: &Evidence<'_>, finding: &Finding) -> Option<Figures> {
    let unit = finding.unit.filter(|_| !finding.fixes.is_empty())?;
    let mut submissions: Vec<Arc<Submission>> = evidence.month.used_by(unit).cloned().collect();
    submissions.iter_mut().for_each(|submission| mend(submission, finding));
    let alone = Month::new(evidence.month.period, Vec::new(), submissions);
    let own = of_units(&[unit], &alone, evidence.settings).remove(0);
    Some(evidence.figures.otherwise(unit, &own, evidence.settings))
}

fn mend(submission: &mut Arc<Submission>, finding: &Finding) {
    let is_meant =
        |sheet: &FormSheet| *sheet.on.file == *finding.file && *sheet.on.sheet == *finding.sheet;
    if submission.fate != Fate::Used || !submission.sheets.iter().any(is_meant) {
        return;
    }
    let sheets = &mut Arc::make_mut(submission).sheets;
    for sheet in sheets.iter_mut().filter(|sheet| is_meant(sheet)) {
        finding.fixes.iter().for_each(|fix| set(sheet, fix));
    }
}

fn set(sheet: &mut FormSheet, fix: &Fix) {
    let mended = || Reading::Stored(fix.value);
    sheet.figures.reread(|cell| (cell.at == fix.at).then(mended));
    let is_number = |field: &Field<'_>| matches!(field.value, FieldValue::Number(_));
    let is_meant = |field: &Field<'_>| field.at == fix.at && is_number(field);
    let rows = sheet.rows.iter_mut().filter(|row| row.row == fix.at.row);
    for row in rows.filter(|row| row.fields().any(|field| is_meant(&field))) {
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
