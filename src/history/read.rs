//! An earlier period's figures and lists, read back from its annex.

use std::collections::HashMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::names::{INCOMPLETE, SOURCE_HEADERS, SOURCES, UNIT, list_sheets, part_name};
use super::{Earlier, EarlierRow};
use crate::cell::{Address, Grid, Origin, Value, Workbook};
use crate::consolidate::{FigureSource, UnitFigure, totals};
use crate::reading::period::Period;
use crate::reading::text::{clean, folded};
use crate::settings::{Basis, Settings};

/// Reads an annex; `None` where it has no sheet of figures used.
#[must_use]
pub fn read(book: &Workbook, period: Period, file: &str, settings: &Settings) -> Option<Earlier> {
    let sheet = |name: &str| book.sheets.iter().find(|grid| folded(&grid.name) == folded(name));
    let parts = |name: &str, header: &str| -> Vec<Headed<'_>> {
        let parts = (0..).map_while(|part| sheet(&part_name(name, part)));
        parts.filter_map(|grid| Headed::find(grid, header)).collect()
    };
    let sources = parts(SOURCES, SOURCE_HEADERS[2]);
    if sources.is_empty() {
        return None;
    }
    let by_unit = figures(&sources, settings);
    let totals = totals(&by_unit, settings);
    let lists = list_sheets(settings).into_iter().zip(settings.lists.values());
    let rows = lists.map(|(name, list)| {
        let header = &list.name_column().name;
        organisations(&parts(&name, header), header, settings)
    });
    Some(Earlier { period, file: file.to_owned(), by_unit, totals, rows: rows.collect() })
}

/// A sheet with the columns that its header row names.
struct Headed<'a> {
    grid: &'a Grid,
    row: u32,
    columns: HashMap<String, u32>,
}

impl<'a> Headed<'a> {
    fn find(grid: &'a Grid, header: &str) -> Option<Self> {
        let is_header = |text: &str| folded(text) == folded(header);
        let found = grid.cells.iter().find(|(_, cell)| cell.text().is_some_and(is_header));
        let row = found?.0.row;
        let named =
            |(at, cell): (Address, &crate::cell::Cell)| Some((folded(cell.text()?), at.col));
        Some(Self { grid, row, columns: grid.row(row).filter_map(named).collect() })
    }

    fn rows(&self) -> impl Iterator<Item = u32> {
        self.grid.filled_rows().into_iter().filter(|row| *row > self.row)
    }

    fn value(&self, row: u32, header: &str) -> Option<&'a Value> {
        let col = self.columns.get(&folded(header))?;
        self.grid.get(Address::new(row, *col)).map(|cell| &cell.value)
    }

    fn text(&self, row: u32, header: &str) -> String {
        self.value(row, header).map(|value| clean(&value.as_written())).unwrap_or_default()
    }

    fn number(&self, row: u32, header: &str) -> Option<Decimal> {
        match self.value(row, header)? {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }
}

fn figures(parts: &[Headed<'_>], settings: &Settings) -> Vec<Vec<[Option<UnitFigure>; 4]>> {
    let none = vec![const { [const { None }; 4] }; settings.indicators.len()];
    let mut by_unit = vec![none; settings.units.len()];
    let units = settings.units.iter().enumerate().rev();
    let units: HashMap<String, usize> =
        units.map(|(unit, known)| (known.code.replace('.', ""), unit)).collect();
    for (sources, row) in parts.iter().flat_map(|part| part.rows().map(move |row| (part, row))) {
        // A code cell that was typed over as a number reads "30.055"; the code has no dots.
        let [code, _, indicator, _, basis, ..] = SOURCE_HEADERS;
        let code = sources.text(row, code).replace('.', "");
        let unit = units.get(&code).copied();
        let indicator = settings.indicators.get_index_of(&sources.text(row, indicator));
        let said = sources.text(row, basis);
        let basis = Basis::ALL.into_iter().find(|basis| basis.vietnamese() == said);
        if let (Some(unit), Some(indicator), Some(basis)) = (unit, indicator, basis) {
            let code = &settings.indicators[indicator].derivation;
            let list = code.as_ref().map_or("", |derivation| &derivation.list);
            by_unit[unit][indicator][basis as usize] = figure(sources, row, list);
        }
    }
    by_unit
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

fn organisations(parts: &[Headed<'_>], header: &str, settings: &Settings) -> Vec<EarlierRow> {
    let units = settings.units.iter().enumerate().rev();
    let units: HashMap<String, usize> =
        units.map(|(unit, known)| (folded(&known.name), unit)).collect();
    let row = |(list, row): (&Headed<'_>, u32)| {
        let unit = *units.get(&folded(&list.text(row, UNIT)))?;
        let name = list.text(row, header);
        (!name.is_empty()).then_some(EarlierRow { unit, name })
    };
    parts.iter().flat_map(|part| part.rows().map(move |row| (part, row))).filter_map(row).collect()
}
