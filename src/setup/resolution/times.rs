//! Days, months, quarters and years that a sentence names, and what they are to it.

use chrono::NaiveDate;
use rust_decimal::prelude::ToPrimitive;
use viet_text::Period;

use super::tokens::{Token, TokenKind};

/// A time that a sentence names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Time {
    /// Its first token, with the words that lead to it.
    pub from: usize,
    /// The token behind its last.
    pub to: usize,
    /// Its last day, where it tells one.
    pub last_day: Option<NaiveDate>,
    /// What it is to the sentence.
    pub role: TimeRole,
}

/// What a time is to a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TimeRole {
    /// By then something is to be reached.
    Deadline,
    /// Before this day.
    Before,
    /// With this time something is compared, or a law is named by it.
    Other,
}

/// All times, in order.
pub(super) fn times(tokens: &[Token]) -> Vec<Time> {
    let mut found: Vec<Time> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match time_at(tokens, at) {
            Some((to, last_day)) => {
                let (from, role) = role(tokens, at);
                found.push(Time { from, to, last_day, role });
                at = to;
            }
            None => at += 1,
        }
    }
    found
}

fn whole(tokens: &[Token], at: usize) -> Option<u32> {
    match tokens.get(at)?.kind {
        TokenKind::Number(Some(number)) if number.is_integer() => number.to_u32(),
        _ => None,
    }
}

/// A year: four digits without a dot.
fn year(tokens: &[Token], at: usize) -> Option<i32> {
    let token = tokens.get(at)?;
    let year = whole(tokens, at).filter(|year| (1945..=2100).contains(year))?;
    (token.key.len() == 4).then(|| year.cast_signed())
}

fn is_one_of(tokens: &[Token], at: usize, words: &[&str]) -> bool {
    tokens.get(at).is_some_and(|token| words.contains(&token.key.as_str()))
}

/// The time that begins at a token: where it ends, and its last day.
fn time_at(tokens: &[Token], at: usize) -> Option<(usize, Option<NaiveDate>)> {
    let first = tokens.get(at)?;
    match first.key.as_str() {
        "ngày" if tokens.get(at + 1)?.is_number() => day_in_words(tokens, at + 1)
            .or_else(|| day_in_numbers(tokens, at + 1))
            .or(Some((at + 2, None)).filter(|_| is_one_of(tokens, at + 2, &["/", "tháng"]))),
        "tháng" if tokens.get(at + 1)?.is_number() => month(tokens, at + 1),
        "quí" => quarter(tokens, at + 1),
        "năm" if is_one_of(tokens, at + 1, &["học"]) => years(tokens, at + 2),
        "năm" => years(tokens, at + 1),
        "đoạn" | "kì" => years(tokens, at + 1),
        _ if first.is_number() => day_in_numbers(tokens, at)
            .or_else(|| months_of_year(tokens, at))
            .or_else(|| month_and_year(tokens, at))
            .or_else(|| years(tokens, at).filter(|(to, _)| to - at > 1 || is_alone(tokens, at))),
        _ => None,
    }
}

/// A year that stands without its word: after "đến", "cuối", "hết".
fn is_alone(tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1);
    before.is_some_and(|before| is_one_of(tokens, before, &["đến", "cuối", "hết", "đầu", "từ"]))
        && tokens.get(at + 1).is_none_or(|next| next.kind == TokenKind::Sign && !next.is("%"))
}

fn day_in_words(tokens: &[Token], at: usize) -> Option<(usize, Option<NaiveDate>)> {
    let words = is_one_of(tokens, at + 1, &["tháng"]) && is_one_of(tokens, at + 3, &["năm"]);
    let (day, month, year) =
        (whole(tokens, at)?, whole(tokens, at + 2)?, year(tokens, at + 4).filter(|_| words)?);
    Some((at + 5, NaiveDate::from_ymd_opt(year, month, day)))
}

fn day_in_numbers(tokens: &[Token], at: usize) -> Option<(usize, Option<NaiveDate>)> {
    let is_joined = (1..=4).all(|step| tokens.get(at + step).is_some_and(|token| token.is_glued));
    let signs = [1, 3].map(|step| is_one_of(tokens, at + step, &["/", "-"]));
    let (day, month, year) = (whole(tokens, at)?, whole(tokens, at + 2)?, year(tokens, at + 4)?);
    let is_day = is_joined && signs == [true, true];
    is_day.then(|| (at + 5, NaiveDate::from_ymd_opt(year, month, day)))
}

/// Of "6/2026", "6 năm 2026", "6".
fn month(tokens: &[Token], at: usize) -> Option<(usize, Option<NaiveDate>)> {
    let month = whole(tokens, at).filter(|month| (1..=12).contains(month));
    let year = year(tokens, at + 2).filter(|_| is_one_of(tokens, at + 1, &["/", "năm", "-"]));
    match (month, year) {
        (Some(month), Some(year)) => Some((at + 3, Some(Period::Month { year, month }.last_day()))),
        _ => Some((at + 1, None)),
    }
}

/// "6/2026"
fn month_and_year(tokens: &[Token], at: usize) -> Option<(usize, Option<NaiveDate>)> {
    let is_joined = tokens.get(at + 2)?.is_glued && tokens[at + 1].is("/");
    let month = whole(tokens, at).filter(|month| (1..=12).contains(month) && is_joined)?;
    Some((at + 3, Some(Period::Month { year: year(tokens, at + 2)?, month }.last_day())))
}

/// "6 tháng đầu năm 2026", "06 tháng cuối năm"
fn months_of_year(tokens: &[Token], at: usize) -> Option<(usize, Option<NaiveDate>)> {
    let months = whole(tokens, at).filter(|months| (1..=12).contains(months))?;
    let is_first = is_one_of(tokens, at + 2, &["đầu"]);
    let is_named = is_one_of(tokens, at + 1, &["tháng"])
        && (is_first || is_one_of(tokens, at + 2, &["cuối"]))
        && is_one_of(tokens, at + 3, &["năm"]);
    let month = if is_first { months } else { 12 };
    let day = |year| Period::Month { year, month }.last_day();
    is_named.then(|| match year(tokens, at + 4) {
        Some(year) => (at + 5, Some(day(year))),
        None => (at + 4, None),
    })
}

fn quarter(tokens: &[Token], at: usize) -> Option<(usize, Option<NaiveDate>)> {
    let names = ["i", "ii", "iii", "iv"];
    let roman = names.iter().position(|name| tokens.get(at).is_some_and(|token| token.is(name)));
    let quarter = roman.and_then(|place| u32::try_from(place + 1).ok()).or(whole(tokens, at))?;
    let year = year(tokens, at + 2).filter(|_| is_one_of(tokens, at + 1, &["/", "năm", "-"]));
    Some(match year {
        Some(year) if (1..=4).contains(&quarter) => {
            (at + 3, Some(Period::Month { year, month: quarter * 3 }.last_day()))
        }
        _ => (at + 1, None),
    })
}

/// One year, or the first and last of several.
fn years(tokens: &[Token], at: usize) -> Option<(usize, Option<NaiveDate>)> {
    let first = year(tokens, at)?;
    let end = |year| NaiveDate::from_ymd_opt(year, 12, 31);
    let second = (1..=3).find_map(|step| {
        let between = tokens.get(at + 1..at + step)?;
        let joins = |token: &Token| ["-", "đến", "năm", ","].contains(&token.key.as_str());
        let is_range = step > 1 && between.iter().all(joins) && !between[0].is(",");
        is_range.then(|| year(tokens, at + step).map(|year| (at + step + 1, end(year))))?
    });
    second.or_else(|| Some((at + 1, end(first))))
}

/// Words that lead to a time by which something is to be reached.
const LEAD_TO: [&str; 11] =
    ["đến", "tới", "trong", "hết", "cuối", "vào", "giai", "nhiệm", "thời", "điểm", "chậm"];
/// Words that lead to a time that is only named.
const NAME: [&str; 9] = ["với", "luật", "từ", "số", "của", "kể", "kế", "hơn", "qua"];

/// Where the words that lead to a time begin, and what they make of it.
fn role(tokens: &[Token], at: usize) -> (usize, TimeRole) {
    let mut from = at;
    let mut leads = false;
    while let Some(before) = from.checked_sub(1) {
        match tokens[before].key.as_str() {
            "trước" => return (before, TimeRole::Before),
            word if NAME.contains(&word) => return (from, TimeRole::Other),
            word if LEAD_TO.contains(&word) => leads = true,
            "ngày" | "đầu" | "năm" | "nhất" => {}
            _ => break,
        }
        from = before;
    }
    let begins = from == 0 || tokens[from - 1].kind == TokenKind::Sign && !tokens[from - 1].is("/");
    let role = if leads || begins { TimeRole::Deadline } else { TimeRole::Other };
    (from, role)
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    #[test]
    fn days_by_which_something_is_to_be_reached() {
        for (text, day) in [
            ("Phấn đấu đến năm 2025, có 20%", "2025-12-31"),
            ("Đến cuối năm 2030", "2030-12-31"),
            ("đến hết năm 2026", "2026-12-31"),
            ("Trong năm 2025, thành lập mới", "2025-12-31"),
            ("đến ngày 30/6/2026 đạt 50%", "2026-06-30"),
            ("đến ngày 30 tháng 6 năm 2026", "2026-06-30"),
            ("đến tháng 9/2026", "2026-09-30"),
            ("trong quý II/2026", "2026-06-30"),
            ("hết 6 tháng đầu năm 2026", "2026-06-30"),
            ("Giai đoạn 2021 - 2025 thành lập", "2025-12-31"),
        ] {
            let found = times(&tokens(text));
            let found: Vec<_> =
                found.iter().filter(|time| time.role == TimeRole::Deadline).collect();
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].last_day.unwrap().to_string(), day, "{text}");
        }
        for text in [
            "tăng 5% so với năm 2020",
            "Luật Hợp tác xã năm 2012",
            "2.025 lao động",
            "đạt 2025 lao động",
        ] {
            let found = times(&tokens(text));
            assert!(found.iter().all(|time| time.role == TimeRole::Other), "{text}: {found:?}");
        }
    }
}
