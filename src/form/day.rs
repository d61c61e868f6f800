//! What a cell that should hold a day turned out to say.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::settings::Column;
use crate::shown::Shown;
use viet_text::date::{from_serial, read_date};
use viet_text::text::{clean, folded};

/// A day as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayReading {
    /// Nothing is written.
    Blank,
    /// A day.
    Day(NaiveDate),
    /// Something that is no day.
    NotADay(DayFault),
}

/// Why what is written is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayFault {
    /// It cannot be read as one.
    Unreadable,
    /// A bare year.
    OnlyAYear,
    /// It lies before anything that is reported on began.
    TooEarly,
    /// It lies after the period reported on.
    AfterThePeriod,
    /// A number that may stand for one day as a spreadsheet counts, and for another as people type.
    TwoDays,
}

/// The first year of a day that a report may speak of.
const FIRST_YEAR: i32 = 1945;

/// Which days make sense in a column.
#[derive(Clone, Copy, Debug)]
pub(super) struct DayRange {
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
}

impl DayRange {
    /// The range of a column in a report on a period that ends on a day. What is planned, or when
    /// something ends, may lie ahead; a day of birth may lie far back.
    pub(super) fn of(column: &Column, period_end: Option<NaiveDate>) -> Self {
        const AHEAD: [&str; 5] = ["dự kiến", "kế hoạch", "hạn", "hết", "kết thúc"];
        let name = folded(&column.name);
        let says = |word: &&str| format!(" {name} ").contains(&format!(" {word} "));
        let is_ahead = AHEAD.iter().any(says);
        let first = NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1).filter(|_| !says(&"sinh"));
        Self { first, last: period_end.filter(|_| !is_ahead) }
    }

    fn judge(self, day: NaiveDate) -> DayReading {
        match () {
            () if self.first.is_some_and(|first| day < first) => {
                DayReading::NotADay(DayFault::TooEarly)
            }
            () if self.last.is_some_and(|last| day > last) => {
                DayReading::NotADay(DayFault::AfterThePeriod)
            }
            () => DayReading::Day(day),
        }
    }
}

/// The day that a cell shows. A number without a format of days may stand for one, too.
pub(super) fn read_day(shown: &Shown<'_>, range: DayRange, is_1904: bool) -> DayReading {
    const NO_DAY: DayReading = DayReading::NotADay(DayFault::Unreadable);
    match shown {
        Shown::Nothing | Shown::NoResult => DayReading::Blank,
        Shown::Day { serial, .. } if is_year(*serial) => DayReading::NotADay(DayFault::OnlyAYear),
        Shown::Day { day: Some(day), .. } => range.judge(*day),
        Shown::Number(number) => day_of_number(*number, range, is_1904),
        Shown::Text { text, .. } => match text.trim().parse::<Decimal>() {
            Ok(number) if is_year(number) => DayReading::NotADay(DayFault::OnlyAYear),
            _ => read_date(text).map_or(NO_DAY, |day| range.judge(day)),
        },
        _ => NO_DAY,
    }
}

/// "2003" is a year and no day: as a serial it would be one of 1905.
fn is_year(number: Decimal) -> bool {
    number.is_integer() && (Decimal::from(1900)..=Decimal::from(2100)).contains(&number)
}

/// A day whose cell lost its format shows as a serial; a day typed without strokes is another number.
fn day_of_number(number: Decimal, range: DayRange, is_1904: bool) -> DayReading {
    const NO_DAY: DayReading = DayReading::NotADay(DayFault::Unreadable);
    if is_year(number) {
        return DayReading::NotADay(DayFault::OnlyAYear);
    }
    if !number.is_integer() {
        return NO_DAY;
    }
    let serial = from_serial(number, is_1904).map(|day| range.judge(day));
    match (serial, typed_without_strokes(&number.to_string())) {
        (Some(DayReading::Day(_)), Some(_)) => DayReading::NotADay(DayFault::TwoDays),
        (Some(DayReading::Day(day)), None) => DayReading::Day(day),
        _ => NO_DAY,
    }
}

/// The day that digits without strokes may have meant: 091208, 91208 and 09122008 are 09/12/2008.
#[must_use]
pub fn typed_without_strokes(text: &str) -> Option<NaiveDate> {
    let digits: String = clean(text).chars().filter(|sign| !matches!(sign, '.' | ' ')).collect();
    if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let digits = if digits.len() % 2 == 1 { format!("0{digits}") } else { digits };
    let (day, rest) = digits.split_at_checked(2)?;
    let (month, year) = rest.split_at_checked(2)?;
    let year: i32 = match (year.len(), year.parse::<i32>().ok()?) {
        (2, year) if year < 50 => 2000 + year,
        (2, year) => 1900 + year,
        (4, year) if year >= FIRST_YEAR => year,
        _ => return None,
    };
    let day = NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)?;
    (FIRST_YEAR..=2100).contains(&day.year()).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn read(shown: &Shown<'_>, is_1904: bool) -> DayReading {
        let range = DayRange { first: Some(day(1945, 1, 1)), last: Some(day(2023, 10, 31)) };
        read_day(shown, range, is_1904)
    }

    fn number(text: &str) -> Shown<'static> {
        Shown::Number(text.parse().unwrap())
    }

    #[test]
    fn a_serial_is_a_day_where_it_makes_sense() {
        assert_eq!(read(&number("38329"), false), DayReading::Day(day(2004, 12, 8)));
        assert_eq!(read(&number("38329"), true), DayReading::Day(day(2008, 12, 9)));
        for (text, fault) in [
            ("91208", DayFault::Unreadable),
            ("9122008", DayFault::Unreadable),
            ("2022", DayFault::OnlyAYear),
            ("20408", DayFault::TwoDays),
            ("115", DayFault::Unreadable),
            ("38329.5", DayFault::Unreadable),
        ] {
            assert_eq!(read(&number(text), false), DayReading::NotADay(fault), "{text}");
        }
    }

    #[test]
    fn a_day_lies_within_living_memory_and_the_period() {
        let shown = |serial: i64, at| Shown::Day { serial: serial.into(), day: Some(at) };
        let read = |serial, at| read(&shown(serial, at), false);
        assert_eq!(read(45_230, day(2023, 10, 31)), DayReading::Day(day(2023, 10, 31)));
        let fault = |reading| match reading {
            DayReading::NotADay(fault) => fault,
            other => panic!("{other:?}"),
        };
        assert_eq!(fault(read(45_231, day(2023, 11, 1))), DayFault::AfterThePeriod);
        assert_eq!(fault(read(2_022, day(1905, 7, 14))), DayFault::OnlyAYear);
        assert_eq!(fault(read(115, day(1900, 4, 24))), DayFault::TooEarly);
    }

    #[test]
    fn digits_without_strokes() {
        for text in ["091208", "91208", "09122008", "9122008", "91.208", " 091208"] {
            assert_eq!(typed_without_strokes(text), Some(day(2008, 12, 9)), "{text}");
        }
        for text in ["2022", "38329", "115", "", "09/12/2008", "311302", "99999999999999999999"] {
            assert_eq!(typed_without_strokes(text), None, "{text}");
        }
    }
}
