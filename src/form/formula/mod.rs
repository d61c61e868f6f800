//! Formulas saved without their results: simple ones over the same sheet are computed exactly, all
//! others are reported.
//!
//! The result is what Excel would show: a blank cell adds nothing. There is no result where none
//! of the cells holds a number, or where the formula refers to text, to an error, to another sheet
//! or to itself.

mod parser;

use rust_decimal::Decimal;

use self::parser::{FormulaParser, Operand};
use crate::settings::Marks;
use viet_text::notation::LIMIT;
use viet_text::text::clean;
use workbook_io::{Address, Grid, Value};

/// A formula longer than this is not a simple one.
const MAX_LENGTH: usize = 1_000;
/// Cells looked at for one result, formulas within formulas included.
const MAX_CELLS: usize = 20_000;
/// Formulas and brackets within one another.
const MAX_DEPTH: usize = 24;

/// The result of the formula at an address, where it is a simple one.
pub(super) fn compute(grid: &Grid, at: Address, marks: &Marks) -> Option<Decimal> {
    let mut sheet = SheetEvaluator { grid, marks, cells_left: MAX_CELLS, within: Vec::new() };
    sheet.formula(at).flatten().filter(|number| number.abs() <= LIMIT).map(|n| n.normalize())
}

/// A sheet while one of its formulas is computed.
struct SheetEvaluator<'a> {
    grid: &'a Grid,
    marks: &'a Marks,
    cells_left: usize,
    /// Formulas being computed, to notice one that refers to itself.
    within: Vec<Address>,
}

impl SheetEvaluator<'_> {
    /// `Some(None)` for a formula over blank cells only.
    fn formula(&mut self, at: Address) -> Option<Option<Decimal>> {
        let text = self.grid.get(at)?.formula.as_deref()?;
        if text.len() > MAX_LENGTH || self.within.contains(&at) || self.within.len() >= MAX_DEPTH {
            return None;
        }
        let text = plain(text);
        self.within.push(at);
        let mut parser = FormulaParser::new(&text, self);
        let operand = parser.whole()?;
        let (refers, found) = (parser.refers, parser.found);
        self.within.pop();
        match operand {
            _ if refers && !found => Some(None),
            Operand::Number(number) => Some(Some(number)),
            Operand::Blank => Some(None),
            Operand::Area(..) => None,
        }
    }

    /// The number in a cell: `Some(None)` where it holds nothing.
    fn cell(&mut self, at: Address, alone: bool) -> Option<Option<Decimal>> {
        self.cells_left = self.cells_left.checked_sub(1)?;
        let Some(cell) = self.grid.get(at) else { return Some(None) };
        match &cell.value {
            Value::Number(number) | Value::Date { serial: number, .. } => Some(Some(*number)),
            Value::Blank if cell.formula.is_some() => self.formula(at),
            Value::Blank => Some(None),
            // A function over an area skips text. For a sign that means nothing or zero that is
            // right; a number typed as text would be lost, so there is no result.
            Value::Text(text) if !alone && self.marks.lookup(&clean(text)).is_some() => Some(None),
            _ => None,
        }
    }
}

/// The formula without what OpenDocument wraps around it: `of:=SUM([.F3:.F5])`.
fn plain(formula: &str) -> String {
    let formula = formula.trim();
    let formula = formula.strip_prefix("of:").unwrap_or(formula);
    let formula = formula.strip_prefix('=').unwrap_or(formula);
    let mut text = String::with_capacity(formula.len());
    let mut letters = formula.chars().peekable();
    while let Some(letter) = letters.next() {
        let names_cell =
            letters.peek().is_some_and(|next| next.is_ascii_uppercase() || *next == '$');
        match letter {
            '[' | ']' => {}
            '.' if names_cell => {}
            _ => text.push(letter),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use workbook_io::Cell;

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
        compute(&grid, "G1".parse().unwrap(), &Marks::default()).map(|number| number.to_string())
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
        ] {
            assert_eq!(result(formula).as_deref(), Some(number), "{formula}");
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
