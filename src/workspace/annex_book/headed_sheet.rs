//! A sheet whose columns are found by their headers.

use crate::cell_text::CellText as _;
use std::collections::HashMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::names::part_name;
use viet_text::text::{clean, folded, is_clean};
use workbook_io::{Address, Cell, Grid, Value, Workbook};

/// A sheet, its header row, and the columns by their headers.
#[derive(Clone, Debug)]
pub struct HeadedSheet<'a> {
    /// The sheet.
    pub grid: &'a Grid,
    /// The header's row.
    pub row: u32,
    columns: HashMap<String, u32>,
}

impl<'a> HeadedSheet<'a> {
    /// The sheet of a name, where a row of it has all these headers.
    #[must_use]
    pub fn named(book: &'a Workbook, sheet: &str, headers: &[&str]) -> Option<Self> {
        let grid = book.sheets.iter().find(|grid| folded(&grid.name) == folded(sheet))?;
        Self::find(grid, headers)
    }

    /// The same with the further parts of a long sheet, where there was no room on one.
    #[must_use]
    pub fn parts(book: &'a Workbook, sheet: &str, headers: &[&str]) -> Vec<Self> {
        let part = |part| Self::named(book, &part_name(sheet, part), headers);
        (0..).map_while(part).collect()
    }

    /// The first row that has all these headers, within the first rows of a sheet.
    #[must_use]
    pub fn find(grid: &'a Grid, headers: &[&str]) -> Option<Self> {
        /// No annex has so many lines above a header.
        const WITHIN: usize = 20;
        let with_columns = |row: u32| {
            let named = |(at, cell): (Address, &Cell)| Some((folded(cell.text()?), at.col));
            let mut columns: HashMap<String, u32> = grid.row(row).filter_map(named).collect();
            // Also by the exact text, which is how most are looked up.
            for text in grid.row(row).filter_map(|(_, cell)| cell.text()) {
                if let Some(col) = columns.get(&folded(text)).copied() {
                    columns.entry(text.to_owned()).or_insert(col);
                }
            }
            Self { grid, row, columns }
        };
        let has_all = |found: &Self| headers.iter().all(|header| found.column(header).is_some());
        grid.filled_rows().into_iter().take(WITHIN).map(with_columns).find(has_all)
    }

    /// The column under a header.
    #[must_use]
    pub fn column(&self, header: &str) -> Option<u32> {
        self.columns.get(header).or_else(|| self.columns.get(&folded(header))).copied()
    }

    /// The filled rows below the header.
    pub fn rows(&self) -> impl Iterator<Item = u32> {
        self.grid.filled_rows().into_iter().filter(|row| *row > self.row)
    }

    /// The same with what stands in them.
    pub fn lines(&self) -> impl Iterator<Item = HeadedRow<'a>> + use<'a> {
        let below = self.row;
        let rows = self.grid.cells.rows().filter(move |cells| cells[0].0.row > below);
        rows.map(|cells| HeadedRow { row: cells[0].0.row, cells })
    }

    /// The cell of a row under a header.
    #[must_use]
    pub fn at(&self, row: u32, header: &str) -> Option<Address> {
        Some(Address::new(row, self.column(header)?))
    }

    /// What the cell says, cleaned; empty where it says nothing.
    #[must_use]
    pub fn text(&self, row: u32, header: &str) -> String {
        let cell = self.at(row, header).and_then(|at| self.grid.get(at));
        cell.map(|cell| clean(&cell.value.as_written())).unwrap_or_default()
    }
}

/// A filled row.
#[derive(Clone, Copy, Debug)]
pub struct HeadedRow<'a> {
    /// Its place on the sheet.
    pub row: u32,
    cells: &'a [(Address, Cell)],
}

impl<'a> HeadedRow<'a> {
    fn cell(&self, col: Option<u32>) -> Option<&'a Cell> {
        let (_, cell) = self.cells.iter().find(|(at, _)| Some(at.col) == col)?;
        Some(cell)
    }

    /// What the cell of a column says, cleaned; empty where it says nothing.
    #[must_use]
    pub fn text(&self, col: Option<u32>) -> Arc<str> {
        match self.cell(col).map(|cell| &cell.value) {
            Some(Value::Text(text)) if is_clean(text) => Arc::clone(text),
            Some(value) => clean(&value.as_written()).into(),
            None => Arc::default(),
        }
    }

    /// The cell's number. A number with more digits than a cell can hold stands there as text.
    #[must_use]
    pub fn number(&self, col: Option<u32>) -> Option<Decimal> {
        match &self.cell(col)?.value {
            Value::Number(number) => Some(*number),
            Value::Text(text) => text.trim().parse().ok(),
            _ => None,
        }
    }
}
