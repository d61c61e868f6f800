//! The slots in a form's heading for unit and period, filled in before the form is sent.
//!
//! A heading is often a circular's own wording. Only slots whose meaning is certain are filled. A
//! cell with a period slot that is not understood stays unchanged, and a date of signing is left to
//! the signer.

mod other_period;
mod period;
mod phrase;
mod phrase_reader;
mod phrase_words;
mod text_edit;
mod unit;

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

use crate::settings::ClosingDay;
use viet_text::period::Period;
use viet_text::period_text::find_period;

pub(super) use period::line as line_of_period;
pub(super) use text_edit::TextEdit;

/// The values for a heading.
#[derive(Clone, Copy, Debug)]
pub(super) struct HeadingValues<'a> {
    /// The unit.
    pub(super) unit: Option<&'a str>,
    /// Words for kinds of units, folded.
    pub(super) kinds: &'a [String],
    /// The period.
    pub(super) period: Option<Period>,
    /// On which day a period's figures are closed.
    pub(super) closing: ClosingDay,
}

/// The replacements in a cell's text.
#[derive(Clone, Debug, Default)]
pub(super) struct FilledText {
    /// From left to right, without overlaps.
    pub(super) edits: Vec<TextEdit>,
    /// The text then names the unit.
    pub(super) says_unit: bool,
    /// The text then names the period.
    pub(super) says_period: bool,
}

/// A text's letters in composed form; positions of edits count these.
pub(super) fn letters(text: &str) -> Vec<char> {
    text.nfc().collect()
}

/// Finds the replacements for a cell of a heading.
pub(super) fn filled(text: &str, asked: &HeadingValues<'_>) -> FilledText {
    let letters = letters(text);
    let Some(of_period) = period::edits(&letters, asked.period, asked.closing) else {
        return FilledText::default();
    };
    let mut edits = of_period.edits;
    let of_unit = asked.unit.and_then(|unit| unit::edit(&letters, unit, asked.kinds));
    let apart = |edit: &TextEdit| edits.iter().all(|other| !overlap(&edit.at, &other.at));
    let of_unit = of_unit.filter(apart);
    let says_unit = of_unit.is_some();
    edits.extend(of_unit);
    edits.sort_by_key(|edit| edit.at.start);
    let tells = |period| find_period(&applied(&letters, &edits)) == Some(period);
    let says_period = of_period.says || asked.period.is_some_and(tells);
    FilledText { edits, says_unit, says_period }
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// The text with its edits applied.
pub(super) fn applied(letters: &[char], edits: &[TextEdit]) -> String {
    let mut text = String::new();
    let mut from = 0;
    for edit in edits {
        text.extend(&letters[from..edit.at.start]);
        text.push_str(&edit.text);
        from = edit.at.end;
    }
    text.extend(&letters[from..]);
    text
}

#[cfg(test)]
mod tests;
