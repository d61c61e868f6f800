//! The grammar of simple formulas: operands, references, functions.

use rust_decimal::Decimal;

use super::{MAX_DEPTH, SheetEvaluator};
use crate::arithmetic::{Cursor, Grammar, Operator};
use workbook_io::Address;
use workbook_io::number::rounded;

/// An operand of a formula.
#[derive(Clone, Debug)]
pub(super) enum Operand {
    /// A number, written in the formula or computed.
    Number(Decimal),
    /// A cell that holds nothing.
    Blank,
    /// The cells of an area.
    Area(Address, Address),
}

/// A formula that is not simple, or that has no result.
pub(super) struct NoResult;

/// A formula while it is computed.
pub(super) struct FormulaParser<'t, 's, 'g> {
    cursor: Cursor<'t>,
    sheet: &'s mut SheetEvaluator<'g>,
    /// It refers to cells.
    pub(super) refers: bool,
    /// One of them holds a number.
    pub(super) found: bool,
    depth: usize,
}

impl<'t, 's, 'g> FormulaParser<'t, 's, 'g> {
    pub(super) fn new(text: &'t str, sheet: &'s mut SheetEvaluator<'g>) -> Self {
        Self { cursor: Cursor::new(text), sheet, refers: false, found: false, depth: 0 }
    }

    /// Computes the whole formula; `None` where something is left behind its end.
    pub(super) fn whole(&mut self) -> Option<Operand> {
        let operand = self.sum().ok()?;
        self.cursor.peek().is_none().then_some(operand)
    }
}

impl<'t> Grammar<'t> for FormulaParser<'t, '_, '_> {
    type Value = Operand;
    type Error = NoResult;

    const PRODUCT_SIGNS: &'static [(char, Operator)] =
        &[('*', Operator::Multiply), ('/', Operator::Divide)];

    fn cursor(&mut self) -> &mut Cursor<'t> {
        &mut self.cursor
    }

    fn operand(&mut self) -> Result<Operand, NoResult> {
        self.signed().ok_or(NoResult)
    }

    fn combine(
        &mut self,
        left: Operand,
        operator: Operator,
        right: Operand,
    ) -> Result<Operand, NoResult> {
        let pair = number(&left).zip(number(&right));
        let result = pair.and_then(|(left, right)| operator.apply(left, right));
        result.map(Operand::Number).ok_or(NoResult)
    }
}

impl FormulaParser<'_, '_, '_> {
    fn signed(&mut self) -> Option<Operand> {
        if self.cursor.eat('-') {
            let operand = self.signed()?;
            return Some(Operand::Number(-number(&operand)?));
        }
        if self.cursor.eat('+') {
            return self.signed();
        }
        let mut operand = self.primary()?;
        while self.cursor.eat('%') {
            operand = Operand::Number(number(&operand)?.checked_div(Decimal::ONE_HUNDRED)?);
        }
        Some(operand)
    }

    fn primary(&mut self) -> Option<Operand> {
        if self.cursor.eat('(') {
            self.depth += 1;
            let inner = if self.depth > MAX_DEPTH { None } else { self.sum().ok() }?;
            self.depth -= 1;
            return self.cursor.eat(')').then_some(inner);
        }
        let word = self.cursor.word(|c| c.is_ascii_alphanumeric() || c == '.' || c == '$');
        if word.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
            return word.parse().ok().map(Operand::Number);
        }
        if self.cursor.eat('(') {
            return self.function(&word.to_ascii_uppercase());
        }
        self.reference(word)
    }

    fn reference(&mut self, word: &str) -> Option<Operand> {
        let address = |word: &str| word.replace('$', "").to_ascii_uppercase().parse().ok();
        let first: Address = address(word)?;
        self.refers = true;
        if !self.cursor.eat(':') {
            let number = self.sheet.cell(first, true)?;
            self.found |= number.is_some();
            return Some(number.map_or(Operand::Blank, Operand::Number));
        }
        let word = self.cursor.word(|c| c.is_ascii_alphanumeric() || c == '$');
        Some(Operand::Area(first, address(word)?))
    }

    fn function(&mut self, name: &str) -> Option<Operand> {
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
        self.applied(name, &arguments).map(Operand::Number)
    }

    /// The result of a function; `None` for functions that are not simple.
    fn applied(&mut self, name: &str, arguments: &[Operand]) -> Option<Decimal> {
        match (name, arguments) {
            ("SUM", all) => total(&self.numbers(all)?),
            ("AVERAGE", all) => {
                let numbers = self.numbers(all)?;
                total(&numbers)?.checked_div(numbers.len().into())
            }
            ("MIN", all) => self.numbers(all)?.into_iter().min(),
            ("MAX", all) => self.numbers(all)?.into_iter().max(),
            ("SUBTOTAL", [Operand::Number(kind), all @ ..])
                if [Decimal::from(9), Decimal::from(109)].contains(kind) =>
            {
                total(&self.numbers(all)?)
            }
            ("ROUND", [value, places]) => {
                let places = u32::try_from(number(places)?).ok().filter(|places| *places <= 10)?;
                Some(rounded(number(value)?, places))
            }
            _ => None,
        }
    }

    /// The numbers of a function's arguments, blank cells passed by.
    fn numbers(&mut self, arguments: &[Operand]) -> Option<Vec<Decimal>> {
        let mut numbers = Vec::new();
        for argument in arguments {
            match argument {
                Operand::Number(number) => numbers.push(*number),
                Operand::Blank => {}
                Operand::Area(first, last) => self.area(*first, *last, &mut numbers)?,
            }
        }
        Some(numbers)
    }

    fn area(&mut self, first: Address, last: Address, numbers: &mut Vec<Decimal>) -> Option<()> {
        let rows = first.row.min(last.row)..=first.row.max(last.row);
        for row in rows {
            for col in first.col.min(last.col)..=first.col.max(last.col) {
                let number = self.sheet.cell(Address::new(row, col), false)?;
                self.found |= number.is_some();
                numbers.extend(number);
            }
        }
        Some(())
    }
}

/// The number that an operand stands for among others: a blank cell is 0, as in Excel.
fn number(operand: &Operand) -> Option<Decimal> {
    match operand {
        Operand::Number(number) => Some(*number),
        Operand::Blank => Some(Decimal::ZERO),
        Operand::Area(..) => None,
    }
}

fn total(numbers: &[Decimal]) -> Option<Decimal> {
    numbers.iter().try_fold(Decimal::ZERO, |sum, number| sum.checked_add(*number))
}
