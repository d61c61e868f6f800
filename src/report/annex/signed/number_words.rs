//! Thresholds and differences as numbers with words in their number format: they stay live, and the
//! reader's locale does not change them.

use std::borrow::Cow;

use super::shown_cell::ShownCell;
use super::verdict_formulas::NO_FIGURE;
use crate::report::annex::style;
use crate::settings::{Basis, Threshold, Yardstick};
use viet_text::notation::vietnamese;
use workbook_io::sheet::{Content, FormulaResult};

/// A condition: the cell says one of the words for unmet.
pub(in crate::report::annex) fn says_unmet(cell: &str, words: &[&str]) -> String {
    let tests: Vec<String> = words.iter().map(|word| format!("{cell}=\"{word}\"")).collect();
    if tests.len() == 1 { tests.concat() } else { format!("OR({})", tests.join(",")) }
}

/// The cell in the column of thresholds. `live` makes the content if the threshold is another
/// column's figure.
pub(super) fn threshold(
    yardstick: &Yardstick,
    text: &str,
    live: impl FnOnce(Basis) -> Content,
) -> ShownCell {
    let number = match yardstick.threshold {
        Threshold::Number(number) => Some(number),
        Threshold::Column(_) => None,
    };
    let word = (yardstick.kind.before_level)(number, text);
    match (&yardstick.threshold, yardstick.upper) {
        (Threshold::Number(lower), Some(upper)) => {
            let text = (yardstick.kind.between)(&vietnamese(*lower), &vietnamese(upper));
            ShownCell { content: text.clone().into(), number: Cow::Borrowed(""), text }
        }
        (Threshold::Number(number), None) => ShownCell {
            content: (*number).into(),
            number: worded(word, &style::decimals(number.normalize().scale()), ""),
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
                _ => NO_FIGURE.to_owned(),
            };
            let number = worded(word, &style::decimals(yardstick.decimals), &which);
            ShownCell { content, number, text }
        }
    }
}

fn worded(before: &str, format: &str, after: &str) -> Cow<'static, str> {
    let quoted = |text: &str| if text.is_empty() { String::new() } else { format!("\"{text}\"") };
    Cow::Owned(format!("{}{format}{}", quoted(before), quoted(after)))
}

/// Number formats of a difference: with decimals, and for whole numbers.
pub(super) fn difference(yardstick: &Yardstick) -> (Cow<'static, str>, &'static str) {
    let words = yardstick.kind.distance;
    let number = style::decimals(yardstick.decimals);
    let (after, whole) = match yardstick.is_share() {
        true => ("\" điểm phần trăm\"", words.whole_share),
        false => ("", words.whole),
    };
    (Cow::Owned(words.format(&number, after)), whole)
}
