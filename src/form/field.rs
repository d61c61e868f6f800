//! The fields of a list, by the kind of their column.

use std::sync::Arc;

use chrono::NaiveDate;

use super::cell_reader::TickReading;
use super::day::DayReading;
use super::reading::Reading;
use crate::settings::ColumnKind;
use viet_text::measure::Measure;
use viet_text::number::{NumberText, read_number};
use workbook_io::Value;

/// A field as read, by the kind of its column.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldValue {
    /// A number's reading.
    Number(Reading),
    /// Words; `None` where nothing is said.
    Words(Option<Arc<str>>),
    /// A day's reading.
    Day(DayReading),
    /// A tick's reading.
    Tick(TickReading),
}

impl FieldValue {
    /// What a blank cell of a column says.
    pub(super) const fn blank(kind: ColumnKind) -> Self {
        match kind {
            ColumnKind::Name | ColumnKind::Text | ColumnKind::Choice => Self::Words(None),
            ColumnKind::Count | ColumnKind::Money => Self::Number(Reading::Blank),
            ColumnKind::Date => Self::Day(DayReading::Blank),
            ColumnKind::Mark => Self::Tick(TickReading::No),
        }
    }

    /// Is it what a blank cell says?
    pub(super) const fn is_blank(&self) -> bool {
        matches!(
            self,
            Self::Number(Reading::Blank)
                | Self::Words(None)
                | Self::Day(DayReading::Blank)
                | Self::Tick(TickReading::No)
        )
    }

    /// The day, where it is one.
    #[must_use]
    pub const fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Day(DayReading::Day(day)) => Some(*day),
            _ => None,
        }
    }
}

/// A number, or text that reads as one.
pub(super) fn is_numeric(value: &Value) -> bool {
    match value {
        Value::Number(_) | Value::Oversized(_) => true,
        Value::Text(text) => !matches!(read_number(text, Measure::Other), NumberText::NotANumber),
        _ => false,
    }
}
