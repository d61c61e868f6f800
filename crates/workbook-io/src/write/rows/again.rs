//! Cells that come again and again: an office, a code or a file stands in row after row, held once.
//! Such a cell is known by where its text lies, and written as it was the last time.

use std::sync::Arc;

use super::numbers::Number;
use crate::sheet::Style;

/// Cells remembered; one that falls on another's place takes it.
const PLACES: usize = 1 << PLACE_BITS;
const PLACE_BITS: u32 = 10;
/// A longer text hardly comes again.
const LONGEST: usize = 256;

/// A cell with a text, wherever it stands.
pub(super) struct Known {
    /// While it is held here no other text can come to lie where it does.
    text: Arc<str>,
    style: Style,
    pub(super) look: Number,
    pub(super) number: Number,
    /// What follows its address, once it has its numbers.
    pub(super) xml: Vec<u8>,
    pub(super) says: Vec<u8>,
}

/// The cells that one thread remembers.
#[derive(Default)]
pub(super) struct Again {
    cells: Vec<Option<Known>>,
    /// Places of those that wait for numbers.
    waiting: Vec<usize>,
}

impl Again {
    /// A cell with this very text and this look.
    pub(super) fn get(&self, text: &Arc<str>, style: &Style) -> Option<&Known> {
        let known = self.cells.get(place(text))?.as_ref()?;
        (Arc::ptr_eq(&known.text, text) && known.style.is_like(style)).then_some(known)
    }

    /// Remembers one with its look and number, where others hold its text, too.
    pub(super) fn put(
        &mut self,
        (text, style): (&Arc<str>, &Style),
        (look, number): (Number, Number),
        (xml, says): (&[u8], &[u8]),
    ) {
        if Arc::strong_count(text) == 1 || text.len() > LONGEST {
            return;
        }
        if self.cells.is_empty() {
            self.cells.resize_with(PLACES, || None);
        }
        let place = place(text);
        if !matches!((look, number), (Number::Given(_), Number::Given(_))) {
            self.waiting.push(place);
        }
        let cell = &mut self.cells[place];
        // The one before leaves its memory.
        let (mut own_xml, mut own_says) =
            cell.take().map(|cell| (cell.xml, cell.says)).unwrap_or_default();
        own_xml.clear();
        own_says.clear();
        own_xml.extend_from_slice(xml);
        own_says.extend_from_slice(says);
        let (text, style) = (Arc::clone(text), style.clone());
        *cell = Some(Known { text, style, look, number, xml: own_xml, says: own_says });
    }

    /// Forgets those that waited: they have their numbers now.
    pub(super) fn settled(&mut self) {
        for place in self.waiting.drain(..) {
            self.cells[place] = None;
        }
    }
}

/// Where a cell is remembered, by where its text lies.
fn place(text: &Arc<str>) -> usize {
    // The golden ratio, which strews what lies side by side.
    let strewn = (text.as_ptr().addr() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (strewn >> (u64::BITS - PLACE_BITS)) as usize
}
