//! XML of rows and shared strings, written directly to bytes.

use std::borrow::Cow;

/// White space that XML keeps at the ends of a text only with `xml:space`.
const SPACE: [char; 3] = ['\t', '\n', ' '];

/// Appends texts as they are. Inlined, since it is called for millions of cells.
#[inline(always)]
pub(super) fn push<const N: usize>(xml: &mut Vec<u8>, texts: &[&str; N]) {
    for text in texts {
        xml.extend_from_slice(text.as_bytes());
    }
}

/// Appends escaped text.
pub(super) fn escaped(xml: &mut Vec<u8>, text: &str) {
    let mut rest = text.as_bytes();
    while let Some(at) = rest.iter().position(|byte| matches!(byte, b'&' | b'<' | b'>')) {
        xml.extend_from_slice(&rest[..at]);
        xml.extend_from_slice(match rest[at] {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            _ => b"&gt;",
        });
        rest = &rest[at + 1..];
    }
    xml.extend_from_slice(rest);
}

/// Appends a text element: `<t>…</t>`.
pub(super) fn text(xml: &mut Vec<u8>, text: &str) {
    let open = match text.starts_with(SPACE) || text.ends_with(SPACE) {
        true => "<t xml:space=\"preserve\">",
        false => "<t>",
    };
    push(xml, &[open]);
    escaped(xml, &literal(text));
    push(xml, &["</t>"]);
}

/// Escapes `_x0041_`, which would otherwise be read as the letter A.
pub(super) fn literal(text: &str) -> Cow<'_, str> {
    let is_escape = |rest: &str| {
        let code = rest.as_bytes().get(2..7);
        code.is_some_and(|code| code[4] == b'_' && code[..4].iter().all(u8::is_ascii_hexdigit))
    };
    let mut places = text.match_indices("_x").map(|(at, _)| at);
    if !places.clone().any(|at| is_escape(&text[at..])) {
        return Cow::Borrowed(text);
    }
    let mut made = String::with_capacity(text.len() + 8);
    let mut done = 0;
    for at in places.by_ref().filter(|at| is_escape(&text[*at..])) {
        made.push_str(&text[done..at]);
        made.push_str("_x005F");
        done = at;
    }
    made.push_str(&text[done..]);
    Cow::Owned(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(put: impl Fn(&mut Vec<u8>)) -> String {
        let mut xml = Vec::new();
        put(&mut xml);
        String::from_utf8(xml).unwrap()
    }

    #[test]
    fn reserved_characters_are_escaped_and_white_space_is_kept() {
        assert_eq!(made(|xml| escaped(xml, "a<b>&\"c\"")), "a&lt;b&gt;&amp;\"c\"");
        assert_eq!(made(|xml| text(xml, "xã")), "<t>xã</t>");
        assert_eq!(made(|xml| text(xml, "xã\n")), "<t xml:space=\"preserve\">xã\n</t>");
    }

    #[test]
    fn text_that_looks_like_an_escape_stays_text() {
        for (given, expected) in [
            ("_x0041_", "_x005F_x0041_"),
            ("a_x0041__x00e9_b", "a_x005F_x0041__x005F_x00e9_b"),
            ("_x0041", "_x0041"),
            ("_x004g_", "_x004g_"),
            ("_xắ00_", "_xắ00_"),
            ("_x", "_x"),
        ] {
            assert_eq!(literal(given), expected);
        }
    }
}
