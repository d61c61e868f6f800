//! Normalized texts: for display, for comparison, and for loose comparison.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

pub use crate::clean::{clean, clean_cow, has_visible_text, is_clean, is_invisible};
pub use crate::fold::{folded, folded_cow};

/// [`folded`] without diacritics: letters, digits and single spaces. Different names become equal
/// (Thanh Mỹ, Thạnh Mỹ), so use it only to break a tie.
#[must_use]
pub fn bare(text: &str) -> String {
    let spaced: String = without_marks(&folded(text))
        .chars()
        .map(|letter| if letter.is_alphanumeric() { letter } else { ' ' })
        .collect();
    spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Folded text without its diacritics; everything else stays.
pub fn without_marks(folded: &str) -> String {
    let without_mark = |letter: char| match letter {
        '\u{300}'..='\u{36F}' => None,
        'đ' => Some('d'),
        letter => Some(letter),
    };
    // For Latin letters, decomposing letter by letter gives the same order as NFD.
    if !folded.chars().all(|letter| matches!(letter, ..'\u{250}' | '\u{1E00}'..='\u{1EFF}')) {
        return folded.nfd().filter_map(without_mark).collect();
    }
    let mut plain = String::with_capacity(folded.len());
    for letter in folded.chars() {
        decompose_canonical(letter, |part| plain.extend(without_mark(part)));
    }
    plain
}

/// The text with a small first letter, for use inside a sentence.
#[must_use]
pub fn lowercase_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// How a sentence may end.
const ENDS: [char; 4] = ['.', '!', '?', '…'];

/// The text as a sentence: with a full stop, unless somebody gave it an end already.
#[must_use]
pub fn as_sentence(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(ENDS) { text.to_owned() } else { format!("{text}.") }
}

/// The text without its full stop, for use inside a sentence. Dots that leave something out stay.
#[must_use]
pub fn without_stop(text: &str) -> &str {
    let text = text.trim_end();
    let bare = text.trim_end_matches('.');
    if text.len() - bare.len() > 2 { text } else { bare.trim_end() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn bare_breaks_ties_only() {
        assert_eq!(bare("CN-TTCN, Đốc Binh Kiều (xã)"), "cn ttcn doc binh kieu xa");
        assert_eq!(bare("Thanh Mỹ"), bare("Thạnh Mỹ"));
        assert_eq!(bare(" … "), "");
    }

    #[test]
    fn a_sentence_has_one_end() {
        for (typed, sentence, inside) in [
            ("Chưa được ban hành.", "Chưa được ban hành.", "Chưa được ban hành"),
            ("Chưa được ban hành", "Chưa được ban hành.", "Chưa được ban hành"),
            ("Vì sao? ", "Vì sao?", "Vì sao?"),
            ("Do hạn hán...", "Do hạn hán...", "Do hạn hán..."),
            ("Do hạn hán..", "Do hạn hán..", "Do hạn hán"),
        ] {
            assert_eq!(as_sentence(typed), sentence);
            assert_eq!(without_stop(typed), inside);
        }
    }

    proptest! {
        #[test]
        fn diacritics_are_removed_as_by_nfd(text in "[a-zàạằẳẵắặđèệìịợủỹǘḯ \u{301}\u{323}]{0,12}|\\PC{0,12}") {
            let parts = text.nfd().filter(|part| !('\u{300}'..='\u{36F}').contains(part));
            let plain: String = parts.map(|part| if part == 'đ' { 'd' } else { part }).collect();
            prop_assert_eq!(without_marks(&text), plain);
        }
    }
}
