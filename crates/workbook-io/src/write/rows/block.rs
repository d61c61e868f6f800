//! Rows as XML in the making. What is the first to need a number for its text or its look leaves a
//! gap, which is filled when the part's turn has come.

use super::ids::{Id, ResolvedIds};
use super::xml::{self, push};
use crate::number::format_digits;
use crate::sheet::digest::DigestInput;

/// Bytes of XML that go on at a time, at least.
const ENOUGH: usize = 1 << 20;

/// Rows spelt, and what they say.
#[derive(Default)]
pub(super) struct XmlBlock {
    pub(super) xml: Vec<u8>,
    pub(super) facts: DigestInput,
    gaps: Vec<(usize, Gap)>,
    /// The XML without gaps.
    filled: Vec<u8>,
    /// How formats are asked for in a cell's element, by their numbers.
    looks: StyleAttributes,
}

/// What is missing in front of a byte: the place among the answers.
#[derive(Clone, Copy)]
enum Gap {
    Look(u32),
    /// A text and the end of its cell.
    Text(u32),
}

#[derive(Default)]
struct StyleAttributes(Vec<String>);

impl StyleAttributes {
    fn put(&mut self, xml: &mut Vec<u8>, number: u32) {
        let number = number as usize;
        for next in self.0.len()..=number {
            // The workbook's own needs no saying.
            self.0.push(if next == 0 { String::new() } else { format!("\" s=\"{next}") });
        }
        push(xml, &[&self.0[number]]);
    }
}

impl XmlBlock {
    /// A cell's look.
    pub(super) fn look(&mut self, look: Id) {
        match look {
            Id::Known(number) => self.looks.put(&mut self.xml, number),
            Id::Pending(place) => self.gaps.push((self.xml.len(), Gap::Look(place))),
        }
    }

    /// A cell's text, and its end.
    pub(super) fn text(&mut self, text: Id) {
        match text {
            Id::Known(number) => shared(&mut self.xml, number),
            Id::Pending(place) => self.gaps.push((self.xml.len(), Gap::Text(place))),
        }
    }

    /// Is it time to go on?
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

    /// Begins anew in the same memory.
    pub(super) fn clear(&mut self) {
        self.xml.clear();
        self.facts.clear();
        self.gaps.clear();
    }
}

/// A text that cells share.
fn shared(xml: &mut Vec<u8>, number: u32) {
    push(xml, &["\" t=\"s\"><v>", format_digits(number.into(), &mut [0; 20]), "</v></c>"]);
}

/// A text that stands in its cell.
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
        // The second text is one too many to be shared; the second look is the workbook's own.
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
