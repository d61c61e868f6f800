//! List sheets: one organisation a row. Lists end where their rows end: blank rows, total
//! rows, signature blocks and stray cells are told apart by what they hold.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::figures::is_numeric;
use super::reading::{
    DayReading, Reading, TickReading, as_written, read_day, read_figure, read_tick, read_words,
};
use super::recognise::{Recognised, body_rows};
use super::{FormSheet, Leftover, LeftoverKind};
use crate::cell::{Address, Cell, Grid, Value};
use crate::reading::measure::Measure;
use crate::reading::text::{clean, folded};
use crate::settings::{Basis, Column, ColumnKind, List, Settings};

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
        on(basis).or_else(|| if basis == Basis::Estimate { on(Basis::Actual) } else { None })
    }
}

/// What a row below a list's header is.
enum RowKind {
    Organisation,
    Total,
    Other,
}

pub(super) fn read(
    grid: &Grid,
    found: &Recognised<'_>,
    list: &List,
    settings: &Settings,
    sheet: &mut FormSheet,
) {
    sheet.list = Some(list.code.clone());
    let name_code = &list.name_column().code;
    let columns = || found.form.columns.iter().zip(&found.columns);
    let Some(name_col) =
        columns().find(|(column, _)| column.code == *name_code).and_then(|(_, place)| *place)
    else {
        // Without names there are no organisations; what stands there is still accounted for.
        let silent = found.other_columns.iter().copied().collect();
        for row in body_rows(grid, found.body_top) {
            leftovers(grid, row, &silent, LeftoverKind::Stray, sheet);
        }
        return;
    };
    let silent: BTreeSet<u32> = found.other_columns.iter().copied().collect();
    for row in body_rows(grid, found.body_top) {
        let fields: Vec<Field> = columns()
            .filter_map(|(column, place)| {
                let at = Address::new(row, (*place)?);
                let kind = &list.columns[&column.code];
                Some(field(kind, column.basis, at, grid.get(at), settings))
            })
            .collect();
        let name_at = Address::new(row, name_col);
        match kind_of(grid, name_at, &fields, &silent, list) {
            RowKind::Organisation => sheet.rows.push(ListRow {
                row,
                name: grid.get(name_at).map(|c| clean(&c.value.as_written())).unwrap_or_default(),
                name_at,
                hidden: grid.hidden_rows.contains(&row),
                fields,
            }),
            RowKind::Total => leftovers(grid, row, &silent, LeftoverKind::TotalRow, sheet),
            RowKind::Other => leftovers(grid, row, &silent, LeftoverKind::Stray, sheet),
        }
        let coded: Vec<u32> = found.columns.iter().flatten().copied().collect();
        outside(grid, row, &coded, &silent, sheet);
    }
}

fn field(
    column: &Column,
    basis: Basis,
    at: Address,
    cell: Option<&Cell>,
    settings: &Settings,
) -> Field {
    let marks = &settings.marks;
    let value = match column.kind {
        ColumnKind::Name | ColumnKind::Text | ColumnKind::Choice => {
            FieldValue::Words(read_words(cell))
        }
        ColumnKind::Count => FieldValue::Number(read_figure(cell, Measure::Count, marks)),
        ColumnKind::Money => {
            FieldValue::Number(read_figure(cell, Measure::in_text(&column.unit), marks))
        }
        ColumnKind::Date => FieldValue::Day(read_day(cell, marks)),
        ColumnKind::Mark => FieldValue::Tick(read_tick(cell, marks)),
    };
    let written = as_written(cell);
    Field { column: column.code.clone(), basis, at, written, value }
}

fn kind_of(
    grid: &Grid,
    name_at: Address,
    fields: &[Field],
    silent: &BTreeSet<u32>,
    list: &List,
) -> RowKind {
    let name = grid.get(name_at).map(|cell| clean(&cell.value.as_written())).unwrap_or_default();
    let total_anywhere = grid
        .row(name_at.row)
        .filter(|(at, _)| at.col <= name_at.col)
        .filter_map(|(_, cell)| cell.text())
        .any(is_total_word);
    let number =
        |field: &&Field| matches!(&field.value, FieldValue::Number(r) if r.number().is_some());
    if total_anywhere && fields.iter().any(|field| number(&field)) {
        return RowKind::Total;
    }
    if name.is_empty() || is_total_word(&name) {
        return RowKind::Other;
    }
    let numbered =
        grid.row(name_at.row).any(|(at, cell)| silent.contains(&at.col) && is_numeric(&cell.value));
    if numbered || fields.iter().any(|field| is_plausible(field, list)) {
        RowKind::Organisation
    } else {
        RowKind::Other
    }
}

/// Does the field hold what its column holds? A signature's words under a tick column do not.
fn is_plausible(field: &Field, list: &List) -> bool {
    let column = &list.columns[&field.column];
    match &field.value {
        FieldValue::Number(reading) => reading.number().is_some(),
        FieldValue::Day(day) => matches!(day, DayReading::Day(_)),
        FieldValue::Tick(tick) => *tick == TickReading::Yes,
        FieldValue::Words(Some(words)) => {
            column.choices.iter().any(|choice| folded(choice) == folded(words))
        }
        FieldValue::Words(None) => false,
    }
}

/// "Tổng cộng", "Cộng", "Tổng số", with or without what is totalled.
fn is_total_word(text: &str) -> bool {
    let text = folded(text);
    let text = text.trim_end_matches([':', '.']).trim();
    ["tổng cộng", "tổng số", "cộng"].contains(&text)
        || text.starts_with("tổng cộng ")
        || text.starts_with("cộng ")
        || text == "tổng"
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
fn outside(grid: &Grid, row: u32, coded: &[u32], silent: &BTreeSet<u32>, sheet: &mut FormSheet) {
    if sheet.rows.last().is_none_or(|last| last.row != row) {
        return;
    }
    for (at, cell) in grid.row(row) {
        let known = coded.contains(&at.col) || silent.contains(&at.col);
        if !known && matches!(cell.value, Value::Number(_) | Value::Oversized(_)) {
            let written = cell.value.as_written();
            sheet.leftovers.push(Leftover { at, written, kind: LeftoverKind::Stray });
        }
    }
}
