//! How names of organisations are compared.

use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;

use viet_text::text::{bare, folded};

/// A name [`folded`], with its Roman numerals as digits: "Mỹ Đông III" is "Mỹ Đông 3".
#[must_use]
pub(crate) fn name_key(name: &str) -> String {
    with_digits(folded(name))
}

/// The same, of a name folded already.
pub(crate) fn with_digits(folded_name: String) -> String {
    let digit = |word: &str| match word {
        "ii" => Some("2"),
        "iii" => Some("3"),
        "iv" => Some("4"),
        "v" => Some("5"),
        "vi" => Some("6"),
        _ => None,
    };
    if folded_name.split(' ').all(|word| digit(word).is_none()) {
        return folded_name;
    }
    let words = folded_name.split(' ').map(|word| digit(word).unwrap_or(word));
    words.collect::<Vec<_>>().join(" ")
}

/// A hash of a [`name_key`].
#[must_use]
pub(crate) fn hash_key(key: &str) -> u64 {
    FixedState::default().hash_one(key)
}

/// No organisation has a name of more words; a pasted page is none.
const MOST_WORDS: usize = 24;

/// A name, folded and in standard words, word by word.
pub(crate) struct NameWords(Vec<NameWord>);

struct NameWord {
    text: String,
    letters: Vec<char>,
}

impl NameWords {
    pub(crate) fn new(name: &str) -> Self {
        let spaced = name.replace(|letter: char| !letter.is_alphanumeric(), " ");
        let words = spaced.split_whitespace();
        let word =
            |word: &str| NameWord { text: word.to_owned(), letters: bare(word).chars().collect() };
        Self(words.map(word).collect())
    }

    /// May both be one name, an abbreviation of one spelt out in the other: "htx dvnn mỹ quý", "htx dịch
    /// vụ nông nghiệp mỹ quý"? So they are where both can be gone through to their ends, word by word or
    /// an abbreviation against its words.
    pub(crate) fn may_be_one_with(&self, other: &Self) -> bool {
        let (one, other) = (&self.0[..], &other.0[..]);
        if one.len().max(other.len()) > MOST_WORDS {
            return false;
        }
        // For every number of words gone through in the one, those in the other, as bits.
        let mut reached = [0_u32; MOST_WORDS + 1];
        reached[0] = 1;
        for own in 0..one.len() {
            let here = reached[own];
            for others in (0..other.len()).filter(|others| here >> others & 1 == 1) {
                let (left, right) = (&one[own..], &other[others..]);
                if left[0].text == right[0].text {
                    reached[own + 1] |= 1 << (others + 1);
                }
                if let Some(words) = left[0].words_spelt_out(right) {
                    reached[own + 1] |= 1 << (others + words);
                }
                if let Some(words) = right[0].words_spelt_out(left) {
                    reached[own + words] |= 1 << (others + 1);
                }
            }
        }
        reached[one.len()] >> other.len() & 1 == 1
    }
}

impl NameWord {
    /// How many of these words begin with its letters, one with each.
    fn words_spelt_out(&self, words: &[Self]) -> Option<usize> {
        let count = self.letters.len();
        let own = words.get(..count).filter(|_| count > 1)?;
        let initials = own.iter().map(|word| word.letters.first());
        initials.eq(self.letters.iter().map(Some)).then_some(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may_be_one(one: &str, other: &str) -> bool {
        NameWords::new(one).may_be_one_with(&NameWords::new(other))
    }

    #[test]
    fn a_name_of_a_page_is_compared_at_once() {
        for words in [21, 30, 10_000] {
            let page = "aa a a ".repeat(words / 3);
            assert_eq!(may_be_one(&format!("{page}b"), &format!("{page}b")), words < 24, "{words}");
            assert!(!may_be_one(&format!("{page}b"), &format!("{page}c")), "{words}");
        }
    }

    #[test]
    fn an_abbreviation_is_its_words() {
        for (one, other) in [
            ("htx dvnn mỹ quý", "htx dịch vụ nông nghiệp mỹ quý"),
            ("hợp tác xã nn đông hòa", "htx nông nghiệp đông hòa"),
            ("htx tm-dv an phú", "htx thương mại dịch vụ an phú"),
        ] {
            assert!(may_be_one(one, other) && may_be_one(other, one), "{one}");
        }
        for (one, other) in [
            ("htx dvnn mỹ quý", "htx dịch vụ nông nghiệp mỹ đông"),
            ("htx dvnn mỹ quý", "htx nông nghiệp mỹ quý"),
            ("tht lúa 1", "tht lúa 2"),
        ] {
            assert!(!may_be_one(one, other), "{one}");
        }
    }

    #[test]
    fn roman_numerals_are_the_same_name() {
        assert_eq!(name_key("HTX DVNN Mỹ Đông III"), name_key("HTX DVNN Mỹ Đông 3"));
        assert_ne!(name_key("HTX DVNN Mỹ Đông II"), name_key("HTX DVNN Mỹ Đông 3"));
        assert_ne!(name_key("THT sen Vị Thanh"), name_key("THT sen 6 Thanh"));
    }
}
