//! Texts evened out: for showing, for comparing, and for breaking ties.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::memo::Memo;
use super::syllable::TONES;

/// Circumflex, breve, horn: marks that make another letter. They belong before a tone.
const SHAPES: [char; 3] = ['\u{302}', '\u{306}', '\u{31B}'];

/// The text in NFC on one line: any space or break is one space, invisible characters are
/// gone, ends are trimmed. Only for text already decoded (see [`super::encoding`]).
#[must_use]
pub fn clean(text: &str) -> String {
    if is_clean(text) {
        return text.to_owned();
    }
    let visible: String = text
        .chars()
        .filter(|letter| letter.is_whitespace() || !is_invisible(*letter))
        .map(|letter| if letter.is_whitespace() { ' ' } else { letter })
        .collect();
    let composed = match is_nfc_quick(visible.chars()) {
        IsNormalized::Yes => visible,
        _ => shapes_before_tones(visible.nfd()).nfc().collect(),
    };
    composed.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Is there more in a text than spaces and invisible characters?
#[must_use]
pub fn says_something(text: &str) -> bool {
    !text.is_empty() && (is_clean(text) || !clean(text).is_empty())
}

/// Is the text tidy already? Letters of the blocks that hold Vietnamese are in NFC as they
/// stand; of others this does not tell.
pub(crate) fn is_clean(text: &str) -> bool {
    let is_tidy = |letter: char| {
        matches!(letter, ' '..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{2FF}')
            || matches!(letter, '\u{1EA0}'..='\u{1EF9}' | '\u{2013}'..='\u{201E}' | '…')
    };
    !text.starts_with(' ')
        && !text.ends_with(' ')
        && !text.contains("  ")
        && text.chars().all(is_tidy)
}

/// The key by which texts are compared: two texts a Vietnamese reader takes for the same
/// words have the same key.
///
/// [`clean`], lower case, one form for đ, dashes, quotes, full-width characters, and for
/// spellings in free variation: hòa/hoà, thủy/thuỷ, Quý/Quí, tỷ/tỉ. Spaces around `/` and
/// `-`, before `, ; : . )` and after `(` do not count.
#[must_use]
pub fn folded(text: &str) -> String {
    FOLDED.with(|seen| seen.of(text, fold))
}

thread_local! {
    static FOLDED: Memo<String> = Memo::default();
}

fn fold(text: &str) -> String {
    let plain: String = clean(text).chars().map(plain_character).collect();
    let lower = clean(&plain.replace('…', "...").to_lowercase());
    spelt_one_way(&without_idle_spaces(&lower))
}

/// [`folded`] without diacritics: letters, digits and single spaces. It conflates names
/// (Thanh Mỹ, Thạnh Mỹ), so it may break a tie, never decide alone.
#[must_use]
pub fn bare(text: &str) -> String {
    let spaced: String = without_marks(&folded(text))
        .chars()
        .map(|letter| if letter.is_alphanumeric() { letter } else { ' ' })
        .collect();
    spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Folded text without its diacritics, everything else kept.
pub(super) fn without_marks(folded: &str) -> String {
    folded
        .nfd()
        .filter(|letter| !('\u{300}'..='\u{36F}').contains(letter))
        .map(|letter| if letter == 'đ' { 'd' } else { letter })
        .collect()
}

/// Zero-width characters, direction marks, byte order mark, soft hyphen, control characters.
pub(crate) fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{AD}' | '\u{180E}' | '\u{FEFF}')
        || ('\u{200B}'..='\u{200F}').contains(&letter)
        || ('\u{202A}'..='\u{202E}').contains(&letter)
        || ('\u{2060}'..='\u{206F}').contains(&letter)
}

/// Puts a tone typed before a circumflex, breve or horn behind it, where NFC finds it:
/// otherwise é + circumflex and ê + acute would look alike and differ.
fn shapes_before_tones(decomposed: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
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

fn plain_character(letter: char) -> char {
    match letter {
        'Ð' | 'ð' | 'Ɖ' | 'ɖ' => 'đ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' => '-',
        '‘' | '’' | '‚' | '‛' | '′' | '´' | '`' => '\'',
        '“' | '”' | '„' | '‟' | '″' => '"',
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(letter) - 0xFF01 + 0x21).unwrap_or(letter)
        }
        _ => letter,
    }
}

fn without_idle_spaces(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let idle = letter == ' '
            && (kept.ends_with(['/', '-', '('])
                || letters.peek().is_some_and(|next| "/-,;:.)".contains(*next)));
        if !idle {
            kept.push(letter);
        }
    }
    kept
}

/// Rewrites each word of a folded text to one of its accepted spellings.
fn spelt_one_way(text: &str) -> String {
    let mut spelt = String::with_capacity(text.len());
    let mut word = String::new();
    for letter in text.chars() {
        if letter.is_alphabetic() {
            word.push(letter);
        } else {
            spelt.push_str(&word_spelt_one_way(&word));
            word.clear();
            spelt.push(letter);
        }
    }
    spelt + &word_spelt_one_way(&word)
}

fn word_spelt_one_way(word: &str) -> String {
    if !word.contains(['ó', 'ò', 'ỏ', 'õ', 'ọ', 'ú', 'ù', 'ủ', 'ũ', 'ụ'])
        && !word.ends_with(['y', 'ý', 'ỳ', 'ỷ', 'ỹ', 'ỵ'])
    {
        return word.to_owned();
    }
    let mut letters: Vec<char> = word.nfd().collect();
    for place in 2..letters.len() {
        // The tone of oa, oe, uy is written on either vowel: here always on the second.
        let [first, tone, second] = [letters[place - 2], letters[place - 1], letters[place]];
        let shaped = letters.get(place + 1).is_some_and(|mark| SHAPES.contains(mark));
        if matches!((first, second), ('o', 'a' | 'e') | ('u', 'y'))
            && TONES.contains(&tone)
            && !shaped
        {
            letters.swap(place, place - 1);
        }
    }
    y_as_i(&mut letters);
    letters.into_iter().nfc().collect()
}

/// Ends with i what ends with i or y at the writer's liking: after one of these onsets the
/// two sound the same, and no two words differ by them alone.
fn y_as_i(letters: &mut [char]) {
    let plain: String = letters.iter().filter(|letter| !TONES.contains(letter)).collect();
    if matches!(plain.as_str(), "hy" | "ky" | "ly" | "my" | "sy" | "ty" | "quy") {
        letters.iter_mut().filter(|letter| **letter == 'y').for_each(|letter| *letter = 'i');
    }
}

/// The text as it goes on within a sentence.
#[must_use]
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn clean_shows_one_tidy_line() {
        for (raw, tidy) in [
            ("\u{FEFF} Tổng\u{A0}\u{2009}số\r\nHTX\t", "Tổng số HTX"),
            ("X\u{200B}ã Mỹ\u{AD} Quý", "Xã Mỹ Quý"),
            ("Bie\u{302}\u{309}u", "Biểu"),
            ("đa\u{323}\u{306}c đă\u{323}c đạ\u{306}c", "đặc đặc đặc"),
            ("ke\u{301}\u{302}", "kế"),
            ("a\u{200D}\u{301}", "á"),
            ("\u{A0}", ""),
        ] {
            assert_eq!(clean(raw), tidy, "{raw:?}");
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
        fn folding_twice_is_folding_once(
            text in "([a-zA-Zàạằẳẵắặđèệìịòớợùủýỹỵ \u{301}\u{323}\u{302}\u{306}\u{AD}\u{A0}.,/()-]|\\PC){0,24}",
        ) {
            let once = folded(&text);
            prop_assert_eq!(folded(&once), once);
        }
    }
}
