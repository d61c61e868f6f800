//! Words in labels that mean the same.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// Other wordings, each with the standard one.
#[derive(Clone, Debug, Default)]
pub struct Synonyms {
    /// Pairs of another wording and the standard one, each with a space on both sides.
    pairs: Vec<(String, String)>,
    /// Places of the wordings by their first words: a text without any of these words holds no
    /// such wording.
    by_first_word: HashMap<String, Vec<usize>, RandomState>,
    /// For each first byte the lengths of these words, as bits: a fast test that rules out most
    /// words.
    lengths: Vec<u64>,
}

/// A wording with a space on both sides, so that it only matches whole words.
fn among_words(words: &str) -> String {
    format!(" {words} ")
}

/// A word's first byte, and a bit for its length.
fn looks(word: &str) -> (usize, u64) {
    (word.bytes().next().unwrap_or_default().into(), 1 << word.len().min(63))
}

impl Synonyms {
    /// Wordings, each with the standard one, [`folded`](viet_text::text::folded).
    pub(in crate::settings) fn new(folded: Vec<(String, String)>) -> Self {
        let among =
            |(other, standard): (String, String)| (among_words(&other), among_words(&standard));
        let mut pairs: Vec<(String, String)> = folded.into_iter().map(among).collect();
        // The longest wording first: "xã viên htx" before "xã viên".
        pairs.sort_by_key(|(other, _)| std::cmp::Reverse(other.chars().count()));
        let mut by_first_word: HashMap<String, Vec<usize>, RandomState> = HashMap::default();
        let mut lengths = vec![0; usize::from(u8::MAX) + 1];
        for (place, (from, _)) in pairs.iter().enumerate() {
            let first = from.split_whitespace().next().unwrap_or_default();
            by_first_word.entry(first.to_owned()).or_default().push(place);
            let (byte, length) = looks(first);
            lengths[byte] |= length;
        }
        Self { pairs, by_first_word, lengths }
    }

    /// The first wording with which a text begins, given the text's first word.
    fn beginning(&self, text: &str, word: &str) -> Option<usize> {
        let (byte, length) = looks(word);
        if self.lengths.get(byte)? & length == 0 {
            return None;
        }
        let mut begun = self.by_first_word.get(word)?.iter().copied();
        begun.find(|place| {
            // As among words: between two spaces.
            let words = &self.pairs[*place].0[1..];
            text.starts_with(words) || words.strip_suffix(' ') == Some(text)
        })
    }

    /// The first wording that a text holds.
    fn held(&self, text: &str) -> Option<usize> {
        let (mut held, mut rest) = (None, Some(text));
        while let Some(text) = rest {
            let (word, behind) = match text.split_once(' ') {
                Some((word, behind)) => (word, Some(behind)),
                None => (text, None),
            };
            held = held.into_iter().chain(self.beginning(text, word)).min();
            rest = behind;
        }
        held
    }

    /// The text with every other wording replaced by the standard one. Expects folded text;
    /// replaces whole words only.
    #[must_use]
    pub fn standardised(&self, folded_text: &str) -> String {
        let held = self.held(folded_text);
        let Some(held) = held else { return folded_text.trim().to_owned() };
        let mut text = among_words(folded_text);
        for (from, to) in &self.pairs[held..] {
            while let Some(at) = text.find(from) {
                text.replace_range(at..at + from.len(), to);
                if to.contains(from) {
                    break;
                }
            }
        }
        text.trim().to_owned()
    }
}
