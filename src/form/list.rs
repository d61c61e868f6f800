//! List sheets: one organisation a row. A list has no fixed end: blank rows, total rows, group
//! headings, signature blocks and stray cells are recognised by what they hold.

use crate::cell_text::CellText as _;
use std::sync::Arc;

use super::cache::layouts::{LayoutBasis, LayoutCache};
use super::cell_reader::{CellReader, NumberPlace, TickReading};
use super::day::DayReading;
use super::field::{FieldValue, is_numeric};
use super::found_form::FoundForm;
use super::list_fields::{ListColumn, ListColumns, ListRow};
use super::list_row::{RowKind, RowName, bare_name, total_label};
use super::measures::{MoneyUnits, over_all};
use super::raw_text::raw_text_of_field;
use super::reading::Reading;
use super::row_builder::RowBuilder;
use super::sheet::{FormSheet, Leftover, LeftoverKind};
use crate::settings::{Basis, Column, ColumnKind, List};
use workbook_io::{Address, Cell, CellLookup, Grid, Value};

/// Where the columns of a list stand.
#[derive(Debug)]
pub(super) struct ListLayout {
    /// The list's code.
    list: Arc<str>,
    columns: Arc<ListColumns>,
    /// The columns of the sheet that the form knows, in order.
    known: Vec<u32>,
    /// Units of money that columns name.
    money: MoneyUnits,
}

impl ListLayout {
    fn new(grid: &Grid, found: &FoundForm<'_>, list: &List) -> Self {
        let columns = ListColumns::new(placed(found, list), lacking(found, list));
        let silent = found.mapping.other_columns.iter().copied();
        let mut known: Vec<u32> =
            columns.placed.iter().map(|column| column.col).chain(silent).collect();
        known.sort_unstable();
        Self {
            list: list.code.as_str().into(),
            columns: Arc::new(columns),
            known,
            money: MoneyUnits::of_list(grid, found, list),
        }
    }
}

pub(super) fn read(
    reader: CellReader<'_>,
    found: &FoundForm<'_>,
    list: &List,
    lists: &LayoutCache<ListLayout>,
    sheet: &mut FormSheet,
) {
    let grid = reader.grid();
    let layout = lists
        .get_or_compute(LayoutBasis::Header, grid, found, || ListLayout::new(grid, found, list));
    sheet.list = Some(Arc::clone(&layout.list));
    sheet.measures = layout.money.over(|| over_all(grid, found));
    let silent = &found.mapping.other_columns;
    let columns: Vec<PlacedColumn<'_>> =
        layout.columns.placed.iter().map(|own| PlacedColumn::from_list_column(own, list)).collect();
    let Some(name_col) = name_column(&columns, list) else {
        return strays_only(grid, found, sheet);
    };
    let names: Vec<RowName> = found
        .body_rows(grid)
        .iter()
        .map(|row| RowName::read(grid, *row, name_col, silent))
        .collect();
    let in_arabic = names.iter().any(RowName::is_numbered);
    let (mut walk, mut builder) = (grid.cells.lookup(), RowBuilder::default());
    for name in names {
        let row = name.at.row;
        let in_row = reader.in_row_named_at(name.at);
        gather(&columns, in_row, &mut walk, row, &mut builder);
        let plausible = || builder.values().any(|(place, value)| columns[place].holds(value));
        match name.kind(grid, &builder, plausible, in_arabic) {
            RowKind::Organisation => {
                outside(grid, row, &layout.known, sheet);
                let hidden = grid.hidden_rows.contains(&row);
                let struck = reader.is_struck(name.at);
                let mut row =
                    ListRow::new(name.organisation(), hidden, &layout.columns, &mut builder);
                row.struck = struck;
                sheet.rows.push(Arc::new(row));
            }
            RowKind::Total => {
                sheet.total_rows.extend(total_label(grid, name.at));
                leftovers(grid, row, silent, LeftoverKind::TotalRow, sheet);
            }
            RowKind::Other => leftovers(grid, row, silent, LeftoverKind::Stray, sheet),
        }
    }
}

/// What a row says under these columns.
fn gather(
    columns: &[PlacedColumn<'_>],
    reader: CellReader<'_>,
    walk: &mut CellLookup<'_>,
    row: u32,
    builder: &mut RowBuilder,
) {
    builder.clear();
    for (place, column) in columns.iter().enumerate() {
        if let Some(cell) = walk.get(Address::new(row, column.col)) {
            let value = column.value(reader, row, cell);
            let raw_text = raw_text_of_field(cell, &value);
            builder.push(place, value, raw_text);
        }
    }
}

/// A list's column with its place on the sheet and what is needed to read it.
#[derive(Clone, Debug)]
pub struct PlacedColumn<'a> {
    column: &'a Column,
    basis: Basis,
    col: u32,
}

/// The form's columns that the sheet has.
fn placed(found: &FoundForm<'_>, list: &List) -> Vec<ListColumn> {
    let columns = found.form.columns.iter().zip(&found.mapping.columns);
    let placed = columns.filter_map(|(own, col)| Some(shared(list, &own.code, own.basis, (*col)?)));
    placed.collect()
}

/// What rows keep of a column.
fn shared(list: &List, code: &str, basis: Basis, col: u32) -> ListColumn {
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
fn name_column(columns: &[PlacedColumn<'_>], list: &List) -> Option<u32> {
    let name = &list.name_column().code;
    columns.iter().find(|own| own.column.code == *name).map(|own| own.col)
}

fn lacking(found: &FoundForm<'_>, list: &List) -> Vec<(usize, Basis)> {
    let columns = found.form.columns.iter().zip(&found.mapping.columns);
    let lacking = columns.filter(|(_, place)| place.is_none());
    let places =
        lacking.map(|(column, _)| Some((list.columns.get_index_of(&column.code)?, column.basis)));
    places.flatten().collect()
}

impl<'a> PlacedColumn<'a> {
    /// A column on a basis that stands in a column of the sheet.
    #[must_use]
    pub fn new(column: &'a Column, basis: Basis, col: u32) -> Self {
        Self { column, basis, col }
    }

    fn from_list_column(own: &ListColumn, list: &'a List) -> Self {
        Self::new(&list.columns[own.place], own.basis, own.col)
    }

    /// What a cell of the column says.
    fn value(&self, reader: CellReader<'_>, row: u32, cell: &Cell) -> FieldValue {
        let at = Address::new(row, self.col);
        let column = self.column;
        match column.kind {
            ColumnKind::Name => FieldValue::Words(reader.words(at, cell).map(without_marker)),
            ColumnKind::Text => FieldValue::Words(reader.words(at, cell)),
            ColumnKind::Choice => FieldValue::Words(reader.choice(at, cell, column)),
            ColumnKind::Count | ColumnKind::Money => {
                let place = NumberPlace { measure: column.measure, unit: &column.unit };
                FieldValue::Number(reader.figure(at, cell, place))
            }
            ColumnKind::Date => FieldValue::Day(reader.day(at, cell, column)),
            ColumnKind::Mark => FieldValue::Tick(reader.tick(at, cell)),
        }
    }

    /// Does the field hold a value of its column's kind? The words of a signature under a column
    /// of ticks do not.
    fn holds(&self, value: &FieldValue) -> bool {
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

/// Rows of a list whose columns are known, each where it names an organisation.
pub fn read_list_rows(
    reader: CellReader<'_>,
    rows: impl IntoIterator<Item = u32>,
    list: &List,
    columns: &[PlacedColumn<'_>],
) -> Vec<ListRow> {
    let grid = reader.grid();
    let Some(name_col) = name_column(columns, list) else { return Vec::new() };
    let shared = |own: &PlacedColumn<'_>| shared(list, &own.column.code, own.basis, own.col);
    let shared = ListColumns::new(columns.iter().map(shared).collect(), Vec::new());
    let shared = Arc::new(shared);
    let (mut walk, mut builder) = (grid.cells.lookup(), RowBuilder::default());
    let mut read = |row| {
        let name = RowName::read(grid, row, name_col, &[]);
        if name.name.is_empty() {
            return None;
        }
        gather(columns, reader, &mut walk, row, &mut builder);
        let hidden = grid.hidden_rows.contains(&row);
        Some(ListRow::new(name.organisation(), hidden, &shared, &mut builder))
    };
    rows.into_iter().filter_map(&mut read).collect()
}

/// An organisation's name without the number that some write before it.
fn without_marker(name: Arc<str>) -> Arc<str> {
    let bare = bare_name(&name);
    if bare.len() == name.len() { name } else { Arc::from(bare) }
}

/// Without a column of names there are no organisations, but the numbers are still accounted for.
fn strays_only(grid: &Grid, found: &FoundForm<'_>, sheet: &mut FormSheet) {
    let silent = &found.mapping.other_columns;
    for row in found.body_rows(grid) {
        leftovers(grid, row, silent, LeftoverKind::Stray, sheet);
    }
}

/// The numbers of a row that is no organisation.
fn leftovers(grid: &Grid, row: u32, silent: &[u32], kind: LeftoverKind, sheet: &mut FormSheet) {
    for (at, cell) in grid.row(row) {
        if !silent.contains(&at.col) && is_numeric(&cell.value) {
            sheet.leftovers.push(Leftover { at, written: cell.as_written(), kind });
        }
    }
}

/// Numbers in an organisation's row outside the form's columns (`known`, sorted).
fn outside(grid: &Grid, row: u32, known: &[u32], sheet: &mut FormSheet) {
    for (at, cell) in grid.row(row) {
        if matches!(cell.value, Value::Number(_) | Value::Oversized(_))
            && known.binary_search(&at.col).is_err()
        {
            let written = cell.as_written();
            sheet.leftovers.push(Leftover { at, written, kind: LeftoverKind::Stray });
        }
    }
}
