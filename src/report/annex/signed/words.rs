//! Words of the signed page: verdicts, thresholds and differences. Thresholds and differences
//! are numbers that a number format words, so that they stay live and no reader's locale
//! changes them.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::judged::NOTHING;
use crate::report::annex::look;
use crate::settings::{Basis, Comparison, Threshold, Yardstick};
use viet_text::notation::vietnamese;
use viet_text::text::folded;
use workbook_io::sheet::{Content, FormulaResult};

/// Does a cell say that something is unmet?
pub(in crate::report::annex) fn says_unmet(cell: &str, words: &[&str]) -> String {
    let tests: Vec<String> = words.iter().map(|word| format!("{cell}=\"{word}\"")).collect();
    if tests.len() == 1 { tests.concat() } else { format!("OR({})", tests.join(",")) }
}

/// A threshold: its content, number format, and the text that both show.
pub(super) struct Worded {
    pub(super) content: Content,
    pub(super) number: Cow<'static, str>,
    pub(super) text: String,
}

/// What stands in the column of thresholds. `live` is the content where the threshold is
/// another column's figure.
pub(super) fn threshold(
    yardstick: &Yardstick,
    text: &str,
    live: impl FnOnce(Basis) -> Content,
) -> Worded {
    let word = word(yardstick, text);
    match (&yardstick.threshold, yardstick.upper) {
        (Threshold::Number(lower), Some(upper)) => {
            let text = format!("khoảng {} - {}", vietnamese(*lower), vietnamese(upper));
            Worded { content: text.clone().into(), number: Cow::Borrowed(""), text }
        }
        (Threshold::Number(number), None) => Worded {
            content: (*number).into(),
            number: worded(word, &look::decimals(number.normalize().scale()), ""),
            text: format!("{word}{}", vietnamese(*number)),
        },
        (Threshold::Column(basis), _) => {
            let which = format!(" ({})", basis.vietnamese());
            let content = live(*basis);
            let result = match &content {
                Content::Formula(live) => Some(&live.result),
                _ => None,
            };
            let text = match result {
                Some(FormulaResult::Number(number)) => {
                    format!("{word}{}{which}", vietnamese(*number))
                }
                _ => NOTHING.to_owned(),
            };
            let number = worded(word, &look::decimals(yardstick.decimals), &which);
            Worded { content, number, text }
        }
    }
}

/// The word before a threshold: the resolution's own where it has one.
fn word(yardstick: &Yardstick, text: &str) -> &'static str {
    let says_from = |number: Decimal| folded(text).contains(&format!("từ {}", vietnamese(number)));
    match (yardstick.comparison, &yardstick.threshold) {
        (Comparison::AtLeast, Threshold::Number(number)) if says_from(*number) => "từ ",
        (Comparison::AtLeast | Comparison::Equal, _) => "",
        (Comparison::Above, _) => "trên ",
        // "Không quá 0" is none.
        (Comparison::AtMost, Threshold::Number(number)) if number.is_zero() => "",
        (Comparison::AtMost, _) => "không quá ",
        (Comparison::Below, _) => "dưới ",
        (Comparison::Range, _) => "khoảng ",
    }
}

fn worded(before: &str, format: &str, after: &str) -> Cow<'static, str> {
    let quoted = |text: &str| if text.is_empty() { String::new() } else { format!("\"{text}\"") };
    Cow::Owned(format!("{}{format}{}", quoted(before), quoted(after)))
}

/// Number formats of a difference: with decimals, and whole.
pub(super) fn difference(yardstick: &Yardstick) -> (Cow<'static, str>, &'static str) {
    let share = yardstick.is_share();
    let (above, below, equal) = match yardstick.comparison {
        Comparison::AtMost | Comparison::Below => ("cao hơn", "thấp hơn", "bằng mức"),
        Comparison::Range => ("vượt", "thiếu", "trong khoảng"),
        _ => ("vượt", "thiếu", "bằng mức"),
    };
    let number = look::decimals(yardstick.decimals);
    let after = if share { "\" điểm %\"" } else { "" };
    let format = format!("\"{above} \"{number}{after};\"{below} \"{number}{after};\"{equal}\"");
    let whole = match (yardstick.comparison, share) {
        (Comparison::AtMost | Comparison::Below, false) => {
            "\"cao hơn \"#,##0;\"thấp hơn \"#,##0;\"bằng mức\""
        }
        (Comparison::AtMost | Comparison::Below, true) => {
            "\"cao hơn \"#,##0\" điểm %\";\"thấp hơn \"#,##0\" điểm %\";\"bằng mức\""
        }
        (Comparison::Range, false) => "\"vượt \"#,##0;\"thiếu \"#,##0;\"trong khoảng\"",
        (Comparison::Range, true) => {
            "\"vượt \"#,##0\" điểm %\";\"thiếu \"#,##0\" điểm %\";\"trong khoảng\""
        }
        (_, false) => "\"vượt \"#,##0;\"thiếu \"#,##0;\"bằng mức\"",
        (_, true) => "\"vượt \"#,##0\" điểm %\";\"thiếu \"#,##0\" điểm %\";\"bằng mức\"",
    };
    (Cow::Owned(format), whole)
}
