//! Folding: spellings that a Vietnamese reader takes for the same word become the same text.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::clean::{SHAPES, clean};
use crate::syllable::TONES;

/// The key for comparing texts: equal for texts that a Vietnamese reader takes for the same words.
///
/// [`clean`], in lower case, with one form for đ, dashes, quotes, full-width characters, and for
/// words with two spellings: hòa/hoà, thủy/thuỷ, Quý/Quí, tỷ/tỉ. Spaces around `/` and `-`, before
/// `, ; : . )` and after `(` are dropped.
#[must_use]
pub fn folded(text: &str) -> String {
    fold_clean(text).unwrap_or_else(|| fold_any(text))
}

/// [`folded`], without copying a text that is its own key.
#[must_use]
pub fn folded_cow(text: &str) -> Cow<'_, str> {
    if is_own_key(text) { Cow::Borrowed(text) } else { Cow::Owned(folded(text)) }
}

/// [`folded`] for any text.
fn fold_any(text: &str) -> String {
    let plain: String = clean(text).chars().map(plain_character).collect();
    let lower = clean(&plain.replace('…', "...").to_lowercase());
    spelt_one_way(&without_idle_spaces(&lower))
}

/// Is the text certainly its own folded form? True for digits, punctuation and ASCII letters with
/// only one spelling, without spaces.
fn is_own_key(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'!'..=b'@' | b'['..=b'_' | b'a'..=b'x' | b'z'..=b'~'))
}

/// The same in one pass, for a clean text of ASCII and Vietnamese letters; `None` for any other
/// text.
fn fold_clean(text: &str) -> Option<String> {
    let mut folded = String::with_capacity(text.len());
    let mut word = Word::default();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match lower(letter)? {
            // A space at an end, or two in a row: not clean.
            ' ' if folded.is_empty() || matches!(letters.peek(), None | Some(' ')) => return None,
            ' ' => {
                word.spell(&mut folded);
                if !is_idle_space(&folded, letters.peek()) {
                    folded.push(' ');
                }
                word = Word::from(&folded);
            }
            letter if letter.is_ascii() && !letter.is_ascii_alphabetic() => {
                word.spell(&mut folded);
                folded.push(letter);
                word = Word::from(&folded);
            }
            letter => {
                word.varies |= is_early_tone(letter) || is_y(letter);
                folded.push(letter);
            }
        }
    }
    word.spell(&mut folded);
    Some(folded)
}

/// The lower case of an ASCII character or Vietnamese letter; `None` for any other.
fn lower(letter: char) -> Option<char> {
    match letter {
        ' '..='@' | '['..='_' | 'a'..='~' => Some(letter),
        'A'..='Z' => Some(letter.to_ascii_lowercase()),
        'À'..='Ã' | 'È'..='Ê' | 'Ì' | 'Í' | 'Ò'..='Õ' | 'Ù' | 'Ú' | 'Ý' => {
            char::from_u32(u32::from(letter) + 0x20)
        }
        'à'..='ã' | 'è'..='ê' | 'ì' | 'í' | 'ò'..='õ' | 'ù' | 'ú' | 'ý' => Some(letter),
        'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' => Some(letter),
        'Ă' => Some('ă'),
        'Đ' => Some('đ'),
        'Ĩ' => Some('ĩ'),
        'Ũ' => Some('ũ'),
        'Ơ' => Some('ơ'),
        'Ư' => Some('ư'),
        // In this Unicode block each small letter follows its capital.
        'Ạ'..='ỹ' => char::from_u32(u32::from(letter) | 1),
        _ => None,
    }
}

/// The last word of the folded text.
#[derive(Default)]
struct Word {
    /// Its start.
    from: usize,
    /// It contains a letter that every word with two spellings has.
    varies: bool,
}

impl Word {
    /// A word that starts at the end of the text.
    fn from(text: &str) -> Self {
        Self { from: text.len(), varies: false }
    }

    /// Rewrites it to the one spelling that is kept.
    fn spell(&self, text: &mut String) {
        if self.varies && may_be_spelt_otherwise(&text[self.from..]) {
            let spelt = word_spelt_one_way(&text[self.from..]);
            text.truncate(self.from);
            text.push_str(&spelt);
        }
    }
}

fn is_early_tone(letter: char) -> bool {
    matches!(letter, 'ó' | 'ò' | 'ỏ' | 'õ' | 'ọ' | 'ú' | 'ù' | 'ủ' | 'ũ' | 'ụ')
}

fn is_y(letter: char) -> bool {
    matches!(letter, 'y' | 'ý' | 'ỳ' | 'ỷ' | 'ỹ' | 'ỵ')
}

fn plain_character(letter: char) -> char {
    match letter {
        'Ð' | 'ð' | 'Ɖ' | 'ɖ' => 'đ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' => '-',
        '‘' | '’' | '‚' | '‛' | '′' | '´' | '`' => '\'',
        '“' | '”' | '„' | '‟' | '″' => '"',
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(letter) - 0xFF01 + 0x21).map_or(letter, plain_character)
        }
        _ => letter,
    }
}

/// Does a space between these two not count?
fn is_idle_space(before: &str, next: Option<&char>) -> bool {
    before.ends_with(['/', '-', '(']) || next.is_some_and(|next| "/-,;:.)".contains(*next))
}

fn without_idle_spaces(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter != ' ' || !is_idle_space(&kept, letters.peek()) {
            kept.push(letter);
        }
    }
    kept
}

/// Rewrites each word to the one spelling that is kept.
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

/// Can the word be spelt in two ways? Only such words are decomposed.
fn may_be_spelt_otherwise(word: &str) -> bool {
    let goes_on = |next: char| !next.is_ascii() || matches!(next, 'a' | 'e' | 'y');
    let mut letters = word.chars().peekable();
    let mut last = None;
    while let Some(letter) = letters.next() {
        if is_early_tone(letter) && letters.peek().is_some_and(|next| goes_on(*next)) {
            return true;
        }
        last = Some(letter);
    }
    last.is_some_and(is_y) && word.chars().count() <= 6
}

fn word_spelt_one_way(word: &str) -> String {
    if !may_be_spelt_otherwise(word) {
        return word.to_owned();
    }
    let mut letters: Vec<char> = word.nfd().collect();
    for place in 2..letters.len() {
        // The tone mark of oa, oe and uy may stand on either vowel; keep it on the second.
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

/// Writes i for a final y where both are accepted: after these consonants they sound the same, and
/// no two words differ only in them.
fn y_as_i(letters: &mut [char]) {
    let plain: String = letters.iter().filter(|letter| !TONES.contains(letter)).collect();
    if matches!(plain.as_str(), "hy" | "ky" | "ly" | "my" | "sy" | "ty" | "quy") {
        letters.iter_mut().filter(|letter| **letter == 'y').for_each(|letter| *letter = 'i');
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_vietnamese_letter_takes_the_fast_path() {
        let toned = |letter: char| {
            TONES.iter().map(move |tone| [letter, *tone].into_iter().nfc().collect::<String>())
        };
        let plain = "aăâeêioôơuưy".chars();
        let vowels: Vec<String> = plain
            .flat_map(|letter| [letter.to_string()].into_iter().chain(toned(letter)))
            .collect();
        assert_eq!(vowels.len(), 72);
        for letter in vowels.iter().map(String::as_str).chain(["đ", "b", "(1/2) - 3"]) {
            for text in [letter.to_owned(), letter.to_uppercase()] {
                assert_eq!(fold_clean(&text), Some(fold_any(&text)), "{text}");
            }
        }
    }

    #[test]
    fn other_texts_take_the_slow_path() {
        for text in [" a", "a ", "a  b", "a\tb", "a\u{301}", "Ð", "ä", "…", "a – b", "“a”", " "]
        {
            assert_eq!(fold_clean(text), None, "{text:?}");
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
            ("tổ ｀số 1｀", "tổ 'số 1'"),
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

    proptest! {
        #[test]
        fn both_paths_fold_alike(text in "([a-zA-ZàạằẳẵắặđĐèệìịòóọớợùúụủýỹỵỲÝOUQ .,;:/()-]|o[àáạaăâ]|[òóọỏõ][aeăâáà]|[úùụ]y|[hklmstHKLM][yýỹỵ]|\\PC){0,24}") {
            if let Some(folded) = fold_clean(&text) {
                prop_assert_eq!(folded, fold_any(&text));
            }
        }

        #[test]
        fn a_text_that_is_its_own_key_stays(text in "[ -~]{0,6}|[!-_a-xz~]{0,8}") {
            if is_own_key(&text) {
                prop_assert_eq!(fold_any(&text), text);
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
