//! A unit's figures from the annex of its office: those of its sub-units, added up by the rules
//! for any whole. So an office above gets the same figures as from all workbooks together.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::figure::{FigureSource, SubUnitSource, UnitFigure, is_mean};
use super::lists::{MergedRow, counted};
use super::plan::{counts_them_too, drawn_figure};
use super::rows::satisfies;
use super::total::over_units;
use super::unit_figures::UnitFigures;
use crate::intake::submission::{AnnexFigure, AnnexReport};
use crate::origin::{Origin, SheetPlace};
use crate::settings::{Basis, Indicator, Settings};
use crate::workspace::annex_book::SourceFigure;

/// The sub-units of a unit by name, each with its figures; the name is empty for the unit's own.
pub(crate) type SubUnitFigures = Vec<(Arc<str>, UnitFigures)>;

/// The figures of a unit whose report is an annex.
pub(super) fn figures(
    annexed: &AnnexReport,
    lists: &[Arc<[MergedRow]>],
    settings: &Settings,
    year: i32,
) -> UnitFigures {
    let on = SheetPlace::new(&annexed.file, &annexed.sheet);
    let part = |part: &crate::intake::submission::SubUnit| {
        let mut figures = UnitFigures::default();
        for figure in &part.figures {
            let SourceFigure { indicator, basis, .. } = figure.figure;
            figures.set(indicator, basis, Some(as_written(&on, figure)));
        }
        (Arc::clone(&part.name), figures)
    };
    let mut parts: SubUnitFigures = annexed.sub_units.iter().map(part).collect();
    for (place, indicator) in settings.indicators.values().enumerate() {
        // An indicator that the office below does not know may still be drawn from its lists.
        let known = |(_, figures): &(_, UnitFigures)| {
            Basis::ALL.iter().any(|basis| figures.get(place, *basis).is_some())
        };
        if !parts.iter().any(known) {
            for (name, figures) in &mut parts {
                let name = &*name;
                for basis in Basis::ALL {
                    let from = (name, &*figures);
                    let figure = from_lists(from, lists, settings, indicator, basis, year);
                    figures.set(place, basis, figure);
                }
            }
        }
    }
    added_up(parts, settings)
}

fn as_written(on: &Arc<SheetPlace>, annexed: &AnnexFigure) -> UnitFigure {
    let AnnexFigure { figure, at } = annexed;
    let origin = Origin { on: Arc::clone(on), cell: *at };
    let (written, place) = (figure.written.to_string(), figure.origin_in_words());
    let SourceFigure { sum, weight, complete, .. } = *figure;
    let sub_unit = Box::new(SubUnitSource { written, place });
    UnitFigure { sum, weight, complete, source: FigureSource::Annex { origin, sub_unit } }
}

fn from_lists(
    (part, figures): (&Arc<str>, &UnitFigures),
    lists: &[Arc<[MergedRow]>],
    settings: &Settings,
    indicator: &Indicator,
    basis: Basis,
    year: i32,
) -> Option<UnitFigure> {
    let derivation = indicator.derivation.as_ref()?;
    let place = settings.lists.get_index_of(&derivation.list)?;
    let own = |row: &&MergedRow| row.sub_unit.as_ref() == Some(part);
    let rows: Vec<&MergedRow> = counted(&lists[place]).filter(own).collect();
    let conditions = &derivation.conditions;
    let list = &settings.lists[place];
    let counts = |row: &MergedRow| satisfies(&row.row, conditions, list, basis, year);
    let is_current = matches!(basis, Basis::Actual | Basis::Estimate);
    let drawn = || drawn_figure(&rows, counts, (derivation, list), indicator, basis);
    match if is_current { drawn() } else { None } {
        Some(drawn) => (!drawn.is_unknown()).then_some(drawn),
        None => none_of_it(figures, settings, indicator, basis),
    }
}

/// The list has no organisation and a count says that there is none: the figure is 0.
fn none_of_it(
    figures: &UnitFigures,
    settings: &Settings,
    own: &Indicator,
    basis: Basis,
) -> Option<UnitFigure> {
    let derivation = own.derivation.as_ref()?;
    let counts = settings.indicators.values().enumerate().filter(|(_, other)| {
        other.derivation.as_ref().is_some_and(|other| counts_them_too(other, derivation))
    });
    let mut counts = counts.filter_map(|(place, _)| figures.get(place, basis));
    let count = counts.find(|count| count.sum.is_zero() && count.complete)?;
    let weight = if is_mean(own) { Decimal::ZERO } else { Decimal::ONE };
    Some(UnitFigure { weight, ..count.clone() })
}

/// One unit's figures from those of its sub-units. A figure of the unit itself stays as it is; a
/// sub-unit without a figure leaves the sum incomplete.
pub(crate) fn added_up(mut parts: SubUnitFigures, settings: &Settings) -> UnitFigures {
    if let [(name, _)] = &parts[..]
        && name.is_empty()
    {
        return parts.swap_remove(0).1;
    }
    let (names, by_part): (Vec<Arc<str>>, Vec<UnitFigures>) = parts.into_iter().unzip();
    UnitFigures::from_fn(settings.indicators.len(), |place, basis| {
        let figures = names.iter().zip(&by_part).filter_map(|(name, figures)| {
            Some((Arc::clone(name), figures.get(place, basis)?.clone()))
        });
        let parts: Vec<(Arc<str>, UnitFigure)> = figures.collect();
        let indicator = &settings.indicators[place];
        let total = over_units(&by_part, settings, place, indicator, basis);
        (!parts.is_empty()).then(|| UnitFigure {
            sum: total.sum,
            weight: total.weight.unwrap_or(Decimal::ONE),
            complete: total.missing.is_empty(),
            source: FigureSource::Added { parts },
        })
    })
}
