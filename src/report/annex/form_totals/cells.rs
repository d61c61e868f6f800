//! What stands in a form's cells: its own words with years and period, figures, its own formulas.

use super::figures::FormFigures;
use super::sheet_cells::SheetCells;
use crate::cell_text::CellText as _;
use crate::form::{Body, FormPage, SheetForm, simple_result};
use crate::report::blank::heading::{HeadingValues, applied, filled, letters, unit_kinds};
use crate::report::blank::year::header_years;
use crate::results::Results;
use crate::workspace::annex_book::names::list_sheets;
use std::collections::BTreeMap;
use workbook_io::read::SheetLook;
use workbook_io::sheet::{Content, FormulaResult};
use workbook_io::{Address, Cell, Grid, Value};

/// A form's sheet while its cells are put together.
pub(super) struct PrintedCells<'a, 'w> {
    pub(super) results: &'a Results<'w>,
    pub(super) page: &'a FormPage,
    pub(super) forms: &'a [&'a SheetForm],
    pub(super) look: &'a SheetLook,
    pub(super) figures: &'a FormFigures,
}

impl PrintedCells<'_, '_> {
    /// All cells of the form that say something or are drawn.
    pub(super) fn all(&self) -> SheetCells {
        let grid = &self.page.grid;
        let texts = self.texts();
        let codes = self.list_codes();
        let with_totals = self.with_totals();
        let content = |at: Address, cell: &Cell| match (texts.get(&at), codes.get(&at)) {
            (_, Some(said)) => said.clone(),
            (Some(text), _) => Content::from(text.as_str()),
            _ => self.content(at, cell, &with_totals),
        };
        let mut cells = SheetCells::new();
        for at in self.places() {
            let own = self.look.styles.get(&at).cloned().unwrap_or_default();
            let is_covered = grid.merge_at(at).is_some_and(|merge| !merge.is_anchor);
            let cell = match (self.figures.get(at), grid.get(at)) {
                (Some(figure), _) => figure.cell(own),
                (None, Some(cell)) if !is_covered => (content(at, cell), own),
                _ => (Content::Blank, own),
            };
            cells.insert(at, cell);
        }
        cells
    }

    /// The cells within what is written on the form and merged there.
    fn places(&self) -> Vec<Address> {
        let grid = &self.page.grid;
        let merged = grid.merges.iter().flat_map(|merges| merges.areas()).map(|area| area.to);
        let ends = || grid.cells.keys().copied().chain(merged.clone());
        let last_row = ends().map(|at| at.row).max().unwrap_or(0);
        let last_col = ends().map(|at| at.col).max().unwrap_or(0);
        let mut places: Vec<Address> =
            self.look.styles.keys().chain(grid.cells.keys()).copied().collect();
        places.retain(|at| at.row <= last_row && at.col <= last_col);
        places.sort_unstable();
        places.dedup();
        places
    }

    fn content(&self, at: Address, cell: &Cell, with_totals: &Grid) -> Content {
        if let Some(formula) = &cell.formula {
            let marks = &self.results.workspace.settings.marks;
            let result = simple_result(with_totals, at, marks).filter(|_| is_on_sheet(formula));
            return result.map_or(Content::Blank, |result| {
                Content::formula(formula.to_string(), FormulaResult::Number(result))
            });
        }
        match &cell.value {
            Value::Number(number) => Content::Number(*number),
            Value::Date { day: Some(day), .. } => Content::Date(*day),
            Value::Blank => Content::Blank,
            other => Content::from(other.as_written()),
        }
    }

    /// The form's texts that name years, the period or the unit: the whole stands for the unit.
    fn texts(&self) -> BTreeMap<Address, String> {
        let grid = &self.page.grid;
        let settings = &self.results.workspace.settings;
        let period = self.results.month.period;
        let top = self.forms.iter().map(|form| form.header_rows[0]).min().unwrap_or(0);
        let kinds = unit_kinds(&settings.office);
        let whole = self.whole();
        let asked = HeadingValues {
            unit: Some(&whole),
            kinds: &kinds,
            period: Some(period),
            closing: settings.office.closing,
        };
        let mut texts = BTreeMap::new();
        for (at, cell) in grid.cells.range(Address::new(0, 0)..Address::new(top, 0)) {
            let Some(text) = cell.text() else { continue };
            let filled = filled(text, &asked);
            if !filled.edits.is_empty() {
                texts.insert(*at, applied(&letters(text), &filled.edits));
            }
        }
        for form in self.forms {
            texts.extend(header_years(grid, form, period));
        }
        texts
    }

    /// Whose the totals are: "13 xã, thị trấn".
    fn whole(&self) -> String {
        let settings = &self.results.workspace.settings;
        let kinds = match settings.office.unit_kinds.as_str() {
            "" => "đơn vị",
            kinds => kinds,
        };
        format!("{} {kinds}", settings.units.len())
    }

    /// What stands where a list beside the figures had its codes.
    fn list_codes(&self) -> BTreeMap<Address, Content> {
        let settings = &self.results.workspace.settings;
        let names = list_sheets(settings);
        let mut codes = BTreeMap::new();
        for form in self.forms {
            let Body::List(list) = &form.body else { continue };
            let name = settings.lists.get_index_of(list).and_then(|place| names.get(place));
            let mut said = name.map(|name| Content::from(format!("Xem trang {name}")));
            for cell in &form.cells {
                codes.insert(cell.at, said.take().unwrap_or(Content::Blank));
            }
        }
        codes
    }

    /// The sheet with totals for codes, for its own formulas.
    fn with_totals(&self) -> Grid {
        let mut grid = self.page.grid.clone();
        for (at, number) in self.figures.numbers() {
            let look = grid.get(at).map(|cell| cell.look).unwrap_or_default();
            match number {
                Some(number) => {
                    let cell = Cell { look, ..Cell::plain(Value::Number(number)) };
                    drop(grid.cells.insert(at, cell));
                }
                None => drop(grid.cells.remove(&at)),
            }
        }
        grid
    }
}

/// A plain formula over cells of its own sheet: no other sheet, no words, no names.
fn is_on_sheet(formula: &str) -> bool {
    let is_plain =
        |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || "$:+-*/(), .%".contains(c);
    formula.chars().all(is_plain)
}
