//! Shared strings. Names, codes and labels occur in many rows; stored once, they make a sheet half
//! as long and faster to open.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::xml;

/// Limit of shared strings, to bound memory. Later texts are written inline.
const MOST: usize = 400_000;

/// The shared strings so far.
#[derive(Default)]
pub(in crate::write) struct SharedStrings {
    places: HashMap<Arc<str>, u32, RandomState>,
    /// Their XML elements in order.
    xml: Vec<u8>,
    /// The number of cells that refer to one.
    uses: u64,
}

impl SharedStrings {
    /// The id of a text; `None` if it is to be written inline.
    pub(super) fn number(&mut self, text: &Arc<str>) -> Option<u32> {
        if let Some(number) = self.places.get(text) {
            return Some(*number);
        }
        let number = u32::try_from(self.places.len()).ok().filter(|_| self.places.len() < MOST)?;
        self.places.insert(Arc::clone(text), number);
        xml::push(&mut self.xml, &["<si>"]);
        xml::text(&mut self.xml, text);
        xml::push(&mut self.xml, &["</si>"]);
        Some(number)
    }

    /// Counts cells that refer to a shared string.
    pub(super) fn used(&mut self, cells: u64) {
        self.uses += cells;
    }

    /// The part with the shared strings.
    pub(in crate::write) fn part(self) -> Vec<u8> {
        const START: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<sst \
                             xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
        let counts = format!(" count=\"{}\" uniqueCount=\"{}\">", self.uses, self.places.len());
        let mut part = Vec::with_capacity(START.len() + counts.len() + self.xml.len() + 6);
        xml::push(&mut part, &[START, &counts]);
        part.extend_from_slice(&self.xml);
        xml::push(&mut part, &["</sst>"]);
        part
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_stored_once() {
        let mut strings = SharedStrings::default();
        let numbers = ["xã", "a & b", "xã"].map(|text| strings.number(&text.into()));
        assert_eq!(numbers, [Some(0), Some(1), Some(0)]);
        strings.used(3);
        let part = String::from_utf8(strings.part()).unwrap();
        let expected =
            " count=\"3\" uniqueCount=\"2\"><si><t>xã</t></si><si><t>a &amp; b</t></si></sst>";
        assert!(part.ends_with(expected), "{part}");
    }
}
