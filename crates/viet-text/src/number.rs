//! Numbers typed as text, read the Vietnamese way: dot for thousands, comma for decimals.
//!
//! A text that only makes sense in English notation, or in two ways, is doubtful: the caller must
//! confirm it from other figures or leave it without a value.

#[cfg(test)]
mod tests;

use rust_decimal::Decimal;

use crate::digit_groups::read_digit_groups;
use crate::measure::{Measure, MoneyUnit, UnitWord, unit_after_number};
use crate::notation::LIMIT;
use crate::text::folded;

/// The number in a text, in the unit of the measure it was read for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberText {
    /// The Vietnamese reading, and no other.
    Clear(Decimal),
    /// Possible readings, likeliest first; at least one.
    Doubtful(Vec<Decimal>),
    /// Beyond [`LIMIT`].
    TooLarge,
    /// Numbers set apart by a line break, a tab or several spaces: `115` over `171`.
    Several,
    /// No number, or more than one: `~200`, `trên 45`, `10-15`, `20/22`, a date, a code.
    NotANumber,
}

/// Reads a number as people type it into a cell of this measure: `1.623,5`, `2 570`, `42 người`,
/// `1.200 tr.đ`, `2,2 tỷ`, `75%`.
///
/// Doubtful are `2.57` and `12.5` (a dot that groups no thousands), `2,570` (grouped by a
/// comma, or three decimals), `1,234.5` (English), `(5)` (minus five to an accountant, five
/// to others), `0,75` for per cent, a unit that is not the measure's, and of a count an unknown
/// noun (`118 hs`).
#[must_use]
pub fn read_number(text: &str, measure: Measure) -> NumberText {
    if !text.contains(is_digit) {
        return NumberText::NotANumber;
    }
    if holds_several(text) {
        return NumberText::Several;
    }
    let text = with_ascii_digits(&folded(text));
    let text = text.trim_start_matches('\'').trim_start();
    if let Some(inside) = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        return match read_unsigned(inside.trim(), measure) {
            NumberText::Clear(number) => NumberText::Doubtful(vec![-number, number]),
            NumberText::TooLarge => NumberText::TooLarge,
            _ => NumberText::NotANumber,
        };
    }
    match text.strip_prefix('-') {
        Some(rest) => negative(read_unsigned(rest.trim_start(), measure)),
        None => read_unsigned(text.strip_prefix('+').unwrap_or(text).trim_start(), measure),
    }
}

/// Reads a number of which only one reading is possible: digits and separators, no unit.
///
/// # Errors
///
/// The other readings, for the message.
pub fn read_typed_decimal(text: &str) -> Result<Decimal, NumberText> {
    let text = folded(text);
    if !text.chars().all(|letter| letter.is_ascii_digit() || "+-., ".contains(letter)) {
        return Err(NumberText::NotANumber);
    }
    match read_number(&text, Measure::Other) {
        NumberText::Clear(number) => Ok(number),
        reading => Err(reading),
    }
}

/// Do digits follow digits after a line break, a tab or several spaces? One number is not written so.
fn holds_several(text: &str) -> bool {
    let mut gap = String::new();
    let mut after_digit = false;
    for letter in text.chars() {
        if letter.is_whitespace() && after_digit {
            gap.push(letter);
            continue;
        }
        let is_wide = gap.chars().count() > 1 || gap.contains(['\n', '\r', '\t']);
        if is_digit(letter) && is_wide {
            return true;
        }
        after_digit = is_digit(letter);
        gap.clear();
    }
    false
}

/// A digit as it may be typed: ASCII, Arabic, full-width.
fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
        || matches!(letter, '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}' | '\u{FF10}'..='\u{FF19}')
}

/// Converts Arabic digits, which come from scans. Full-width digits, from input methods, are folded
/// already.
fn with_ascii_digits(text: &str) -> String {
    text.chars()
        .map(|letter| {
            let value = match letter {
                '\u{660}'..='\u{669}' => u32::from(letter) - 0x660,
                '\u{6F0}'..='\u{6F9}' => u32::from(letter) - 0x6F0,
                _ => return letter,
            };
            char::from_digit(value, 10).unwrap_or(letter)
        })
        .collect()
}

fn negative(reading: NumberText) -> NumberText {
    match reading {
        NumberText::Clear(number) => NumberText::Clear(-number),
        NumberText::Doubtful(numbers) => {
            NumberText::Doubtful(numbers.into_iter().map(|number| -number).collect())
        }
        other => other,
    }
}

fn read_unsigned(text: &str, measure: Measure) -> NumberText {
    let end = text.find(|letter: char| !letter.is_ascii_digit() && !"., ".contains(letter));
    let (figures, words) = text.split_at(end.unwrap_or(text.len()));
    let words = words.trim_end_matches(['.', ' ']);
    let unit = unit_after_number(words);
    if !words.is_empty() && unit.is_none() {
        return read_with_unknown_noun(figures.trim_end(), words, measure);
    }
    let Some(mut readings) = read_digit_groups(figures.trim_end(), own_measure(unit, measure))
    else {
        return NumberText::NotANumber;
    };
    if unit.is_none() && measure == Measure::Percent && is_part_of_one(readings.numbers[0]) {
        // 0,75 may mean 0.75 % or 75 %.
        readings.numbers.insert(0, readings.numbers[0] * Decimal::ONE_HUNDRED);
    }
    let factor = factor(unit, measure);
    let scaled = readings.numbers.iter().map(|number| scaled(*number, factor));
    let Some(numbers) = scaled.collect::<Option<Vec<_>>>() else { return NumberText::TooLarge };
    match numbers[..] {
        [number] if readings.clear && suits(unit, measure) => NumberText::Clear(number),
        _ => NumberText::Doubtful(numbers),
    }
}

/// `118 hs`: a count of something that is not known. What is counted in time (`5 năm`) is no count.
fn read_with_unknown_noun(figures: &str, words: &str, measure: Measure) -> NumberText {
    const TIME: [&str; 6] = ["năm", "quí", "tháng", "tuần", "ngày", "giờ"];
    let is_noun = words.chars().all(|letter| letter.is_alphabetic() || letter == ' ')
        && words.split(' ').count() <= 3
        && !words.split(' ').any(|word| TIME.contains(&word));
    match read_digit_groups(figures, measure) {
        Some(readings) if measure == Measure::Count && is_noun && readings.clear => {
            NumberText::Doubtful(readings.numbers)
        }
        _ => NumberText::NotANumber,
    }
}

fn is_part_of_one(number: Decimal) -> bool {
    number > Decimal::ZERO && number < Decimal::ONE
}

/// The unit of the number and the unit of the column, for conversion.
fn factor(unit: Option<UnitWord>, measure: Measure) -> (MoneyUnit, MoneyUnit) {
    match (unit, measure) {
        (Some(UnitWord::Money(own)), Measure::Money(column)) => (own, column),
        _ => (MoneyUnit::Dong, MoneyUnit::Dong),
    }
}

fn scaled(number: Decimal, (own, column): (MoneyUnit, MoneyUnit)) -> Option<Decimal> {
    let dong = number.checked_mul(own.in_dong())?;
    let result = dong.checked_div(column.in_dong())?.normalize();
    (result.abs() <= LIMIT).then_some(result)
}

/// Does the unit after the number fit the measure? "42 người" in a column of cooperatives does:
/// people write the wrong noun, not the wrong number.
fn suits(unit: Option<UnitWord>, measure: Measure) -> bool {
    matches!(
        (unit, measure),
        (None, _)
            | (Some(UnitWord::Percent), Measure::Percent)
            | (Some(UnitWord::Money(_)), Measure::Money(_))
            | (Some(UnitWord::Counted), Measure::Count | Measure::Other)
    )
}

/// The measure of the digits: their own unit, else the column's.
fn own_measure(unit: Option<UnitWord>, measure: Measure) -> Measure {
    match unit {
        Some(UnitWord::Money(own)) => Measure::Money(own),
        Some(UnitWord::Percent) => Measure::Percent,
        Some(UnitWord::Counted) => Measure::Count,
        None => measure,
    }
}
