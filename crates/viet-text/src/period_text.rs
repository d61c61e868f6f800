//! Periods found in headings, file names and folder names.
//!
//! Texts are read without diacritics, because names are often typed so. Dates are replaced first,
//! so that no part of one is taken for a month.

#[cfg(test)]
mod tests;

use chrono::{Datelike, NaiveDate};

use crate::period::Period;
use crate::text::{folded, without_marks};
use crate::tokens::Token::{self, Date, Mark, Number, Word};
use crate::tokens::{months_in_numbers, replace_dates, tokenize};

/// The period a heading or a name states: `Kỳ báo cáo: Tháng 10 năm 2023`, `T10.2023`,
/// `Quý II-2024`, `6T-2024`, `9 tháng đầu năm 2024`, `2023-10`, `Năm 2024`.
///
/// A period in words wins over one in numbers alone, that over a year, a year over a closing
/// date ("số liệu đến ngày 31/10/2023", where the date ends a month). Other dates, numbers of
/// documents ("số 10/2023/NQ-HĐND") and what is compared with ("so với 9 tháng năm 2022") state
/// no period. "10 tháng đầu năm 2023" is what is counted up to October: that month's.
///
/// Only for headings and names: the header of a column ("Thực hiện năm 2022") names a year of its
/// own.
#[must_use]
pub fn find_period(text: &str) -> Option<Period> {
    Text::read(text, |tokens, closing| stated(tokens).or_else(|| month_ended_by(closing?)))
}

/// [`find_period`] where the period itself is named, not only the day that closes it.
#[must_use]
pub fn find_stated_period(text: &str) -> Option<Period> {
    Text::read(text, |tokens, _| stated(tokens))
}

fn stated(tokens: &[Token<'_>]) -> Option<Period> {
    let all = 0..tokens.len();
    in_words(tokens, None)
        .or_else(|| all.clone().find_map(|place| in_numbers_at(tokens, place)))
        .or_else(|| all.clone().find_map(|place| year_at(tokens, place)))
}

/// A period named without its year: `tháng 10`, `T10`, `9 tháng`, `quý III`.
///
/// The year is for the caller to know, from the folder or from the other submissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearlessPeriod(Period);

impl YearlessPeriod {
    /// The latest one that ends no later than this period does.
    #[must_use]
    pub fn latest_until(self, end: Period) -> Period {
        let year = end.year() - i32::from(self.0.last_month() > end.last_month());
        self.0.with_year(year)
    }
}

/// The period, without its year, of a text that names one so and no other.
#[must_use]
pub fn find_period_without_year(text: &str) -> Option<YearlessPeriod> {
    Text::read(text, |tokens, _| match in_words(tokens, None) {
        Some(_) => None,
        None => in_words(tokens, Some(NO_YEAR)).map(YearlessPeriod),
    })
}

/// The day up to which a heading says that its figures are counted: "số liệu tính đến ngày
/// 31/10/2023", "từ ngày 15/9/2023 đến ngày 14/10/2023".
#[must_use]
pub fn find_closing_day(text: &str) -> Option<NaiveDate> {
    Text::read(text, |_, closing| closing)
}

/// In the place of a year that nobody named.
const NO_YEAR: i32 = 2000;

/// A text's tokens, its dates set aside and its months in numbers.
struct Text;

impl Text {
    fn read<T>(text: &str, read: impl FnOnce(&[Token<'_>], Option<NaiveDate>) -> T) -> T {
        let marked = folded(text);
        let plain = without_marks(&marked);
        let tokens = months_in_numbers(tokenize(&plain), &tokenize(&marked));
        let (tokens, closing) = replace_dates(&tokens);
        read(&tokens, closing)
    }
}

/// The first month, quarter or run of months named by a word; where it has no year, `year` is
/// taken for it.
fn in_words(tokens: &[Token<'_>], year: Option<i32>) -> Option<Period> {
    (0..tokens.len()).find_map(|place| in_words_at(tokens, place, year))
}

fn in_words_at(tokens: &[Token<'_>], place: usize, year: Option<i32>) -> Option<Period> {
    let (before, here) = tokens.split_at(place);
    if is_compared(before) {
        return None;
    }
    months_at(here, year).or_else(|| quarter_at(before, here, year)).or_else(|| {
        let (month, rest) = month_named_at(here)?;
        Some(Period::Month { month, year: year_after(rest).or(year)? })
    })
}

/// So many tokens before a year may say that it is compared with.
const COMPARED_NEAR: usize = 6;

/// "so với 9 tháng đầu năm 2022", "cùng kỳ tháng 10 năm 2022": another period is compared with.
fn is_compared(before: &[Token<'_>]) -> bool {
    matches!(before, [.., Word("voi")] | [.., Word("cung"), Word("ki")])
}

/// `tháng 10`, `thang_10`, `T10`; and what follows.
fn month_named_at<'a, 't>(tokens: &'t [Token<'a>]) -> Option<(u32, &'t [Token<'a>])> {
    match tokens {
        [Word("thang"), Number { digits, .. }, rest @ ..]
        | [Word("thang"), Mark('_' | '-' | '.' | ':'), Number { digits, .. }, rest @ ..]
        | [Word("t"), Number { digits, glued: true }, rest @ ..] => Some((month(digits)?, rest)),
        _ => None,
    }
}

/// Months counted from the year's start, or the half that ends it: "6 tháng đầu năm 2024",
/// "6T-2024", "2024-9T", "6 tháng cuối năm 2024", "10 tháng năm 2023".
fn months_at(tokens: &[Token<'_>], year: Option<i32>) -> Option<Period> {
    let (count, is_last, rest) = match tokens {
        [
            Number { digits, .. },
            Mark('-' | '_' | '.'),
            Number { digits: count, .. },
            Word(word @ ("t" | "tc")),
            ..,
        ] => return months_of(month(count)?, *word == "tc", self::year(digits)?),
        [Number { digits, .. }, Word("thang" | "t"), Word("dau"), rest @ ..] => {
            (month(digits)?, false, rest)
        }
        [Number { digits, .. }, Word("thang" | "t"), Word("cuoi"), rest @ ..]
        | [Number { digits, .. }, Word("tc"), rest @ ..] => (month(digits)?, true, rest),
        // "10 tháng 6" is a day.
        [Number { .. }, Word("thang"), Number { digits, .. }, ..] if month(digits).is_some() => {
            return None;
        }
        [Number { digits, .. }, Word("thang" | "t"), rest @ ..] => (month(digits)?, false, rest),
        [Word("sau"), Word("thang"), Word("dau"), rest @ ..] => (6, false, rest),
        _ => return None,
    };
    months_of(count, is_last, year_after(rest).or_else(|| year_further_on(rest)).or(year)?)
}

/// "6 tháng đầu năm, phương hướng 6 tháng cuối năm 2024": the year stands once, at the end.
fn year_further_on(tokens: &[Token<'_>]) -> Option<i32> {
    let [Word("nam"), rest @ ..] = tokens else { return None };
    rest.windows(2).find_map(|pair| match pair {
        [Word("nam"), Number { digits, .. }] => year(digits),
        _ => None,
    })
}

/// So many months of a year, its first or its last.
fn months_of(count: u32, is_last: bool, year: i32) -> Option<Period> {
    match (count, is_last) {
        (6, true) => Some(Period::HalfYear { year, half: 2 }),
        (_, true) => None,
        (3, _) => Some(Period::Quarter { year, quarter: 1 }),
        (6, _) => Some(Period::HalfYear { year, half: 1 }),
        (9, _) => Some(Period::NineMonths { year }),
        (12, _) => Some(Period::Year { year }),
        (month, _) => Some(Period::Month { year, month }),
    }
}

fn quarter_at(before: &[Token<'_>], tokens: &[Token<'_>], fallback: Option<i32>) -> Option<Period> {
    let is_of_name = || matches!(before, [.., Word(name)] if is_of_names(name));
    match *tokens {
        // "Mỹ Quý 2.2024" names a place and a month.
        [Word("qui"), Number { .. }, ..] if is_of_name() => None,
        // "Mỹ Quý I", "Q2" may be anything where no year follows.
        [Word(_), ..] if fallback.is_some() && (is_of_name() || tokens[0] != Word("qui")) => None,
        [
            Number { digits, .. },
            Mark('-' | '_' | '.'),
            Word("q"),
            Number { digits: number, .. },
            ..,
        ] => Some(Period::Quarter { year: year(digits)?, quarter: quarter(number)? }),
        // "Quý" is folded to "quí".
        [Word("qui"), Word(number), ref rest @ ..]
        | [Word("qui"), Number { digits: number, .. }, ref rest @ ..]
        | [Word("q"), Number { digits: number, glued: true }, ref rest @ ..] => {
            Some(Period::Quarter {
                quarter: quarter(number)?,
                year: year_after(rest).or(fallback)?,
            })
        }
        [Word(word), ref rest @ ..] => {
            let number = word.strip_prefix("qui").or_else(|| word.strip_prefix('q'))?;
            Some(Period::Quarter { quarter: quarter(number)?, year: year_after(rest)? })
        }
        _ => None,
    }
}

/// Syllables before "Quý" in names of places and people.
fn is_of_names(word: &str) -> bool {
    const NAMES: &str =
        " an binh dai dinh duc hoa hung le long mi minh ngoc phu tan thanh vinh xuan ";
    NAMES.contains(&format!(" {word} "))
}

/// `10.2023`, `2023-10`: not part of a longer number or of a document number.
fn in_numbers_at(tokens: &[Token<'_>], place: usize) -> Option<Period> {
    let [Number { digits: a, .. }, Mark(mark), Number { digits: b, .. }, ref rest @ ..] =
        tokens[place..]
    else {
        return None;
    };
    let alone = !matches!(tokens[..place], [.., Number { .. } | Date, Mark('/' | '.' | '-')])
        && !matches!(rest, [Mark('/' | '.' | '-'), Number { .. }, ..])
        && !matches!(rest, [Mark('/'), ..]);
    if !"/.-_".contains(mark) || !alone || is_document_number(&tokens[..place]) {
        return None;
    }
    match (month(a), year(b), year(a), month(b)) {
        (Some(month), Some(year), _, _) => Some(Period::Month { year, month }),
        (_, _, Some(year), Some(month)) if mark != '/' => Some(Period::Month { year, month }),
        _ => None,
    }
}

/// "số 10/2023", "NQ 10/2023": the number and year of a document.
fn is_document_number(before: &[Token<'_>]) -> bool {
    let last = before.iter().rev().find(|token| **token != Mark(':'));
    matches!(
        last,
        Some(Word("so" | "nq" | "nd" | "tt" | "qd" | "kh" | "luat" | "dinh" | "quyet" | "tu"))
    )
}

/// `Năm 2024`, or a name that is only a year.
fn year_at(tokens: &[Token<'_>], place: usize) -> Option<Period> {
    let before = tokens[..place].iter().rev().find(|token| !matches!(token, Mark(_)));
    let near = &tokens[place.saturating_sub(COMPARED_NEAR)..place];
    if (1..=near.len()).any(|end| is_compared(&near[..end])) {
        return None;
    }
    let year = match (before, &tokens[place..]) {
        (None, [Number { digits, .. }]) => year(digits)?,
        // "đến năm 2025", "so với năm 2016", "10 tháng đầu năm 2023", "Tháng … năm 2023".
        (Some(Word("den" | "tu" | "voi" | "thang" | "dau" | "cuoi")), _) => return None,
        // "Luật Hợp tác xã năm 2012".
        _ if tokens[..place].iter().rev().take(4).any(|token| *token == Word("luat")) => {
            return None;
        }
        (_, [Word("nam"), Number { digits, .. }, ..]) => year(digits)?,
        _ => return None,
    };
    Some(Period::Year { year })
}

/// The year after a month, quarter or half-year: directly, after punctuation, or after "năm".
fn year_after(tokens: &[Token<'_>]) -> Option<i32> {
    let marks = tokens
        .iter()
        .take_while(|token| matches!(token, Mark('/' | '.' | '-' | '_' | ',' | '(')))
        .count();
    match tokens[marks..] {
        [Word("nam"), Number { digits, .. }, ..] | [Number { digits, .. }, ..] => year(digits),
        _ => None,
    }
}

fn month_ended_by(date: NaiveDate) -> Option<Period> {
    let month = Period::Month { year: date.year(), month: date.month() };
    (month.last_day() == date).then_some(month)
}

fn month(digits: &str) -> Option<u32> {
    let month = digits.parse().ok()?;
    (digits.len() <= 2 && (1..=12).contains(&month)).then_some(month)
}

fn quarter(text: &str) -> Option<u32> {
    match text {
        "i" | "1" | "01" => Some(1),
        "ii" | "2" | "02" => Some(2),
        "iii" | "3" | "03" => Some(3),
        "iv" | "4" | "04" => Some(4),
        _ => None,
    }
}

fn year(digits: &str) -> Option<i32> {
    let year = digits.parse().ok()?;
    (digits.len() == 4 && (2000..2100).contains(&year)).then_some(year)
}
