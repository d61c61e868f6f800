//! Nguồn số liệu: every figure used, one a row, and where it came from. A later period reads
//! it back as its history.

mod row;

use super::columns::count;
use super::look;
use super::widths::Widest;
use crate::annexed::names::{BENEATH_HEADERS, MOST_ROWS, SOURCE_HEADERS, SOURCES, part_name};
use crate::cell::Address;
use crate::consolidate::{FigureSource, UnitFigure, UnitFigures};
use crate::results::Results;
use crate::settings::Basis;
use crate::sheet::{Area, Page, Row, Sheet, height};
use row::{Said, row};

const SIZE: u16 = 20;
/// In tenths of a character.
const WIDTHS: [u32; 13] = [90, 170, 200, 360, 95, 95, 105, 80, 140, 200, 95, 140, 150];

/// The two columns of annexes that were sent up, in tenths of a character.
const BENEATH_WIDTHS: [u32; 2] = [200, 300];

/// Wide enough for every number.
fn widths(results: &Results<'_>) -> [u32; 13] {
    let mut widths = WIDTHS;
    let mut widest = [5, 6, 7].map(|col| (col, Widest::new(SIZE)));
    for figure in results.figures.by_unit.iter().flat_map(UnitFigures::values) {
        let numbers = [figure.value(), Some(figure.sum), Some(figure.weight)];
        for ((_, widest), number) in widest.iter_mut().zip(numbers) {
            if let Some(number) = number {
                widest.add(number, look::fitting_decimals(number, 4));
            }
        }
    }
    for (col, widest) in widest {
        widths[col] = widths[col].max(widest.width);
    }
    widths
}

/// The sheet; several where Excel has no room on one.
pub(super) fn sheets<'a>(results: &'a Results<'_>) -> Vec<Sheet<'a>> {
    let parts = lines(results).count().div_ceil(MOST_ROWS).max(1);
    (0..parts).map(|part| sheet(results, part)).collect()
}

fn sheet<'a>(results: &'a Results<'_>, part: usize) -> Sheet<'a> {
    let own = || lines(results).skip(part * MOST_ROWS).take(MOST_ROWS);
    let with_annexes = has_annexes(results);
    let further = if with_annexes { BENEATH_HEADERS.len() } else { 0 };
    let headers = SOURCE_HEADERS.into_iter().chain(BENEATH_HEADERS.into_iter().take(further));
    let widths = widths(results).into_iter().chain(BENEATH_WIDTHS.into_iter().take(further));
    let figures = own().count();
    let last = Address::new(count(figures), count(SOURCE_HEADERS.len() + further) - 1);
    let header = (0..).zip(headers).map(|(c, text)| (c, text.into(), look::head(SIZE)));
    let header = Row { index: 0, height: Some(height(1, SIZE)), cells: header.collect() };
    let rows = (1..).zip(own());
    let mut said = Said::of(results);
    let body = rows.map(move |(index, part)| row(results, index, &part, with_annexes, &mut said));
    Sheet {
        widths: (0..).zip(widths.map(look::width)).collect(),
        freeze: Some(Address::new(1, 0)),
        filter: Some(Area::new(Address::new(0, 0), last)),
        page: Page {
            landscape: true,
            fit_width: true,
            repeat_rows: Some((0, 0)),
            footer: "&C&P/&N".to_owned(),
            ..Page::default()
        },
        ..Sheet::new(&part_name(SOURCES, part), [header].into_iter().chain(body))
    }
}

/// What a row tells: whose, and what.
struct Part<'a> {
    unit: usize,
    beneath: &'a str,
    figure: Option<Used<'a>>,
}

/// A figure with its indicator and basis.
struct Used<'a> {
    indicator: usize,
    basis: Basis,
    figure: &'a UnitFigure,
    complete: bool,
}

fn lines<'a>(results: &'a Results<'_>) -> impl Iterator<Item = Part<'a>> {
    let units = results.figures.by_unit.iter().enumerate();
    units.flat_map(|(unit, figures)| {
        let figures = figures.iter().flat_map(move |(indicator, basis, figure)| {
            parts(figure).map(move |(beneath, figure, complete)| Part {
                unit,
                beneath,
                figure: Some(Used { indicator, basis, figure, complete }),
            })
        });
        figures.chain(absent(results, unit).map(move |beneath| Part {
            unit,
            beneath,
            figure: None,
        }))
    })
}

/// A figure, or where it was added up those that went in, each with the unit beneath.
fn parts(figure: &UnitFigure) -> impl Iterator<Item = (&str, &UnitFigure, bool)> {
    let (whole, parts) = match &figure.source {
        FigureSource::Added { parts } => (None, &parts[..]),
        _ => (Some(("", figure, figure.complete)), &[][..]),
    };
    let is_complete = move |part: &UnitFigure| {
        // Carried over, nothing else tells any more that a unit beneath was missing.
        let carried = matches!(part.source, FigureSource::Carried { .. });
        part.complete && (figure.complete || !carried)
    };
    let parts = parts.iter().map(move |(name, part)| (&**name, part, is_complete(part)));
    whole.into_iter().chain(parts)
}

/// Units beneath of which the annex sent up has no figure.
fn absent<'a>(results: &'a Results<'_>, unit: usize) -> impl Iterator<Item = &'a str> {
    let annexed = results.month.used_by(unit).filter_map(|submission| submission.annexed.as_ref());
    let parts = annexed.flat_map(|annexed| &annexed.beneath);
    parts.filter(|part| part.figures.is_empty() && !part.name.is_empty()).map(|part| &*part.name)
}

/// Did annexes of the units' own go in, this month or in what is carried over?
fn has_annexes(results: &Results<'_>) -> bool {
    let figures = results.figures.by_unit.iter().flat_map(UnitFigures::values);
    let mut sources = figures.map(|figure| &figure.source);
    sources.any(|source| matches!(source, FigureSource::Annex { .. } | FigureSource::Added { .. }))
}
