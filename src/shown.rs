//! What the eye sees in a cell, before anything is known of what the cell should hold.
//!
//! How a cell looks is part of what it says: 0.345 under a format of per cents is 34,5 %, a number
//! under a format of days is a day, and what is crossed out or raised as a footnote's mark is no part
//! of a number. What a file does not say of a look is taken for nothing out of the ordinary.

use std::borrow::Cow;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use workbook_io::number::to_shown_digits;
use workbook_io::{Address, Cell, FormatKind, Grid, TextRun, Value};

/// What a cell shows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shown<'c> {
    /// Nothing, also where a formula comes to an empty text.
    Nothing,
    /// Nothing, for its formula was saved without a result.
    NoResult,
    /// A number, in the digits that a spreadsheet shows.
    Number(Decimal),
    /// A number with `%` behind it: 34.5 for 34,5 %.
    PerCent(Decimal),
    /// A day or a time.
    Day {
        /// The number that stands for it.
        serial: Decimal,
        /// The day, where it is one.
        day: Option<NaiveDate>,
    },
    /// A text.
    Text {
        /// What of it is neither crossed out nor raised.
        text: Cow<'c, str>,
        /// Something of it is.
        is_part: bool,
    },
    /// Something that is crossed out from end to end.
    CrossedOut,
    /// Something that is raised from end to end, as a footnote's mark is.
    Raised,
    /// A truth.
    Truth(bool),
    /// A number too large for any figure.
    Oversized,
    /// An error.
    Error,
}

/// What a cell of a sheet shows.
pub(crate) fn shown<'c>(grid: &Grid, at: Address, cell: &'c Cell) -> Shown<'c> {
    let is_filled = !matches!(cell.value, Value::Blank);
    match () {
        () if is_filled && cell.look.struck == Some(true) => Shown::CrossedOut,
        () if is_filled && cell.look.raised == Some(true) => Shown::Raised,
        () => shown_plainly(grid.runs.get(&at), cell),
    }
}

/// The same of a cell in a row that is crossed out from end to end: there the row is told, not each
/// of its cells.
pub(crate) fn shown_though_struck<'c>(grid: &Grid, at: Address, cell: &'c Cell) -> Shown<'c> {
    shown_plainly(grid.runs.get(&at), cell)
}

fn shown_plainly<'c>(runs: Option<&Vec<TextRun>>, cell: &'c Cell) -> Shown<'c> {
    match &cell.value {
        Value::Blank if cell.lacks_result() => Shown::NoResult,
        Value::Blank => Shown::Nothing,
        Value::Number(number) => match cell.look.format {
            FormatKind::Percent => Shown::PerCent(per_cent(*number)),
            FormatKind::Day => Shown::Day { serial: *number, day: None },
            FormatKind::Plain | FormatKind::Text | FormatKind::Unknown => {
                Shown::Number(to_shown_digits(*number))
            }
        },
        Value::Date { serial, day } => Shown::Day { serial: *serial, day: *day },
        Value::Text(text) => shown_text(text, runs.map_or(&[], Vec::as_slice)),
        Value::Bool(truth) => Shown::Truth(*truth),
        Value::Oversized(_) => Shown::Oversized,
        Value::Error(_) | Value::UnknownError(_) | Value::Unreadable(_) => Shown::Error,
    }
}

/// A stored share as its format of per cents shows it: 0.345 as 34.5.
pub(crate) fn per_cent(stored: Decimal) -> Decimal {
    to_shown_digits((stored * Decimal::ONE_HUNDRED).normalize())
}

/// A text without its parts that are crossed out or raised.
fn shown_text<'c>(text: &'c str, runs: &[TextRun]) -> Shown<'c> {
    let whole = Shown::Text { text: Cow::Borrowed(text), is_part: false };
    if runs.is_empty() {
        return whole;
    }
    let (mut rest, mut from) = (String::new(), 0);
    for run in runs.iter().filter(|run| run.struck || run.raised) {
        // A text that was decoded since has its parts elsewhere: then it is taken as it is.
        let Some(before) = text.get(from..run.range.start) else { return whole };
        rest.push_str(before);
        from = run.range.end;
    }
    let Some(end) = text.get(from..) else { return whole };
    rest.push_str(end);
    match () {
        () if rest.len() == text.len() => whole,
        () if !rest.trim().is_empty() => Shown::Text { text: Cow::Owned(rest), is_part: true },
        () if runs.iter().any(|run| run.struck) => Shown::CrossedOut,
        () => Shown::Raised,
    }
}

#[cfg(test)]
mod tests {
    use workbook_io::Look;

    use super::*;

    fn seen(cell: &Cell, runs: Vec<TextRun>) -> String {
        let at = Address::new(0, 0);
        let mut grid = Grid::named("Biểu 01");
        grid.runs.insert(at, runs);
        format!("{:?}", shown(&grid, at, cell))
    }

    fn number(text: &str, format: FormatKind) -> Cell {
        let number = text.parse().unwrap();
        Cell { look: Look { format, ..Look::ORDINARY }, ..Cell::plain(Value::Number(number)) }
    }

    fn run(range: std::ops::Range<usize>, struck: bool) -> TextRun {
        TextRun { range, struck, raised: !struck }
    }

    #[test]
    fn numbers_are_as_their_format_shows_them() {
        let plain = |text| seen(&number(text, FormatKind::Plain), Vec::new());
        assert_eq!(plain("114.99999999999999"), "Number(115)");
        assert_eq!(seen(&number("0.345", FormatKind::Percent), Vec::new()), "PerCent(34.5)");
        assert_eq!(seen(&number("0.285", FormatKind::Unknown), Vec::new()), "Number(0.285)");
    }

    #[test]
    fn what_is_crossed_out_or_raised_is_left_out() {
        let text = |text: &str| Cell::plain(Value::Text(text.into()));
        let part = |text: &str| format!("Text {{ text: \"{text}\", is_part: true }}");
        assert_eq!(seen(&text("112"), vec![run(0..1, true)]), part("12"));
        assert_eq!(seen(&text("12(1)"), vec![run(2..5, false)]), part("12"));
        assert_eq!(seen(&text("12"), vec![run(0..2, true)]), "CrossedOut");
        assert_eq!(seen(&text("(1)"), vec![run(0..3, false)]), "Raised");
        let look = Look { struck: Some(true), ..Look::ORDINARY };
        assert_eq!(seen(&Cell { look, ..text("12") }, Vec::new()), "CrossedOut");
        // Parts that are not where letters begin are not the text's.
        let whole = "Text { text: \"ổ 12\", is_part: false }";
        assert_eq!(seen(&text("ổ 12"), vec![run(0..1, true)]), whole);
    }

    #[test]
    fn a_formula_that_comes_to_an_empty_text_shows_nothing() {
        let cell = Cell { formula: Some("IF(A1=1,2,\"\")".into()), ..Cell::plain(Value::Blank) };
        assert_eq!(seen(&cell, Vec::new()), "NoResult");
        assert_eq!(seen(&Cell { empty_result: true, ..cell }, Vec::new()), "Nothing");
    }
}
