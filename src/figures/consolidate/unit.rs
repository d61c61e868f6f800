//! One unit's figures: as the office decided, else from its list where the list is filled, else from
//! its form.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::counted_units::count_unit;
use super::figure::{FigureSource, UnitFigure, is_mean};
use super::lists::MergedRow;
use super::plan::{ConsolidationPlan, ListAnswers};
use super::sub_units;
use super::unit_figures::UnitFigures;
use crate::form::{FigureCell, Reading};
use crate::intake::submission::Month;
use crate::origin::{Origin, SheetPlace};
use crate::settings::{Basis, Indicator, Settings};

/// A unit's coded cells by indicator and basis.
struct UnitCells<'m>(Vec<[Option<(FigureCell<'m>, usize)>; 4]>, Vec<Arc<SheetPlace>>);

/// All figures of a unit, by indicator and basis: those that it reported, and whether it counts.
pub(super) fn figures(
    unit: usize,
    month: &Month,
    lists: &[Arc<[MergedRow]>],
    plan: &ConsolidationPlan<'_>,
) -> UnitFigures {
    let mut own = reported(unit, month, lists, plan);
    let settings = plan.settings;
    count_unit(&mut own, &settings.units[unit], settings, month.period.last_day());
    own.shrink();
    own
}

fn reported(
    unit: usize,
    month: &Month,
    lists: &[Arc<[MergedRow]>],
    plan: &ConsolidationPlan<'_>,
) -> UnitFigures {
    let (settings, year) = (plan.settings, month.period.year());
    if let Some(annexed) = month.used_by(unit).find_map(|submission| submission.annexed.as_ref()) {
        return sub_units::figures(annexed, lists, settings, year);
    }
    let cells = UnitCells::new(unit, month, settings);
    let mut answers = ListAnswers::new(plan, lists, year);
    let mut figures = UnitFigures::with_capacity(settings.indicators.len());
    // A mean on a form needs its divisor first, and no divisor is a mean.
    for means in [false, true] {
        let turn = settings.indicators.values().enumerate().filter(|(_, i)| is_mean(i) == means);
        for (place, indicator) in turn {
            for basis in Basis::ALL {
                let listed = answers.figure(place, basis);
                let figure = match listed {
                    Some(listed) if listed.complete => {
                        cells.decided(place, plan, basis, &figures, &listed).or(Some(listed))
                    }
                    Some(listed) => {
                        let blank = answers.has_blanks(place, basis);
                        let of_form = if blank && cells.only_repeats(place, basis, &listed) {
                            None
                        } else {
                            cells.figure(place, plan, basis, &figures)
                        };
                        of_form.or(Some(listed).filter(|listed| !listed.is_unknown()))
                    }
                    None => cells
                        .figure(place, plan, basis, &figures)
                        .or_else(|| cells.declared_none(place, indicator, plan, basis)),
                };
                figures.set(place, basis, figure);
            }
        }
    }
    figures
}

impl<'m> UnitCells<'m> {
    fn new(unit: usize, month: &'m Month, settings: &Settings) -> Self {
        let mut cells = Self(vec![[None; 4]; settings.indicators.len()], Vec::new());
        for sheet in month.used_by(unit).flat_map(|submission| &submission.sheets) {
            if sheet.figures.is_empty() {
                continue;
            }
            cells.1.push(Arc::clone(&sheet.on));
            let on = cells.1.len() - 1;
            for figure in sheet.figures.iter() {
                let cell = &mut cells.0[figure.indicator][figure.basis as usize];
                // The first form in the office's order that has a number is the one used.
                if cell.is_none_or(|(other, _)| other.reading.number().is_none()) {
                    *cell = Some((figure, on));
                }
            }
        }
        cells
    }

    /// The list is empty and the form says that there is none: some count of a superset of the
    /// figure's rows is 0. Then the figure is 0.
    fn declared_none(
        &self,
        place: usize,
        indicator: &Indicator,
        plan: &ConsolidationPlan<'_>,
        basis: Basis,
    ) -> Option<UnitFigure> {
        let is_none = |cell: &FigureCell<'_>| cell.reading.number().is_some_and(|n| n.is_zero());
        let none = plan.counts_of[place].iter().find(|other| {
            self.0[**other][basis as usize].as_ref().is_some_and(|(cell, _)| is_none(cell))
        })?;
        let (cell, on) = self.0[*none][basis as usize]?;
        Some(UnitFigure {
            sum: Decimal::ZERO,
            weight: if is_mean(indicator) { Decimal::ZERO } else { Decimal::ONE },
            complete: true,
            source: self.source(&cell, on, false),
        })
    }

    /// The cell as a source, with its raw text unless the figure tells it.
    fn source(&self, cell: &FigureCell<'_>, on: usize, is_told: bool) -> FigureSource {
        let origin = Origin { on: Arc::clone(&self.1[on]), cell: cell.at };
        let written = (!is_told).then(|| Box::new(cell.written().into_owned()));
        FigureSource::Form { origin, written, decided: cell.reading.is_by_officer() }
    }

    /// Is the form's figure just what the rows give that are filled in? Then it says nothing of those
    /// that are not.
    fn only_repeats(&self, place: usize, basis: Basis, listed: &UnitFigure) -> bool {
        let cell = self.0[place][basis as usize].map(|(cell, _)| cell);
        let given =
            cell.filter(|cell| !cell.reading.is_by_officer()).and_then(|c| c.reading.number());
        given.is_some_and(|given| {
            !given.is_zero() && !listed.is_unknown() && listed.is_given_as(given)
        })
    }

    /// The figure that the office gave, where the list has another. Where both are the same once
    /// rounded, the list's is used: it is more exact.
    fn decided(
        &self,
        place: usize,
        plan: &ConsolidationPlan<'_>,
        basis: Basis,
        figures: &UnitFigures,
        listed: &UnitFigure,
    ) -> Option<UnitFigure> {
        let (cell, _) = self.0[place][basis as usize]?;
        let Reading::Decided(given) = cell.reading else { return None };
        if listed.is_given_as(*given) { None } else { self.figure(place, plan, basis, figures) }
    }

    fn figure(
        &self,
        place: usize,
        plan: &ConsolidationPlan<'_>,
        basis: Basis,
        figures: &UnitFigures,
    ) -> Option<UnitFigure> {
        let (cell, on) = self.0[place][basis as usize]?;
        let value = cell.reading.number();
        let Some(weigher) = plan.weigher[place] else {
            let sum = value?;
            let is_plain = matches!(cell.reading, Reading::Stored(_)) && cell.raw_text().is_none();
            let source = self.source(&cell, on, is_plain);
            return Some(UnitFigure { sum, weight: Decimal::ONE, complete: true, source });
        };
        let weight = figures.get(weigher, basis).filter(|weight| weight.complete)?.sum;
        // A mean over nothing counts as 0 over 0, whatever stands in its cell.
        let value = if weight.is_zero() { Decimal::ZERO } else { value? };
        let sum = value.checked_mul(weight)?;
        let source = self.source(&cell, on, false);
        Some(UnitFigure { sum, weight, complete: true, source })
    }
}
