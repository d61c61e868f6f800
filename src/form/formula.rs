//! Formulas that are simple enough to compute exactly: sums, differences, products and shares over cells
//! of the workbook. All others are left alone.
//!
//! What is computed is what Excel would show: a blank cell adds nothing. But where nothing
//! that the formula refers to holds a number, where it refers to text, to an error or to itself,
//! there is no result. Nor is there one, whatever Excel shows, where a day is added up like a number,
//! or per cents together with what is none.

use rust_decimal::Decimal;

use super::reading::{NoNumber, is_typed_day};
use crate::settings::Marks;
use viet_text::notation::LIMIT;
use viet_text::text::{clean, folded};
use workbook_io::number::rounded;
use workbook_io::{Address, Cell, FormatKind, Grid, Value, Workbook};

/// A formula longer than this is not a simple one.
const MAX_LENGTH: usize = 1_000;
/// Cells looked at for one result, formulas within formulas included: where there is none yet, and where
/// one is only held against its formula, as many thousands of a sheet may be.
const MAX_CELLS: usize = 20_000;
const MAX_CELLS_TO_CHECK: usize = 2_000;
/// Formulas and brackets within one another.
const MAX_DEPTH: usize = 24;

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

/// What an operand is; `Err` has no place here, for what is not simple ends the computing.
#[derive(Clone, Debug)]
enum Operand<'a> {
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

/// What one cell holds.
#[derive(Clone, Copy)]
struct Held {
    number: Decimal,
    is_day: bool,
    is_per_cent: bool,
}

impl<'a> FormulaEvaluator<'a> {
    /// `Some(None)` for a formula over blank cells only.
    fn formula(&mut self, at: Address) -> Option<Option<Decimal>> {
        let key = (self.grid.name.as_str(), at);
        let text = self.grid.get(at)?.formula.as_deref()?;
        if text.len() > MAX_LENGTH || self.within.contains(&key) || self.within.len() >= MAX_DEPTH {
            return None;
        }
        let text = plain(text);
        self.within.push(key);
        let result = self.parsed(&text);
        self.within.pop();
        result
    }

    fn parsed(&mut self, text: &str) -> Option<Option<Decimal>> {
        let mut parser =
            FormulaParser { rest: text, sheet: self, refers: false, found: false, depth: 0 };
        let operand = parser.sum()?;
        let (refers, found, whole) = (parser.refers, parser.found, parser.rest.trim().is_empty());
        match operand {
            _ if !whole => None,
            _ if refers && !found => Some(None),
            Operand::Blank => Some(None),
            Operand::Area(..) => None,
            operand => parser.number(operand).map(Some),
        }
    }

    /// The number in a cell: `Some(None)` where it holds nothing.
    fn cell(&mut self, grid: &'a Grid, at: Address, alone: bool) -> Option<Option<Held>> {
        self.cells_left = self.cells_left.checked_sub(1)?;
        if self.within.contains(&(grid.name.as_str(), at)) {
            return None;
        }
        let Some(cell) = grid.get(at) else { return Some(None) };
        let is_per_cent = cell.look.format == FormatKind::Percent;
        let held = |number| Held { number, is_day: false, is_per_cent };
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
                Some(Some(Held { is_day, is_per_cent: false, number: *serial }))
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

    fn formula_on(&mut self, grid: &'a Grid, at: Address) -> Option<Option<Decimal>> {
        let here = std::mem::replace(&mut self.grid, grid);
        let result = self.formula(at);
        self.grid = here;
        result
    }

    fn sheet_named(&self, name: &str) -> Option<&'a Grid> {
        let name = folded(name);
        self.book.sheets.iter().find(|grid| folded(&grid.name) == name)
    }
}

/// The formula without what OpenDocument wraps around it: `of:=SUM([.F3:.F5])`, `[$'Biểu 02'.I9]`.
fn plain(formula: &str) -> String {
    let formula = formula.trim();
    let formula = formula.strip_prefix("of:").unwrap_or(formula);
    let formula = formula.strip_prefix('=').unwrap_or(formula);
    let mut text = String::with_capacity(formula.len());
    let mut letters = formula.chars().peekable();
    let (mut in_brackets, mut in_quotes) = (false, false);
    while let Some(letter) = letters.next() {
        let names_cell =
            letters.peek().is_some_and(|next| next.is_ascii_uppercase() || *next == '$');
        match letter {
            '\'' => {
                in_quotes = !in_quotes;
                text.push(letter);
            }
            '[' | ']' if !in_quotes => in_brackets = letter == '[',
            '.' if names_cell && in_brackets && !in_quotes => {
                let before = text.chars().next_back();
                if before.is_some_and(|before| before.is_alphanumeric() || before == '\'') {
                    text.push('!');
                }
            }
            '.' if names_cell && !in_quotes => {}
            '$' if in_brackets && letters.peek() == Some(&'\'') => {}
            _ => text.push(letter),
        }
    }
    text
}

struct FormulaParser<'t, 's, 'g> {
    rest: &'t str,
    sheet: &'s mut FormulaEvaluator<'g>,
    /// It refers to cells.
    refers: bool,
    /// One of them holds a number.
    found: bool,
    depth: usize,
}

impl<'t, 'g> FormulaParser<'t, '_, 'g> {
    /// The letters, digits and dots that come next.
    fn word(&mut self) -> &'t str {
        let rest = self.rest;
        let ends = |c: char| !(c.is_alphanumeric() || matches!(c, '.' | '$' | '_'));
        let (word, after) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
        self.rest = after;
        word
    }

    fn eat(&mut self, sign: char) -> bool {
        let rest = self.rest.trim_start();
        let eaten = rest.strip_prefix(sign);
        self.rest = eaten.unwrap_or(rest);
        eaten.is_some()
    }

    fn sum(&mut self) -> Option<Operand<'g>> {
        let mut left = self.product()?;
        loop {
            let add = self.eat('+');
            if !add && !self.eat('-') {
                return Some(left);
            }
            let right = self.product()?;
            // The days between two days are a number.
            if let (false, Operand::Day(one), Operand::Day(other)) = (add, &left, &right) {
                left = Operand::Number(one.checked_sub(*other)?);
                continue;
            }
            let (one, other) = (self.addend(left)?, self.addend(right)?);
            let result = if add { one.checked_add(other) } else { one.checked_sub(other) };
            left = Operand::Number(result?);
        }
    }

    /// A number that is added up: per cents are, with other per cents only.
    fn addend(&mut self, operand: Operand<'g>) -> Option<Decimal> {
        if matches!(operand, Operand::PerCent(_)) {
            self.sheet.odd.get_or_insert(NoNumber::AddsPerCent);
        }
        self.number(operand)
    }

    fn product(&mut self) -> Option<Operand<'g>> {
        let mut left = self.signed()?;
        loop {
            let times = self.eat('*');
            if !times && !self.eat('/') {
                return Some(left);
            }
            let (one, other) = (self.number(left)?, self.signed()?);
            let other = self.number(other)?;
            let result = if times { one.checked_mul(other) } else { one.checked_div(other) };
            left = Operand::Number(result?);
        }
    }

    fn signed(&mut self) -> Option<Operand<'g>> {
        if self.eat('-') {
            let operand = self.signed()?;
            return Some(Operand::Number(-self.number(operand)?));
        }
        if self.eat('+') {
            return self.signed();
        }
        let mut operand = self.primary()?;
        while self.eat('%') {
            operand = Operand::Number(self.number(operand)?.checked_div(Decimal::ONE_HUNDRED)?);
        }
        Some(operand)
    }

    fn primary(&mut self) -> Option<Operand<'g>> {
        if self.eat('(') {
            self.depth += 1;
            let inner = if self.depth > MAX_DEPTH { None } else { self.sum() }?;
            self.depth -= 1;
            return self.eat(')').then_some(inner);
        }
        if let Some(quoted) = self.rest.strip_prefix('\'') {
            let (name, after) = quoted.split_once('\'')?;
            self.rest = after.strip_prefix('!')?;
            let grid = self.sheet.sheet_named(name)?;
            let word = self.word();
            return self.reference(grid, word);
        }
        let word = self.word();
        if word.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
            return word.parse().ok().map(Operand::Number);
        }
        if self.eat('(') {
            return self.function(&word.to_ascii_uppercase());
        }
        if self.eat('!') {
            let grid = self.sheet.sheet_named(word)?;
            let word = self.word();
            return self.reference(grid, word);
        }
        self.reference(self.sheet.grid, word)
    }

    fn reference(&mut self, grid: &'g Grid, word: &str) -> Option<Operand<'g>> {
        let address = |word: &str| word.replace('$', "").to_ascii_uppercase().parse().ok();
        let first: Address = address(word)?;
        self.refers = true;
        if self.eat(':') {
            let last = self.word();
            return Some(Operand::Area(grid, first, address(last)?));
        }
        let Some(held) = self.sheet.cell(grid, first, true)? else {
            return Some(Operand::Blank);
        };
        self.found = true;
        Some(match held {
            Held { is_day: true, number, .. } => Operand::Day(number),
            Held { is_per_cent: true, number, .. } => Operand::PerCent(number),
            Held { number, .. } => Operand::Number(number),
        })
    }

    fn number(&mut self, operand: Operand<'g>) -> Option<Decimal> {
        match operand {
            Operand::Number(number) | Operand::PerCent(number) => Some(number),
            Operand::Blank => Some(Decimal::ZERO),
            Operand::Day(serial) => {
                self.sheet.odd = Some(NoNumber::AddsDay);
                Some(serial)
            }
            Operand::Area(..) => None,
        }
    }

    fn function(&mut self, name: &str) -> Option<Operand<'g>> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        let mut arguments = vec![self.sum()?];
        while self.eat(',') || self.eat(';') {
            arguments.push(self.sum()?);
        }
        self.depth -= 1;
        if !self.eat(')') {
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
                let (number, places) = (self.number(number.clone())?, self.number(places.clone())?);
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
                operand => numbers.push(self.addend(operand.clone())?),
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
                let held = self.sheet.cell(grid, Address::new(row, col), false)?;
                self.found |= held.is_some();
                let Some(held) = held else { continue };
                if held.is_day {
                    self.sheet.odd = Some(NoNumber::AddsDay);
                } else if held.is_per_cent {
                    self.sheet.odd.get_or_insert(NoNumber::AddsPerCent);
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

#[cfg(test)]
mod tests {
    use super::*;
    use workbook_io::Look;

    /// A sheet with 2 in F1, 3,5 in F2, nothing in F3, a space in F4, "12" as text in F5, an error
    /// in F6, and the formula in G1; F7 holds `=F1*2` and F8 `=F8+1`, both without result.
    fn result(formula: &str) -> Option<String> {
        let mut grid = Grid::named("Biểu 01");
        let mut put = |at: &str, value: Value, formula: Option<&str>| {
            let cell = Cell { formula: formula.map(Box::from), ..Cell::plain(value) };
            grid.cells.insert(at.parse().unwrap(), cell);
        };
        put("F1", Value::Number(Decimal::from(2)), None);
        put("F2", Value::Number("3.5".parse().unwrap()), None);
        put("F4", Value::Text("\u{a0}".into()), None);
        put("F5", Value::Text("12".into()), None);
        put("F6", Value::Error("#REF!".into()), None);
        put("F7", Value::Blank, Some("F1*2"));
        put("F8", Value::Blank, Some("F8+1"));
        put("G1", Value::Blank, Some(formula));
        let mut other = Grid::named("Biểu 02");
        let day = Value::Date { serial: Decimal::from(45_058), day: None };
        other.cells.insert("I9".parse().unwrap(), Cell::plain(day));
        other.cells.insert("I10".parse().unwrap(), Cell::plain(Value::Number(8.into())));
        let look = Look { format: FormatKind::Percent, ..Look::ORDINARY };
        let share = Cell { look, ..Cell::plain(Value::Number("1.15".parse().unwrap())) };
        other.cells.insert("K9".parse().unwrap(), share);
        let book = Workbook { sheets: vec![grid, other], ..Workbook::default() };
        match evaluate(&book, &book.sheets[0], "G1".parse().unwrap(), &Marks::default()) {
            Outcome::Number(number) => Some(number.to_string()),
            Outcome::No(odd) => Some(format!("{odd:?}")),
            Outcome::Unknown => None,
        }
    }

    #[test]
    fn simple_formulas() {
        for (formula, number) in [
            ("F1+F2", "5.5"),
            ("=F1-F2", "-1.5"),
            ("F1*F2", "7"),
            ("F1/4", "0.5"),
            ("-F1+10", "8"),
            ("(F1+F2)*2", "11"),
            ("SUM(F1:F2)", "5.5"),
            ("sum($F$1:$F$4)", "5.5"),
            ("SUM(F1,F2;1)", "6.5"),
            ("ROUND(SUM(F1:F2)/3,1)", "1.8"),
            ("ROUND(F2;0)", "4"),
            ("AVERAGE(F1:F3)", "2.75"),
            ("SUBTOTAL(9,F1:F2)", "5.5"),
            ("F1+F3", "2"),
            ("F7+1", "5"),
            ("SUM(F1:F2)+F7", "9.5"),
            ("0.1+0.2+F1*0", "0.3"),
            ("F1*50%", "1"),
            ("of:=SUM([.F1:.F2])+[.$F$7]", "9.5"),
            ("1+2", "3"),
            ("MAX(F1:F2)-MIN(F1:F2)", "1.5"),
            ("'Biểu 02'!I10+F1", "10"),
            ("SUM('Biểu 02'!I10:I12)", "8"),
            ("of:=[$'Biểu 02'.I10]*[.F1]", "16"),
            ("F1*'Biểu 02'!K9", "2.3"),
            ("'Biểu 02'!I9-'Biểu 02'!I9", "0"),
        ] {
            assert_eq!(result(formula).as_deref(), Some(number), "{formula}");
        }
    }

    #[test]
    fn days_and_per_cents_are_not_added_up() {
        for (formula, odd) in [
            ("SUM('Biểu 02'!I9:I10)", "AddsDay"),
            ("'Biểu 02'!I9+'Biểu 02'!I10", "AddsDay"),
            ("'Biểu 02'!I9", "AddsDay"),
            ("'Biểu 02'!K9+1", "AddsPerCent"),
            ("SUM('Biểu 02'!K9,F1)", "AddsPerCent"),
        ] {
            assert_eq!(result(formula).as_deref(), Some(odd), "{formula}");
        }
    }

    #[test]
    fn what_is_not_simple_has_no_result() {
        for formula in [
            "F3",
            "SUM(F3:F4)",
            "F1+F4",
            "F1+F5",
            "SUM(F1:F5)",
            "SUM(F1:F6)",
            "F8",
            "G1",
            "F1/F3",
            "'Biểu 09'!F1",
            "'Biểu 02'!F1",
            "IF(F1>1,2,3)",
            "VLOOKUP(F1,F1:F2,1)",
            "F1:F2",
            "F1 F2",
            "?",
            "",
            "SUM(F1",
            "SUM(A1:XFD1048576)",
            "ROUND(F1,-1)",
            "#REF!+1",
            "F1+",
            "SUM()",
            "9999999999999*9999999999999*9999999999999",
        ] {
            assert_eq!(result(formula), None, "{formula}");
        }
        assert_eq!(result(&"(".repeat(900)), None);
        assert_eq!(result(&"-".repeat(900)), None);
    }
}
