//! The tables of the office's forms, and which of them a unit's reports lack. A report is a set of
//! sheets, in any number of files.

use super::Evidence;
use super::number_cell::{CellSubject, NumberCell};
use crate::form::{Body, FormSheet, NamedUnit, SheetForm, Template};
use crate::settings::{Basis, List, ListOperation};

const BASES: usize = Basis::ALL.len();

/// A table of the office's form, in most cases a whole sheet.
pub(super) struct ExpectedTable<'a> {
    pub(super) template: &'a Template,
    pub(super) form: &'a SheetForm,
    /// The figures that it asks for, by indicator and basis.
    pub(super) figures: Vec<(usize, Basis)>,
    /// The same as a lookup table by indicator and basis.
    is_own: Vec<bool>,
    /// Some unit has sent it this period.
    pub(super) is_sent: bool,
}

/// All tables of the office's forms.
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

    /// Its list, if it is one.
    pub(super) fn list(&self) -> Option<&'a str> {
        match &self.form.body {
            Body::List(list) => Some(list),
            Body::Figures(_) => None,
        }
    }

    /// Is it on this sheet, whatever version of the form the sheet is?
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

    /// Is it in a report of the unit that was set aside as a whole? Another finding gives the
    /// reason.
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

/// The figures that the unit lacks, or has incomplete.
pub(super) fn missing_figures(
    evidence: &Evidence<'_>,
    unit: usize,
    figures: impl Iterator<Item = (usize, Basis)>,
) -> Vec<(usize, Basis)> {
    let figure = |(place, basis)| evidence.figures.unit_figure(unit, place, basis);
    figures.filter(|of| figure(*of).is_none_or(|figure| !figure.complete)).collect()
}

/// The unit's cell that counts the organisations of a list; a cell with a number above 0 is
/// preferred.
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

/// Does the cell count the list's organisations?
fn counts(list: &List, cell: &NumberCell<'_>) -> bool {
    let CellSubject::Figure(_, indicator) = cell.subject else { return false };
    let derivation = indicator.derivation.as_ref().filter(|from| from.list == list.code);
    cell.basis == Basis::Actual
        && derivation.is_some_and(|from| from.operation == ListOperation::Count)
}
