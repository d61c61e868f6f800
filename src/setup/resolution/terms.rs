//! Words that mean the same: abbreviations that a document explains, synonyms of the settings.

use super::blocks::{Block, Document};
use super::tokens::{Token, TokenKind, phrase, says, tokens};

/// Abbreviations with what they stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Words of the longer wording, words of the one that stands for it; folded.
    pairs: Vec<(Vec<String>, Vec<String>)>,
}

impl Terms {
    /// The abbreviations that a document explains: "hợp tác xã (HTX)", "(sau đây viết tắt là …)".
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let mut terms = Self::default();
        for block in &document.blocks {
            if let Block::Paragraph(paragraph) = block {
                terms.learn(&paragraph.text);
            }
        }
        terms
    }

    /// With wordings that the settings take for the same, each with the standard one.
    #[must_use]
    pub fn with<'w>(mut self, same: impl IntoIterator<Item = (&'w str, &'w str)>) -> Self {
        for (other, standard) in same {
            self.add(phrase(other), phrase(standard));
        }
        self
    }

    /// With wordings in which one term stands within another: "liên hiệp HTX" beside "liên hiệp hợp
    /// tác xã".
    pub(super) fn closed(mut self) -> Self {
        for (long, short) in self.pairs.clone() {
            for (inner, standard) in self.pairs.clone() {
                let at = long.windows(inner.len()).position(|own| own == inner);
                if let Some(at) = at.filter(|_| inner.len() < long.len()) {
                    let mut mixed = long.clone();
                    mixed.splice(at..at + inner.len(), standard);
                    self.add(mixed, short.clone());
                }
            }
        }
        self
    }

    fn add(&mut self, long: Vec<String>, short: Vec<String>) {
        let is_new = !self.pairs.iter().any(|(known, _)| *known == long);
        if is_new && !long.is_empty() && !short.is_empty() {
            self.pairs.push((long, short));
            self.pairs.sort_by_key(|(long, _)| std::cmp::Reverse(long.len()));
        }
    }

    /// An abbreviation in brackets stands for the words before it that begin with its letters:
    /// HTX for "hợp tác xã"; "HTX, THT" explains nothing.
    fn learn(&mut self, text: &str) {
        let all = tokens(text);
        for (at, token) in all.iter().enumerate() {
            let is_alone =
                at > 0 && all[at - 1].is("(") && all.get(at + 1).is_some_and(|next| next.is(")"));
            if !token.is_capitals || !is_alone {
                continue;
            }
            let initials: Vec<char> = token.key.chars().collect();
            let Some(from) = (at - 1).checked_sub(initials.len()) else { continue };
            let words = &all[from..at - 1];
            let fits = words.iter().zip(&initials).all(|(word, initial)| {
                word.kind == TokenKind::Word && word.key.starts_with(*initial)
            });
            if fits {
                let long = words.iter().map(|word| word.key.clone()).collect();
                self.add(long, vec![token.key.clone()]);
            }
        }
    }

    /// The length of the longest term, in either wording, that begins at a token.
    pub(super) fn length_at(&self, tokens: &[Token], at: usize) -> Option<usize> {
        let wordings = self.pairs.iter().flat_map(|(long, short)| [long, short]);
        wordings.filter(|words| says(tokens, at, words)).map(Vec::len).max()
    }

    /// The words with every longer wording replaced by the one that stands for it.
    pub(super) fn standard(&self, words: &[String]) -> Vec<String> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let pair = self.pairs.iter().find(|(long, _)| words[at..].starts_with(long));
            match pair {
                Some((long, short)) => {
                    found.extend(short.iter().cloned());
                    at += long.len();
                }
                None => {
                    found.push(words[at].clone());
                    at += 1;
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::blocks::Paragraph;
    use super::*;

    #[test]
    fn an_abbreviation_stands_for_the_words_that_it_abbreviates() {
        let text = "phát triển ngân hàng chính sách (NHCS) và điểm giao dịch (theo NHCS, ĐGD)";
        let paragraph = Paragraph { text: text.to_owned(), ..Paragraph::default() };
        let terms = Terms::of(&Document { blocks: vec![Block::Paragraph(paragraph)] });
        let words = terms.standard(&phrase("Số điểm của ngân hàng chính sách xã"));
        assert_eq!(words.join(" "), "số điểm của nhcs xã");
    }
}
