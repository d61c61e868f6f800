//! Figures, thresholds and differences in words.

use rust_decimal::Decimal;

use crate::judge::Measured;
use crate::settings::{Comparison, Threshold, Yardstick};
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
pub fn figure(yardstick: &Yardstick, measured: &Measured) -> String {
    let unit = &yardstick.unit;
    measured.printed.map_or_else(|| "chưa có số liệu".to_owned(), |value| with_unit(value, unit))
}

/// The figure beside its requirement: "2.570 thành viên/2.600 thành viên", as reports write
/// it, where the requirement is a least figure; else "3 HTX, yêu cầu không quá 0 HTX".
#[must_use]
pub fn judged_against(yardstick: &Yardstick, measured: &Measured) -> String {
    let figure = figure(yardstick, measured);
    match (yardstick.comparison, measured.printed, measured.threshold) {
        // "95/200 triệu đồng/năm": two slashes of one kind are enough.
        (Comparison::AtLeast, Some(value), Some(least)) if yardstick.unit.contains('/') => {
            format!("{}/{}", vietnamese(value), with_unit(least, &yardstick.unit))
        }
        (Comparison::AtLeast, Some(_), Some(least)) => {
            format!("{figure}/{}", with_unit(least, &yardstick.unit))
        }
        _ => format!("{figure}, yêu cầu {}", required(yardstick)),
    }
}

/// The requirement in words: "từ 2.600 thành viên trở lên".
#[must_use]
pub fn required(yardstick: &Yardstick) -> String {
    let unit = &yardstick.unit;
    let level = match &yardstick.threshold {
        Threshold::Number(number) => with_unit(*number, unit),
        Threshold::Column(basis) => format!("số {}", basis.vietnamese()),
    };
    match yardstick.comparison {
        Comparison::AtLeast => format!("từ {level} trở lên"),
        Comparison::Above => format!("trên {level}"),
        Comparison::AtMost => format!("không quá {level}"),
        Comparison::Below => format!("dưới {level}"),
        Comparison::Equal => format!("bằng {level}"),
        Comparison::Range => match (&yardstick.threshold, yardstick.upper) {
            (Threshold::Number(lower), Some(upper)) => {
                format!("khoảng {} - {}", vietnamese(*lower), with_unit(upper, unit))
            }
            (Threshold::Column(_), Some(upper)) => {
                format!("khoảng {level} - {}", with_unit(upper, unit))
            }
            _ => format!("khoảng {level}"),
        },
    }
}

/// A difference as the annex shows it: "thiếu 30", "vượt 35 điểm %".
#[must_use]
pub fn difference_shown(yardstick: &Yardstick, difference: Decimal) -> String {
    let less = matches!(yardstick.comparison, Comparison::AtMost | Comparison::Below);
    let word = match (difference.is_zero(), difference.is_sign_negative(), less) {
        (true, ..) if yardstick.comparison == Comparison::Range => {
            return "trong khoảng".to_owned();
        }
        (true, ..) => return "bằng mức".to_owned(),
        (_, true, true) => "thấp hơn",
        (_, true, false) => "thiếu",
        (_, false, true) => "cao hơn",
        (_, false, false) => "vượt",
    };
    let after = if yardstick.is_share() { " điểm %" } else { "" };
    format!("{word} {}{after}", vietnamese(difference.abs()))
}
