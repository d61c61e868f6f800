//! Sheets of the office's forms, and which of them a unit's reports lack: a report is a set of
//! sheets, in however many files they came.

use super::Evidence;
use super::number_cell::{CellSubject, NumberCell};
use crate::form::{Body, FormSheet, NamedUnit, SheetForm, Template};
use crate::settings::{Basis, List, ListOperation};

const BASES: usize = Basis::ALL.len();

/// A table that the office's form asks for: mostly a sheet.
pub(super) struct ExpectedTable<'a> {
    pub(super) template: &'a Template,
    pub(super) form: &'a SheetForm,
    /// The figures that it asks for, by indicator and basis.
    pub(super) figures: Vec<(usize, Basis)>,
    /// Which these are, as one number each.
    is_own: Vec<bool>,
    /// Some unit has sent it this period.
    pub(super) is_sent: bool,
}

/// All that the office's forms ask for.
pub(super) fn expected_tables<'a>(evidence: &Evidence<'a>) -> Vec<ExpectedTable<'a>> {
    let forms = evidence
        .templates
        .iter()
        .flat_map(|template| template.sheets.iter().map(move |form| (template, form)));
    let mut all: Vec<ExpectedTable<'a>> =
        forms.map(|(template, form)| ExpectedTable::new(evidence, template, form)).collect();
    for used in evidence.used_sheets() {
        for asked in all.iter_mut().filter(|asked| !asked.is_sent) {
            asked.is_sent = asked.is_on(used.sheet);
        }
        if all.iter().all(|asked| asked.is_sent) {
            break;
        }
    }
    all
}

impl<'a> ExpectedTable<'a> {
    fn new(evidence: &Evidence<'a>, template: &'a Template, form: &'a SheetForm) -> Self {
        let indicators = &evidence.settings.indicators;
        let mut figures: Vec<(usize, Basis)> = match &form.body {
            Body::Figures(area) => {
                let all = area.rows.iter().flat_map(|row| row.figures.iter().flatten());
                let place = |code: &String| indicators.get_index_of(code);
                all.filter_map(|figure| Some((place(&figure.code)?, figure.basis))).collect()
            }
            Body::List(list) => {
                let drawn = indicators.values().enumerate().filter(|(_, indicator)| {
                    indicator.derivation.as_ref().is_some_and(|from| from.list == *list)
                });
                let bases = [Basis::Actual, Basis::Estimate];
                drawn.flat_map(|(place, _)| bases.map(|basis| (place, basis))).collect()
            }
        };
        figures.retain(|(place, _)| indicators[*place].entered.is_none());
        figures.sort_unstable();
        figures.dedup();
        let mut is_own = vec![false; indicators.len() * BASES];
        figures.iter().for_each(|(place, basis)| is_own[place * BASES + *basis as usize] = true);
        Self { template, form, figures, is_own, is_sent: false }
    }

    /// The list that it is.
    pub(super) fn list(&self) -> Option<&'a str> {
        match &self.form.body {
            Body::List(list) => Some(list),
            Body::Figures(_) => None,
        }
    }

    /// Is it on this sheet, whichever version of the form that was written on?
    pub(super) fn is_on(&self, sheet: &FormSheet) -> bool {
        match self.list() {
            Some(list) => sheet.list.as_deref() == Some(list),
            None => {
                let slots = sheet.figures.slots();
                let own = |indicator: usize, basis: Basis| {
                    self.is_own.get(indicator * BASES + basis as usize).is_some_and(|own| *own)
                };
                let shared = slots.iter().filter(|slot| own(slot.indicator, slot.basis)).count();
                shared > 0 && shared * 2 >= self.figures.len().min(slots.len())
            }
        }
    }

    /// Did the unit send it in a report that is set aside as a whole, for whatever reason is said
    /// there?
    pub(super) fn is_set_aside(&self, evidence: &Evidence<'_>, unit: usize) -> bool {
        let month = evidence.month;
        let mut own = month.submissions.iter().filter(|submission| {
            let files = || month.submitted_by(unit).map(|own| own.file);
            submission.unit == Some(NamedUnit::Known(unit))
                || files().any(|file| file == submission.file)
        });
        own.any(|submission| submission.sheets.iter().any(|sheet| self.is_on(sheet)))
    }
}

/// Those of some figures that the unit does not have in full.
pub(super) fn missing_figures(
    evidence: &Evidence<'_>,
    unit: usize,
    figures: impl Iterator<Item = (usize, Basis)>,
) -> Vec<(usize, Basis)> {
    let figure = |(place, basis)| evidence.figures.unit_figure(unit, place, basis);
    figures.filter(|of| figure(*of).is_none_or(|figure| !figure.complete)).collect()
}

/// The unit's cell that says how many organisations of a list there are: one that says some
/// before one that says none.
pub(super) fn declared_count<'a>(
    evidence: &Evidence<'a>,
    unit: usize,
    list: &List,
) -> Option<NumberCell<'a>> {
    let mut none = None;
    for cell in evidence.figure_cells_of(unit).filter(|cell| counts(list, cell)) {
        match cell.reading.number() {
            Some(number) if number.is_zero() => none = none.or(Some(cell)),
            Some(_) => return Some(cell),
            None => {}
        }
    }
    none
}

/// Is it a figure that counts the list's organisations?
fn counts(list: &List, cell: &NumberCell<'_>) -> bool {
    let CellSubject::Figure(_, indicator) = cell.subject else { return false };
    let derivation = indicator.derivation.as_ref().filter(|from| from.list == list.code);
    cell.basis == Basis::Actual
        && derivation.is_some_and(|from| from.operation == ListOperation::Count)
}
