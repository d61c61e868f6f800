//! An XML part as a tree of elements by their local names, for parts that are small enough.

use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesStart, Event};

/// Deeper than any text document; a hostile one could exhaust the stack.
const DEEPEST: usize = 256;

/// An element.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// Its name without a prefix.
    pub name: String,
    /// Its attributes, by their names without a prefix.
    pub attributes: Vec<(String, String)>,
    /// The text directly within it.
    pub text: String,
    /// The elements directly within it.
    pub children: Vec<Node>,
}

impl Node {
    /// The first element within it of this name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// All elements of this name that are reached without passing another of them.
    pub(super) fn all<'n>(&'n self, name: &'n str) -> Vec<&'n Self> {
        let found = self.children.iter().flat_map(|child| match child.name == name {
            true => vec![child],
            false => child.all(name),
        });
        found.collect()
    }

    /// An attribute.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Is a property switched on? It is where its element stands there without a value that denies
    /// it.
    pub(super) fn is_on(&self, name: &str) -> bool {
        let own = self.child(name);
        own.is_some_and(|own| !matches!(own.value("val"), Some("0" | "false" | "off")))
    }

    /// Shows every element below, but for those of unseen names; goes into those for which `see`
    /// says so.
    pub(super) fn visit<'n>(&'n self, unseen: &[&str], see: &mut dyn FnMut(&'n Self) -> bool) {
        for child in &self.children {
            if !unseen.contains(&child.name.as_str()) && see(child) {
                child.visit(unseen, see);
            }
        }
    }
}

/// The root of a well-formed part; `None` for any other.
pub(super) fn parse(bytes: &[u8]) -> Option<Node> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = Reader::from_str(std::str::from_utf8(bytes).ok()?);
    reader.config_mut().expand_empty_elements = true;
    let mut open = vec![Node::default()];
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) => {
                open.push(node(&element)?);
                if open.len() > DEEPEST {
                    return None;
                }
            }
            Event::End(_) => {
                let closed = open.pop()?;
                open.last_mut()?.children.push(closed);
            }
            Event::Text(text) => open.last_mut()?.text.push_str(&text.xml10_content()),
            Event::CData(text) => open.last_mut()?.text.push_str(&text.xml10_content()),
            Event::GeneralRef(entity) => {
                let letter = match entity.resolve_char_ref() {
                    Ok(Some(letter)) => letter.to_string(),
                    _ => resolve_xml_entity(&entity)?.to_owned(),
                };
                open.last_mut()?.text.push_str(&letter);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let above = open.pop().filter(|_| open.is_empty())?;
    above.children.into_iter().next()
}

fn node(element: &BytesStart<'_>) -> Option<Node> {
    let mut attributes = Vec::new();
    for attribute in element.attributes() {
        let attribute = attribute.ok()?;
        let value = unescape(&attribute.value).ok()?.into_owned();
        attributes.push((attribute.key.local_name().as_ref().to_owned(), value));
    }
    let name = element.local_name().as_ref().to_owned();
    Some(Node { name, attributes, ..Node::default() })
}
