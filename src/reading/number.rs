//! Numbers typed as text, read the Vietnamese way: dot for thousands, comma for decimals.
//!
//! What only an English reading makes sense of, and what two readings make sense of, is
//! doubtful: the caller must find it borne out elsewhere or leave it without a value.

use rust_decimal::Decimal;

use super::measure::{Measure, MoneyUnit, UnitWord, unit_after_number};
use super::text::folded;
use crate::decimal::LIMIT;

/// What a text says as a number, in the unit of the measure it was read for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberText {
    /// One reading, the Vietnamese one.
    Clear(Decimal),
    /// Readings in the order of likelihood, at least one.
    Doubtful(Vec<Decimal>),
    /// Beyond [`LIMIT`]: no figure of this domain.
    TooLarge,
    /// No number, or more than one: `~200`, `trên 45`, `10-15`, `20/22`, a date, a code.
    NotANumber,
}

/// Reads a number as people type it into a cell of this measure: `1.623,5`, `2 570`,
/// `42 người`, `1.200 tr.đ`, `2,2 tỷ`, `75%`.
///
/// Doubtful are `2.57` and `12.5` (a dot that groups no thousands), `2,570` (grouped by a
/// comma, or three decimals), `1,234.5` (English), `(5)` (minus five to an accountant, five
/// to others), `0,75` for per cent, and a unit that is not the measure's.
#[must_use]
pub fn read_number(text: &str, measure: Measure) -> NumberText {
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

/// Reads a number of the settings: digits and separators only, one reading only.
///
/// # Errors
///
/// The reading, where it is not clear: its candidates are for the message.
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

/// Arabic digits come from scans, full-width ones (folded already) from input methods.
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
        return NumberText::NotANumber;
    }
    let Some(readings) = read_figures(figures.trim_end(), unit, measure) else {
        return NumberText::NotANumber;
    };
    let factor = factor(unit, measure);
    let scaled = readings.numbers.iter().map(|number| scaled(*number, factor));
    let Some(numbers) = scaled.collect::<Option<Vec<_>>>() else { return NumberText::TooLarge };
    match numbers[..] {
        [number] if readings.clear && suits(unit, measure, number) => NumberText::Clear(number),
        _ => NumberText::Doubtful(numbers),
    }
}

/// By how much a number with a money unit of its own is more in the column's unit.
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

/// Whether the unit after the number is one of the measure's. "42 người" in a column of
/// cooperatives suits: people write the wrong noun, not the wrong figure.
fn suits(unit: Option<UnitWord>, measure: Measure, number: Decimal) -> bool {
    let part_of_one = number > Decimal::ZERO && number < Decimal::ONE;
    match (unit, measure) {
        (None, Measure::Percent) => !part_of_one,
        (None, _)
        | (Some(UnitWord::Percent), Measure::Percent)
        | (Some(UnitWord::Money(_)), Measure::Money(_))
        | (Some(UnitWord::Counted), Measure::Count | Measure::Other) => true,
        _ => false,
    }
}

/// What the figures alone can mean.
struct Readings {
    numbers: Vec<Decimal>,
    clear: bool,
}

impl Readings {
    fn clear(number: Decimal) -> Self {
        Self { numbers: vec![number], clear: true }
    }

    fn doubtful(numbers: Vec<Decimal>) -> Self {
        Self { numbers, clear: false }
    }
}
