//! Words that surround a value as an office types it: "bình quân theo MÃ", "CỘT có ghi".

use viet_text::text::folded;

/// The text after a phrase with which it begins.
pub(crate) fn after<'a>(text: &'a str, phrase: &str) -> Option<&'a str> {
    let start = text.get(..phrase.len())?;
    (folded(start) == folded(phrase)).then(|| text[phrase.len()..].trim())
}

/// The text before a phrase with which it ends.
pub(crate) fn before<'a>(text: &'a str, phrase: &str) -> Option<&'a str> {
    let split = text.len().checked_sub(phrase.len())?;
    (folded(text.get(split..)?) == folded(phrase)).then(|| text[..split].trim())
}
