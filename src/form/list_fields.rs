//! A row of a list as read: its fields under the columns that the whole list shares.

use std::borrow::Cow;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::day::DayReading;
use super::field::FieldValue;
use super::raw_text::field_written;
use super::reading::Reading;
use super::row_builder::RowBuilder;
use crate::form::organisation::{hash_key, name_key};
use crate::settings::{Basis, Column};
use workbook_io::Address;

/// The coded columns of a list sheet, in the form's order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListColumns {
    /// Those that the sheet has.
    pub placed: Vec<ListColumn>,
    /// Columns that the form has and the sheet lacks, by their places among the list's columns in
    /// the settings. No other column replaces them.
    lacking: Vec<(usize, Basis)>,
    /// By place among the list's columns in the settings, and basis: the place in `placed`.
    places: Vec<[Option<usize>; 4]>,
}

impl ListColumns {
    /// Columns that a sheet has, and those that it lacks.
    pub(super) fn new(placed: Vec<ListColumn>, lacking: Vec<(usize, Basis)>) -> Self {
        let most = placed.iter().map(|column| column.place + 1).max().unwrap_or(0);
        let mut places = vec![[None; 4]; most];
        for (at, column) in placed.iter().enumerate() {
            places[column.place][column.basis as usize].get_or_insert(at);
        }
        Self { placed, lacking, places }
    }

    fn place_of(&self, column: usize, basis: Basis) -> Option<usize> {
        self.places.get(column)?[basis as usize]
    }

    fn lacks(&self, column: usize, basis: Basis) -> bool {
        self.lacking.contains(&(column, basis))
    }
}

/// A coded column of a list sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct ListColumn {
    /// The list column's code.
    pub code: String,
    /// Its place among the list's columns in the settings.
    pub place: usize,
    /// The basis of the sheet's column.
    pub basis: Basis,
    /// Where it stands.
    pub col: u32,
    /// What a blank cell of it says.
    pub(super) blank: FieldValue,
}

/// What the office says of a row of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowRuling {
    /// It is an organisation of its own and counts.
    Counts,
    /// It was read as an example of how to fill the list in, and counts.
    ExampleCounts,
    /// It does not count.
    LeftOut,
}

/// A row of a list: one organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct ListRow {
    /// Its row on the sheet, from zero.
    pub row: u32,
    /// Its name as written.
    pub name: Arc<str>,
    /// The cell that names it.
    pub name_at: Address,
    /// Hidden on the sheet.
    pub hidden: bool,
    /// Its name is crossed out.
    pub struck: bool,
    /// What the office says of it.
    pub ruling: Option<RowRuling>,
    key: u64,
    columns: Arc<ListColumns>,
    /// The values of cells that are not blank.
    values: Box<[FieldValue]>,
    /// The places of these values' columns.
    of: Box<[u16]>,
    /// The raw text of columns whose value does not tell what is written.
    raw_text: Box<[(u16, Arc<str>)]>,
}

/// An organisation's name on a list.
#[derive(Debug)]
pub(super) struct ListName {
    /// As written, without the number that some write before it.
    pub(super) text: Arc<str>,
    /// Its [`ListRow::key`].
    pub(super) key: u64,
    /// The cell.
    pub(super) at: Address,
}

/// One field of a row.
#[derive(Clone, Copy, Debug)]
pub struct Field<'r> {
    /// The list column's code.
    pub column: &'r str,
    /// Its place among the list's columns in the settings.
    pub place: usize,
    /// The basis of the sheet's column.
    pub basis: Basis,
    /// Where.
    pub at: Address,
    /// As read.
    pub value: &'r FieldValue,
    raw_text: Option<&'r str>,
}

impl<'r> Field<'r> {
    /// As written.
    #[must_use]
    pub fn written(&self) -> Cow<'r, str> {
        field_written(self.value, self.raw_text)
    }

    /// The raw text, where the value does not tell what is written.
    #[must_use]
    pub(crate) const fn raw_text(&self) -> Option<&'r str> {
        self.raw_text
    }

    /// Its number; `None` if it holds none, or something that is no number.
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        match self.value {
            FieldValue::Number(reading) => reading.number(),
            _ => None,
        }
    }

    /// Does it say nothing of what its column holds, not that there is none of it either?
    #[must_use]
    pub fn is_wanting(&self, column: &Column) -> bool {
        match self.value {
            FieldValue::Number(reading) => reading.is_unfilled(),
            FieldValue::Words(None) => column.required,
            FieldValue::Day(day) => *day == DayReading::Blank,
            FieldValue::Words(Some(_)) | FieldValue::Tick(_) => false,
        }
    }

    /// Is nothing written?
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let tells = match self.value {
            FieldValue::Number(reading) => matches!(reading, Reading::Stored(_)),
            FieldValue::Words(words) => words.is_some(),
            FieldValue::Day(day) => matches!(day, DayReading::Day(_)),
            FieldValue::Tick(_) => false,
        };
        self.raw_text.map_or(!tells, str::is_empty)
    }
}

impl ListRow {
    /// A row with what it says.
    pub(super) fn new(
        name: ListName,
        hidden: bool,
        columns: &Arc<ListColumns>,
        builder: &mut RowBuilder,
    ) -> Self {
        let (values, of, raw_text) = builder.take_parts();
        Self {
            row: name.at.row,
            name: name.text,
            name_at: name.at,
            hidden,
            struck: false,
            ruling: None,
            key: name.key,
            columns: Arc::clone(columns),
            values,
            of,
            raw_text,
        }
    }

    /// A hash of the name ([`hash_key`]).
    #[must_use]
    pub const fn key(&self) -> u64 {
        self.key
    }

    /// Gives the organisation another name.
    pub fn rename(&mut self, name: Arc<str>) {
        self.key = hash_key(&name_key(&name));
        self.name = name;
    }

    /// Its fields, one for each coded column that the sheet has, in the form's order.
    pub fn fields(&self) -> impl Iterator<Item = Field<'_>> {
        self.walked().map(|(place, value, raw_text)| self.at(place, value, raw_text))
    }

    /// Those of them in which anything is written.
    pub fn filled(&self) -> impl Iterator<Item = Field<'_>> {
        let mut values = self.of.iter().zip(&self.values).peekable();
        let mut raw_text = &*self.raw_text;
        std::iter::from_fn(move || {
            let of_value = values.peek().map_or(u16::MAX, |(of, _)| **of);
            let of_kept = raw_text.first().map_or(u16::MAX, |(of, _)| *of);
            let next = of_value.min(of_kept);
            if next == u16::MAX {
                return None;
            }
            let value = (of_value == next).then(|| values.next()).flatten();
            let text = (of_kept == next).then(|| raw_text.split_off_first()).flatten();
            let (value, text) = (value.map(|(_, value)| value), text.map(|(_, text)| &**text));
            Some(self.at(next.into(), value, text))
        })
    }

    /// Each column with its value and its raw text.
    fn walked(&self) -> impl Iterator<Item = (usize, Option<&FieldValue>, Option<&str>)> {
        let mut values = self.of.iter().zip(&self.values).peekable();
        let mut raw_text = self.raw_text.iter().peekable();
        (0..self.columns.placed.len()).map(move |place| {
            let value = values.next_if(|(of, _)| usize::from(**of) == place);
            let raw_text = raw_text.next_if(|(of, _)| usize::from(*of) == place);
            (place, value.map(|(_, value)| value), raw_text.map(|(_, text)| &**text))
        })
    }

    /// The field of a column on a basis. A column without an estimate of its own serves both
    /// bases.
    #[must_use]
    pub fn field(&self, column: &str, basis: Basis) -> Option<Field<'_>> {
        let of = self.columns.placed.iter().find(|own| own.code == column)?.place;
        self.field_of(of, basis)
    }

    /// The same, of a column by its place among the list's in the settings.
    #[must_use]
    pub fn field_of(&self, column: usize, basis: Basis) -> Option<Field<'_>> {
        self.own_field(column, basis).or_else(|| match basis {
            Basis::Estimate if !self.columns.lacks(column, basis) => {
                self.own_field(column, Basis::Actual)
            }
            _ => None,
        })
    }

    /// Does the one column serve both thực hiện and ước?
    #[must_use]
    pub fn serves_both(&self, column: usize) -> bool {
        let basis = Basis::Estimate;
        self.columns.place_of(column, basis).is_none() && !self.columns.lacks(column, basis)
    }

    /// Do both rows stand under the same columns, their names too?
    #[must_use]
    pub fn shares_columns(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.columns, &other.columns) && self.name_at.col == other.name_at.col
    }

    /// The field of exactly this column and basis, by its place among the list's columns in the
    /// settings.
    #[must_use]
    pub fn own_field(&self, column: usize, basis: Basis) -> Option<Field<'_>> {
        self.columns.place_of(column, basis).map(|place| self.nth(place))
    }

    fn nth(&self, place: usize) -> Field<'_> {
        let of = u16::try_from(place).unwrap_or(u16::MAX);
        let value = self.of.binary_search(&of).ok().map(|own| &self.values[own]);
        let raw_text = self.raw_text.iter().find(|(own, _)| *own == of);
        self.at(place, value, raw_text.map(|(_, text)| &**text))
    }

    fn at<'r>(
        &'r self,
        place: usize,
        value: Option<&'r FieldValue>,
        raw_text: Option<&'r str>,
    ) -> Field<'r> {
        let column = &self.columns.placed[place];
        Field {
            column: &column.code,
            place: column.place,
            basis: column.basis,
            at: Address::new(self.row, column.col),
            value: value.unwrap_or(&column.blank),
            raw_text,
        }
    }

    /// Reads fields anew; what is written stays beside it.
    pub fn reread(&mut self, which: impl Fn(Field<'_>) -> Option<FieldValue>) {
        let mut builder = RowBuilder::default();
        for (place, field) in self.fields().enumerate() {
            match which(field) {
                Some(value) => builder.push(place, value, Some(field.written().into())),
                None => builder.push(place, field.value.clone(), field.raw_text.map(Arc::from)),
            }
        }
        (self.values, self.of, self.raw_text) = builder.take_parts();
    }
}
