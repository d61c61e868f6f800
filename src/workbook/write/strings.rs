//! Texts that cells share. Offices, codes and labels stand in a hundred thousand rows: told once,
//! a sheet is half as long, and Excel opens it sooner.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::text::looks_like_formula;
use super::xml;

/// Texts that are shared at most. What comes new after them stands in its cell: a list of a
/// million different names is to need no memory for it.
const MOST: usize = 400_000;
/// Texts that are known by where they lie; then these are forgotten.
const HELD: usize = 16_384;

/// A text's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) number: u32,
    /// It says the same with and without white space at its ends, and looks like no formula.
    pub(super) is_plain: bool,
}

/// The texts so far.
#[derive(Default)]
pub(super) struct Strings {
    places: HashMap<Box<str>, Place, RandomState>,
    /// Places of texts that others hold, too, by where these lie: they come again and again.
    held: HashMap<usize, (Arc<str>, Place), RandomState>,
    /// Their elements, in order.
    xml: Vec<u8>,
    /// Cells that refer to one.
    uses: u64,
}

impl Strings {
    /// The place of a text that is among them.
    pub(super) fn known(&mut self, text: &Arc<str>) -> Option<Place> {
        let held = self.held.get(&text.as_ptr().addr()).map(|(_, place)| *place);
        let place = held.or_else(|| self.places.get(&**text).copied())?;
        if held.is_none() {
            self.hold(text, place);
        }
        self.uses += 1;
        Some(place)
    }

    /// Remembers where a text lies that others hold; while it is held here, too, no other can come to
    /// lie there.
    fn hold(&mut self, text: &Arc<str>, place: Place) {
        if Arc::strong_count(text) > 1 {
            if self.held.len() >= HELD {
                self.held.clear();
            }
            self.held.insert(text.as_ptr().addr(), (Arc::clone(text), place));
        }
    }

    /// A new text's place among them, as it was given and as it is fit for a file; `None` where it
    /// is to stand in its cell.
    pub(super) fn place(&mut self, given: &Arc<str>, text: &str) -> Option<Place> {
        if let Some(place) = self.places.get(text) {
            self.uses += 1;
            return Some(*place);
        }
        let number = u32::try_from(self.places.len()).ok().filter(|_| self.places.len() < MOST)?;
        let place = Place { number, is_plain: text.trim() == text && !looks_like_formula(text) };
        self.places.insert(text.into(), place);
        xml::push(&mut self.xml, &["<si>"]);
        xml::text(&mut self.xml, text);
        xml::push(&mut self.xml, &["</si>"]);
        if **given == *text {
            self.hold(given, place);
        }
        self.uses += 1;
        Some(place)
    }

    /// The part that holds them.
    pub(super) fn part(self) -> Vec<u8> {
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
    fn a_text_is_told_once() {
        let mut strings = Strings::default();
        let places: Vec<_> =
            ["xã", "a & b", "xã"].map(|text| strings.place(&text.into(), text)).into();
        let place = |number| Some(Place { number, is_plain: true });
        assert_eq!(places, [place(0), place(1), place(0)]);
        let part = String::from_utf8(strings.part()).unwrap();
        let told =
            " count=\"3\" uniqueCount=\"2\"><si><t>xã</t></si><si><t>a &amp; b</t></si></sst>";
        assert!(part.ends_with(told), "{part}");
    }
}
