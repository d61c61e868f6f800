//! An earlier period's figures and lists, read back from its annex.

use std::collections::HashMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::names::{INCOMPLETE, SOURCE_HEADERS, SOURCES, UNIT, list_sheets};
use super::{Earlier, EarlierRow};
use crate::cell::{Address, Grid, Origin, Value, Workbook};
use crate::consolidate::{FigureSource, Total, UnitFigure, entered, totals};
use crate::reading::period::Period;
use crate::reading::text::{clean, folded};
use crate::settings::{Basis, Settings};

/// Reads an annex; `None` where it has no sheet of figures used.
#[must_use]
pub fn read(book: &Workbook, period: Period, file: &str, settings: &Settings) -> Option<Earlier> {
    let sheet = |name: &str| book.sheets.iter().find(|grid| folded(&grid.name) == folded(name));
    let sources = Headed::find(sheet(SOURCES)?, SOURCE_HEADERS[2])?;
    let by_unit = figures(&sources, settings);
    let totals = whole(&by_unit, period, settings);
    let lists = list_sheets(settings).into_iter().zip(settings.lists.values());
    let rows = lists.map(|(name, list)| {
        let header = &list.name_column().name;
        let headed = sheet(&name).and_then(|grid| Headed::find(grid, header));
        headed.map_or_else(Vec::new, |headed| organisations(&headed, header, settings))
    });
    Some(Earlier {
        period,
        file: file.to_owned(),
        by_unit,
        totals,
        rows: rows.collect(),
        edited: false,
        other_units: None,
        gaps: Vec::new(),
    })
}

/// The whole's figures: the units', and what the office entered for the period.
pub(super) fn whole(
    by_unit: &[Vec<[Option<UnitFigure>; 4]>],
    period: Period,
    settings: &Settings,
) -> Vec<[Total; 4]> {
    let mut whole = totals(by_unit, settings);
    for (indicator, total) in entered(settings, period) {
        whole[indicator] = total;
    }
    whole
}

/// A sheet with the columns that its header row names.
pub(super) struct Headed<'a> {
    grid: &'a Grid,
    pub(super) row: u32,
    columns: HashMap<String, u32>,
}

impl<'a> Headed<'a> {
    pub(super) fn find(grid: &'a Grid, header: &str) -> Option<Self> {
        let is_header = |text: &str| folded(text) == folded(header);
        let found = grid.cells.iter().find(|(_, cell)| cell.text().is_some_and(is_header));
        let row = found?.0.row;
        let named =
            |(at, cell): (Address, &crate::cell::Cell)| Some((folded(cell.text()?), at.col));
        Some(Self { grid, row, columns: grid.row(row).filter_map(named).collect() })
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = u32> {
        self.grid.filled_rows().into_iter().filter(|row| *row > self.row)
    }

    fn value(&self, row: u32, header: &str) -> Option<&'a Value> {
        let col = self.columns.get(&folded(header))?;
        self.grid.get(Address::new(row, *col)).map(|cell| &cell.value)
    }

    pub(super) fn text(&self, row: u32, header: &str) -> String {
        self.value(row, header).map(|value| clean(&value.as_written())).unwrap_or_default()
    }

    fn number(&self, row: u32, header: &str) -> Option<Decimal> {
        match self.value(row, header)? {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }
}

fn figures(sources: &Headed<'_>, settings: &Settings) -> Vec<Vec<[Option<UnitFigure>; 4]>> {
    let none = vec![const { [const { None }; 4] }; settings.indicators.len()];
    let mut by_unit = vec![none; settings.units.len()];
    for used in used(sources, settings) {
        by_unit[used.unit][used.indicator][used.basis as usize] = used.figure;
    }
    by_unit
}

/// A row of Nguồn số liệu.
pub(super) struct Used {
    pub(super) unit: usize,
    pub(super) indicator: usize,
    pub(super) basis: Basis,
    /// The figure, or the mean, as the row has it beside numerator and divisor.
    pub(super) value: Option<Decimal>,
    pub(super) figure: Option<UnitFigure>,
}

/// The rows of Nguồn số liệu about units and indicators of the settings.
pub(super) fn used(sources: &Headed<'_>, settings: &Settings) -> Vec<Used> {
    let [code, _, indicator, _, basis, value, ..] = SOURCE_HEADERS;
    let row = |row: u32| {
        // A code cell that was typed over as a number reads "30.055"; the code has no dots.
        let code = sources.text(row, code).replace('.', "");
        let unit = settings.units.iter().position(|unit| unit.code.replace('.', "") == code)?;
        let indicator = settings.indicators.get_index_of(&sources.text(row, indicator))?;
        let said = sources.text(row, basis);
        let basis = Basis::ALL.into_iter().find(|basis| basis.vietnamese() == said)?;
        let derivation = &settings.indicators[indicator].derivation;
        let list = derivation.as_ref().map_or("", |derivation| &derivation.list);
        let figure = figure(sources, row, list);
        Some(Used { unit, indicator, basis, value: sources.number(row, value), figure })
    };
    sources.rows().filter_map(row).collect()
}

fn figure(sources: &Headed<'_>, row: u32, list: &str) -> Option<UnitFigure> {
    let [.., sum, weight, written, file, sheet, cell, note] = SOURCE_HEADERS;
    let file = Arc::from(sources.text(row, file));
    let sheet = Arc::from(sources.text(row, sheet));
    let written = sources.text(row, written);
    let cell = sources.text(row, cell);
    let source = match cell.parse() {
        Ok(cell) if list.is_empty() => {
            FigureSource::Form { origin: Origin { file, sheet, cell }, written }
        }
        _ => FigureSource::List { list: list.to_owned(), file, sheet, cells: Vec::new(), rows: 0 },
    };
    Some(UnitFigure {
        sum: sources.number(row, sum)?,
        weight: sources.number(row, weight)?,
        complete: sources.text(row, note) != INCOMPLETE,
        source,
    })
}

fn organisations(list: &Headed<'_>, header: &str, settings: &Settings) -> Vec<EarlierRow> {
    let row = |row: u32| {
        let unit = folded(&list.text(row, UNIT));
        let unit = settings.units.iter().position(|known| folded(&known.name) == unit)?;
        let name = list.text(row, header);
        (!name.is_empty()).then_some(EarlierRow { unit, name })
    };
    list.rows().filter_map(row).collect()
}
