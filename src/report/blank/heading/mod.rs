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

use crate::settings::{ClosingDay, Office};
use viet_text::period::Period;
use viet_text::period_text::find_period;
use viet_text::text::folded;

pub(super) use period::line as line_of_period;
pub(in crate::report) use text_edit::TextEdit;

/// The values for a heading.
#[derive(Clone, Copy, Debug)]
pub(in crate::report) struct HeadingValues<'a> {
    /// The unit.
    pub(in crate::report) unit: Option<&'a str>,
    /// Words for kinds of units, folded.
    pub(in crate::report) kinds: &'a [String],
    /// The period.
    pub(in crate::report) period: Option<Period>,
    /// On which day a period's figures are closed.
    pub(in crate::report) closing: ClosingDay,
}

/// The replacements in a cell's text.
#[derive(Clone, Debug, Default)]
pub(in crate::report) struct FilledText {
    /// From left to right, without overlaps.
    pub(in crate::report) edits: Vec<TextEdit>,
    /// The text then names the unit.
    pub(in crate::report) says_unit: bool,
    /// The text then names the period.
    pub(in crate::report) says_period: bool,
}

/// A text's letters in composed form; positions of edits count these.
pub(in crate::report) fn letters(text: &str) -> Vec<char> {
    text.nfc().collect()
}

/// The words for kinds of units that an office's headings may have, folded.
pub(in crate::report) fn unit_kinds(office: &Office) -> Vec<String> {
    let mut kinds: Vec<String> = office.unit_kinds.split([',', ';', '/']).map(folded).collect();
    kinds.extend(["xã", "phường", "thị trấn", "đặc khu"].map(folded));
    kinds.retain(|kind| !kind.is_empty());
    kinds
}

/// Finds the replacements for a cell of a heading.
pub(in crate::report) fn filled(text: &str, asked: &HeadingValues<'_>) -> FilledText {
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
pub(in crate::report) fn applied(letters: &[char], edits: &[TextEdit]) -> String {
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
