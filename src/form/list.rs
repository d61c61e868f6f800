//! List sheets: one organisation a row. Lists end where their rows end: blank rows, total
//! rows, group headings, signature blocks and stray cells are told apart by what they hold.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use super::figures::is_numeric;
use super::list_row::{Neighbours, RowKind, bare_name, kind_of, total_label};
use super::reading::{
    DayReading, Reading, TickReading, as_written, read_day, read_figure, read_tick, read_words,
};
use super::recognise::Recognised;
use super::{FormSheet, Leftover, LeftoverKind};
use crate::cell::{Address, Grid, Value};
use crate::reading::measure::Measure;
use crate::reading::text::{clean, folded};
use crate::settings::{Basis, Column, ColumnKind, List, Marks, Settings};

/// A row of a list: one organisation.
#[derive(Clone, Debug)]
pub struct ListRow {
    /// Its row on the sheet, from zero.
    pub row: u32,
    /// Its name as written.
    pub name: String,
    /// The cell that names it.
    pub name_at: Address,
    /// Hidden on the sheet.
    pub hidden: bool,
    /// Its fields, one for each coded column that the sheet has, in the form's order.
    pub fields: Vec<Field>,
    /// Columns that the form has on this basis and the sheet lacks: no other stands in for them.
    pub lacking: Arc<[(String, Basis)]>,
}

/// One field of a row.
#[derive(Clone, Debug)]
pub struct Field {
    /// The list column's code.
    pub column: String,
    /// The basis of the sheet's column.
    pub basis: Basis,
    /// Where.
    pub at: Address,
    /// As written.
    pub written: String,
    /// As read.
    pub value: FieldValue,
}

/// A field as read, by the kind of its column.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldValue {
    /// A number's reading.
    Number(Reading),
    /// Words; `None` where nothing is said.
    Words(Option<String>),
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

impl ListRow {
    /// The field of a column on a basis. A column without its own estimate serves both.
    #[must_use]
    pub fn field(&self, column: &str, basis: Basis) -> Option<&Field> {
        let on = |wanted| self.fields.iter().find(|f| f.column == column && f.basis == wanted);
        let lacks = || self.lacking.iter().any(|(code, on)| code == column && *on == basis);
        on(basis)
            .or_else(|| if basis == Basis::Estimate && !lacks() { on(Basis::Actual) } else { None })
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
    let lacking = lacking(found);
    let rows = found.body_rows(grid);
    let neighbours = Neighbours::of(grid, &rows, name_col, &silent);
    for row in rows {
        let fields: Vec<Field> = columns.iter().map(|column| column.field(grid, row)).collect();
        let name_at = Address::new(row, name_col);
        let plausible = columns.iter().zip(&fields).filter(|(c, f)| c.holds(&f.value)).count();
        match kind_of(grid, name_at, &fields, plausible, &neighbours) {
            RowKind::Organisation => {
                outside(grid, row, &columns, &silent, sheet);
                sheet.rows.push(Arc::new(ListRow {
                    row,
                    name: bare_name(&text_at(grid, name_at)).to_owned(),
                    name_at,
                    hidden: grid.hidden_rows.contains(&row),
                    fields,
                    lacking: Arc::clone(&lacking),
                }));
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

fn lacking(found: &Recognised<'_>) -> Arc<[(String, Basis)]> {
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

    fn field(&self, grid: &Grid, row: u32) -> Field {
        let at = Address::new(row, self.col);
        let cell = grid.get(at);
        let value = match self.column.kind {
            ColumnKind::Name => {
                FieldValue::Words(read_words(cell).map(|name| bare_name(&name).to_owned()))
            }
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
        let written = as_written(cell);
        Field { column: self.column.code.clone(), basis: self.basis, at, written, value }
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

/// A row of a list whose columns are known; `None` where it names nothing.
#[must_use]
pub fn read_list_row(
    grid: &Grid,
    row: u32,
    list: &List,
    columns: &[PlacedColumn<'_>],
) -> Option<ListRow> {
    let name = &list.name_column().code;
    let name_at = columns.iter().find(|column| column.column.code == *name)?;
    let name_at = Address::new(row, name_at.col);
    let name = text_at(grid, name_at);
    (!name.is_empty()).then(|| ListRow {
        row,
        name: bare_name(&name).to_owned(),
        name_at,
        hidden: grid.hidden_rows.contains(&row),
        fields: columns.iter().map(|column| column.field(grid, row)).collect(),
        lacking: Arc::from([]),
    })
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
