//! What a data cell says.

use crate::cell_text::CellText as _;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::formula::compute;
use crate::settings::{Mark, Marks};
use viet_text::date::{from_serial, read_date};
use viet_text::measure::Measure;
use viet_text::number::{NumberText, read_number};
use viet_text::text::{clean, clean_cow, is_clean};
use workbook_io::{Address, Cell, Grid, Value};

/// A data cell as read. [`Reading::number`] tells which of these have a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// Nothing is written.
    Blank,
    /// A numeric cell, used as stored.
    Stored(Decimal),
    /// Text with one clear reading.
    Text(Decimal),
    /// Text with more than one reading, of which another cell of the same submission confirms
    /// exactly one.
    Corroborated(Decimal),
    /// A formula that was saved without its result and is simple enough to compute exactly.
    Computed(Decimal),
    /// A sign of the settings' table: missing or zero.
    Sign(Mark),
    /// The officer accepted this number for the cell, whatever is written there. Where the figure
    /// comes from a list, that does not change.
    Accepted(Decimal),
    /// The officer gave this number as the unit's figure, whatever is written.
    Decided(Decimal),
    /// Text with more than one reading, the likelier first.
    Doubtful(Box<[Decimal]>),
    /// Text that is no number.
    NotANumber,
    /// A number beyond all figures of this domain.
    Oversized,
    /// An error value.
    Error,
    /// A formula that was saved without its result.
    NoResult,
}

impl Reading {
    /// The number used, where there is one.
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Stored(number)
            | Self::Text(number)
            | Self::Corroborated(number)
            | Self::Computed(number)
            | Self::Accepted(number)
            | Self::Decided(number) => Some(*number),
            Self::Sign(Mark::Zero) => Some(Decimal::ZERO),
            _ => None,
        }
    }

    /// Did the officer decide what the cell says?
    #[must_use]
    pub const fn is_by_officer(&self) -> bool {
        matches!(self, Self::Accepted(_) | Self::Decided(_))
    }

    /// Does the cell hold something that could not be turned into a number?
    #[must_use]
    pub const fn is_trouble(&self) -> bool {
        matches!(
            self,
            Self::Doubtful(_) | Self::NotANumber | Self::Oversized | Self::Error | Self::NoResult
        )
    }
}

/// Reads a cell that should hold a number.
#[must_use]
pub(super) fn read_figure(
    grid: &Grid,
    (at, cell): (Address, &Cell),
    measure: Measure,
    marks: &Marks,
) -> Reading {
    match &cell.value {
        Value::Blank if cell.formula.is_some() => {
            compute(grid, at, marks).map_or(Reading::NoResult, Reading::Computed)
        }
        Value::Blank => Reading::Blank,
        Value::Number(number) | Value::Date { serial: number, .. } => Reading::Stored(*number),
        Value::Oversized(_) => Reading::Oversized,
        Value::Error(_) | Value::UnknownError(_) | Value::Unreadable(_) => Reading::Error,
        Value::Bool(_) => Reading::NotANumber,
        Value::Text(text) if clean_cow(text).is_empty() => Reading::Blank,
        Value::Text(text) => match (marks.lookup(&clean_cow(text)), read_number(text, measure)) {
            (Some(mark @ (Mark::Missing | Mark::Zero)), _) => Reading::Sign(mark),
            (_, NumberText::Clear(number)) => Reading::Text(number),
            (_, NumberText::Doubtful(candidates)) => Reading::Doubtful(candidates.into()),
            (_, NumberText::TooLarge) => Reading::Oversized,
            (_, NumberText::NotANumber) => Reading::NotANumber,
        },
    }
}

/// A cell's content as written. A formula without a result shows nothing, but the cell is not
/// empty.
#[must_use]
pub(super) fn as_written(cell: &Cell) -> String {
    match cell {
        Cell { value: Value::Blank, formula: Some(formula), .. } => format!("={formula}"),
        cell => cell.value.as_written(),
    }
}

/// A day as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayReading {
    /// Nothing is written.
    Blank,
    /// A day.
    Day(NaiveDate),
    /// Something that is no day.
    NotADay,
}

/// A day whose cell lost its date format shows as a serial of five digits, 1920 at the
/// earliest; "2003" is a year and no day.
fn day_of_plain_number(number: Decimal) -> Option<NaiveDate> {
    let is_serial = number.is_integer() && number >= Decimal::from(7_306);
    if is_serial { from_serial(number, false) } else { None }
}

/// Reads a cell that should hold a day. A serial under a number format is one, too.
#[must_use]
pub(super) fn read_day(cell: &Cell, marks: &Marks) -> DayReading {
    let found = match &cell.value {
        Value::Blank => return DayReading::Blank,
        Value::Date { day, .. } => *day,
        Value::Number(number) => day_of_plain_number(*number),
        Value::Text(text) => {
            let text = clean_cow(text);
            if matches!(marks.lookup(&text), Some(Mark::Missing)) {
                return DayReading::Blank;
            }
            read_date(&text)
        }
        _ => None,
    };
    found.map_or(DayReading::NotADay, DayReading::Day)
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

/// Reads a cell that should hold a tick or nothing.
#[must_use]
pub(super) fn read_tick(cell: &Cell, marks: &Marks) -> TickReading {
    match &cell.value {
        Value::Blank | Value::Bool(false) => TickReading::No,
        Value::Bool(true) => TickReading::Yes,
        Value::Number(number) if number.is_zero() => TickReading::No,
        Value::Number(number) if *number == Decimal::ONE => TickReading::Yes,
        Value::Text(text) => match marks.lookup(&clean_cow(text)) {
            Some(Mark::Missing | Mark::Zero | Mark::No) => TickReading::No,
            Some(Mark::Yes) => TickReading::Yes,
            None if clean(text).chars().all(|c| c.is_ascii_digit()) => match clean(text).as_str() {
                "0" => TickReading::No,
                "1" => TickReading::Yes,
                _ => TickReading::Unclear,
            },
            None => TickReading::Unclear,
        },
        _ => TickReading::Unclear,
    }
}

/// Reads a cell that should hold words; `None` where nothing is said.
#[must_use]
pub(super) fn read_words(cell: &Cell) -> Option<Arc<str>> {
    let text = match &cell.value {
        Value::Text(text) if is_clean(text) => Arc::clone(text),
        value => Arc::from(clean(&value.as_written())),
    };
    let says_nothing = text.chars().all(|letter| matches!(letter, '.' | '…' | ' '));
    (!says_nothing).then_some(text)
}
