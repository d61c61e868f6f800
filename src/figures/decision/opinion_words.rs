//! Words by which the officer accepts what is proposed or keeps what is in use.

use viet_text::text::folded;

/// Words for keeping what is in use in this period.
const KEEPS: [&str; 2] = ["giữ", "giữ nguyên"];
/// Words for keeping it in later periods, too, as long as the same is written.
const STANDS: [&str; 6] = [
    "giữ các kỳ sau",
    "giữ những kỳ sau",
    "giữ cả các kỳ sau",
    "giữ cho các kỳ sau",
    "giữ các kỳ tiếp theo",
    "giữ luôn",
];
const ACCEPTS: [&str; 4] = ["x", "đúng", "ok", "đồng ý"];

/// A word as typed: a full stop at its end says nothing.
pub(super) fn word(said: &str) -> String {
    folded(said.trim().trim_end_matches(['.', '!', ',']))
}

fn is_among(words: &[&str], said: &str) -> bool {
    let said = word(said);
    words.iter().any(|word| folded(word) == said)
}

/// Does the opinion keep what is in use?
#[must_use]
pub fn keeps(said: &str) -> bool {
    is_among(&KEEPS, said) || stands_later(said)
}

/// Does it keep it in later periods, too?
#[must_use]
pub fn stands_later(said: &str) -> bool {
    is_among(&STANDS, said)
}

/// Does it accept what is proposed?
#[must_use]
pub fn accepts(said: &str) -> bool {
    is_among(&ACCEPTS, said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_however_they_end() {
        for said in ["x", "X.", "x.", "X ", "đúng", "OK", "Ok.", "đồng ý"] {
            assert!(accepts(said) && !keeps(said), "{said}");
        }
        for said in ["giữ", "Giữ.", "giữ nguyên ", "giữ luôn."] {
            assert!(keeps(said) && !accepts(said), "{said}");
        }
        for said in ["không đúng", "xx", "x 5", "giữ cả hai", ""] {
            assert!(!keeps(said) && !accepts(said), "{said}");
        }
    }
}
