//! The cells of a merged list's fields.

use std::sync::Arc;

use super::style;
use crate::form::{Field, FieldValue, TickReading};
use workbook_io::sheet::{Content, HorizontalAlign, Style};

/// Ten points.
const SIZE: u16 = 20;

/// A field as it was read, or as written if it could not be read.
pub(super) fn field_cell(field: &Field<'_>) -> (Content, Style) {
    let plain = style::cell(SIZE);
    let as_written = || (Content::from(&*field.written()), plain.clone());
    match field.value {
        FieldValue::Number(reading) => match reading.number() {
            Some(number) => {
                let style = Style { number: style::fitting(number, 2), ..plain };
                (number.into(), style)
            }
            None if field.is_blank() => (Content::Blank, plain),
            None => as_written(),
        },
        FieldValue::Words(words) => {
            (words.as_ref().map_or(Content::Blank, |words| Arc::clone(words).into()), plain)
        }
        FieldValue::Day(_) => match field.value.day() {
            Some(day) => (day.into(), Style { across: HorizontalAlign::Center, ..plain }),
            None if field.is_blank() => (Content::Blank, plain),
            None => as_written(),
        },
        FieldValue::Tick(tick) => {
            let centred = Style { across: HorizontalAlign::Center, ..plain.clone() };
            match tick {
                TickReading::Yes => ("x".into(), centred),
                TickReading::No => (Content::Blank, centred),
                TickReading::Unclear => as_written(),
            }
        }
    }
}
