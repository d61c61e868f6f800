//! Nguồn số liệu: every figure used, one a row, and where it came from. A later period reads
//! it back as its history.

use rust_decimal::Decimal;

use super::columns::count;
use super::look;
use crate::cell::{Address, addresses_in_words};
use crate::consolidate::{FigureSource, UnitFigure};
use crate::history::names::{INCOMPLETE, MOST_ROWS, SOURCE_HEADERS, SOURCES, part_name};
use crate::results::Results;
use crate::settings::Basis;
use crate::sheet::{Area, Content, Page, Row, Sheet, Style, height};

const SIZE: u16 = 20;
const LONG: usize = 20_000;
/// Longer lists of cells are told by their number of rows.
const CELLS: usize = 40;
/// In tenths of a character.
const WIDTHS: [u32; 13] = [90, 170, 200, 360, 95, 95, 105, 80, 140, 200, 95, 140, 150];

/// The sheet; several where Excel has no room on one.
pub(super) fn sheets<'a>(results: &'a Results<'_>) -> Vec<Sheet<'a>> {
    let parts = figures(results).count().div_ceil(MOST_ROWS).max(1);
    (0..parts).map(|part| sheet(results, part)).collect()
}

fn sheet<'a>(results: &'a Results<'_>, part: usize) -> Sheet<'a> {
    let own = || figures(results).skip(part * MOST_ROWS).take(MOST_ROWS);
    let figures = own().count();
    let last = Address::new(count(figures), count(SOURCE_HEADERS.len()) - 1);
    let header = (0..).zip(SOURCE_HEADERS).map(|(c, text)| (c, text.into(), look::head(SIZE)));
    let header = Row { index: 0, height: Some(height(1, SIZE)), cells: header.collect() };
    let rows = (1..).zip(own());
    let body = rows.map(|(index, figure)| row(results, index, &figure));
    Sheet {
        widths: (0..).zip(WIDTHS.map(look::width)).collect(),
        freeze: Some(Address::new(1, 0)),
        filter: Some(Area::new(Address::new(0, 0), last)),
        page: Page {
            landscape: true,
            fit_width: true,
            repeat_rows: Some((0, 0)),
            footer: "&C&P/&N".to_owned(),
            ..Page::default()
        },
        long: figures > LONG,
        ..Sheet::new(&part_name(SOURCES, part), [header].into_iter().chain(body))
    }
}

/// A figure with its unit, indicator and basis.
struct Used<'a> {
    unit: usize,
    indicator: usize,
    basis: Basis,
    figure: &'a UnitFigure,
}

fn figures<'a>(results: &'a Results<'_>) -> impl Iterator<Item = Used<'a>> {
    let units = results.figures.by_unit.iter().enumerate();
    units.flat_map(|(unit, indicators)| {
        indicators.iter().enumerate().flat_map(move |(indicator, figures)| {
            Basis::ALL.into_iter().filter_map(move |basis| {
                let figure = figures[basis as usize].as_ref()?;
                Some(Used { unit, indicator, basis, figure })
            })
        })
    })
}

fn row(results: &Results<'_>, index: u32, used: &Used<'_>) -> Row {
    let settings = &results.workspace.settings;
    let unit = &settings.units[used.unit];
    let indicator = &settings.indicators[used.indicator];
    let plain = Style { wrap: false, ..look::cell(SIZE) };
    let number = |number: Decimal| {
        (Content::Number(number), Style { number: look::fitting(number, 4), ..plain.clone() })
    };
    let text = |text: &str| match text {
        "" => (Content::Blank, plain.clone()),
        text => (text.into(), plain.clone()),
    };
    let (written, file, sheet, cell) = origin(&used.figure.source);
    let cells = [
        text(&unit.code),
        text(&unit.name),
        text(&indicator.code),
        text(&indicator.name),
        text(used.basis.vietnamese()),
        used.figure.value().map_or_else(|| text(""), number),
        number(used.figure.sum),
        number(used.figure.weight),
        text(&written),
        text(file),
        text(sheet),
        text(&cell),
        text(if used.figure.complete { "" } else { INCOMPLETE }),
    ];
    let cells = (0..).zip(cells).map(|(col, (content, style))| (col, content, style));
    Row { index, height: Some(height(1, SIZE)), cells: cells.collect() }
}

/// As written, file, sheet and cells.
fn origin(source: &FigureSource) -> (String, &str, &str, String) {
    match source {
        FigureSource::Form { origin, written } => {
            (written.clone(), &origin.file, &origin.sheet, origin.cell.to_string())
        }
        FigureSource::List { file, sheet, cells, rows, .. } => {
            let words = addresses_in_words(cells);
            let place = match words.chars().count() {
                1..=CELLS => words,
                _ => format!("{rows} dòng"),
            };
            (format!("tính từ {rows} dòng"), file, sheet, place)
        }
        FigureSource::Carried { period, file } => {
            (format!("số liệu {}", period.in_words()), file, SOURCES, String::new())
        }
    }
}
