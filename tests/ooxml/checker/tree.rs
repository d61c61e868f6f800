//! XML as a tree, and what makes it no XML at all.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element without its namespace's prefix.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Element>,
    pub(super) text: String,
}

impl Element {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.get(name)?.parse().ok()
    }

    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    pub(super) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// This element and all beneath it.
    pub(super) fn everything(&self) -> Vec<&Element> {
        let beneath = self.children.iter().flat_map(Element::everything);
        std::iter::once(self).chain(beneath).collect()
    }

    /// Its text and that of all beneath it.
    pub(super) fn whole_text(&self) -> String {
        let beneath = self.children.iter().map(Element::whole_text);
        std::iter::once(self.text.clone()).chain(beneath).collect()
    }
}

/// Parses a part; an error where it is not well-formed.
pub(super) fn parse(bytes: &[u8]) -> Result<Element, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "not UTF-8".to_owned())?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut open: Vec<Element> = vec![Element::default()];
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) => open.push(element(&start)?),
            Event::Empty(start) => {
                let element = element(&start)?;
                last(&mut open).children.push(element);
            }
            Event::End(_) => {
                let closed = open.pop().expect("the reader checks that tags match");
                last(&mut open).children.push(closed);
            }
            Event::Text(text) => add(&mut open, &text.xml10_content())?,
            Event::CData(text) => add(&mut open, &text.xml10_content())?,
            Event::GeneralRef(reference) => {
                let letter = reference.resolve_char_ref().map_err(|error| error.to_string())?;
                let text = match letter {
                    Some(letter) => letter.to_string(),
                    None => quick_xml::escape::resolve_xml_entity(&reference)
                        .ok_or("an unknown entity")?
                        .to_owned(),
                };
                add(&mut open, &text)?;
            }
            Event::DocType(_) => return Err("has a document type".to_owned()),
            Event::Eof => break,
            _ => {}
        }
    }
    let mut root = open.pop().expect("the root is never closed");
    if !open.is_empty() {
        return Err("ends before its elements do".to_owned());
    }
    match root.children.len() {
        1 => Ok(root.children.remove(0)),
        count => Err(format!("{count} root elements")),
    }
}

fn last(open: &mut [Element]) -> &mut Element {
    open.last_mut().expect("the root is never closed")
}

fn add(open: &mut [Element], text: &str) -> Result<(), String> {
    legal(text)?;
    last(open).text.push_str(text);
    Ok(())
}

/// Only characters that XML 1.0 knows.
fn legal(text: &str) -> Result<(), String> {
    let is_legal = |c: char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    match text.chars().find(|c| !is_legal(*c)) {
        Some(c) => Err(format!("character U+{:04X}", u32::from(c))),
        None => Ok(()),
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element, String> {
    let name = start.name().local_name().as_ref().to_owned();
    let mut element = Element { name, ..Element::default() };
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        // r:id and id are different things; other prefixes say nothing here.
        let name = attribute.key.as_ref().to_owned();
        let value =
            quick_xml::escape::unescape(&attribute.value).map_err(|error| error.to_string())?;
        legal(&value)?;
        element.attributes.push((name, value.into_owned()));
    }
    Ok(element)
}
