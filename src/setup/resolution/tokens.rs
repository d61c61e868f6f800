//! The words, numbers and signs of a sentence, each with its place in it.

use rust_decimal::Decimal;
use viet_text::text::folded;

/// A word, a number or a sign.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    /// Folded, for comparison.
    pub key: String,
    /// Where it begins in the sentence.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// What it is.
    pub kind: TokenKind,
    /// Nothing stands between it and the one before.
    pub is_glued: bool,
    /// All its letters are capitals, and it has several: an abbreviation.
    pub is_capitals: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum TokenKind {
    /// A word.
    Word,
    /// A number; none where its digits can be read in two ways.
    Number(Option<Decimal>),
    /// Another sign.
    Sign,
}

impl Token {
    /// Is it a number?
    pub(super) const fn is_number(&self) -> bool {
        matches!(self.kind, TokenKind::Number(_))
    }

    /// Is it this sign or word?
    pub(super) fn is(&self, key: &str) -> bool {
        self.key == key
    }
}

/// Splits a sentence.
pub(super) fn tokens(sentence: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(first) = sentence[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let length = match first {
            _ if first.is_ascii_digit() => number_length(&sentence[at..]),
            _ if first.is_alphanumeric() => word_length(&sentence[at..]),
            _ => first.len_utf8(),
        };
        let text = &sentence[at..at + length];
        let kind = match first {
            _ if first.is_ascii_digit() => TokenKind::Number(number(text)),
            _ if first.is_alphanumeric() => TokenKind::Word,
            _ => TokenKind::Sign,
        };
        let capitals = text.chars().filter(|letter| letter.is_uppercase()).count();
        found.push(Token {
            key: key(text, kind),
            from: at,
            to: at + length,
            kind,
            is_glued: found.last().is_some_and(|last| last.to == at),
            is_capitals: capitals > 1 && !text.chars().any(char::is_lowercase),
        });
        at += length;
    }
    found
}

fn key(text: &str, kind: TokenKind) -> String {
    match (kind, text) {
        (TokenKind::Sign, "–" | "—" | "−") => "-".to_owned(),
        (TokenKind::Sign, _) => text.to_owned(),
        _ => folded(text),
    }
}

/// Digits with dots and commas between them.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while is_digit(end) || matches!(bytes.get(end), Some(b'.' | b',')) && is_digit(end + 1) {
        end += 1;
    }
    end
}

fn word_length(text: &str) -> usize {
    // A mark that is written behind its letter belongs to the word.
    let is_part =
        |letter: char| letter.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&letter);
    text.find(|letter| !is_part(letter)).unwrap_or(text.len())
}

/// A number as Vietnamese documents write it: a dot for thousands, a comma for decimals.
fn number(text: &str) -> Option<Decimal> {
    let (whole, fraction) =
        text.split_once(',').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let groups: Vec<&str> = whole.split('.').collect();
    let is_grouped = groups.len() == 1
        || (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3);
    let is_fraction = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_digit());
    let fraction = match fraction {
        Some(digits) if is_fraction(digits) => format!(".{digits}"),
        Some(_) => return None,
        None => String::new(),
    };
    if !is_grouped || groups.concat().len() > 15 {
        return None;
    }
    format!("{}{fraction}", groups.concat()).parse().ok().map(|number: Decimal| number.normalize())
}

/// Do these tokens say these words, beginning at a place?
pub(super) fn says(tokens: &[Token], at: usize, words: &[String]) -> bool {
    tokens
        .get(at..at + words.len())
        .is_some_and(|own| own.iter().zip(words).all(|(token, word)| token.key == *word))
}

/// The same of words between spaces.
pub(super) fn reads(tokens: &[Token], at: usize, words: &str) -> bool {
    let mut own = tokens[at.min(tokens.len())..].iter();
    words.split(' ').all(|word| own.next().is_some_and(|token| is_word(&token.key, word)))
}

/// Is a folded word this one, in any of its spellings?
fn is_word(key: &str, word: &str) -> bool {
    let could_be = || key.chars().next() == word.chars().next() && !word.is_ascii();
    key == word || could_be() && key == folded(word)
}

/// Do tokens say these words anywhere?
pub(super) fn holds(tokens: &[Token], words: &str) -> bool {
    (0..tokens.len()).any(|at| reads(tokens, at, words))
}

/// The words of a phrase as tokens have them.
pub(super) fn phrase(text: &str) -> Vec<String> {
    tokens(text).into_iter().map(|token| token.key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_documents_write_them() {
        for (text, value) in [
            ("2.600", Some("2600")),
            ("2,6", Some("2.6")),
            ("05", Some("5")),
            ("1.800.000,5", Some("1800000.5")),
            ("2.5", None),
            ("1,234,567", None),
        ] {
            let found = tokens(text);
            let value = value.map(|value| value.parse().unwrap());
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].kind, TokenKind::Number(value), "{text}");
        }
        let keys: Vec<String> = phrase("đạt 40%, từ 2.600 – 3.000.");
        assert_eq!(keys, ["đạt", "40", "%", ",", "từ", "2.600", "-", "3.000", "."]);
    }
}
