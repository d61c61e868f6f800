//! What a row of a list says, while it is being read.

use std::sync::Arc;

use super::field::FieldValue;
use super::raw_text::RawText;

/// What a row says, gathered from column to column in room that one row leaves to the next.
#[derive(Debug, Default)]
pub(super) struct RowBuilder {
    /// What is said in cells that are not blank.
    values: Vec<FieldValue>,
    /// Of which columns these are, by their places.
    of: Vec<u16>,
    /// What is written in some columns, where the value does not tell.
    kept: Vec<(u16, Arc<str>)>,
}

/// The same, to be kept: values, their columns, what is written.
pub(super) type RowParts = (Box<[FieldValue]>, Box<[u16]>, Box<[(u16, Arc<str>)]>);

impl RowBuilder {
    /// Begins another row.
    pub(super) fn clear(&mut self) {
        self.values.clear();
        self.of.clear();
        self.kept.clear();
    }

    /// The next column's cell says this; what is written there, where that does not tell.
    pub(super) fn push(&mut self, place: usize, value: FieldValue, kept: RawText) {
        let place = u16::try_from(place).unwrap_or(u16::MAX);
        if !value.is_blank() {
            self.of.push(place);
            self.values.push(value);
        }
        self.kept.extend(kept.map(|text| (place, text)));
    }

    /// What is said, with the places of its columns.
    pub(super) fn values(&self) -> impl Iterator<Item = (usize, &FieldValue)> {
        self.of.iter().map(|of| usize::from(*of)).zip(&self.values)
    }

    /// Hands over what the row says, in rooms of its own size.
    pub(super) fn take_parts(&mut self) -> RowParts {
        let (values, of, kept) = (&mut self.values, &mut self.of, &mut self.kept);
        (values.drain(..).collect(), of.drain(..).collect(), kept.drain(..).collect())
    }
}
