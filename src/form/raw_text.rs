//! The raw text of cells, kept only where the reading does not tell it: for most cells it does,
//! and a nation's month has millions.

use std::borrow::Cow;
use std::sync::Arc;

use super::day::DayReading;
use super::field::FieldValue;
use super::reading::{Reading, as_written};
use viet_text::notation::vietnamese;
use workbook_io::{Cell, Value};

/// The raw text of a cell, where its reading does not tell it.
pub(super) type RawText = Option<Arc<str>>;

/// The raw text that must be kept beside a number's reading.
pub(super) fn raw_text_of_number(cell: &Cell, reading: &Reading) -> RawText {
    match (cell, reading) {
        (Cell { value: Value::Number(_), .. }, Reading::Stored(_))
        | (Cell { value: Value::Blank, .. }, Reading::Blank) => None,
        (cell, _) => Some(text_of(cell)),
    }
}

/// The raw text that must be kept beside a list field's value.
pub(super) fn raw_text_of_field(cell: &Cell, value: &FieldValue) -> RawText {
    match (&cell.value, value) {
        (_, FieldValue::Number(reading)) => raw_text_of_number(cell, reading),
        (Value::Text(text), FieldValue::Words(Some(words))) if Arc::ptr_eq(text, words) => None,
        (Value::Date { day: Some(day), .. }, FieldValue::Day(DayReading::Day(read)))
            if day == read =>
        {
            None
        }
        _ => Some(text_of(cell)),
    }
}

fn text_of(cell: &Cell) -> Arc<str> {
    match &cell.value {
        Value::Text(text) => Arc::clone(text),
        _ => as_written(cell).into(),
    }
}

/// What is written in a number's cell.
pub(crate) fn number_written<'c>(reading: &Reading, raw_text: Option<&'c str>) -> Cow<'c, str> {
    match (raw_text, reading) {
        (Some(text), _) => Cow::Borrowed(text),
        (None, Reading::Stored(number)) => Cow::Owned(vietnamese(*number)),
        (None, _) => Cow::Borrowed(""),
    }
}

/// What is written in a list's cell.
pub(super) fn field_written<'c>(value: &'c FieldValue, raw_text: Option<&'c str>) -> Cow<'c, str> {
    match (raw_text, value) {
        (Some(text), _) => Cow::Borrowed(text),
        (None, FieldValue::Number(reading)) => number_written(reading, None),
        (None, FieldValue::Words(words)) => Cow::Borrowed(words.as_deref().unwrap_or_default()),
        (None, FieldValue::Day(DayReading::Day(day))) => {
            Cow::Owned(day.format("%d/%m/%Y").to_string())
        }
        (None, FieldValue::Day(_) | FieldValue::Tick(_)) => Cow::Borrowed(""),
    }
}
