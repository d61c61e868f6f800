//! A list field with a value that its column does not take.

use std::borrow::Cow;

use crate::figures::consolidate::MergedRow;
use crate::form::{DayReading, Field, FieldValue, TickReading};
use crate::settings::{Column, List};

/// A field of a counted organisation with a value that its column does not take.
#[derive(Clone, Copy, Debug)]
pub(super) struct OddField<'a> {
    pub(super) list: &'a List,
    pub(super) row: &'a MergedRow,
    pub(super) field: Field<'a>,
}

impl<'a> OddField<'a> {
    pub(super) fn column(&self) -> &'a Column {
        &self.list.columns[self.field.place]
    }

    /// As written.
    pub(super) fn written(&self) -> Cow<'a, str> {
        self.field.written()
    }

    pub(super) fn value(&self) -> &'a FieldValue {
        self.field.value
    }

    pub(super) fn is_odd(&self) -> bool {
        match self.value() {
            FieldValue::Words(Some(words)) => {
                let column = self.column();
                !column.choices.is_empty() && !column.is_choice(words)
            }
            FieldValue::Day(day) => matches!(day, DayReading::NotADay(_)),
            FieldValue::Tick(tick) => *tick == TickReading::Unclear,
            FieldValue::Words(None) | FieldValue::Number(_) => false,
        }
    }
}
