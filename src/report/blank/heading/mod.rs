//! The places in a form's heading where a commune writes who it is and of which period: filled in
//! before the form is sent.
//!
//! A heading is often a circular's own words. Only a place whose meaning is known is filled, with
//! what belongs there; a cell with a place of the period that is not understood stays as it is, and
//! a day of signing is nobody's but the signer's.

mod other_period;
mod period;
mod phrase;
mod phrase_reader;
mod phrase_words;
mod unit;

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

use viet_text::period::Period;
use viet_text::period_text::find_period;

pub(super) use period::line as line_of_period;

/// What a heading is to say.
#[derive(Clone, Copy, Debug)]
pub(super) struct HeadingValues<'a> {
    /// Whose form it is.
    pub(super) unit: Option<&'a str>,
    /// Words for kinds of units, folded.
    pub(super) kinds: &'a [String],
    /// Of which period.
    pub(super) period: Option<Period>,
}

/// Letters of a text to be written otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TextEdit {
    /// Which letters, none for what is put between two.
    pub(super) at: Range<usize>,
    /// What stands there then.
    pub(super) text: String,
}

/// How a cell's text is filled.
#[derive(Clone, Debug, Default)]
pub(super) struct FilledText {
    /// From left to right, none within another.
    pub(super) edits: Vec<TextEdit>,
    /// It says then whose form it is.
    pub(super) says_unit: bool,
    /// And of which period.
    pub(super) says_period: bool,
}

/// A text's letters, each composed, by which edits are counted.
pub(super) fn letters(text: &str) -> Vec<char> {
    text.nfc().collect()
}

/// How a cell of a heading is filled.
pub(super) fn filled(text: &str, asked: &HeadingValues<'_>) -> FilledText {
    let letters = letters(text);
    let Some(of_period) = period::edits(&letters, asked.period) else {
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

/// The text with its edits made.
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
