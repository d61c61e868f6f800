//! A cell's value as a person reads it.

use crate::shown::per_cent;
use viet_text::vietnamese;
use workbook_io::number::to_shown_digits;
use workbook_io::{Cell, FormatKind, Value};

/// The name given to a sheet whose own no workbook can have.
pub const UNNAMED_SHEET: &str = "Trang";

/// What stands in a cell, in Vietnamese notation.
pub trait CellText {
    /// `2.570,5`; `31/10/2023`; text as it is; nothing for a blank.
    #[must_use]
    fn as_written(&self) -> String;
}

impl CellText for Value {
    fn as_written(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Number(number) => vietnamese(to_shown_digits(*number)),
            Self::Text(text) => text.to_string(),
            Self::Oversized(text) | Self::Error(text) => text.to_string(),
            Self::UnknownError(code) => format!("lỗi mã {code}"),
            Self::Unreadable(Some(text)) => format!("giá trị không đọc được: {text}"),
            Self::Unreadable(None) => "giá trị không đọc được".to_owned(),
            Self::Bool(true) => "TRUE".to_owned(),
            Self::Bool(false) => "FALSE".to_owned(),
            Self::Date { day: Some(day), .. } => day.format("%d/%m/%Y").to_string(),
            Self::Date { serial, day: None } => vietnamese(*serial),
        }
    }
}

impl CellText for Cell {
    fn as_written(&self) -> String {
        match &self.value {
            Value::Number(number) if self.look.format == FormatKind::Percent => {
                format!("{}%", vietnamese(per_cent(*number)))
            }
            value => value.as_written(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_no_reader_understands_are_worded() {
        for (value, words) in [
            (Value::UnknownError(43), "lỗi mã 43"),
            (Value::Unreadable(Some("banana".into())), "giá trị không đọc được: banana"),
            (Value::Unreadable(None), "giá trị không đọc được"),
            (Value::Error("#REF!".into()), "#REF!"),
        ] {
            assert_eq!(value.as_written(), words);
        }
    }
}
