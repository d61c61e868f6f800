//! XML of rows with gaps. An id that is not known yet leaves a gap, filled when the chunk gets its
//! ids.

use super::ids::{Id, ResolvedIds};
use super::xml::{self, push};
use crate::number::format_digits;
use crate::sheet::digest::DigestInput;

/// Minimum size of XML before it is compressed, in bytes.
const ENOUGH: usize = 1 << 20;

/// The XML of rows, and their cells encoded for the digest.
#[derive(Default)]
pub(super) struct XmlBlock {
    pub(super) xml: Vec<u8>,
    pub(super) digest_input: DigestInput,
    gaps: Vec<(usize, Gap)>,
    /// The XML with its gaps filled.
    filled: Vec<u8>,
    /// The style attribute for each id.
    looks: StyleAttributes,
}

/// What is missing at a position; the number is an index into [`ResolvedIds`].
#[derive(Clone, Copy)]
enum Gap {
    Look(u32),
    /// The reference to a text, and the end of its cell.
    Text(u32),
}

#[derive(Default)]
struct StyleAttributes(Vec<String>);

impl StyleAttributes {
    fn put(&mut self, xml: &mut Vec<u8>, number: u32) {
        let number = number as usize;
        for next in self.0.len()..=number {
            // The default style needs no attribute.
            self.0.push(if next == 0 { String::new() } else { format!("\" s=\"{next}") });
        }
        push(xml, &[&self.0[number]]);
    }
}

impl XmlBlock {
    /// Adds the style attribute of a cell.
    pub(super) fn look(&mut self, look: Id) {
        match look {
            Id::Known(number) => self.looks.put(&mut self.xml, number),
            Id::Pending(place) => self.gaps.push((self.xml.len(), Gap::Look(place))),
        }
    }

    /// Adds the reference to a text, and ends the cell.
    pub(super) fn text(&mut self, text: Id) {
        match text {
            Id::Known(number) => shared(&mut self.xml, number),
            Id::Pending(place) => self.gaps.push((self.xml.len(), Gap::Text(place))),
        }
    }

    /// Is there enough XML to compress?
    pub(super) fn is_enough(&self) -> bool {
        self.xml.len() >= ENOUGH
    }

    /// The XML with its gaps filled.
    pub(super) fn filled(&mut self, answers: &ResolvedIds) -> &[u8] {
        if self.gaps.is_empty() {
            return &self.xml;
        }
        self.filled.clear();
        let mut done = 0;
        for (at, gap) in self.gaps.drain(..) {
            self.filled.extend_from_slice(&self.xml[done..at]);
            done = at;
            match gap {
                Gap::Look(place) => self.looks.put(&mut self.filled, answers.looks[place as usize]),
                Gap::Text(place) => match &answers.texts[place as usize] {
                    (_, Some(number)) => shared(&mut self.filled, *number),
                    (text, None) => inline(&mut self.filled, text),
                },
            }
        }
        self.filled.extend_from_slice(&self.xml[done..]);
        &self.filled
    }

    /// Clears everything, keeping the memory.
    pub(super) fn clear(&mut self) {
        self.xml.clear();
        self.digest_input.clear();
        self.gaps.clear();
    }
}

/// Writes the reference to a shared string.
fn shared(xml: &mut Vec<u8>, number: u32) {
    push(xml, &["\" t=\"s\"><v>", format_digits(number.into(), &mut [0; 20]), "</v></c>"]);
}

/// Writes an inline string.
fn inline(xml: &mut Vec<u8>, text: &str) {
    push(xml, &["\" t=\"inlineStr\"><is>"]);
    xml::text(xml, text);
    push(xml, &["</is></c>"]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_where_they_are() {
        let mut block = XmlBlock::default();
        let cells = [
            (Id::Known(3), Id::Pending(1)),
            (Id::Pending(0), Id::Known(7)),
            (Id::Pending(1), Id::Pending(0)),
        ];
        for (look, text) in cells {
            push(&mut block.xml, &["<c r=\"A1"]);
            block.look(look);
            block.text(text);
        }
        // The second text is beyond the limit of shared strings; the second style is the default.
        let texts = vec![("xã".into(), Some(12)), ("a & b".into(), None)];
        let filled = block.filled(&ResolvedIds { texts, looks: vec![5, 0] }).to_vec();
        let expected = [
            "<c r=\"A1\" s=\"3\" t=\"inlineStr\"><is><t>a &amp; b</t></is></c>",
            "<c r=\"A1\" s=\"5\" t=\"s\"><v>7</v></c>",
            "<c r=\"A1\" t=\"s\"><v>12</v></c>",
        ];
        assert_eq!(String::from_utf8(filled).unwrap(), expected.concat());
        block.clear();
        assert!(block.filled(&ResolvedIds::default()).is_empty());
    }
}
