//! The figures of a sheet. Their slots are shared by all files of one layout; each file keeps only
//! what it says in them.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::Arc;

use super::labels::LabelMatch;
use super::raw_text::{number_written, raw_text_of_number};
use super::reading::Reading;
use crate::settings::Basis;
use workbook_io::shrink_to_exact;
use workbook_io::{Address, Cell};

/// Where a figure stands on a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureSlot {
    /// The indicator.
    pub code: Arc<str>,
    /// Its place among the settings' indicators.
    pub indicator: usize,
    /// The column's basis.
    pub basis: Basis,
    /// Where.
    pub at: Address,
    /// The cell that holds the row's label.
    pub label_at: Address,
    /// How the row's label was matched.
    pub matched: LabelMatch,
}

/// What stands in a slot that is not blank.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FilledFigure {
    reading: Reading,
    slot: u32,
    shown_decimals: Option<u8>,
}

/// The figures of a sheet, blank ones too.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FigureCells {
    slots: Arc<[FigureSlot]>,
    repeats: bool,
    /// In the order of the spots.
    filled: Vec<FilledFigure>,
    /// The raw text of those slots whose reading does not tell what is written, in the same order.
    raw_text: Vec<(u32, Arc<str>)>,
}

/// A figure's cell, blank or not.
#[derive(Clone, Copy, Debug)]
pub struct FigureCell<'s> {
    slot: &'s FigureSlot,
    /// As read.
    pub reading: &'s Reading,
    /// Decimals that the cell shows, where its format fixes them.
    pub shown_decimals: Option<u32>,
    raw_text: Option<&'s str>,
}

impl Deref for FigureCell<'_> {
    type Target = FigureSlot;

    fn deref(&self) -> &FigureSlot {
        self.slot
    }
}

impl<'s> FigureCell<'s> {
    /// Its place.
    #[must_use]
    pub const fn slot(&self) -> &'s FigureSlot {
        self.slot
    }

    /// As written.
    #[must_use]
    pub fn written(&self) -> Cow<'s, str> {
        number_written(self.reading, self.raw_text)
    }

    /// The raw text, where the reading does not tell what is written.
    #[must_use]
    pub(crate) const fn raw_text(&self) -> Option<&'s str> {
        self.raw_text
    }
}

impl FigureCells {
    /// Figures in these slots, all of them blank at first.
    pub(super) fn new(slots: Arc<[FigureSlot]>, repeats: bool) -> Self {
        let filled = Vec::with_capacity(slots.len());
        Self { slots, repeats, filled, raw_text: Vec::new() }
    }

    /// Adds what stands in the next slot, in the slots' order.
    pub(super) fn push(&mut self, slot: usize, cell: &Cell, reading: Reading) {
        let raw_text = raw_text_of_number(cell, &reading);
        if reading == Reading::Blank && raw_text.is_none() {
            return;
        }
        let shown_decimals = cell.look.shown_decimals;
        let slot = u32::try_from(slot).expect("a sheet has fewer cells");
        self.filled.push(FilledFigure { reading, slot, shown_decimals });
        self.raw_text.extend(raw_text.map(|text| (slot, text)));
    }

    /// Frees the room that no figure takes.
    pub(super) fn finish(&mut self) {
        shrink_to_exact(&mut self.filled);
        shrink_to_exact(&mut self.raw_text);
    }

    /// How many there are, blank ones too.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Has the sheet no figures?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Where they stand.
    #[must_use]
    pub fn slots(&self) -> &[FigureSlot] {
        &self.slots
    }

    /// Does any figure stand in two slots?
    #[must_use]
    pub const fn repeats(&self) -> bool {
        self.repeats
    }

    /// All of them, in the form's order.
    pub fn iter(&self) -> impl Iterator<Item = FigureCell<'_>> {
        let mut filled = self.filled.iter().peekable();
        (0..).zip(&*self.slots).map(move |(place, slot)| {
            self.cell(slot, filled.next_if(|filled| filled.slot == place))
        })
    }

    /// Those in which anything is written.
    pub fn filled(&self) -> impl Iterator<Item = FigureCell<'_>> {
        self.filled.iter().map(|filled| self.cell(&self.slots[filled.slot as usize], Some(filled)))
    }

    fn cell<'s>(
        &'s self,
        slot: &'s FigureSlot,
        filled: Option<&'s FilledFigure>,
    ) -> FigureCell<'s> {
        FigureCell {
            slot,
            reading: filled.map_or(&Reading::Blank, |filled| &filled.reading),
            shown_decimals: filled.and_then(|filled| filled.shown_decimals).map(u32::from),
            raw_text: filled.and_then(|filled| self.raw_text_at(filled.slot)),
        }
    }

    fn raw_text_at(&self, slot: u32) -> Option<&str> {
        let place = self.raw_text.binary_search_by_key(&slot, |(slot, _)| *slot).ok()?;
        Some(&self.raw_text[place].1)
    }

    /// Gives cells another reading and keeps what is written in them.
    pub fn reread(&mut self, which: impl Fn(FigureCell<'_>) -> Option<Reading>) {
        let found: Vec<Option<Reading>> = self.iter().map(which).collect();
        self.reread_each(found);
    }

    /// The same, by place.
    pub fn reread_each(&mut self, readings: Vec<Option<Reading>>) {
        for (slot, reading) in (0..).zip(readings) {
            let Some(reading) = reading else { continue };
            let filled = FilledFigure { reading, slot, shown_decimals: None };
            let written = match self.filled.binary_search_by_key(&slot, |filled| filled.slot) {
                Ok(place) => {
                    let shown_decimals = self.filled[place].shown_decimals;
                    let before = std::mem::replace(
                        &mut self.filled[place],
                        FilledFigure { shown_decimals, ..filled },
                    );
                    number_written(&before.reading, self.raw_text_at(slot)).into_owned()
                }
                Err(place) => {
                    self.filled.insert(place, filled);
                    String::new()
                }
            };
            if let Err(place) = self.raw_text.binary_search_by_key(&slot, |(slot, _)| *slot) {
                self.raw_text.insert(place, (slot, written.into()));
            }
        }
    }
}
