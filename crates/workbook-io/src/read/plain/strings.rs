//! Texts in the table of shared strings and in cells.

use std::borrow::Cow;
use std::sync::Arc;

use crate::cache::StringInterner;
use crate::read::Limits;

/// The declared number of texts. The careful reader refuses impossible ones.
const CLAIM: &[u8] = b"uniqueCount=\"";

/// Reads the shared strings, if all are plain.
pub(super) fn read(
    part: &[u8],
    limits: &Limits,
    interner: &mut StringInterner,
) -> Option<Vec<Arc<str>>> {
    let start = memchr::memmem::find(part, b"<sst")?;
    let head = &part[..start];
    let is_plain = head.is_empty()
        || head.strip_prefix(b"<?xml ").is_some_and(|rest| {
            let end = memchr::memmem::find(rest, b"?>");
            end.is_some_and(|end| rest[end + 2..].iter().all(u8::is_ascii_whitespace))
        });
    if !is_plain {
        return None;
    }
    let mut texts = Vec::new();
    let open = start + memchr::memchr(b'>', &part[start..])?;
    let opening = &part[start..open];
    if let Some(claim) = memchr::memmem::find(opening, CLAIM) {
        let claim = opening[claim + CLAIM.len()..].split(|byte| *byte == b'"').next()?;
        let claim: usize = std::str::from_utf8(claim).ok()?.parse().ok()?;
        if claim > part.len() / 5 {
            return None;
        }
    }
    if opening.ends_with(b"/") || opening.contains(&b'&') || opening[1..].contains(&b'<') {
        return None;
    }
    let mut rest = &part[open + 1..];
    while let Some(next) = rest.strip_prefix(b"<si>") {
        let (text, behind) = element(next)?;
        texts.push(interner.intern(&text));
        rest = behind.strip_prefix(b"</si>")?;
        if texts.len() as u64 > limits.cells {
            return None;
        }
    }
    let behind = rest.strip_prefix(b"</sst>")?;
    behind.iter().all(u8::is_ascii_whitespace).then_some(texts)
}

/// Parses a text element; returns the text and the bytes after it.
pub(super) fn element(bytes: &[u8]) -> Option<(Cow<'_, str>, &[u8])> {
    if let Some(rest) = bytes.strip_prefix(b"<t>") {
        let (raw, rest) = until_end(rest)?;
        let is_space = |byte: Option<&u8>| matches!(byte, Some(b' ' | b'\t' | b'\n'));
        let text = match plain(raw)? {
            text if !is_space(raw.first()) && !is_space(raw.last()) => text,
            Cow::Borrowed(text) => Cow::Borrowed(text.trim_matches([' ', '\t', '\n'])),
            Cow::Owned(text) => Cow::Owned(text.trim_matches([' ', '\t', '\n']).to_owned()),
        };
        return Some((text, rest));
    }
    if let Some(rest) = bytes.strip_prefix(b"<t xml:space=\"preserve\">") {
        let (raw, rest) = until_end(rest)?;
        return Some((plain(raw)?, rest));
    }
    let rest = bytes.strip_prefix(b"<t/>").or_else(|| bytes.strip_prefix(b"<t />"))?;
    Some((Cow::Borrowed(""), rest))
}

/// Is this the rest of an escape that began with `_x`? A code such as `htx.khong_xep_loai` has
/// none.
fn is_escape(rest: &[u8]) -> bool {
    rest.get(..5).is_some_and(|code| code[4] == b'_' && code[..4].iter().all(u8::is_ascii_hexdigit))
}

fn until_end(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = memchr::memchr(b'<', bytes)?;
    Some((&bytes[..end], bytes[end..].strip_prefix(b"</t>")?))
}

/// Decodes text with nothing but characters and the five entities of XML.
pub(super) fn plain(raw: &[u8]) -> Option<Cow<'_, str>> {
    let text = std::str::from_utf8(raw).ok()?;
    if memchr::memchr3(b'&', b'\r', b'_', raw).is_none() {
        return Some(Cow::Borrowed(text));
    }
    // Readers disagree about carriage returns, and "_x000D_" is an escape.
    if text.contains('\r') || text.match_indices("_x").any(|(at, _)| is_escape(&raw[at + 2..])) {
        return None;
    }
    if !text.contains('&') {
        return Some(Cow::Borrowed(text));
    }
    let mut decoded = String::with_capacity(text.len());
    let mut pieces = text.split('&');
    decoded.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (name, rest) = piece.split_once(';')?;
        decoded.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => return None,
        });
        decoded.push_str(rest);
    }
    Some(Cow::Owned(decoded))
}
