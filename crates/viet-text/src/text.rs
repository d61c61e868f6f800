//! Normalized texts: for display, for comparison, and for loose comparison.

use std::borrow::Cow;

use unicode_normalization::char::decompose_canonical;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::fold;
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

/// The key for comparing texts: equal for texts that a Vietnamese reader takes for the same words.
///
/// [`clean`], in lower case, with one form for đ, dashes, quotes, full-width characters, and for
/// words with two spellings: hòa/hoà, thủy/thuỷ, Quý/Quí, tỷ/tỉ. Spaces around `/` and `-`, before
/// `, ; : . )` and after `(` are dropped.
#[must_use]
pub fn folded(text: &str) -> String {
    fold::quickly(text).unwrap_or_else(|| fold::carefully(text))
}

/// [`folded`], without copying a text that is its own key.
#[must_use]
pub fn folded_cow(text: &str) -> Cow<'_, str> {
    if fold::is_own_key(text) { Cow::Borrowed(text) } else { Cow::Owned(folded(text)) }
}

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

/// The text with a small first letter, for use inside a sentence.
#[must_use]
pub fn lowercase_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
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

    #[test]
    fn folded_is_one_key_for_one_name() {
        for (one, other) in [
            ("Xã Mỹ Quý", "xã mĩ quí"),
            ("Mỹ Hòa", "MỸ HOÀ"),
            ("thủy sản", "thuỷ sản"),
            ("Ðốc Binh Kiều", "Đốc Binh Kiều"),
            ("ðồng", "đồng"),
            ("Kỳ báo cáo", "Kì  báo\ncáo"),
            ("Quản lý", "Quản lí"),
            ("tỷ đồng", "tỉ đồng"),
            ("Độc lập – Tự do", "Độc lập - Tự do"),
            ("Thương mại - dịch vụ", "Thương mại-dịch vụ"),
            ("Triệu đồng / năm", "Triệu đồng/năm"),
            ("“HTX” ’", "\"HTX\" '"),
            ("ＨＴＸ　１２", "htx 12"),
            ("hòan thành", "hoàn thành"),
        ] {
            assert_eq!(folded(one), folded(other));
        }
    }

    #[test]
    fn folded_keeps_different_names_apart() {
        for (one, other) in [
            ("Thanh Mỹ", "Thạnh Mỹ"),
            ("Tân Thạnh", "Tân Thành"),
            ("Láng Biển", "Láng Biền"),
            ("tiêu thụ công nghiệp", "tiểu thủ công nghiệp"),
            ("của", "cúa"),
            ("tai", "tay"),
            ("thúi", "thúy"),
            ("12", "1 2"),
        ] {
            assert_ne!(folded(one), folded(other));
        }
    }

    #[test]
    fn bare_breaks_ties_only() {
        assert_eq!(bare("CN-TTCN, Đốc Binh Kiều (xã)"), "cn ttcn doc binh kieu xa");
        assert_eq!(bare("Thanh Mỹ"), bare("Thạnh Mỹ"));
        assert_eq!(bare(" … "), "");
    }

    proptest! {
        #[test]
        fn marks_go_alike_letter_by_letter(text in "[a-zàạằẳẵắặđèệìịợủỹǘḯ \u{301}\u{323}]{0,12}|\\PC{0,12}") {
            let parts = text.nfd().filter(|part| !('\u{300}'..='\u{36F}').contains(part));
            let plain: String = parts.map(|part| if part == 'đ' { 'd' } else { part }).collect();
            prop_assert_eq!(without_marks(&text), plain);
        }

        #[test]
        fn what_is_tidy_is_clean(text in "[a ạ\t]{0,6}|\\PC{0,6}") {
            let by_words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
            if is_clean(&text) {
                prop_assert_eq!(by_words.join(" "), text);
            }
        }

        #[test]
        fn folding_twice_is_folding_once(
            text in "([a-zA-Zàạằẳẵắặđèệìịòớợùủýỹỵ \u{301}\u{323}\u{302}\u{306}\u{AD}\u{A0}.,/()-]|\\PC){0,24}",
        ) {
            let once = folded(&text);
            prop_assert_eq!(folded(&once), once);
        }
    }
}
