//! The grammar of simple formulas: operands, references, functions.

use rust_decimal::Decimal;

use crate::arithmetic::{Cursor, Grammar, Operator};
use crate::form::reading::NoNumber;
use workbook_io::number::rounded;
use workbook_io::{Address, Grid};

/// Formulas and brackets within one another.
pub(super) const MAX_DEPTH: usize = 24;

/// The cells that a formula may refer to, and what is odd about what it adds up.
pub(super) trait ReferredCells<'g> {
    /// The sheet of the formula.
    fn own_sheet(&self) -> &'g Grid;
    /// Another sheet of its workbook.
    fn sheet_named(&self, name: &str) -> Option<&'g Grid>;
    /// The number in a cell: `Some(None)` where it holds nothing, `None` where there is no result. A
    /// cell alone is referred to by its address, others within an area.
    fn cell(&mut self, grid: &'g Grid, at: Address, alone: bool) -> Option<Option<CellNumber>>;
    /// Notes what was added up that is no number: a day decides over a per cent.
    fn note_odd(&mut self, odd: NoNumber);
}

/// The number that a cell holds.
#[derive(Clone, Copy)]
pub(super) struct CellNumber {
    pub(super) number: Decimal,
    pub(super) is_day: bool,
    pub(super) is_per_cent: bool,
}

/// An operand of a formula.
#[derive(Clone, Debug)]
pub(super) enum Operand<'a> {
    /// A number, written in the formula or computed.
    Number(Decimal),
    /// A cell that holds nothing.
    Blank,
    /// A cell that shows a day.
    Day(Decimal),
    /// A cell that shows a number as per cent, as it is stored.
    PerCent(Decimal),
    /// The cells of an area of a sheet.
    Area(&'a Grid, Address, Address),
}

/// A formula that is not simple, or that has no result.
pub(super) struct NoResult;

/// A formula while it is computed.
pub(super) struct FormulaParser<'t, 's, 'g> {
    cursor: Cursor<'t>,
    cells: &'s mut dyn ReferredCells<'g>,
    /// It refers to cells.
    pub(super) refers: bool,
    /// One of them holds a number.
    pub(super) found: bool,
    depth: usize,
}

impl<'t, 'g> Grammar<'t> for FormulaParser<'t, '_, 'g> {
    type Value = Operand<'g>;
    type Error = NoResult;

    const PRODUCT_SIGNS: &'static [(char, Operator)] =
        &[('*', Operator::Multiply), ('/', Operator::Divide)];

    fn cursor(&mut self) -> &mut Cursor<'t> {
        &mut self.cursor
    }

    fn operand(&mut self) -> Result<Operand<'g>, NoResult> {
        self.signed().ok_or(NoResult)
    }

    fn combine(
        &mut self,
        left: Operand<'g>,
        operator: Operator,
        right: Operand<'g>,
    ) -> Result<Operand<'g>, NoResult> {
        let pair = match (operator, &left, &right) {
            // The days between two days are a number.
            (Operator::Subtract, Operand::Day(one), Operand::Day(other)) => Some((*one, *other)),
            (Operator::Add | Operator::Subtract, ..) => self.addend(&left).zip(self.addend(&right)),
            _ => self.number(&left).zip(self.number(&right)),
        };
        let result = pair.and_then(|(left, right)| operator.apply(left, right));
        result.map(Operand::Number).ok_or(NoResult)
    }
}

impl<'t, 's, 'g> FormulaParser<'t, 's, 'g> {
    pub(super) fn new(text: &'t str, cells: &'s mut dyn ReferredCells<'g>) -> Self {
        Self { cursor: Cursor::new(text), cells, refers: false, found: false, depth: 0 }
    }

    /// Computes the whole formula; `None` where something is left behind its end.
    pub(super) fn whole(&mut self) -> Option<Operand<'g>> {
        let operand = self.sum().ok()?;
        self.cursor.peek().is_none().then_some(operand)
    }

    /// What counts as an operand's number; a day spoils what it is part of.
    pub(super) fn number(&mut self, operand: &Operand<'g>) -> Option<Decimal> {
        match operand {
            Operand::Number(number) | Operand::PerCent(number) => Some(*number),
            Operand::Blank => Some(Decimal::ZERO),
            Operand::Day(serial) => {
                self.cells.note_odd(NoNumber::AddsDay);
                Some(*serial)
            }
            Operand::Area(..) => None,
        }
    }

    /// A number that is added up: per cents are, with other per cents only.
    fn addend(&mut self, operand: &Operand<'g>) -> Option<Decimal> {
        if matches!(operand, Operand::PerCent(_)) {
            self.cells.note_odd(NoNumber::AddsPerCent);
        }
        self.number(operand)
    }

    fn signed(&mut self) -> Option<Operand<'g>> {
        if self.cursor.eat('-') {
            let operand = self.signed()?;
            return Some(Operand::Number(-self.number(&operand)?));
        }
        if self.cursor.eat('+') {
            return self.signed();
        }
        let mut operand = self.primary()?;
        while self.cursor.eat('%') {
            operand = Operand::Number(self.number(&operand)?.checked_div(Decimal::ONE_HUNDRED)?);
        }
        Some(operand)
    }

    /// A number, a reference, a function, something in brackets.
    fn primary(&mut self) -> Option<Operand<'g>> {
        if self.cursor.eat('(') {
            self.depth += 1;
            let inner = if self.depth > MAX_DEPTH { None } else { self.sum().ok() }?;
            self.depth -= 1;
            return self.cursor.eat(')').then_some(inner);
        }
        if self.cursor.eat('\'') {
            let name = self.cursor.word(|letter| letter != '\'');
            let is_reference = self.cursor.eat('\'') && self.cursor.eat('!');
            return if is_reference { self.reference_on(name) } else { None };
        }
        let word = self.word();
        if word.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
            return word.parse().ok().map(Operand::Number);
        }
        if self.cursor.eat('(') {
            return self.function(&word.to_ascii_uppercase());
        }
        if self.cursor.eat('!') {
            return self.reference_on(word);
        }
        self.reference(self.cells.own_sheet(), word)
    }

    /// The letters, digits and dots that come next.
    fn word(&mut self) -> &'t str {
        self.cursor.word(|letter| letter.is_alphanumeric() || matches!(letter, '.' | '$' | '_'))
    }

    /// A reference to cells of the sheet of this name.
    fn reference_on(&mut self, sheet: &str) -> Option<Operand<'g>> {
        let grid = self.cells.sheet_named(sheet)?;
        let word = self.word();
        self.reference(grid, word)
    }

    fn reference(&mut self, grid: &'g Grid, word: &str) -> Option<Operand<'g>> {
        let address = |word: &str| word.replace('$', "").to_ascii_uppercase().parse().ok();
        let first: Address = address(word)?;
        self.refers = true;
        if self.cursor.eat(':') {
            let last = self.word();
            return Some(Operand::Area(grid, first, address(last)?));
        }
        let Some(held) = self.cells.cell(grid, first, true)? else {
            return Some(Operand::Blank);
        };
        self.found = true;
        Some(match held {
            CellNumber { is_day: true, number, .. } => Operand::Day(number),
            CellNumber { is_per_cent: true, number, .. } => Operand::PerCent(number),
            CellNumber { number, .. } => Operand::Number(number),
        })
    }

    fn function(&mut self, name: &str) -> Option<Operand<'g>> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        let mut arguments = vec![self.sum().ok()?];
        while self.cursor.eat(',') || self.cursor.eat(';') {
            arguments.push(self.sum().ok()?);
        }
        self.depth -= 1;
        if !self.cursor.eat(')') {
            return None;
        }
        match (name, &arguments[..]) {
            ("SUM", all) => Some(Operand::Number(total(&self.numbers(all)?)?)),
            ("AVERAGE", all) => {
                let numbers = self.numbers(all)?;
                total(&numbers)?.checked_div(numbers.len().into()).map(Operand::Number)
            }
            ("MIN", all) => self.numbers(all)?.into_iter().min().map(Operand::Number),
            ("MAX", all) => self.numbers(all)?.into_iter().max().map(Operand::Number),
            ("SUBTOTAL", [Operand::Number(kind), all @ ..])
                if [Decimal::from(9), Decimal::from(109)].contains(kind)
                    && !all.iter().any(passes_cells_by) =>
            {
                Some(Operand::Number(total(&self.numbers(all)?)?))
            }
            ("ROUND", [number, places]) => {
                let (number, places) = (self.number(number)?, self.number(places)?);
                let places = u32::try_from(places).ok().filter(|places| *places <= 10)?;
                Some(Operand::Number(rounded(number, places)))
            }
            _ => None,
        }
    }

    /// The numbers of a function's arguments, blank cells passed by.
    fn numbers(&mut self, arguments: &[Operand<'g>]) -> Option<Vec<Decimal>> {
        let mut numbers = Vec::new();
        for argument in arguments {
            match argument {
                Operand::Blank => {}
                Operand::Area(grid, first, last) => self.area(grid, *first, *last, &mut numbers)?,
                operand => numbers.push(self.addend(operand)?),
            }
        }
        Some(numbers)
    }

    fn area(
        &mut self,
        grid: &'g Grid,
        first: Address,
        last: Address,
        numbers: &mut Vec<Decimal>,
    ) -> Option<()> {
        let rows = first.row.min(last.row)..=first.row.max(last.row);
        for row in rows {
            for col in first.col.min(last.col)..=first.col.max(last.col) {
                let held = self.cells.cell(grid, Address::new(row, col), false)?;
                self.found |= held.is_some();
                let Some(held) = held else { continue };
                if held.is_day {
                    self.cells.note_odd(NoNumber::AddsDay);
                } else if held.is_per_cent {
                    self.cells.note_odd(NoNumber::AddsPerCent);
                }
                numbers.push(held.number);
            }
        }
        Some(())
    }
}

/// SUBTOTAL leaves out rows that are hidden and cells that hold a SUBTOTAL themselves.
fn passes_cells_by(operand: &Operand<'_>) -> bool {
    let Operand::Area(grid, first, last) = operand else { return true };
    let rows = first.row.min(last.row)..=first.row.max(last.row);
    let is_subtotal = |formula: &str| formula.to_ascii_uppercase().contains("SUBTOTAL(");
    let columns = first.col.min(last.col)..=first.col.max(last.col);
    let mut cells = rows.clone().flat_map(|row| grid.row(row));
    grid.hidden_rows.range(rows).next().is_some()
        || cells.any(|(at, cell)| {
            columns.contains(&at.col) && cell.formula.as_deref().is_some_and(is_subtotal)
        })
}

fn total(numbers: &[Decimal]) -> Option<Decimal> {
    numbers.iter().try_fold(Decimal::ZERO, |sum, number| sum.checked_add(*number))
}
