//! Legacy Vietnamese encodings: detected by spelling, and converted to Unicode.
//!
//! Decode before cleaning: TCVN3 writes ư as U+00AD, which cleaning removes as a soft hyphen.

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::syllable::is_syllable;
use crate::tables::{tcvn3, vni_pair, vni_single};

/// The encoding of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Unicode: the characters mean what they are.
    Unicode,
    /// TCVN 5712, fonts `.VnTime`, `.VnArial`: `Tæng sè hîp t¸c x·`.
    Tcvn3,
    /// VNI-Windows, fonts `VNI-Times`: `Toång soá hôïp taùc xaõ`.
    Vni,
}

/// Different words that must be spelt correctly in a legacy encoding before it is assumed.
const ENOUGH: usize = 2;

/// Detects the encoding of the texts of one sheet or file. Counts the words that are Vietnamese
/// syllables in a legacy encoding but not as they stand.
///
/// Texts without evidence (plain ASCII, French, a single "HTX") are taken for Unicode.
#[must_use]
pub fn detect<'a>(texts: impl IntoIterator<Item = &'a str>) -> Encoding {
    let texts = texts.into_iter().filter(|text| !text.is_ascii());
    Votes::from_words(texts.flat_map(words)).winner()
}

/// Counts the words with letters beyond ASCII, and how many of those can only be Unicode. If the
/// second number is most of the first, [`detect`] need not be called.
#[must_use]
pub fn count_non_ascii_words(text: &str) -> (usize, usize) {
    if text.is_ascii() {
        return (0, 0);
    }
    words(text).fold((0, 0), |(all, only_unicode), word| {
        (all + 1, only_unicode + usize::from(word.chars().any(is_beyond_legacy)))
    })
}

/// Converts a text to Unicode; `sheet` is the encoding detected for its sheet.
///
/// A cell that is clear by itself decides for itself: real Vietnamese letters in a legacy sheet
/// stay, and legacy text pasted into a Unicode sheet is decoded.
#[must_use]
pub fn decode_if_legacy(text: &str, sheet: Encoding) -> Cow<'_, str> {
    if text.is_ascii() || text.chars().any(is_beyond_legacy) {
        return Cow::Borrowed(text);
    }
    let votes = || Votes::from_words(words(text));
    let encoding = match sheet {
        Encoding::Unicode if words(text).all(is_syllable) => Encoding::Unicode,
        Encoding::Unicode => votes().winner(),
        Encoding::Tcvn3 if votes().tcvn3.len() < votes().unicode => Encoding::Unicode,
        Encoding::Vni if votes().vni.len() < votes().unicode => Encoding::Unicode,
        legacy => legacy,
    };
    if encoding == Encoding::Unicode {
        return Cow::Borrowed(text);
    }
    Cow::Owned(decode(text, encoding))
}

/// Were a text's letters broken by a program that took them for another code page's? Of UTF-8 taken for
/// the Western code page ("Há»£p tÃ¡c xÃ£") it can be told, and of letters that were replaced by
/// signs ("H?p tác x? M? Qu?").
#[must_use]
pub fn is_broken(text: &str) -> bool {
    text.contains('\u{fffd}') || has_lost_letters(text) || was_utf8(text)
}

/// Question marks in place of letters: within words, or at the ends of several.
fn has_lost_letters(text: &str) -> bool {
    let words = || text.split_whitespace().map(|word| word.trim_end_matches(['.', ',', ')']));
    let is_hurt = |word: &str| {
        word.contains('?') && word.chars().any(char::is_alphabetic) && !word.contains("://")
    };
    let within = |word: &str| word.trim_matches('?').contains('?');
    words().any(|word| is_hurt(word) && within(word))
        || words().filter(|word| is_hurt(word)).count() > 1
}

/// Do the text's characters, as bytes of the Western code page, spell UTF-8?
fn was_utf8(text: &str) -> bool {
    /// Characters of the bytes 0x80 to 0x9F.
    const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    if text.is_ascii() || text.chars().any(is_beyond_legacy) {
        return false;
    }
    let byte = |letter: char| match u32::from(letter) {
        code @ 0..=0xFF => u8::try_from(code).ok(),
        _ => {
            let place = HIGH.chars().position(|high| high == letter)?;
            u8::try_from(0x80 + place).ok()
        }
    };
    let bytes: Option<Vec<u8>> = text.chars().map(byte).collect();
    bytes.is_some_and(|bytes| String::from_utf8(bytes).is_ok())
}

/// Converts a text to Unicode. Characters outside the encoding stay as they are.
#[must_use]
pub fn decode(text: &str, encoding: Encoding) -> String {
    let letters: String = letters(text, encoding).into_iter().map(|(letter, _)| letter).collect();
    if encoding == Encoding::Tcvn3 { capitals_restored(&letters) } else { letters }
}

/// Each letter decoded, and whether it belongs to the encoding.
fn letters(text: &str, encoding: Encoding) -> Vec<(char, bool)> {
    let known_or_kept = |code: char, letter: Option<char>| {
        letter.map_or((code, code.is_ascii()), |letter| (letter, true))
    };
    match encoding {
        Encoding::Unicode => text.chars().map(|letter| (letter, true)).collect(),
        Encoding::Tcvn3 => text.chars().map(|code| known_or_kept(code, tcvn3(code))).collect(),
        Encoding::Vni => {
            let mut decoded = Vec::new();
            let mut codes = text.chars().peekable();
            while let Some(code) = codes.next() {
                // Try pairs first: `ô` alone is ơ, but before a mark it is part of ớ, ờ, ở, ỡ or ợ.
                let pair = codes.peek().and_then(|&mark| vni_pair(code, mark));
                if pair.is_some() {
                    codes.next();
                }
                decoded.push(known_or_kept(code, pair.or_else(|| vni_single(code))));
            }
            decoded
        }
    }
}

/// Is every letter of the word in this encoding, and is it a Vietnamese syllable of at least two
/// letters? A single letter is no evidence: `×` is ì, but usually means multiplication.
fn spells(word: &str, encoding: Encoding) -> bool {
    let letters = letters(word, encoding);
    letters.len() >= 2
        && letters.iter().all(|(_, known)| *known)
        && is_syllable(&letters.iter().map(|(letter, _)| letter).collect::<String>())
}

/// Vietnamese letters and combining marks that cannot come from a legacy encoding.
fn is_beyond_legacy(letter: char) -> bool {
    matches!(letter, 'Ă' | 'ă' | 'Đ' | 'đ' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ' | 'Ơ' | 'ơ' | 'Ư' | 'ư')
        || ('\u{1EA0}'..='\u{1EF9}').contains(&letter)
        || ('\u{300}'..='\u{323}').contains(&letter)
}

/// Words as legacy text has them: symbols such as `¸` and U+00AD are letters there.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| {
        if letter.is_ascii() {
            !letter.is_ascii_alphabetic()
        } else {
            letter.is_whitespace() || ('\u{2000}'..='\u{206F}').contains(&letter)
        }
    })
    .filter(|word| !word.is_ascii())
}

/// The words that are spelt correctly in each encoding.
#[derive(Default)]
struct Votes<'a> {
    unicode: usize,
    tcvn3: Vec<&'a str>,
    vni: Vec<&'a str>,
}

impl<'a> Votes<'a> {
    fn from_words(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut votes = Self::default();
        words.into_iter().for_each(|word| votes.count(word));
        votes
    }

    fn count(&mut self, word: &'a str) {
        if word.chars().any(is_beyond_legacy) {
            self.unicode += 1;
            return;
        }
        self.unicode += usize::from(is_syllable(word));
        if spells(word, Encoding::Tcvn3) {
            self.tcvn3.push(word);
        }
        if spells(word, Encoding::Vni) {
            self.vni.push(word);
        }
    }

    fn winner(&self) -> Encoding {
        let best = self.tcvn3.len().max(self.vni.len());
        if best <= self.unicode {
            return Encoding::Unicode;
        }
        if self.vni.len() == best && are_enough(&self.vni) {
            Encoding::Vni
        } else if self.tcvn3.len() == best
            && (are_enough(&self.tcvn3) || self.tcvn3.iter().any(|word| has_symbol_inside(word)))
        {
            Encoding::Tcvn3
        } else {
            Encoding::Unicode
        }
    }
}

fn are_enough(words: &[&str]) -> bool {
    let different = words.iter().any(|word| *word != words[0]);
    words.len() >= ENOUGH && different
}

/// A symbol between letters, as in `Kh¸` or `L·i`, never occurs in Unicode text, so one such word
/// is enough. The word must begin with a letter, to leave `µm` alone.
fn has_symbol_inside(word: &str) -> bool {
    word.chars().count() >= 3
        && word.starts_with(|first: char| first.is_ascii_alphabetic())
        && word.chars().any(|code| !code.is_alphabetic())
}

/// Restores capitals of words typed in an all-capitals font: `HợP TáC Xã` becomes HỢP TÁC XÃ.
///
/// Capitals around a small Vietnamese letter show such a font; small plain letters rule it out.
/// Words that show neither (`Xã`, `Tổ`) follow the nearest word that does, the earlier one of two.
fn capitals_restored(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let shown: Vec<Option<bool>> = words.iter().map(|word| shows_capitals(word)).collect();
    let restored: Vec<Cow<'_, str>> = words
        .iter()
        .enumerate()
        .map(|(place, word)| {
            if nearest(&shown, place) == Some(true) && may_be_capitals(word) {
                Cow::Owned(word.to_uppercase())
            } else {
                Cow::Borrowed(*word)
            }
        })
        .collect();
    restored.join(" ")
}

fn nearest(shown: &[Option<bool>], place: usize) -> Option<bool> {
    (0..shown.len()).find_map(|distance| {
        let before = place.checked_sub(distance).and_then(|place| shown[place]);
        before.or_else(|| shown.get(place + distance).copied().flatten())
    })
}

fn may_be_capitals(word: &str) -> bool {
    !word.chars().any(|letter| letter.is_ascii_lowercase())
}

fn shows_capitals(word: &str) -> Option<bool> {
    if !may_be_capitals(word) {
        return Some(false);
    }
    let first_small = word.find(|letter: char| !letter.is_ascii() && letter.is_lowercase())?;
    let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
    let capital_after = word[first_small..].chars().any(char::is_uppercase);
    (capitals >= 2 || capital_after).then_some(true)
}
