//! What a cell means, decided in one place: what it shows, held against what belongs there, is a value,
//! or none with the reason.

use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::abbreviation::abbreviates;
use super::day::{DayRange, DayReading, read_day};
use super::formula::{Outcome, evaluate};
use super::reading::{NoNumber, Reading};
use crate::cell_text::CellText as _;
use crate::settings::{Column, Mark, Marks, Settings, Synonyms};
use crate::shown::{Shown, per_cent, shown, shown_though_struck};
use viet_text::date::read_date;
use viet_text::measure::{Measure, months_in_unit};
use viet_text::number::{NumberText, read_number};
use viet_text::text::{clean, clean_cow, folded, is_clean};
use workbook_io::number::to_shown_digits;
use workbook_io::{Address, Cell, FormatKind, Grid, Value, Workbook};

/// What the meaning of a sheet's cells hangs on beside the cells themselves.
#[derive(Clone, Copy, Debug)]
pub struct CellReader<'a> {
    book: &'a Workbook,
    /// The sheet with what lies beneath its merges: formulas count that, too.
    stored: &'a Grid,
    /// The sheet as it shows.
    grid: &'a Grid,
    marks: &'a Marks,
    synonyms: &'a Synonyms,
    period_end: Option<NaiveDate>,
    /// The row is crossed out as a whole and told so: its cells are read all the same.
    in_struck_row: bool,
}

/// What belongs into a cell that should hold a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct NumberPlace<'u> {
    /// What it is measured in.
    pub(super) measure: Measure,
    /// The unit of measure as the office writes it.
    pub(super) unit: &'u str,
    /// Whether something is met belongs there: yes counts 1, no counts 0.
    pub(super) is_yes_no: bool,
}

/// A tick as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TickReading {
    /// Blank or a sign for no.
    No,
    /// A sign for yes.
    Yes,
    /// Something that is neither.
    Unclear,
}

impl<'a> CellReader<'a> {
    /// A reader of a workbook's sheet; days may not lie after `period_end`, where one is given.
    #[must_use]
    pub const fn new(
        book: &'a Workbook,
        grid: &'a Grid,
        settings: &'a Settings,
        period_end: Option<NaiveDate>,
    ) -> Self {
        let (marks, synonyms) = (&settings.marks, &settings.synonyms);
        Self { book, stored: grid, grid, marks, synonyms, period_end, in_struck_row: false }
    }

    /// The same for the sheet as it shows, without what lies beneath its merges.
    pub(super) const fn showing(self, grid: &'a Grid) -> Self {
        Self { grid, ..self }
    }

    /// The sheet.
    pub(super) const fn grid(&self) -> &'a Grid {
        self.grid
    }

    /// Does the workbook count its days from 1904?
    pub(super) fn counts_from_1904(&self) -> bool {
        self.book.epoch_1904 == Some(true)
    }

    /// The same for a row of a list, of which the cell names the organisation.
    pub(super) fn in_row_named_at(self, name_at: Address) -> Self {
        Self { in_struck_row: self.is_struck(name_at), ..self }
    }

    /// Is a cell crossed out from end to end?
    pub(super) fn is_struck(&self, at: Address) -> bool {
        let cell = self.grid.get(at);
        cell.is_some_and(|cell| shown(self.grid, at, cell) == Shown::CrossedOut)
    }

    fn shown<'c>(&self, at: Address, cell: &'c Cell) -> Shown<'c> {
        match self.in_struck_row {
            true => shown_though_struck(self.grid, at, cell),
            false => shown(self.grid, at, cell),
        }
    }

    /// Reads a cell that should hold a number.
    pub(super) fn figure(&self, at: Address, cell: &Cell, place: NumberPlace<'_>) -> Reading {
        let reading = self.number(at, cell, place);
        let is_one_or_none = |number: Decimal| number.is_zero() || number == Decimal::ONE;
        match reading.number() {
            Some(number) if place.is_yes_no && !is_one_or_none(number) => {
                Reading::NotANumber(NoNumber::Words)
            }
            _ => reading,
        }
    }

    fn number(&self, at: Address, cell: &Cell, place: NumberPlace<'_>) -> Reading {
        let is_share = place.measure == Measure::Percent;
        match self.shown(at, cell) {
            Shown::Nothing => Reading::Blank,
            Shown::NoResult => match self.outcome(at) {
                Outcome::Number(number) => Reading::Computed(in_place(number, cell, is_share)),
                Outcome::No(no) => Reading::NotANumber(no),
                Outcome::Unknown => Reading::NoResult,
            },
            Shown::Number(number) => self.checked(at, cell, number, Reading::Stored(number)),
            Shown::PerCent(number) if is_share => {
                let stored = number / Decimal::ONE_HUNDRED;
                self.checked(at, cell, stored, Reading::PerCent(number))
            }
            Shown::PerCent(number) => Reading::NotANumber(NoNumber::PerCent(number)),
            Shown::Day { serial, .. } => Reading::NotANumber(NoNumber::Day(Some(serial))),
            Shown::CrossedOut => Reading::NotANumber(NoNumber::CrossedOut),
            Shown::Raised => Reading::NotANumber(NoNumber::Raised),
            Shown::Text { text, is_part } => self.text_figure(&text, is_part, place),
            Shown::Truth(_) => Reading::NotANumber(NoNumber::Words),
            Shown::Oversized => Reading::Oversized,
            Shown::Error => Reading::Error,
        }
    }

    fn outcome(&self, at: Address) -> Outcome {
        evaluate(self.book, self.stored, at, self.marks)
    }

    /// A stored result held against its own formula, where that is a simple one.
    fn checked(&self, at: Address, cell: &Cell, stored: Decimal, reading: Reading) -> Reading {
        if cell.formula.is_none() {
            return reading;
        }
        match self.outcome(at) {
            Outcome::No(no) => Reading::NotANumber(no),
            Outcome::Number(number) if !is_result(stored, number) => {
                let is_share = matches!(reading, Reading::PerCent(_));
                Reading::Recomputed(in_place(number, cell, is_share))
            }
            Outcome::Number(_) | Outcome::Unknown => reading,
        }
    }

    fn text_figure(&self, text: &str, is_part: bool, place: NumberPlace<'_>) -> Reading {
        let cleaned = clean_cow(text);
        if cleaned.is_empty() {
            return Reading::Blank;
        }
        if let Some(mark @ (Mark::Missing | Mark::Zero)) = self.marks.lookup(&cleaned) {
            return Reading::Sign(mark);
        }
        if place.is_yes_no
            && let Some(mark) = self.met_or_not(&cleaned)
        {
            return Reading::Sign(mark);
        }
        match read_number(text, place.measure) {
            NumberText::Clear(number) => match in_other_months(number, text, place.unit) {
                Some(candidates) => Reading::Doubtful(candidates.into()),
                None if is_part => Reading::TextInPart(number),
                None => Reading::Text(number),
            },
            NumberText::Doubtful(candidates) => Reading::Doubtful(candidates.into()),
            NumberText::TooLarge => Reading::Oversized,
            NumberText::Several => Reading::NotANumber(NoNumber::Several),
            NumberText::NotANumber if read_date(text).is_some() => {
                Reading::NotANumber(NoNumber::Day(None))
            }
            NumberText::NotANumber => Reading::NotANumber(NoNumber::Words),
        }
    }

    /// Yes or no in the words of those who judge: "Đạt", "Chưa đạt", or a tick.
    fn met_or_not(&self, text: &str) -> Option<Mark> {
        const YES: [&str; 7] =
            ["đạt", "đã đạt", "đạt chuẩn", "có", "hoàn thành", "đã hoàn thành", "đạt yêu cầu"];
        const NO: [&str; 9] = [
            "chưa đạt",
            "không đạt",
            "chưa",
            "không",
            "chưa có",
            "không có",
            "chưa hoàn thành",
            "chưa đạt chuẩn",
            "chưa đạt yêu cầu",
        ];
        let said = folded(text);
        let is_one_of = |words: &[&str]| words.iter().any(|word| folded(word) == said);
        match self.tick_in_text(text) {
            _ if is_one_of(&YES) => Some(Mark::Yes),
            _ if is_one_of(&NO) => Some(Mark::No),
            TickReading::Yes => Some(Mark::Yes),
            TickReading::No => Some(Mark::No),
            TickReading::Unclear => None,
        }
    }

    /// Reads a cell that should hold a day.
    pub(super) fn day(&self, at: Address, cell: &Cell, column: &Column) -> DayReading {
        let shown = self.shown(at, cell);
        if let Shown::Text { text, .. } = &shown
            && matches!(self.marks.lookup(&clean_cow(text)), Some(Mark::Missing))
        {
            return DayReading::Blank;
        }
        read_day(&shown, DayRange::of(column, self.period_end), self.counts_from_1904())
    }

    /// Reads a cell that should hold a tick or nothing.
    pub(super) fn tick(&self, at: Address, cell: &Cell) -> TickReading {
        match self.shown(at, cell) {
            Shown::Nothing | Shown::NoResult | Shown::Truth(false) => TickReading::No,
            Shown::Truth(true) => TickReading::Yes,
            Shown::Number(number) if number.is_zero() => TickReading::No,
            Shown::Number(number) if number == Decimal::ONE => TickReading::Yes,
            Shown::Text { text, .. } => self.tick_in_text(&clean_cow(&text)),
            _ => TickReading::Unclear,
        }
    }

    fn tick_in_text(&self, text: &str) -> TickReading {
        /// Signs of ticking that mean the same in every office.
        const YES: [&str; 5] = ["✓", "✔", "√", "☑", "✅"];
        const NO: [&str; 6] = ["☐", "□", "✗", "✘", "✕", "❌"];
        let bare = text.trim_end_matches('\u{fe0f}');
        match self.marks.lookup(text) {
            Some(Mark::Missing | Mark::Zero | Mark::No) => TickReading::No,
            Some(Mark::Yes) => TickReading::Yes,
            None if text == "0" || NO.contains(&bare) => TickReading::No,
            None if text == "1" || YES.contains(&bare) => TickReading::Yes,
            None => TickReading::Unclear,
        }
    }

    /// Reads a cell that should hold words; `None` where nothing is said.
    pub(super) fn words(&self, at: Address, cell: &Cell) -> Option<Arc<str>> {
        let text = shown_words(self.grid, at, cell);
        let says_nothing = text.chars().all(|letter| matches!(letter, '.' | '…' | ' '));
        (!says_nothing).then_some(text)
    }

    /// Reads a cell that should hold one of a column's choices. A synonym of one stands for it, and
    /// so do initials that can be no other's.
    pub(super) fn choice(&self, at: Address, cell: &Cell, column: &Column) -> Option<Arc<str>> {
        let words = self.words(at, cell)?;
        if column.choices.is_empty() || column.is_choice(&words) {
            return Some(words);
        }
        let standard = |text: &str| self.synonyms.standardised(&folded(text));
        let said = standard(&words);
        let synonym = only(column.choices.iter().filter(|choice| standard(choice) == said));
        let shortened = || only(column.choices.iter().filter(|full| abbreviates(&words, full)));
        synonym.or_else(shortened).map(|choice| choice.as_str().into()).or(Some(words))
    }
}

/// The only one there is.
fn only<'c>(mut meant: impl Iterator<Item = &'c String>) -> Option<&'c String> {
    let first = meant.next()?;
    meant.next().is_none().then_some(first)
}

/// The words that a cell shows, on one tidy line. A cell that is crossed out as a whole still says what it
/// says: its row is told.
pub(super) fn shown_words(grid: &Grid, at: Address, cell: &Cell) -> Arc<str> {
    match (&cell.value, shown_though_struck(grid, at, cell)) {
        (Value::Text(text), Shown::Text { is_part: false, .. }) if is_clean(text) => {
            Arc::clone(text)
        }
        (_, Shown::Text { text, .. }) => clean(&text).into(),
        _ => clean(&cell.as_written()).into(),
    }
}

/// A formula's result as its cell shows it.
fn in_place(number: Decimal, cell: &Cell, is_share: bool) -> Decimal {
    let is_per_cent = cell.look.format == FormatKind::Percent;
    if is_share && is_per_cent { per_cent(number) } else { to_shown_digits(number) }
}

/// Can a stored result be what a formula comes to? A spreadsheet reckons in doubles.
fn is_result(stored: Decimal, computed: Decimal) -> bool {
    const NEAR: Decimal = Decimal::from_parts(1, 0, 0, false, 9);
    let size = computed.abs().max(Decimal::ONE);
    let allowed = size.checked_mul(NEAR).unwrap_or(Decimal::MAX);
    stored.checked_sub(computed).is_some_and(|off| off.abs() <= allowed)
}

/// A number that says for itself that it is by the month, where it should be by the year: what it is by the
/// year, and what it is as it stands.
fn in_other_months(number: Decimal, text: &str, unit: &str) -> Option<Vec<Decimal>> {
    const YEAR: u32 = 12;
    if !text.contains('/') || number.is_zero() {
        return None;
    }
    let (own, wanted) = (months_in_unit(text)?, months_in_unit(unit).unwrap_or(YEAR));
    let converted = number.checked_mul(wanted.into())?.checked_div(own.into())?.normalize();
    (own != wanted).then(|| vec![converted, number])
}

#[cfg(test)]
mod tests {
    use super::*;
    use workbook_io::{Area, Merges};

    #[test]
    fn a_formula_counts_what_lies_beneath_a_merge() {
        let number = |number: i64| Cell::plain(Value::Number(number.into()));
        let mut grid = Grid::named("Biểu 01");
        let at = |row| Address::new(row, 0);
        grid.cells.insert(at(0), number(1));
        grid.cells.insert(at(1), number(2));
        grid.cells.insert(at(2), Cell { formula: Some("SUM(A1:A2)".into()), ..number(3) });
        grid.merges = Some(Merges::new(vec![Area { from: at(0), to: at(1) }]));
        let book = Workbook { sheets: vec![grid], ..Workbook::default() };
        let (seen, covered) = crate::form::joined::without_covered(&book.sheets[0]);
        assert_eq!(covered.len(), 1);
        let (marks, synonyms) = (Marks::default(), Synonyms::default());
        let stored = &book.sheets[0];
        let reader = CellReader {
            book: &book,
            stored,
            grid: stored,
            marks: &marks,
            synonyms: &synonyms,
            period_end: None,
            in_struck_row: false,
        };
        let place = NumberPlace { measure: Measure::Count, unit: "", is_yes_no: false };
        let cell = seen.get(at(2)).unwrap();
        let reading = reader.showing(&seen).figure(at(2), cell, place);
        assert_eq!(reading.number(), Some(Decimal::from(3)));
        assert!(matches!(reading, Reading::Stored(_)), "{reading:?}");
    }
}
