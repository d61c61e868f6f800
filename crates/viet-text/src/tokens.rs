//! Splits names and headings into words, numbers and punctuation, and replaces their dates.

use chrono::NaiveDate;

use crate::date::from_parts;
use crate::text::{folded, without_marks};

/// A token of a folded text without diacritics.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Token<'a> {
    /// Letters.
    Word(&'a str),
    /// `glued`: there is no space before it.
    Number { digits: &'a str, glued: bool },
    /// Any other character except a space.
    Mark(char),
    /// A date that was replaced.
    Date,
}
use Token::{Date, Mark, Number, Word};

pub(crate) fn tokenize(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    let mut glued = false;
    while let Some(first) = rest.chars().next() {
        let same = |letter: char| match first {
            _ if first.is_ascii_digit() => letter.is_ascii_digit(),
            _ if first.is_alphabetic() => letter.is_alphabetic(),
            _ => false,
        };
        let length = rest.find(|letter| !same(letter)).unwrap_or(rest.len());
        let (token, following) = rest.split_at(length.max(first.len_utf8()));
        match first {
            ' ' => {}
            _ if first.is_ascii_digit() => tokens.push(Number { digits: token, glued }),
            _ if first.is_alphabetic() => tokens.push(Word(token)),
            _ => tokens.push(Mark(first)),
        }
        glued = first != ' ';
        rest = following;
    }
    tokens
}

/// Numbers up to twelve as they are said beside "tháng": of months by name, and counted.
const SPOKEN: [(&str, &str); 15] = [
    ("giêng", "1"),
    ("một", "1"),
    ("hai", "2"),
    ("ba", "3"),
    ("tư", "4"),
    ("bốn", "4"),
    ("năm", "5"),
    ("sáu", "6"),
    ("bảy", "7"),
    ("bẩy", "7"),
    ("tám", "8"),
    ("chín", "9"),
    ("mười", "10"),
    ("chạp", "12"),
    ("mươi", "10"),
];
/// Words that are numbers only with their tones: "tháng sau", "từ tháng", "trong năm tháng 10".
const UNCLEAR: [&str; 4] = ["sau", "tu", "nam", "mot"];

/// The tokens with months that are spelt out in digits: "tháng mười", "chín tháng". `marked` are
/// the same with their diacritics.
pub(crate) fn months_in_numbers<'a>(
    tokens: Vec<Token<'a>>,
    marked: &[Token<'_>],
) -> Vec<Token<'a>> {
    if marked.len() != tokens.len() || !tokens.contains(&Word("thang")) {
        return tokens;
    }
    let mut kept = Vec::with_capacity(tokens.len());
    let mut place = 0;
    while place < tokens.len() {
        let spoken = spoken_at(&tokens, marked, place).filter(|(digits, length)| {
            let is_named = place > 0 && tokens[place - 1] == Word("thang");
            let is_counted = tokens.get(place + length) == Some(&Word("thang"))
                && !UNCLEAR.contains(&word(tokens[place]));
            // "tháng năm 2023" lacks its month.
            let is_whole = *digits != "5" || tokens.get(place + 1) == Some(&Word("nam"));
            (is_named && is_whole) || is_counted
        });
        match spoken {
            Some((digits, length)) => {
                kept.push(Number { digits, glued: false });
                place += length;
            }
            None => {
                kept.push(tokens[place]);
                place += 1;
            }
        }
    }
    kept
}

fn word<'a>(token: Token<'a>) -> &'a str {
    if let Word(word) = token { word } else { "" }
}

/// The number said here in words, and how many tokens it takes.
fn spoken_at(
    tokens: &[Token<'_>],
    marked: &[Token<'_>],
    place: usize,
) -> Option<(&'static str, usize)> {
    let is_plain_text = tokens == marked;
    let said = |place: usize| {
        let (Word(plain), Word(marked)) = (*tokens.get(place)?, *marked.get(place)?) else {
            return None;
        };
        let is_it = |(spoken, _): &&(&str, &'static str)| {
            let spoken = folded(spoken);
            let is_clear = !UNCLEAR.contains(&plain) || tokens.get(place + 1) == Some(&Word("nam"));
            marked == spoken || (is_plain_text && is_clear && plain == without_marks(&spoken))
        };
        SPOKEN.iter().find(is_it).map(|(_, digits)| *digits)
    };
    match (said(place)?, said(place + 1)) {
        ("10", Some("1")) => Some(("11", 2)),
        ("10", Some("2")) => Some(("12", 2)),
        (digits, _) => Some((digits, 1)),
    }
}

/// The tokens with each date made one [`Date`], and the last date that closes the figures.
pub(crate) fn replace_dates<'a>(tokens: &[Token<'a>]) -> (Vec<Token<'a>>, Option<NaiveDate>) {
    let mut kept = Vec::with_capacity(tokens.len());
    let mut closing = None;
    let mut place = 0;
    while place < tokens.len() {
        let Some((length, date)) = date_at(&tokens[place..]) else {
            kept.push(tokens[place]);
            place += 1;
            continue;
        };
        let before = kept.iter().rev().find(|token| **token != Word("ngay"));
        if matches!(before, Some(Word("den" | "het"))) {
            closing = date;
        }
        kept.push(Date);
        place += length;
    }
    (kept, closing)
}

/// The number of tokens of a date, or of what looks like one, at this position; and the date if it
/// is one.
fn date_at(tokens: &[Token<'_>]) -> Option<(usize, Option<NaiveDate>)> {
    match *tokens {
        [
            Number { digits: day, .. },
            Word("thang"),
            Number { digits: month, .. },
            Word("nam"),
            Number { digits: year, .. },
            ..,
        ] => Some((5, from_parts(day, month, year))),
        [Word("ngay"), ref rest @ ..] if !matches!(date_at(rest), Some((_, Some(_)))) => {
            partial_date_after_day(rest).map(|length| (length + 1, None))
        }
        [
            Number { digits: a, .. },
            Mark(one),
            Number { digits: b, .. },
            Mark(other),
            Number { digits: c, .. },
            ..,
        ] if one == other && "/.-_".contains(one) => {
            let more = tokens[5..]
                .chunks(2)
                .take_while(|pair| matches!(pair, [Mark(mark), Number { .. }] if *mark == one));
            let date = from_parts(a, b, c).or_else(|| from_parts(c, b, a));
            Some((5 + 2 * more.count(), date))
        }
        _ => None,
    }
}

/// The number of tokens of "… tháng 11 năm 2023" or "5 tháng 6" after "ngày": the date of a
/// signature with blanks, or a date without a year.
fn partial_date_after_day(tokens: &[Token<'_>]) -> Option<usize> {
    let filling = |token: &&Token<'_>| matches!(token, Mark(_) | Number { .. });
    let day = tokens.iter().take_while(filling).count();
    if tokens.get(day) != Some(&Word("thang")) {
        return None;
    }
    let month = tokens[day + 1..].iter().take_while(filling).count();
    let length = day + 1 + month;
    match tokens[length..] {
        [Word("nam"), Number { .. }, ..] => Some(length + 2),
        _ => Some(length),
    }
}
