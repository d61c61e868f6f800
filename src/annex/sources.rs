//! Nguồn số liệu: every figure used, one a row, and where it came from. A later period reads
//! it back as its history.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::columns::count;
use super::look;
use super::origin::{On, origin};
use super::widths::Widest;
use crate::annexed::names::{
    ABSENT, BENEATH_HEADERS, INCOMPLETE, MOST_ROWS, SOURCE_HEADERS, SOURCES, part_name,
};
use crate::cell::Address;
use crate::consolidate::{FigureSource, UnitFigure, UnitFigures};
use crate::decimal::{from_stored, is_plain, vietnamese};
use crate::results::Results;
use crate::settings::{Basis, Indicator, Unit};
use crate::sheet::{Area, Content, Page, Row, Sheet, Style, height, stored};

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
    let body = rows.map(move |(index, line)| row(results, index, &line, with_annexes, &mut said));
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

/// A row: whose, and what.
struct Line<'a> {
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

fn lines<'a>(results: &'a Results<'_>) -> impl Iterator<Item = Line<'a>> {
    let units = results.figures.by_unit.iter().enumerate();
    units.flat_map(|(unit, figures)| {
        let figures = figures.iter().flat_map(move |(indicator, basis, figure)| {
            parts(figure).map(move |(beneath, figure, complete)| Line {
                unit,
                beneath,
                figure: Some(Used { indicator, basis, figure, complete }),
            })
        });
        figures.chain(absent(results, unit).map(move |beneath| Line {
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

/// Texts that stand in row after row, each held once.
struct Said {
    /// The unit at hand: its place, code and name.
    unit: (usize, [Arc<str>; 2]),
    /// Codes and names, by indicator.
    indicators: Vec<[Arc<str>; 2]>,
    bases: [Arc<str>; 4],
}

impl Said {
    fn of(results: &Results<'_>) -> Self {
        let indicators = results.workspace.settings.indicators.values();
        let said =
            |indicator: &Indicator| [&indicator.code, &indicator.name].map(|text| held(text));
        Self {
            unit: (usize::MAX, Default::default()),
            indicators: indicators.map(said).collect(),
            bases: Basis::ALL.map(|basis| basis.vietnamese().into()),
        }
    }

    fn unit(&mut self, place: usize, unit: &Unit) -> [Content; 2] {
        if self.unit.0 != place {
            self.unit = (place, [&unit.code, &unit.name].map(|text| held(text)));
        }
        self.unit.1.each_ref().map(content)
    }
}

fn held(text: &str) -> Arc<str> {
    Arc::from(text)
}

fn content(text: &Arc<str>) -> Content {
    if text.is_empty() { Content::Blank } else { Arc::clone(text).into() }
}

fn row(
    results: &Results<'_>,
    index: u32,
    line: &Line<'_>,
    with_annexes: bool,
    said: &mut Said,
) -> Row {
    let unit = said.unit(line.unit, &results.workspace.settings.units[line.unit]);
    let plain = Style { wrap: false, ..look::cell(SIZE) };
    let text = |text: &str| match text {
        "" => (Content::Blank, plain.clone()),
        text => (text.into(), plain.clone()),
    };
    let mut cells = Vec::with_capacity(SOURCE_HEADERS.len() + BENEATH_HEADERS.len());
    cells.extend(unit.map(|content| (content, plain.clone())));
    match &line.figure {
        Some(used) => cells.extend(figure(results, line, used, &plain, said)),
        None => {
            cells.extend((0..SOURCE_HEADERS.len() - 3).map(|_| text("")));
            cells.push(text(ABSENT));
        }
    }
    if with_annexes {
        let beneath = line.figure.as_ref().map(|used| &used.figure.source);
        let origin = match beneath {
            Some(FigureSource::Annex { beneath, .. }) => &beneath.place,
            _ => "",
        };
        cells.extend([text(line.beneath), text(origin)]);
    }
    let cells = (0..).zip(cells).map(|(col, (content, style))| (col, content, style));
    Row { index, height: Some(height(1, SIZE)), cells: cells.collect() }
}

/// The cells of a figure, from its code on.
fn figure(
    results: &Results<'_>,
    line: &Line<'_>,
    used: &Used<'_>,
    plain: &Style,
    said: &Said,
) -> Vec<(Content, Style)> {
    let number = |number: Decimal| {
        (Content::Number(number), Style { number: look::fitting(number, 4), ..plain.clone() })
    };
    // What is added up again further up must not lose a digit on the way.
    let exact = |part: Decimal| match from_stored(stored(part)) {
        _ if is_plain(part) => number(part),
        Some(kept) if kept == part => number(part),
        _ => (part.normalize().to_string().into(), plain.clone()),
    };
    let text = |text: &str| match text {
        "" => (Content::Blank, plain.clone()),
        text => (text.into(), plain.clone()),
    };
    let shared = |text: &Arc<str>| (content(text), plain.clone());
    let of = (used.indicator, used.basis);
    let (written, on, cell) = origin(results, (line.unit, line.beneath), of, used.figure);
    let (file, sheet) = match on {
        On::Sheet(on) => (shared(&on.file), shared(&on.sheet)),
        On::Annex(file) => (shared(file), text(SOURCES)),
        On::Nothing => (text(""), text("")),
    };
    vec![
        shared(&said.indicators[used.indicator][0]),
        shared(&said.indicators[used.indicator][1]),
        shared(&said.bases[used.basis as usize]),
        used.figure.value().map_or_else(|| text(""), number),
        exact(used.figure.sum),
        exact(used.figure.weight),
        text(&written),
        file,
        sheet,
        text(&cell),
        text(&note(used)),
    ]
}

/// That something is missing, or was added.
fn note(used: &Used<'_>) -> String {
    match &used.figure.source {
        _ if !used.complete => INCOMPLETE.to_owned(),
        FigureSource::WithFirstMonths(with) => {
            let added = vietnamese(with.added);
            format!("gồm {added} của các đơn vị cũ theo phụ lục {}", with.period.in_words())
        }
        _ => String::new(),
    }
}
