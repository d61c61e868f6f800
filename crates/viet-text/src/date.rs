//! Dates as typed in Vietnamese, and as Excel stores them.

use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::text::folded_cow;

/// Plausible years. A date outside them is a typing error.
const YEARS: RangeInclusive<i32> = 1900..=2200;

/// Reads a text that is one date and nothing else: `05/6/2025`, `5-6-2025`, `5.6.2025`, `ngày 5
/// tháng 6 năm 2025`, or ISO `2025-06-05`. A time of day behind it is dropped; one in another time zone is told
/// as of Vietnam's.
///
/// The day always comes before the month. A two-digit year, a missing day or an impossible date
/// gives `None`.
#[must_use]
pub fn read_date(text: &str) -> Option<NaiveDate> {
    let text = folded_cow(text);
    let text = text.trim_start_matches('\'').trim_start_matches("ngày").trim();
    let text = without_time(text);
    if let Some(day) = iso_with_time_or_zone(text) {
        return Some(day);
    }
    if let Some((day, month_and_year)) = text.split_once(" tháng ") {
        let (month, year) = month_and_year.split_once(" năm ")?;
        return from_parts(day, month.trim_end_matches(','), year);
    }
    let separator = text.chars().find(|letter| "/-.".contains(*letter))?;
    let (first, rest) = text.split_once(separator)?;
    let (month, last) = rest.split_once(separator)?;
    let [first, month, last] = [first, month, last].map(str::trim);
    if separator == '-' && first.len() == 4 {
        return from_parts(last, month, first);
    }
    from_parts(first, month, last)
}

/// `29/04/2016 00:00:00` without what stands behind the day.
fn without_time(text: &str) -> &str {
    match text.split_once(' ') {
        Some((day, time))
            if time.starts_with(|first: char| first.is_ascii_digit()) && time.contains(':') =>
        {
            day
        }
        _ => text,
    }
}

/// `2025-06-05T17:00:00Z`, `2025-06-05T00:00:00`, `2025-06-05+07:00`, folded.
fn iso_with_time_or_zone(text: &str) -> Option<NaiveDate> {
    const HOURS_OF_VIETNAM: i32 = 7;
    let text = text.to_uppercase();
    if !text.contains('T') {
        let (day, zone) = text.split_at_checked(10)?;
        let is_zone = zone == "Z" || zone.len() == 6 && zone.starts_with(['+', '-']);
        return if is_zone { read_date(day) } else { None };
    }
    if let Ok(moment) = DateTime::parse_from_rfc3339(&text) {
        let zone = FixedOffset::east_opt(HOURS_OF_VIETNAM * 3600)?;
        return Some(moment.with_timezone(&zone).date_naive());
    }
    text.parse::<NaiveDateTime>().ok().map(|moment| moment.date())
}

/// The date of a stored serial number. The time of day is dropped.
///
/// `None` for serial 60 of the 1900 system: it stands for 29/02/1900, which never existed.
#[must_use]
pub fn from_serial(serial: Decimal, epoch_1904: bool) -> Option<NaiveDate> {
    let days = serial.floor().to_u64()?;
    let epoch = match (epoch_1904, days) {
        (true, _) => NaiveDate::from_ymd_opt(1904, 1, 1),
        (false, 0 | 60) => None,
        (false, 1..60) => NaiveDate::from_ymd_opt(1899, 12, 31),
        (false, _) => NaiveDate::from_ymd_opt(1899, 12, 30),
    }?;
    epoch.checked_add_days(Days::new(days)).filter(|date| YEARS.contains(&date.year()))
}

/// A month inside a written date. Decree 30/2020 requires a leading zero for months 1 and 2.
pub fn month_in_words(month: u32) -> String {
    if month < 3 { format!("{month:02}") } else { month.to_string() }
}

/// A date from its parts: day and month of one or two digits, year of four.
pub(crate) fn from_parts(day: &str, month: &str, year: &str) -> Option<NaiveDate> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let short = |text: &str| digits(text) && text.len() <= 2;
    if !short(day) || !short(month) || !digits(year) || year.len() != 4 {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    date.filter(|date| YEARS.contains(&date.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, month, day)
    }

    #[test]
    fn day_month_year_as_people_type_them() {
        for text in [
            "05/06/2025",
            "5/6/2025",
            " 5 - 6 - 2025 ",
            "05.06.2025",
            "ngày 5 tháng 6 năm 2025",
            "Ngày 05 tháng 06 năm 2025",
            "Ngày 05/6/2025",
            "'05/06/2025",
            "05/06/2025 00:00:00",
            "5/6/2025 0:00",
            "2025-06-05T00:00:00",
            "2025-06-05T00:00:00Z",
            "2025-06-04T17:00:00Z",
            "2025-06-05T00:00:00.000+07:00",
            "2025-06-05+07:00",
            "2025-06-05Z",
            "2025-06-05",
            "０５/０６/２０２５",
        ] {
            assert_eq!(read_date(text), date(2025, 6, 5), "{text}");
        }
    }

    #[test]
    fn no_date() {
        for text in [
            "31/02/2025",
            "13/13/2025",
            "05/06/25",
            "tháng 6/2025",
            "06/2025",
            "2025",
            "",
            "5/6",
            "05/06-2025",
            "0/6/2025",
            "47/NQ-HĐND ngày 12/8/2021",
            "+5/6/2025",
            "05/06/2025/1",
            "5/6/1899",
            "2025/06/05",
            "29/02/2023",
            "một hai ba",
        ] {
            assert_eq!(read_date(text), None, "{text}");
        }
    }

    #[test]
    fn serials_of_both_systems() {
        let serial = |text: &str, epoch| from_serial(text.parse().unwrap(), epoch);
        assert_eq!(serial("1", false), date(1900, 1, 1));
        assert_eq!(serial("59", false), date(1900, 2, 28));
        assert_eq!(serial("60", false), None);
        assert_eq!(serial("61", false), date(1900, 3, 1));
        assert_eq!(serial("45230.75", false), date(2023, 10, 31));
        assert_eq!(serial("43768", true), date(2023, 10, 31));
        for outside in ["0", "-1", "109940", "10000000000000"] {
            assert_eq!(serial(outside, false), None, "{outside}");
        }
        assert_eq!(serial("109939", false), date(2200, 12, 31));
    }
}
