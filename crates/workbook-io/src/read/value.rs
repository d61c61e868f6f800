//! Converts values of calamine.

use std::sync::Arc;

use calamine::{Data, ExcelDateTime};
use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;

use crate::grid::{Cell, Look, Value};
use crate::number;

/// The day after Excel's last date, 31 December 9999.
const SERIAL_END: Decimal = Decimal::from_parts(2_958_466, 0, 0, false, 0);

/// The stored content of a cell, or the result of its formula.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum CellContent {
    /// Nothing.
    Nothing,
    /// An empty text.
    EmptyText,
    /// A value.
    Value(Value),
}

impl CellContent {
    /// A text, which may be empty.
    pub(super) fn text(text: Arc<str>) -> Self {
        if text.is_empty() { Self::EmptyText } else { Self::Value(Value::Text(text)) }
    }

    /// The cell with this content, in the look of its style; `None` for a blank one. An empty text
    /// is a blank cell, unless it is the result of a formula.
    pub(super) fn cell(self, formula: Option<Box<str>>, style: Look) -> Option<Cell> {
        let (value, empty_result) = match self {
            Self::Value(value) => (value, false),
            _ if formula.is_none() => return None,
            other => (Value::Blank, other == Self::EmptyText),
        };
        let look = style.for_value(&value);
        Some(Cell { value, formula, empty_result, look })
    }
}

/// Converts a value of calamine.
pub(super) fn from_calamine(data: Data) -> CellContent {
    CellContent::Value(match data {
        Data::Empty => return CellContent::Nothing,
        Data::String(text) if text.is_empty() => return CellContent::EmptyText,
        Data::String(text) | Data::DurationIso(text) => Value::Text(text.into()),
        Data::Int(number) => match Decimal::from(number) {
            exact if exact.abs() <= number::LIMIT => Value::Number(exact),
            _ => Value::Oversized(number.to_string().into()),
        },
        Data::Float(double) => number(double),
        Data::Bool(truth) => Value::Bool(truth),
        Data::DateTime(stamp) => date(&stamp),
        Data::DateTimeIso(text) => iso_date(text),
        Data::Error(error) => Value::Error(error.to_string().into()),
    })
}

/// A stored number, exact or oversized.
pub(super) fn number(double: f64) -> Value {
    number::from_stored(double)
        .map_or_else(|| Value::Oversized(double.to_string().into()), Value::Number)
}

fn date(stamp: &ExcelDateTime) -> Value {
    let Some(serial) = number::from_stored(stamp.as_f64()) else {
        return number(stamp.as_f64());
    };
    let (year, month, day, ..) = stamp.to_ymd_hms_milli();
    let is_day = stamp.is_datetime() && serial >= Decimal::ZERO && serial < SERIAL_END;
    // Serial 60 is 29 February 1900, which never existed.
    let day = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into());
    Value::Date { serial, day: day.filter(|_| is_day) }
}

/// A date stored as ISO text, as in OpenDocument, with the serial number that Excel would store.
pub(super) fn iso_date(text: String) -> Value {
    let day = NaiveDate::parse_from_str(&text, "%Y-%m-%d")
        .or_else(|_| text.parse::<NaiveDateTime>().map(|stamp| stamp.date()));
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30);
    match (day, epoch) {
        (Ok(day), Some(epoch)) => {
            let serial = Decimal::from((day - epoch).num_days());
            Value::Date { serial, day: Some(day) }
        }
        _ => Value::Text(text.into()),
    }
}

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, ExcelDateTimeType};

    use super::*;

    fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, month, day)
    }

    fn read(data: Data) -> Option<Value> {
        match from_calamine(data) {
            CellContent::Value(value) => Some(value),
            _ => None,
        }
    }

    fn stamped(serial: f64, from_1904: bool) -> Value {
        let stamp = ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, from_1904);
        read(Data::DateTime(stamp)).unwrap()
    }

    #[test]
    fn numbers_are_exact_or_oversized() {
        assert_eq!(read(Data::Float(0.1)), Some(Value::Number(Decimal::new(1, 1))));
        assert_eq!(read(Data::Int(-7)), Some(Value::Number(Decimal::from(-7))));
        assert_eq!(read(Data::Float(f64::NAN)), Some(Value::Oversized("NaN".into())));
        assert!(matches!(read(Data::Int(i64::MAX)), Some(Value::Oversized(_))));
    }

    #[test]
    fn serials_are_days_of_either_calendar() {
        for (serial, from_1904, expected) in [
            (45_000.0, false, day(2023, 3, 15)),
            (45_000.75, false, day(2023, 3, 15)),
            (43_538.0, true, day(2023, 3, 15)),
            (1.0, false, day(1900, 1, 1)),
            (60.0, false, None),
            (-1.0, false, None),
            (2_958_466.0, false, None),
        ] {
            let Value::Date { day, .. } = stamped(serial, from_1904) else { panic!("{serial}") };
            assert_eq!(day, expected, "{serial}");
        }
        assert!(matches!(stamped(f64::NAN, false), Value::Oversized(_)));
    }

    #[test]
    fn iso_days_get_the_serial_that_excel_would_store() {
        let expected = Some(Value::Date { serial: Decimal::from(45_000), day: day(2023, 3, 15) });
        assert_eq!(read(Data::DateTimeIso("2023-03-15".to_owned())), expected);
        assert_eq!(read(Data::DateTimeIso("2023-03-15T07:30:00".to_owned())), expected);
        let odd = Data::DateTimeIso("15/3".to_owned());
        assert_eq!(read(odd), Some(Value::Text("15/3".into())));
    }

    #[test]
    fn text_is_kept_as_stored_and_errors_by_their_code() {
        let text = " th\u{ad}êng\u{a0}".to_owned();
        assert_eq!(read(Data::String(text.clone())), Some(Value::Text(text.into())));
        assert_eq!(from_calamine(Data::String(String::new())), CellContent::EmptyText);
        let error = read(Data::Error(CellErrorType::Ref));
        assert_eq!(error, Some(Value::Error("#REF!".into())));
    }

    #[test]
    fn an_empty_text_is_a_blank_cell_unless_a_formula_comes_to_it() {
        let formula = || Some(Box::from("IF(A1=1,2,\"\")"));
        assert_eq!(CellContent::EmptyText.cell(None, Look::UNKNOWN), None);
        assert_eq!(CellContent::Nothing.cell(None, Look::UNKNOWN), None);
        let comes_to = CellContent::EmptyText.cell(formula(), Look::UNKNOWN).unwrap();
        let lacks = CellContent::Nothing.cell(formula(), Look::UNKNOWN).unwrap();
        assert_eq!((comes_to.value.clone(), lacks.value.clone()), (Value::Blank, Value::Blank));
        assert!(!comes_to.lacks_result() && lacks.lacks_result());
        let value = CellContent::text("x".into()).cell(formula(), Look::UNKNOWN).unwrap();
        assert!(!value.empty_result && value.text() == Some("x"));
    }
}
