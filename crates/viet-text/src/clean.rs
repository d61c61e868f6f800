//! Cleaning: one line of visible characters in NFC.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::syllable::TONES;

/// Circumflex, breve and horn: marks that make another letter. They belong before a tone mark.
pub(crate) const SHAPES: [char; 3] = ['\u{302}', '\u{306}', '\u{31B}'];

/// Normalizes a text to one line in NFC: every white space becomes one space, invisible characters
/// are removed, ends are trimmed. Decode legacy text first (see [`crate::encoding`]).
#[must_use]
pub fn clean(text: &str) -> String {
    clean_cow(text).into_owned()
}

/// [`clean`], without copying a text that is clean already.
#[must_use]
pub fn clean_cow(text: &str) -> Cow<'_, str> {
    if is_clean(text) {
        return Cow::Borrowed(text);
    }
    let visible: String = text
        .chars()
        .filter(|letter| letter.is_whitespace() || !is_invisible(*letter))
        .map(|letter| if letter.is_whitespace() { ' ' } else { letter })
        .collect();
    let composed = match is_nfc_quick(visible.chars()) {
        IsNormalized::Yes => visible,
        _ => move_shapes_before_tones(visible.nfd()).nfc().collect(),
    };
    let words = composed.split(' ').filter(|word| !word.is_empty());
    Cow::Owned(words.collect::<Vec<_>>().join(" "))
}

/// Does a text have more than spaces and invisible characters?
#[must_use]
pub fn has_visible_text(text: &str) -> bool {
    !clean_cow(text).is_empty()
}

/// Is the text certainly clean already? Only decided for characters that are always in NFC, as
/// Vietnamese letters are.
pub fn is_clean(text: &str) -> bool {
    let is_tidy = |letter: char| {
        matches!(letter, ' '..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{2FF}')
            || matches!(letter, '\u{1EA0}'..='\u{1EF9}' | '\u{2013}'..='\u{201E}' | '…')
    };
    // No space at an end or after another space.
    let mut is_behind_space = true;
    let is_all_tidy = text.chars().all(|letter| {
        let was_behind_space = std::mem::replace(&mut is_behind_space, letter == ' ');
        is_tidy(letter) && !(was_behind_space && is_behind_space)
    });
    text.is_empty() || is_all_tidy && !is_behind_space
}

/// Zero-width characters, direction marks, byte order mark, soft hyphen, control characters.
pub fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{AD}' | '\u{180E}' | '\u{FEFF}')
        || ('\u{200B}'..='\u{200F}').contains(&letter)
        || ('\u{202A}'..='\u{202E}').contains(&letter)
        || ('\u{2060}'..='\u{206F}').contains(&letter)
}

/// Moves a tone mark typed before a circumflex, breve or horn behind it, as NFC expects. Otherwise
/// é + circumflex and ê + acute would look the same and differ.
fn move_shapes_before_tones(decomposed: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let mut letters: Vec<char> = decomposed.collect();
    for place in 1..letters.len() {
        let mut here = place;
        while here > 0 && SHAPES.contains(&letters[here]) && TONES.contains(&letters[here - 1]) {
            letters.swap(here, here - 1);
            here -= 1;
        }
    }
    letters.into_iter()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn clean_shows_one_tidy_line() {
        for (raw, cleaned) in [
            ("\u{FEFF} Tổng\u{A0}\u{2009}số\r\nHTX\t", "Tổng số HTX"),
            ("X\u{200B}ã Mỹ\u{AD} Quý", "Xã Mỹ Quý"),
            ("Bie\u{302}\u{309}u", "Biểu"),
            ("đa\u{323}\u{306}c đă\u{323}c đạ\u{306}c", "đặc đặc đặc"),
            ("ke\u{301}\u{302}", "kế"),
            ("a\u{200D}\u{301}", "á"),
            ("\u{A0}", ""),
        ] {
            assert_eq!(clean(raw), cleaned, "{raw:?}");
        }
    }

    proptest! {
        #[test]
        fn clean_text_has_no_extra_spaces(text in "[a ạ\t]{0,6}|\\PC{0,6}") {
            let by_words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
            if is_clean(&text) {
                prop_assert_eq!(by_words.join(" "), text);
            }
        }
    }
}
