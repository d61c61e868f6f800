//! Makes texts valid for cells.

use std::borrow::Cow;

/// Excel's limit for the text of a cell, in UTF-16 units.
pub(super) const CELL_LIMIT: usize = 32_767;

/// Replaces characters that cannot be seen or printed.
const UNPRINTABLE: char = '\u{FFFD}';

/// The text for a cell: without control characters, truncated to the limit.
pub(super) fn fit(text: &str) -> Cow<'_, str> {
    match cleaned(text) {
        Cow::Borrowed(text) => truncate(text, CELL_LIMIT),
        Cow::Owned(text) => Cow::Owned(truncate(&text, CELL_LIMIT).into_owned()),
    }
}

/// Replaces control characters by �; line ends become `\n`, tabs stay. Characters that change the
/// writing direction count as control characters: with them a cell shows something else than it
/// holds.
pub(super) fn cleaned(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unprintable) {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(lines.replace(is_unprintable, UNPRINTABLE.encode_utf8(&mut [0; 4])))
}

fn is_unprintable(c: char) -> bool {
    let turns_direction = matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let is_no_character = matches!(c, '\u{FFFE}' | '\u{FFFF}');
    (c.is_control() && !matches!(c, '\n' | '\t')) || turns_direction || is_no_character
}

/// Truncates a text to `limit` UTF-16 units; "…" marks the cut.
#[must_use]
pub fn truncate(text: &str, limit: usize) -> Cow<'_, str> {
    // There are never fewer bytes than UTF-16 units, so most texts need no counting.
    if text.len() <= limit || text.encode_utf16().count() <= limit {
        return Cow::Borrowed(text);
    }
    let mut length = 1;
    let kept = text.chars().take_while(|c| {
        length += c.len_utf16();
        length <= limit
    });
    Cow::Owned(kept.chain(['…']).collect())
}

/// Would Excel take the text for a formula if someone edited the cell and pressed Enter?
pub(super) fn looks_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_show_and_lines_stay() {
        assert_eq!(cleaned("dòng 1\r\ndòng 2\rdòng 3\tô"), "dòng 1\ndòng 2\ndòng 3\tô");
        assert_eq!(
            cleaned("a\u{0}b\u{1b}c\u{202e}d\u{ffff}"),
            "a\u{fffd}b\u{fffd}c\u{fffd}d\u{fffd}"
        );
        assert!(matches!(cleaned("Xã Mỹ Quý\u{a0}"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_cell_is_cut_at_its_limit_with_a_mark() {
        let long = "ắ".repeat(CELL_LIMIT);
        assert_eq!(fit(&long), long);
        let beyond = "ắ".repeat(CELL_LIMIT + 1);
        let longer = fit(&beyond);
        assert_eq!(longer.chars().count(), CELL_LIMIT);
        assert!(longer.ends_with("ắ…"));
        // A character of two units is never split.
        assert_eq!(truncate("😀😀😀", 4), "😀…");
        assert_eq!(truncate("abcd", 4), "abcd");
    }
}
