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
const ACCEPTS: [&str; 1] = ["x"];

fn is_among(words: &[&str], said: &str) -> bool {
    let said = folded(said);
    words.iter().any(|word| folded(word) == said)
}

/// Does the opinion keep what is in use?
pub(super) fn keeps(said: &str) -> bool {
    is_among(&KEEPS, said) || stands_later(said)
}

/// Does it keep it in later periods, too?
#[must_use]
pub fn stands_later(said: &str) -> bool {
    is_among(&STANDS, said)
}

/// Does it accept what is proposed?
pub(super) fn accepts(said: &str) -> bool {
    is_among(&ACCEPTS, said)
}
