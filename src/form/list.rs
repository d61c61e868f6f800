//! List sheets: one organisation a row. Lists end where their rows end: blank rows, total
//! rows, group headings, signature blocks and stray cells are told apart by what they hold.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use super::figures::is_numeric;
use super::list_fields::{FieldSaid, ListColumn, ListColumns, ListRow};
use super::list_row::{Neighbours, RowKind, bare_name, kind_of, total_label};
use super::reading::{
    DayReading, Reading, TickReading, read_day, read_figure, read_tick, read_words,
};
use super::recognise::Recognised;
use super::said::kept_of_field;
use super::{FormSheet, Leftover, LeftoverKind};
use crate::cell::{Address, Grid, Value};
use crate::reading::measure::Measure;
use crate::reading::text::{clean, folded, is_clean};
use crate::settings::{Basis, Column, ColumnKind, List, Marks, Settings};

/// A field as read, by the kind of its column.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldValue {
    /// A number's reading.
    Number(Reading),
    /// Words; `None` where nothing is said.
    Words(Option<Arc<str>>),
    /// A day's reading.
    Day(DayReading),
    /// A tick's reading.
    Tick(TickReading),
}

impl FieldValue {
    /// The day, where it is one.
    #[must_use]
    pub const fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Day(DayReading::Day(day)) => Some(*day),
            _ => None,
        }
    }
}

pub(super) fn read(
    grid: &Grid,
    found: &Recognised<'_>,
    list: &List,
    settings: &Settings,
    sheet: &mut FormSheet,
) {
    sheet.list = Some(list.code.clone());
    let columns = placed_columns(found, list, &settings.marks);
    let name_code = &list.name_column().code;
    let Some(name_col) =
        columns.iter().find(|column| column.column.code == *name_code).map(|column| column.col)
    else {
        return strays_only(grid, found, sheet);
    };
    let silent: BTreeSet<u32> = found.other_columns.iter().copied().collect();
    let shared = Arc::new(ListColumns { placed: shared(&columns, list), lacking: lacking(found) });
    let rows = found.body_rows(grid);
    let neighbours = Neighbours::of(grid, &rows, name_col, &silent);
    for row in rows {
        let fields: Vec<FieldSaid> = columns.iter().map(|column| column.field(grid, row)).collect();
        let name_at = Address::new(row, name_col);
        let plausible = columns.iter().zip(&fields).filter(|(c, f)| c.holds(&f.value)).count();
        match kind_of(grid, name_at, &fields, plausible, &neighbours) {
            RowKind::Organisation => {
                outside(grid, row, &columns, &silent, sheet);
                let name = (name_of(grid, name_at), name_at);
                let hidden = grid.hidden_rows.contains(&row);
                sheet.rows.push(Arc::new(ListRow::new(name, hidden, &shared, fields)));
            }
            RowKind::Total => {
                sheet.total_rows.extend(total_label(grid, name_at));
                leftovers(grid, row, &silent, LeftoverKind::TotalRow, sheet);
            }
            RowKind::Other => leftovers(grid, row, &silent, LeftoverKind::Stray, sheet),
        }
    }
}

/// A list's column with its place on the sheet and what is needed to read it.
#[derive(Clone, Debug)]
pub struct PlacedColumn<'a> {
    column: &'a Column,
    basis: Basis,
    col: u32,
    choices: Vec<String>,
    marks: &'a Marks,
}

fn placed_columns<'a>(
    found: &Recognised<'_>,
    list: &'a List,
    marks: &'a Marks,
) -> Vec<PlacedColumn<'a>> {
    let columns = found.form.columns.iter().zip(&found.columns);
    let placed = columns.filter_map(|(form_column, place)| {
        let column = &list.columns[&form_column.code];
        Some(PlacedColumn::new(column, form_column.basis, (*place)?, marks))
    });
    placed.collect()
}

/// What rows keep of their columns.
fn shared(columns: &[PlacedColumn<'_>], list: &List) -> Vec<ListColumn> {
    let shared = columns.iter().map(|own| ListColumn {
        code: own.column.code.clone(),
        place: list.columns.get_index_of(&own.column.code).expect("placing looked it up"),
        basis: own.basis,
        col: own.col,
    });
    shared.collect()
}

fn lacking(found: &Recognised<'_>) -> Vec<(String, Basis)> {
    let columns = found.form.columns.iter().zip(&found.columns);
    let lacking = columns.filter(|(_, place)| place.is_none());
    lacking.map(|(column, _)| (column.code.clone(), column.basis)).collect()
}

impl<'a> PlacedColumn<'a> {
    /// A column on a basis that stands in a column of the sheet.
    #[must_use]
    pub fn new(column: &'a Column, basis: Basis, col: u32, marks: &'a Marks) -> Self {
        let choices = column.choices.iter().map(|choice| folded(choice)).collect();
        Self { column, basis, col, choices, marks }
    }

    fn field(&self, grid: &Grid, row: u32) -> FieldSaid {
        let at = Address::new(row, self.col);
        let cell = grid.get(at);
        let value = match self.column.kind {
            ColumnKind::Name => FieldValue::Words(read_words(cell).map(without_marker)),
            ColumnKind::Text | ColumnKind::Choice => FieldValue::Words(read_words(cell)),
            ColumnKind::Count => {
                FieldValue::Number(read_figure(grid, at, Measure::Count, self.marks))
            }
            ColumnKind::Money => {
                let measure = Measure::in_text(&self.column.unit);
                FieldValue::Number(read_figure(grid, at, measure, self.marks))
            }
            ColumnKind::Date => FieldValue::Day(read_day(cell, self.marks)),
            ColumnKind::Mark => FieldValue::Tick(read_tick(cell, self.marks)),
        };
        FieldSaid { kept: kept_of_field(cell, &value), value }
    }

    /// Does the field hold what its column holds? A signature's words under a tick column do
    /// not.
    fn holds(&self, value: &FieldValue) -> bool {
        match value {
            FieldValue::Number(reading) => {
                reading.number().is_some() || matches!(reading, Reading::NoResult)
            }
            FieldValue::Day(day) => matches!(day, DayReading::Day(_)),
            FieldValue::Tick(tick) => *tick == TickReading::Yes,
            FieldValue::Words(Some(words)) if !self.choices.is_empty() => {
                self.choices.contains(&folded(words))
            }
            FieldValue::Words(_) => false,
        }
    }
}

/// Rows of a list whose columns are known, each where it names an organisation.
pub fn read_list_rows(
    grid: &Grid,
    rows: impl IntoIterator<Item = u32>,
    list: &List,
    columns: &[PlacedColumn<'_>],
) -> Vec<ListRow> {
    let name = &list.name_column().code;
    let Some(name) = columns.iter().find(|column| column.column.code == *name) else {
        return Vec::new();
    };
    let shared = Arc::new(ListColumns { placed: shared(columns, list), lacking: Vec::new() });
    let read = |row| {
        let name_at = Address::new(row, name.col);
        let hidden = grid.hidden_rows.contains(&row);
        let fields = || columns.iter().map(|column| column.field(grid, row)).collect();
        (!text_at(grid, name_at).is_empty())
            .then(|| ListRow::new((name_of(grid, name_at), name_at), hidden, &shared, fields()))
    };
    rows.into_iter().filter_map(read).collect()
}

/// An organisation's name, without the number that some glue to it.
fn name_of(grid: &Grid, at: Address) -> Arc<str> {
    match grid.get(at).map(|cell| &cell.value) {
        Some(Value::Text(text)) if is_clean(text) => without_marker(Arc::clone(text)),
        _ => without_marker(text_at(grid, at).into()),
    }
}

fn without_marker(name: Arc<str>) -> Arc<str> {
    let bare = bare_name(&name);
    if bare.len() == name.len() { name } else { Arc::from(bare) }
}

pub(super) fn text_at(grid: &Grid, at: Address) -> String {
    grid.get(at).map(|cell| clean(&cell.value.as_written())).unwrap_or_default()
}

/// Without a column of names no row is one; its numbers are still accounted for.
fn strays_only(grid: &Grid, found: &Recognised<'_>, sheet: &mut FormSheet) {
    let silent: BTreeSet<u32> = found.other_columns.iter().copied().collect();
    for row in found.body_rows(grid) {
        leftovers(grid, row, &silent, LeftoverKind::Stray, sheet);
    }
}

/// The numbers of a row that is no organisation.
fn leftovers(
    grid: &Grid,
    row: u32,
    silent: &BTreeSet<u32>,
    kind: LeftoverKind,
    sheet: &mut FormSheet,
) {
    for (at, cell) in grid.row(row) {
        if !silent.contains(&at.col) && is_numeric(&cell.value) {
            sheet.leftovers.push(Leftover { at, written: cell.value.as_written(), kind });
        }
    }
}

/// Numbers in an organisation's row beyond the form's columns.
fn outside(
    grid: &Grid,
    row: u32,
    columns: &[PlacedColumn<'_>],
    silent: &BTreeSet<u32>,
    sheet: &mut FormSheet,
) {
    for (at, cell) in grid.row(row) {
        let known = silent.contains(&at.col) || columns.iter().any(|column| column.col == at.col);
        if !known && matches!(cell.value, Value::Number(_) | Value::Oversized(_)) {
            let written = cell.value.as_written();
            sheet.leftovers.push(Leftover { at, written, kind: LeftoverKind::Stray });
        }
    }
}
