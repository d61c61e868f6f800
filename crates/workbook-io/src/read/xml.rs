//! Strict reading of XML parts.

use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesStart, Event};

use super::well_formed::WellFormed;
use super::{Damage, Refusal};

/// The text of an XML part. calamine reads no UTF-16, so it is refused.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Refusal> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|_| Refusal::Damaged(Damage::NotUtf8))
}

/// Visits all elements. The document must be well-formed.
pub(super) fn walk(
    xml: &str,
    mut see: impl FnMut(Tag<'_, '_>) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().check_comments = true;
    let mut well_formed = WellFormed::default();
    loop {
        let event = reader.read_event().map_err(|_| ill_formed())?;
        if !well_formed.allows(&event) {
            return Err(ill_formed());
        }
        match event {
            Event::Start(element) => {
                see(Tag::Start(element.local_name().as_ref(), &element))?;
            }
            Event::End(element) => see(Tag::End(element.local_name().as_ref()))?,
            Event::Text(text) => see(Tag::Text(&text.xml10_content()))?,
            Event::CData(text) => see(Tag::Text(&text.xml10_content()))?,
            Event::GeneralRef(entity) => {
                let letter = match entity.resolve_char_ref() {
                    Ok(Some(letter)) => letter.to_string(),
                    _ => resolve_xml_entity(&entity).ok_or_else(ill_formed)?.to_owned(),
                };
                see(Tag::Text(&letter))?;
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The start or end of an element, by its local name, or text.
pub(super) enum Tag<'e, 'x> {
    Start(&'e str, &'e BytesStart<'x>),
    End(&'e str),
    /// Decoded text; an entity is a piece of its own.
    Text(&'e str),
}

/// A decoded attribute.
pub(super) fn decoded(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, Refusal> {
    let raw = attribute(element, name);
    let decode = |raw| unescape(raw).map(std::borrow::Cow::into_owned);
    raw.map(decode).transpose().map_err(|_| ill_formed())
}

/// An attribute as written, by its qualified name (`office:value`) or its local name.
pub(super) fn attribute<'e>(element: &'e BytesStart<'_>, name: &str) -> Option<&'e str> {
    let mut attributes = element.attributes();
    attributes.with_checks(false);
    for attribute in attributes {
        // calamine refuses malformed attributes.
        let Ok(attribute) = attribute else { return None };
        if attribute.key.as_ref() == name || attribute.key.local_name().as_ref() == name {
            return match attribute.value {
                std::borrow::Cow::Borrowed(value) => Some(value),
                std::borrow::Cow::Owned(_) => None,
            };
        }
    }
    None
}

/// Are all attributes without a prefix among the known ones? Those with one are extensions.
pub(super) fn has_only(element: &BytesStart<'_>, known: &[&str]) -> bool {
    if element.attributes_raw().is_empty() {
        return true;
    }
    let mut attributes = element.attributes();
    attributes.with_checks(false);
    attributes.map_while(Result::ok).all(|attribute| {
        let name = attribute.key.as_ref();
        name.contains(':') || known.contains(&name) || name == "xmlns"
    })
}

/// Is an XML Schema boolean true?
pub(super) fn is_true(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true"))
}

fn ill_formed() -> Refusal {
    Refusal::Damaged(Damage::MalformedXml)
}
