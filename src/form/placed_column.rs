//! The columns of a list on a sheet, and what a cell under one of them says.

use std::sync::Arc;

use super::cell_reader::{CellReader, NumberPlace, TickReading};
use super::day::DayReading;
use super::field::FieldValue;
use super::found_form::FoundForm;
use super::list_fields::ListColumn;
use super::list_row::bare_name;
use super::reading::Reading;
use crate::settings::{Basis, Column, ColumnKind, List};
use workbook_io::{Address, Cell};

/// A list's column with its place on the sheet and what is needed to read it.
#[derive(Clone, Debug)]
pub struct PlacedColumn<'a> {
    pub(super) column: &'a Column,
    pub(super) basis: Basis,
    pub(super) col: u32,
}

impl<'a> PlacedColumn<'a> {
    /// A column on a basis that stands in a column of the sheet.
    #[must_use]
    pub fn new(column: &'a Column, basis: Basis, col: u32) -> Self {
        Self { column, basis, col }
    }

    pub(super) fn from_list_column(own: &ListColumn, list: &'a List) -> Self {
        Self::new(&list.columns[own.place], own.basis, own.col)
    }

    /// What a cell of the column says.
    pub(super) fn value(&self, reader: CellReader<'_>, at: Address, cell: &Cell) -> FieldValue {
        let column = self.column;
        match column.kind {
            ColumnKind::Name => FieldValue::Words(reader.words(at, cell).map(without_marker)),
            ColumnKind::Text => FieldValue::Words(reader.words(at, cell)),
            ColumnKind::Choice => FieldValue::Words(reader.choice(at, cell, column)),
            ColumnKind::Count | ColumnKind::Money => {
                let place =
                    NumberPlace { measure: column.measure, unit: &column.unit, is_yes_no: false };
                FieldValue::Number(reader.figure(at, cell, place))
            }
            ColumnKind::Date => FieldValue::Day(reader.day(at, cell, column)),
            ColumnKind::Mark => FieldValue::Tick(reader.tick(at, cell)),
        }
    }

    /// Does the field hold a value of its column's kind? The words of a signature under a column
    /// of ticks do not.
    pub(super) fn holds(&self, value: &FieldValue) -> bool {
        match value {
            FieldValue::Number(reading) => {
                reading.number().is_some() || matches!(reading, Reading::NoResult)
            }
            FieldValue::Day(day) => matches!(day, DayReading::Day(_)),
            FieldValue::Tick(tick) => *tick == TickReading::Yes,
            FieldValue::Words(Some(words)) if !self.column.choices.is_empty() => {
                self.column.is_choice(words)
            }
            FieldValue::Words(_) => false,
        }
    }
}

/// The form's columns that the sheet has.
pub(super) fn placed(found: &FoundForm<'_>, list: &List) -> Vec<ListColumn> {
    let columns = found.form.columns.iter().zip(&found.mapping.columns);
    let placed = columns.filter_map(|(own, col)| Some(shared(list, &own.code, own.basis, (*col)?)));
    placed.collect()
}

/// What rows keep of a column.
pub(super) fn shared(list: &List, code: &str, basis: Basis, col: u32) -> ListColumn {
    let (place, _, column) = list.columns.get_full(code).expect("learning checked every code");
    ListColumn {
        code: column.code.clone(),
        place,
        basis,
        col,
        blank: FieldValue::blank(column.kind),
    }
}

/// Where names stand.
pub(super) fn name_column(columns: &[PlacedColumn<'_>], list: &List) -> Option<u32> {
    let name = &list.name_column().code;
    columns.iter().find(|own| own.column.code == *name).map(|own| own.col)
}

/// The form's columns that the sheet lacks: column and basis.
pub(super) fn lacking(found: &FoundForm<'_>, list: &List) -> Vec<(usize, Basis)> {
    let columns = found.form.columns.iter().zip(&found.mapping.columns);
    let lacking = columns.filter(|(_, place)| place.is_none());
    let places =
        lacking.map(|(column, _)| Some((list.columns.get_index_of(&column.code)?, column.basis)));
    places.flatten().collect()
}

/// An organisation's name without the number that some write before it.
fn without_marker(name: Arc<str>) -> Arc<str> {
    let bare = bare_name(&name);
    if bare.len() == name.len() { name } else { Arc::from(bare) }
}
