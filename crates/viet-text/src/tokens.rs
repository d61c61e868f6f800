//! Splits names and headings into words, numbers and punctuation, and replaces their dates.

use chrono::NaiveDate;

use crate::date::from_parts;

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

/// Replaces each date by one [`Date`]; also gives the last date after "đến" or "hết".
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
