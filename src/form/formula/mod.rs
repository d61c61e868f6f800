//! Formulas that are simple enough to compute exactly: sums, differences, products and shares over cells
//! of the workbook. All others are left alone.
//!
//! What is computed is what Excel would show: a blank cell adds nothing. But where nothing
//! that the formula refers to holds a number, where it refers to text, to an error or to itself,
//! there is no result. Nor is there one, whatever Excel shows, where a day is added up like a number,
//! or per cents together with what is none.

mod open_document;
mod parser;
#[cfg(test)]
mod tests;

use rust_decimal::Decimal;

use self::open_document::without_wrapping;
use self::parser::{CellNumber, FormulaParser, MAX_DEPTH, Operand, ReferredCells};
use super::reading::{NoNumber, is_typed_day};
use crate::settings::Marks;
use viet_text::notation::LIMIT;
use viet_text::text::{clean, folded};
use workbook_io::{Address, Cell, FormatKind, Grid, Value, Workbook};

/// A formula longer than this is not a simple one.
const MAX_LENGTH: usize = 1_000;
/// Cells looked at for one result, formulas within formulas included: where there is none yet, and where
/// one is only held against its formula, as many thousands of a sheet may be.
const MAX_CELLS: usize = 20_000;
const MAX_CELLS_TO_CHECK: usize = 2_000;

/// What a cell's formula comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// A number.
    Number(Decimal),
    /// Something that is none.
    No(NoNumber),
    /// The formula is not a simple one, or nothing it refers to holds a number.
    Unknown,
}

/// What the formula at an address of a sheet that refers to no other comes to, where it is simple.
#[must_use]
pub fn simple_result(grid: &Grid, at: Address, marks: &Marks) -> Option<Decimal> {
    let book = Workbook::default();
    match evaluate(&book, grid, at, marks) {
        Outcome::Number(number) => Some(number),
        Outcome::No(_) | Outcome::Unknown => None,
    }
}

/// What the formula at an address of a sheet comes to.
pub(super) fn evaluate(book: &Workbook, grid: &Grid, at: Address, marks: &Marks) -> Outcome {
    let lacks_result = grid.get(at).is_some_and(Cell::lacks_result);
    let cells_left = if lacks_result { MAX_CELLS } else { MAX_CELLS_TO_CHECK };
    let within = Vec::new();
    let mut evaluator = FormulaEvaluator { book, grid, marks, cells_left, within, odd: None };
    let result = evaluator.formula(at).flatten().filter(|number| number.abs() <= LIMIT);
    let is_per_cent = grid.get(at).is_some_and(|cell| cell.look.format == FormatKind::Percent);
    match (result, evaluator.odd) {
        (Some(number), None) => Outcome::Number(number.normalize()),
        (Some(number), Some(NoNumber::AddsPerCent)) if is_per_cent => {
            Outcome::Number(number.normalize())
        }
        (Some(_), Some(odd)) => Outcome::No(odd),
        (None, _) => Outcome::Unknown,
    }
}

/// A workbook while a formula of one of its sheets is computed.
struct FormulaEvaluator<'a> {
    book: &'a Workbook,
    /// The sheet of the formula being computed.
    grid: &'a Grid,
    marks: &'a Marks,
    cells_left: usize,
    /// Formulas being computed, by sheet and cell: one that comes up again refers to itself.
    within: Vec<(&'a str, Address)>,
    /// What was added up that is no number.
    odd: Option<NoNumber>,
}

impl<'a> FormulaEvaluator<'a> {
    /// `Some(None)` for a formula over blank cells only.
    fn formula(&mut self, at: Address) -> Option<Option<Decimal>> {
        let key = (self.grid.name.as_str(), at);
        let text = self.grid.get(at)?.formula.as_deref()?;
        if text.len() > MAX_LENGTH || self.within.contains(&key) || self.within.len() >= MAX_DEPTH {
            return None;
        }
        let text = without_wrapping(text);
        self.within.push(key);
        let result = self.parsed(&text);
        self.within.pop();
        result
    }

    fn parsed(&mut self, text: &str) -> Option<Option<Decimal>> {
        let mut parser = FormulaParser::new(text, self);
        let operand = parser.whole()?;
        match operand {
            _ if parser.refers && !parser.found => Some(None),
            Operand::Blank => Some(None),
            Operand::Area(..) => None,
            operand => parser.number(&operand).map(Some),
        }
    }

    fn formula_on(&mut self, grid: &'a Grid, at: Address) -> Option<Option<Decimal>> {
        let here = std::mem::replace(&mut self.grid, grid);
        let result = self.formula(at);
        self.grid = here;
        result
    }
}

impl<'a> ReferredCells<'a> for FormulaEvaluator<'a> {
    fn own_sheet(&self) -> &'a Grid {
        self.grid
    }

    fn sheet_named(&self, name: &str) -> Option<&'a Grid> {
        let name = folded(name);
        self.book.sheets.iter().find(|grid| folded(&grid.name) == name)
    }

    fn cell(&mut self, grid: &'a Grid, at: Address, alone: bool) -> Option<Option<CellNumber>> {
        self.cells_left = self.cells_left.checked_sub(1)?;
        if self.within.contains(&(grid.name.as_str(), at)) {
            return None;
        }
        let Some(cell) = grid.get(at) else { return Some(None) };
        let is_per_cent = cell.look.format == FormatKind::Percent;
        let held = |number| CellNumber { number, is_day: false, is_per_cent };
        match &cell.value {
            // A result may be as stale as the one that is held against its formula.
            Value::Number(stored) if cell.formula.is_some() => {
                let odd = self.odd;
                let computed = self.formula_on(grid, at).flatten();
                if computed.is_none()
                    || is_per_cent && matches!(self.odd, Some(NoNumber::AddsPerCent))
                {
                    self.odd = odd;
                }
                Some(Some(held(computed.unwrap_or(*stored))))
            }
            Value::Number(number) => Some(Some(held(*number))),
            Value::Date { serial, .. } => {
                let is_day = is_typed_day(*serial);
                Some(Some(CellNumber { is_day, is_per_cent: false, number: *serial }))
            }
            Value::Blank if cell.lacks_result() => {
                self.formula_on(grid, at).map(|number| number.map(held))
            }
            Value::Blank if cell.empty_result && alone => None,
            Value::Blank => Some(None),
            // A function over an area passes text by. A sign for nothing or zero does no harm
            // there; a number typed as text would be lost, so there is no result.
            Value::Text(text) if !alone && self.marks.lookup(&clean(text)).is_some() => Some(None),
            _ => None,
        }
    }

    fn note_odd(&mut self, odd: NoNumber) {
        match odd {
            NoNumber::AddsDay => self.odd = Some(odd),
            _ => drop(self.odd.get_or_insert(odd)),
        }
    }
}
