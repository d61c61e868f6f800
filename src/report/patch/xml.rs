//! XML as tags and texts with their original characters, so that unchanged parts are written back
//! exactly.

use quick_xml::Reader;
use quick_xml::events::Event;

/// The kind of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum TokenKind {
    Start,
    End,
    Empty,
    Other,
}

/// A tag, or the text between tags.
#[derive(Clone, Debug)]
pub(in crate::report) struct XmlToken {
    pub(in crate::report) kind: TokenKind,
    /// The element's name; empty for text.
    pub(in crate::report) name: String,
    /// As written.
    pub(in crate::report) text: String,
}

impl XmlToken {
    pub(in crate::report) fn is_open(&self, name: &str) -> bool {
        matches!(self.kind, TokenKind::Start | TokenKind::Empty) && self.name == name
    }

    pub(in crate::report) fn other(text: String) -> Self {
        Self { kind: TokenKind::Other, name: String::new(), text }
    }
}

/// The tokens of a text; joined they are the text.
pub(in crate::report) fn tokens(xml: &str) -> Result<Vec<XmlToken>, String> {
    let mut reader = Reader::from_str(xml);
    let mut tokens = Vec::new();
    let mut from = 0;
    loop {
        let event = reader.read_event().map_err(|_| "nội dung XML sai cấu trúc".to_owned())?;
        let to = usize::try_from(reader.buffer_position()).unwrap_or(xml.len()).min(xml.len());
        let (kind, name) = match &event {
            Event::Start(tag) => (TokenKind::Start, tag.name().as_ref().to_owned()),
            Event::End(tag) => (TokenKind::End, tag.name().as_ref().to_owned()),
            Event::Empty(tag) => (TokenKind::Empty, tag.name().as_ref().to_owned()),
            Event::Eof => break,
            _ => (TokenKind::Other, String::new()),
        };
        tokens.push(XmlToken { kind, name, text: xml[from..to].to_owned() });
        from = to;
    }
    Ok(tokens)
}

/// The position of an attribute's value in a tag.
fn value_at(tag: &str, name: &str) -> Option<std::ops::Range<usize>> {
    let mut from = 0;
    while let Some(found) = tag[from..].find(name).map(|at| from + at) {
        let before = tag[..found].ends_with(char::is_whitespace);
        let rest = tag[found + name.len()..].trim_start();
        from = found + name.len();
        let Some(rest) = rest.strip_prefix('=').filter(|_| before) else { continue };
        let rest = rest.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let start = tag.len() - rest.len() + 1;
        let end = start + tag[start..].find(quote)?;
        return Some(start..end);
    }
    None
}

/// An attribute of a tag, as written.
pub(in crate::report) fn attribute(tag: &str, name: &str) -> Option<String> {
    value_at(tag, name).map(|at| tag[at].to_owned())
}

/// The tag with an attribute's value changed, if it has the attribute.
pub(in crate::report) fn with_attribute(tag: &str, name: &str, value: &str) -> String {
    match value_at(tag, name) {
        Some(at) => format!("{}{value}{}", &tag[..at.start], &tag[at.end..]),
        None => tag.to_owned(),
    }
}

/// Text, escaped for XML.
pub(in crate::report) fn escaped(text: &str) -> String {
    let plain = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    let plain: String = plain.collect();
    plain.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Text, unescaped from XML.
pub(in crate::report) fn unescaped(text: &str) -> String {
    quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), |text| text.into_owned())
}
