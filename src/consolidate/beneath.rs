//! A unit's figures out of its own annex: those of the units beneath it, added up by the same
//! rules as any whole, so that an office above comes to what all workbooks together give.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::lists::MergedList;
use super::total::over_units;
use super::unit::{FigureSource, UnitFigure, counts_them_too, from_rows};
use crate::annexed::SourceFigure;
use crate::cell::Origin;
use crate::settings::{Basis, Indicator, OverUnits, Settings};
use crate::submission::{Annexed, AnnexedFigure};

/// A unit's figures, by indicator and basis.
pub(crate) type OfUnit = Vec<[Option<UnitFigure>; 4]>;

/// The units beneath a unit by name, each with its figures; the name is empty for the unit's
/// own.
pub(crate) type Parts = Vec<(Arc<str>, OfUnit)>;

/// The figures of a unit that an annex speaks for.
pub(super) fn figures(
    unit: usize,
    annexed: &Annexed,
    lists: &[MergedList],
    settings: &Settings,
    year: i32,
) -> OfUnit {
    let part = |part: &crate::submission::Beneath| {
        let mut figures = no_figures(settings);
        for figure in &part.figures {
            let SourceFigure { indicator, basis, .. } = figure.figure;
            figures[indicator][basis as usize] = Some(as_written(annexed, figure));
        }
        (Arc::clone(&part.name), figures)
    };
    let mut parts: Parts = annexed.beneath.iter().map(part).collect();
    for (place, indicator) in settings.indicators.values().enumerate() {
        // What the office below does not know of may still be told from its lists.
        let known = |(_, figures): &(_, OfUnit)| figures[place].iter().any(Option::is_some);
        if !parts.iter().any(known) {
            for (name, figures) in &mut parts {
                figures[place] = from_lists(unit, name, figures, lists, settings, indicator, year);
            }
        }
    }
    added_up(parts, settings)
}

/// No figure of any indicator.
pub(crate) fn no_figures(settings: &Settings) -> OfUnit {
    vec![const { [const { None }; 4] }; settings.indicators.len()]
}

fn as_written(annexed: &Annexed, AnnexedFigure { figure, at }: &AnnexedFigure) -> UnitFigure {
    let origin =
        Origin { file: Arc::clone(&annexed.file), sheet: Arc::clone(&annexed.sheet), cell: *at };
    let written = figure.written.clone();
    let SourceFigure { sum, weight, complete, .. } = *figure;
    let source = FigureSource::Annex { origin, written, beneath: figure.origin_in_words() };
    UnitFigure { sum, weight, complete, source }
}

fn from_lists(
    unit: usize,
    part: &Arc<str>,
    figures: &OfUnit,
    lists: &[MergedList],
    settings: &Settings,
    indicator: &Indicator,
    year: i32,
) -> [Option<UnitFigure>; 4] {
    let list = indicator.derivation.as_ref().and_then(|derivation| {
        settings.lists.get_index_of(&derivation.list).map(|place| &lists[place])
    });
    Basis::ALL.map(|basis| {
        let rows = list?.counted(unit).filter(|row| row.beneath.as_ref() == Some(part));
        from_rows(rows, settings, indicator, basis, year)
            .or_else(|| none_of_it(figures, settings, indicator, basis))
    })
}

/// No organisation on the list, and a count says that there is none: nothing is drawn from it.
fn none_of_it(
    figures: &OfUnit,
    settings: &Settings,
    own: &Indicator,
    basis: Basis,
) -> Option<UnitFigure> {
    let derivation = own.derivation.as_ref()?;
    let counts = settings.indicators.values().zip(figures).filter(|(other, _)| {
        other.derivation.as_ref().is_some_and(|other| counts_them_too(other, derivation))
    });
    let mut counts = counts.filter_map(|(_, figures)| figures[basis as usize].as_ref());
    let count = counts.find(|count| count.sum.is_zero() && count.complete)?;
    let is_mean = matches!(own.over_units, OverUnits::MeanBy(_));
    let weight = if is_mean { Decimal::ZERO } else { Decimal::ONE };
    Some(UnitFigure { weight, ..count.clone() })
}

/// One unit's figures out of those of the units beneath it. A figure of the unit's own is as it
/// is; a unit beneath without a figure leaves the whole incomplete.
pub(crate) fn added_up(mut parts: Parts, settings: &Settings) -> OfUnit {
    if let [(name, _)] = &parts[..]
        && name.is_empty()
    {
        return parts.swap_remove(0).1;
    }
    let (names, by_part): (Vec<Arc<str>>, Vec<OfUnit>) = parts.into_iter().unzip();
    let indicators = settings.indicators.values().enumerate();
    let figures = indicators.map(|(place, indicator)| {
        Basis::ALL.map(|basis| {
            let figures = names.iter().zip(&by_part).filter_map(|(name, figures)| {
                Some((Arc::clone(name), figures[place][basis as usize].clone()?))
            });
            let parts: Vec<(Arc<str>, UnitFigure)> = figures.collect();
            let total = over_units(&by_part, settings, place, indicator, basis);
            (!parts.is_empty()).then(|| UnitFigure {
                sum: total.sum,
                weight: total.weight.unwrap_or(Decimal::ONE),
                complete: total.missing.is_empty(),
                source: FigureSource::Added { parts },
            })
        })
    });
    figures.collect()
}
