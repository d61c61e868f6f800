//! What the rows of Nguồn số liệu are about: each figure of each unit, or of each unit below it.

use crate::figures::consolidate::{FigureSource, UnitFigure};
use crate::results::Results;
use crate::settings::Basis;

/// The content of a row: whose figure, and the figure.
pub(super) struct SourceEntry<'a> {
    pub(super) unit: usize,
    pub(super) sub_unit: &'a str,
    pub(super) figure: Option<SourceFigure<'a>>,
}

/// A figure with its indicator and basis.
pub(super) struct SourceFigure<'a> {
    pub(super) indicator: usize,
    pub(super) basis: Basis,
    pub(super) figure: &'a UnitFigure,
    pub(super) complete: bool,
}

/// The entries from a row of a unit onwards.
pub(super) fn entries_from<'a>(
    results: &'a Results<'_>,
    (unit, place): (usize, usize),
) -> impl Iterator<Item = SourceEntry<'a>> {
    (unit..results.figures.by_unit.len())
        .flat_map(|unit| entries_of_unit(results, unit))
        .skip(place)
}

/// The entries of a unit.
pub(super) fn entries_of_unit<'a>(
    results: &'a Results<'_>,
    unit: usize,
) -> impl Iterator<Item = SourceEntry<'a>> {
    let figures = results.figures.by_unit[unit].iter();
    let figures = figures.flat_map(move |(indicator, basis, figure)| {
        parts(figure).map(move |(sub_unit, figure, complete)| SourceEntry {
            unit,
            sub_unit,
            figure: Some(SourceFigure { indicator, basis, figure, complete }),
        })
    });
    let absent = absent(results, unit);
    figures.chain(absent.map(move |sub_unit| SourceEntry { unit, sub_unit, figure: None }))
}

/// A figure or, if it is a sum, its parts, each with the unit below that reported it.
fn parts(figure: &UnitFigure) -> impl Iterator<Item = (&str, &UnitFigure, bool)> {
    let (whole, parts) = match &figure.source {
        FigureSource::Added { parts } => (None, &parts[..]),
        // It is what other figures make it.
        FigureSource::Judged => (None, &[][..]),
        _ => (Some(("", figure, figure.complete)), &[][..]),
    };
    let is_complete = move |part: &UnitFigure| {
        // A figure carried over does not show by itself that a unit below was missing.
        let carried = matches!(part.source, FigureSource::Carried { .. });
        part.complete && (figure.complete || !carried)
    };
    let parts = parts.iter().map(move |(name, part)| (&**name, part, is_complete(part)));
    whole.into_iter().chain(parts)
}

/// Units below for which the annex sent up has no figure.
fn absent<'a>(results: &'a Results<'_>, unit: usize) -> impl Iterator<Item = &'a str> {
    let annexed = results.month.used_by(unit).filter_map(|submission| submission.annexed.as_ref());
    let parts = annexed.flat_map(|annexed| &annexed.sub_units);
    parts.filter(|part| part.figures.is_empty() && !part.name.is_empty()).map(|part| &*part.name)
}
