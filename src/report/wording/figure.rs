//! Figures, thresholds and differences in words.

use rust_decimal::Decimal;

use crate::judge::Measurement;
use crate::kinds::Level;
use crate::settings::{Threshold, Yardstick};
use viet_text::notation::vietnamese;

/// A unit of measure within a sentence: "Người" is "người", "HTX" stays.
#[must_use]
pub fn in_sentence(unit: &str) -> String {
    let mut letters = unit.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(unit.chars().skip(1)).collect()
        }
        _ => unit.to_owned(),
    }
}

/// A text at the beginning of a sentence.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// A number with its unit of measure: "2.570 thành viên", "75%".
#[must_use]
pub fn with_unit(number: Decimal, unit: &str) -> String {
    match unit.trim() {
        "" => vietnamese(number),
        "%" => format!("{}%", vietnamese(number)),
        unit => format!("{} {}", vietnamese(number), in_sentence(unit)),
    }
}

/// The figure that is judged: "2.570 thành viên".
#[must_use]
pub fn figure(yardstick: &Yardstick, measured: &Measurement) -> String {
    let unit = &yardstick.unit;
    measured.printed.map_or_else(|| "chưa có số liệu".to_owned(), |value| with_unit(value, unit))
}

/// The figure with its requirement: "2.570/2.600 thành viên", as reports write it, if
/// the requirement is a minimum; otherwise "3 HTX, yêu cầu không quá 0 HTX".
#[must_use]
pub fn judged_against(yardstick: &Yardstick, measured: &Measurement) -> String {
    let figure = figure(yardstick, measured);
    match (yardstick.kind.beside_level, measured.printed, measured.threshold) {
        (true, Some(_), Some(level)) if yardstick.is_share() => {
            format!("{figure}/{}", with_unit(level, &yardstick.unit))
        }
        (true, Some(value), Some(level)) => {
            format!("{}/{}", vietnamese(value), with_unit(level, &yardstick.unit))
        }
        _ => format!("{figure}, yêu cầu {}", required(yardstick)),
    }
}

/// The requirement in words: "từ 2.600 thành viên trở lên".
#[must_use]
pub fn required(yardstick: &Yardstick) -> String {
    let unit = &yardstick.unit;
    let (level, lower) = match &yardstick.threshold {
        Threshold::Number(number) => (with_unit(*number, unit), vietnamese(*number)),
        Threshold::Column(basis) => {
            let whose = format!("số {}", basis.vietnamese());
            (whose.clone(), whose)
        }
    };
    let upper = yardstick.upper.map(|upper| with_unit(upper, unit));
    (yardstick.kind.required)(&Level { level: &level, lower: &lower, upper: upper.as_deref() })
}

/// A difference as the annex shows it: "thiếu 30", "vượt 35 điểm phần trăm".
#[must_use]
pub fn difference_shown(yardstick: &Yardstick, difference: Decimal) -> String {
    let words = yardstick.kind.distance;
    let word = match (difference.is_zero(), difference.is_sign_negative()) {
        (true, _) => return words.none.to_owned(),
        (_, true) => words.below,
        (_, false) => words.above,
    };
    let after = if yardstick.is_share() { " điểm phần trăm" } else { "" };
    format!("{word} {}{after}", vietnamese(difference.abs()))
}
