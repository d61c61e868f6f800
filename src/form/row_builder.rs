//! A row of a list while it is being read.

use std::sync::Arc;

use super::field::FieldValue;
use super::raw_text::RawText;

/// Collects the fields of a row, column by column. Its room is used again for the next row.
#[derive(Debug, Default)]
pub(super) struct RowBuilder {
    /// The values of cells that are not blank.
    values: Vec<FieldValue>,
    /// The places of these values' columns.
    of: Vec<u16>,
    /// The raw text of columns whose value does not tell what is written.
    raw_text: Vec<(u16, Arc<str>)>,
}

/// The parts of a finished row: values, their columns, raw texts.
pub(super) type RowParts = (Box<[FieldValue]>, Box<[u16]>, Box<[(u16, Arc<str>)]>);

impl RowBuilder {
    /// Begins another row.
    pub(super) fn clear(&mut self) {
        self.values.clear();
        self.of.clear();
        self.raw_text.clear();
    }

    /// Adds the next column's value, and its raw text where the value does not tell it.
    pub(super) fn push(&mut self, place: usize, value: FieldValue, raw_text: RawText) {
        let place = u16::try_from(place).unwrap_or(u16::MAX);
        if !value.is_blank() {
            self.of.push(place);
            self.values.push(value);
        }
        self.raw_text.extend(raw_text.map(|text| (place, text)));
    }

    /// The values with the places of their columns.
    pub(super) fn values(&self) -> impl Iterator<Item = (usize, &FieldValue)> {
        self.of.iter().map(|of| usize::from(*of)).zip(&self.values)
    }

    /// Takes the row's parts out, each in an allocation of its exact size.
    pub(super) fn take_parts(&mut self) -> RowParts {
        let (values, of, raw_text) = (&mut self.values, &mut self.of, &mut self.raw_text);
        (values.drain(..).collect(), of.drain(..).collect(), raw_text.drain(..).collect())
    }
}
