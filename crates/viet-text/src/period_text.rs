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
use crate::tokens::{replace_dates, tokenize};

/// The period that a heading or a name states: `Kỳ báo cáo: Tháng 10 năm 2023`, `T10.2023`, `Quý
/// II-2024`, `6T-2024`, `2023-10`, `Năm 2024`.
///
/// Order of preference: a period in words, one in digits, a year, a closing date that ends a month
/// ("số liệu đến ngày 31/10/2023"). Other dates, document numbers ("số 10/2023/NQ-HĐND") and "10
/// tháng năm 2023" state no period.
///
/// Only for headings and names: the header of a column ("Thực hiện năm 2022") names a year of its
/// own.
#[must_use]
pub fn find_period(text: &str) -> Option<Period> {
    let plain = without_marks(&folded(text));
    let (tokens, closing) = replace_dates(&tokenize(&plain));
    let ladder = [in_words_at, in_numbers_at, year_at];
    ladder
        .iter()
        .find_map(|read_at| (0..tokens.len()).find_map(|place| read_at(&tokens, place)))
        .or_else(|| closing.and_then(month_ended_by))
}

/// The month, 1 to 12, in a text that names a month but no year: `tháng 10`, `T10`.
///
/// The caller takes the year from elsewhere, for instance from the folder.
#[must_use]
pub fn find_month_without_year(text: &str) -> Option<u32> {
    let plain = without_marks(&folded(text));
    let (tokens, _) = replace_dates(&tokenize(&plain));
    if (0..tokens.len()).any(|place| in_words_at(&tokens, place).is_some()) {
        return None;
    }
    (0..tokens.len()).find_map(|place| Some(month_named_at(&tokens[place..])?.0))
}

/// A month, quarter or half-year named by a word.
fn in_words_at(tokens: &[Token<'_>], place: usize) -> Option<Period> {
    let here = &tokens[place..];
    half_year_at(here).or_else(|| quarter_at(&tokens[..place], here)).or_else(|| {
        let (month, rest) = month_named_at(here)?;
        Some(Period::Month { month, year: year_after(rest)? })
    })
}

/// `tháng 10`, `thang_10`, `T10`; and the tokens after it.
fn month_named_at<'a, 't>(tokens: &'t [Token<'a>]) -> Option<(u32, &'t [Token<'a>])> {
    match tokens {
        [Word("thang"), Number { digits, .. }, rest @ ..]
        | [Word("thang"), Mark('_' | '-' | '.' | ':'), Number { digits, .. }, rest @ ..]
        | [Word("t"), Number { digits, glued: true }, rest @ ..] => Some((month(digits)?, rest)),
        _ => None,
    }
}

fn half_year_at(tokens: &[Token<'_>]) -> Option<Period> {
    let (half, rest) = match tokens {
        [Number { digits: "6" | "06", .. }, Word("thang" | "t"), Word("dau"), rest @ ..] => {
            (1, rest)
        }
        [Number { digits: "6" | "06", .. }, Word("thang" | "t"), Word("cuoi"), rest @ ..]
        | [Number { digits: "6" | "06", .. }, Word("tc"), rest @ ..] => (2, rest),
        [Number { digits: "6" | "06", .. }, Word("thang" | "t"), rest @ ..]
        | [Word("sau"), Word("thang"), Word("dau"), rest @ ..] => (1, rest),
        [
            Number { digits, .. },
            Mark('-' | '_' | '.'),
            Number { digits: "6", .. },
            Word(word),
            ..,
        ] => {
            let half = match *word {
                "t" => 1,
                "tc" => 2,
                _ => return None,
            };
            return Some(Period::HalfYear { year: year(digits)?, half });
        }
        _ => return None,
    };
    Some(Period::HalfYear { year: year_after(rest)?, half })
}

fn quarter_at(before: &[Token<'_>], tokens: &[Token<'_>]) -> Option<Period> {
    match *tokens {
        // "Mỹ Quý 2.2024" is a place and a month.
        [Word("qui"), Number { .. }, ..] if matches!(before, [.., Word(name)] if is_of_names(name)) => {
            None
        }
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
            Some(Period::Quarter { quarter: quarter(number)?, year: year_after(rest)? })
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
