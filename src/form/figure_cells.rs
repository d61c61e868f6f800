//! The figures of a sheet. Their slots are shared by all files of one layout; each file keeps only
//! what it says in them.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::Arc;

use super::labels::Matched;
use super::raw_text::{kept_of_number, number_written};
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
    pub matched: Matched,
}

/// What stands in a slot that is not blank.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FilledFigure {
    reading: Reading,
    spot: u32,
    shown_decimals: Option<u8>,
}

/// The figures of a sheet, blank ones too.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FigureCells {
    spots: Arc<[FigureSlot]>,
    repeats: bool,
    /// In the order of the spots.
    said: Vec<FilledFigure>,
    /// The raw text of those slots whose reading does not tell what is written, in the same order.
    kept: Vec<(u32, Arc<str>)>,
}

/// A figure's cell, blank or not.
#[derive(Clone, Copy, Debug)]
pub struct FigureCell<'s> {
    spot: &'s FigureSlot,
    /// As read.
    pub reading: &'s Reading,
    /// Decimals that the cell shows, where its format fixes them.
    pub shown_decimals: Option<u32>,
    kept: Option<&'s str>,
}

impl Deref for FigureCell<'_> {
    type Target = FigureSlot;

    fn deref(&self) -> &FigureSlot {
        self.spot
    }
}

impl<'s> FigureCell<'s> {
    /// Its place.
    #[must_use]
    pub const fn slot(&self) -> &'s FigureSlot {
        self.spot
    }

    /// As written.
    #[must_use]
    pub fn written(&self) -> Cow<'s, str> {
        number_written(self.reading, self.kept)
    }

    /// The raw text, where the reading does not tell what is written.
    #[must_use]
    pub(crate) const fn kept(&self) -> Option<&'s str> {
        self.kept
    }
}

impl FigureCells {
    /// Figures in these slots, all of them blank at first.
    pub(super) fn new(spots: Arc<[FigureSlot]>, repeats: bool) -> Self {
        let said = Vec::with_capacity(spots.len());
        Self { spots, repeats, said, kept: Vec::new() }
    }

    /// Adds what stands in the next slot, in the slots' order.
    pub(super) fn push(&mut self, spot: usize, cell: &Cell, reading: Reading) {
        let kept = kept_of_number(cell, &reading);
        if reading == Reading::Blank && kept.is_none() {
            return;
        }
        let shown_decimals = cell.look.shown_decimals;
        let spot = u32::try_from(spot).expect("a sheet has fewer cells");
        self.said.push(FilledFigure { reading, spot, shown_decimals });
        self.kept.extend(kept.map(|text| (spot, text)));
    }

    /// Frees the room that no figure takes.
    pub(super) fn finish(&mut self) {
        shrink_to_exact(&mut self.said);
        shrink_to_exact(&mut self.kept);
    }

    /// How many there are, blank ones too.
    #[must_use]
    pub fn len(&self) -> usize {
        self.spots.len()
    }

    /// Has the sheet no figures?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spots.is_empty()
    }

    /// Where they stand.
    #[must_use]
    pub fn slots(&self) -> &[FigureSlot] {
        &self.spots
    }

    /// Does any figure stand in two slots?
    #[must_use]
    pub const fn repeats(&self) -> bool {
        self.repeats
    }

    /// All of them, in the form's order.
    pub fn iter(&self) -> impl Iterator<Item = FigureCell<'_>> {
        let mut said = self.said.iter().peekable();
        (0..)
            .zip(&*self.spots)
            .map(move |(place, spot)| self.cell(spot, said.next_if(|said| said.spot == place)))
    }

    /// Those in which anything is written.
    pub fn filled(&self) -> impl Iterator<Item = FigureCell<'_>> {
        self.said.iter().map(|said| self.cell(&self.spots[said.spot as usize], Some(said)))
    }

    fn cell<'s>(&'s self, spot: &'s FigureSlot, said: Option<&'s FilledFigure>) -> FigureCell<'s> {
        FigureCell {
            spot,
            reading: said.map_or(&Reading::Blank, |said| &said.reading),
            shown_decimals: said.and_then(|said| said.shown_decimals).map(u32::from),
            kept: said.and_then(|said| self.kept_at(said.spot)),
        }
    }

    fn kept_at(&self, spot: u32) -> Option<&str> {
        let place = self.kept.binary_search_by_key(&spot, |(spot, _)| *spot).ok()?;
        Some(&self.kept[place].1)
    }

    /// Gives cells another reading and keeps what is written in them.
    pub fn reread(&mut self, which: impl Fn(FigureCell<'_>) -> Option<Reading>) {
        let found: Vec<Option<Reading>> = self.iter().map(which).collect();
        self.reread_each(found);
    }

    /// The same, by place.
    pub fn reread_each(&mut self, readings: Vec<Option<Reading>>) {
        for (spot, reading) in (0..).zip(readings) {
            let Some(reading) = reading else { continue };
            let said = FilledFigure { reading, spot, shown_decimals: None };
            let written = match self.said.binary_search_by_key(&spot, |said| said.spot) {
                Ok(place) => {
                    let shown_decimals = self.said[place].shown_decimals;
                    let before = std::mem::replace(
                        &mut self.said[place],
                        FilledFigure { shown_decimals, ..said },
                    );
                    number_written(&before.reading, self.kept_at(spot)).into_owned()
                }
                Err(place) => {
                    self.said.insert(place, said);
                    String::new()
                }
            };
            if let Err(place) = self.kept.binary_search_by_key(&spot, |(spot, _)| *spot) {
                self.kept.insert(place, (spot, written.into()));
            }
        }
    }
}
