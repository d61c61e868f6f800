//! Figures that a unit's submission does not give. Two rules use them.

use super::Evidence;
use super::blank_cells::{is_blank_sheet, is_unfilled};
use super::doubt::with_weights;
use crate::figures::consolidate::{FigureSource, MergedRow};
use crate::form::Field;
use crate::origin::SheetPlace;
use crate::settings::{Basis, Indicator};

use workbook_io::Address;

/// A figure that a unit's submission does not give, or not in full.
pub(super) struct Gap<'a> {
    pub(super) unit: usize,
    pub(super) indicator: &'a Indicator,
    pub(super) basis: Basis,
    /// The indicator's place in the settings.
    place: usize,
}

/// The gaps of a unit with a used submission. Unreadable cells, and missing columns and rows, are
/// the business of other rules.
pub(super) fn gaps<'a>(
    evidence: &Evidence<'a>,
    unit: usize,
) -> impl Iterator<Item = Gap<'a>> + use<'a> {
    let evidence = *evidence;
    let reported = evidence.month.used_by(unit).next().is_some();
    let indicators = evidence.settings.indicators.values().enumerate();
    let asked = indicators.filter(move |(_, indicator)| reported && indicator.entered.is_none());
    let figures = asked.flat_map(|of| [(of, Basis::Actual), (of, Basis::Estimate)]);
    figures.filter_map(move |((place, indicator), basis)| {
        let figure = evidence.figures.unit_figure(unit, place, basis);
        let complete = figure.is_some_and(|figure| figure.complete);
        // What the form gives hides no blank of the list.
        let is_of_form = figure.is_some_and(|figure| {
            matches!(figure.source, FigureSource::Form { decided: false, .. })
        });
        let gap = Gap { unit, indicator, basis, place };
        (!complete || is_of_form && !blanks_of_list(&evidence, &gap).is_empty()).then_some(gap)
    })
}

/// The figures that items use, with those by which they are weighted or divided.
pub(super) struct NeededFigures(Vec<[bool; Basis::ALL.len()]>);

impl NeededFigures {
    pub(super) fn new(evidence: &Evidence<'_>) -> Self {
        let indicators = &evidence.settings.indicators;
        let items = evidence.verdicts.iter().flat_map(|v| &v.set.targets).flat_map(|t| &t.items);
        let mut needed = vec![[false; Basis::ALL.len()]; indicators.len()];
        for yardstick in items.flat_map(|item| item.yardsticks()) {
            for term in yardstick.figure.terms() {
                let basis = term.basis.unwrap_or(yardstick.basis);
                let codes = with_weights(&term.code, evidence.settings);
                for place in codes.iter().filter_map(|code| indicators.get_index_of(code)) {
                    needed[place][basis as usize] = true;
                }
            }
        }
        Self(needed)
    }

    /// Does some item use the figure on this basis? A row of a list says either basis or neither: of
    /// one that is blank the other basis counts, too.
    pub(super) fn has(&self, gap: &Gap<'_>) -> bool {
        let is_listed = gap.indicator.derivation.is_some();
        self.has_figure(gap.place, gap.basis)
            || is_listed
                && [Basis::Actual, Basis::Estimate]
                    .into_iter()
                    .any(|b| self.has_figure(gap.place, b))
    }

    /// The same for an indicator by its position.
    pub(super) fn has_figure(&self, place: usize, basis: Basis) -> bool {
        self.0[place][basis as usize]
    }
}

/// A gap's blank cells, with file and sheet: in the unit's list, or in the form if there is no
/// list.
pub(super) fn blanks<'a>(
    evidence: &Evidence<'a>,
    gap: &Gap<'a>,
) -> Vec<(&'a str, &'a str, Address)> {
    let Gap { unit, indicator, basis, .. } = *gap;
    let of_list = blanks_of_list(evidence, gap);
    if !of_list.is_empty() {
        return of_list;
    }
    if let Some(derivation) = &indicator.derivation
        && rows_of(evidence, unit, &derivation.list).next().is_some()
    {
        return Vec::new();
    }
    // A sheet that is blank as a whole has a finding of its own.
    let sheets = evidence.used_sheets_of(unit).filter(|used| !is_blank_sheet(used.sheet));
    let cells = sheets.flat_map(|used| {
        used.sheet
            .figures
            .iter()
            .map(move |cell| (&*used.sheet.on.file, &*used.sheet.on.sheet, cell))
    });
    let own = cells.filter(|(_, _, cell)| *cell.code == *indicator.code && cell.basis == basis);
    let blank = own.filter(|(_, _, cell)| is_unfilled(cell.reading));
    blank.map(|(file, sheet, cell)| (file, sheet, cell.at)).collect()
}

/// The blank cells of a unit's list of which a figure is drawn.
fn blanks_of_list<'a>(evidence: &Evidence<'a>, gap: &Gap<'a>) -> Vec<(&'a str, &'a str, Address)> {
    let Some(derivation) = &gap.indicator.derivation else { return Vec::new() };
    let columns = &evidence.settings.lists[&derivation.list].columns;
    // A number in a merge has a finding of its own.
    let sheets: Vec<_> = evidence.used_sheets_of(gap.unit).collect();
    let is_joined = |on: &SheetPlace, at: Address| {
        let own = sheets.iter().filter(|used| *used.sheet.on == *on);
        own.flat_map(|used| &used.sheet.joined).any(|joined| joined.area.contains(at))
    };
    let wanting = |row: &'a MergedRow| {
        let fields = derivation.columns().filter_map(|column| row.row.field(column, gap.basis));
        let blank = fields.filter(|field| {
            field.is_wanting(&columns[field.place]) && !is_joined(&row.on, field.at)
        });
        let place = |field: Field<'a>| (&*row.on.file, &*row.on.sheet, field.at);
        blank.map(place).collect::<Vec<_>>()
    };
    rows_of(evidence, gap.unit, &derivation.list).flat_map(wanting).collect()
}

/// The rows of a unit's own list that count.
fn rows_of<'a>(
    evidence: &Evidence<'a>,
    unit: usize,
    list: &str,
) -> impl Iterator<Item = &'a MergedRow> + use<'a> {
    let merged = evidence.figures.lists.iter().find(|merged| merged.list == list);
    let rows = merged.into_iter().flat_map(move |merged| merged.counted(unit));
    rows.filter(|row| row.sub_unit.is_none())
}
