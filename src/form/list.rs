//! List sheets: one organisation a row. A list has no fixed end: blank rows, total rows, group
//! headings, signature blocks and stray cells are recognised by what they hold.

use crate::cell_text::CellText as _;
use std::sync::Arc;

use super::cache::layouts::{LayoutBasis, LayoutCache};
use super::cell_reader::{CellReader, NumberPlace, TickReading};
use super::day::DayReading;
use super::field::{FieldValue, is_numeric};
use super::found_form::FoundForm;
use super::joined::among_data;
use super::list_fields::{ListColumn, ListColumns, ListRow};
use super::list_row::{ListFacts, RowKind, RowName, bare_name, is_bare, total_label};
use super::list_totals::{BareRow, TotalRow, by_numbers};
use super::measures::{MoneyUnits, over_all};
use super::raw_text::raw_text_of_field;
use super::reading::Reading;
use super::row_builder::RowBuilder;
use super::sheet::JoinedCells;
use super::sheet::{FormSheet, Leftover, LeftoverKind};
use crate::settings::{Basis, Column, ColumnKind, List};
use viet_text::text::folded;
use workbook_io::{Address, Area, Cell, CellLookup, Grid, Value};

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

/// Reads a list; `unit` is the name, folded, of the unit that the sheet is of.
pub(super) fn read(
    reader: CellReader<'_>,
    found: &FoundForm<'_>,
    list: &List,
    (lists, unit): (&LayoutCache<ListLayout>, Option<&str>),
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
    let facts = ListFacts {
        in_arabic: names.iter().any(RowName::is_numbered),
        data: &found.mapping.columns,
        silent,
        unit,
        generic: &folded(&list.name_column().name),
    };
    let joined = among_data(grid, found);
    let mut rows = RowReader::new(reader, &columns, &joined);
    let (mut walk, mut bare) = (grid.cells.lookup(), Vec::new());
    let mut totals = Vec::new();
    for name in names {
        let (row, hidden) = (name.at.row, grid.hidden_rows.contains(&name.at.row));
        rows.reader = reader.in_row_named_at(name.at);
        rows.gather(&mut walk, row);
        let builder = &mut rows.builder;
        let plausible = || builder.values().any(|(place, value)| columns[place].holds(value));
        let kind = name.kind(grid, builder, plausible, &facts);
        let is_bare = !name.has_number() && is_bare(grid, name.at, &facts);
        let (is_part, at) = (name.is_part(), name.at);
        let is_nameless = name.name.is_empty();
        let read = || {
            let mut row = ListRow::new(name.organisation(), hidden, &layout.columns, builder);
            row.struck = reader.is_struck(at);
            row
        };
        match kind {
            RowKind::Organisation => {
                outside(grid, row, &layout.known, sheet);
                let row = Arc::new(read());
                let place = sheet.rows.len();
                let own = || BareRow { row: Arc::clone(&row), place, is_organisation: true };
                bare.extend(is_bare.then(own));
                sheet.rows.push(row);
            }
            RowKind::Total => {
                let total = TotalRow::new(&read(), total_label(grid, at));
                sheet.total_rows.push(TotalRow { is_part, ..total });
                totals.push(sheet.rows.len());
                leftovers(grid, row, silent, LeftoverKind::TotalRow, sheet);
            }
            RowKind::Example => {
                let label = grid.text(at).unwrap_or_default().to_owned();
                sheet.example_rows.push((at, label));
                leftovers(grid, row, silent, LeftoverKind::Example, sheet);
            }
            RowKind::Other if is_nameless && is_bare => {
                let row = Arc::new(read());
                bare.push(BareRow { row, place: sheet.rows.len(), is_organisation: false });
            }
            RowKind::Other => leftovers(grid, row, silent, LeftoverKind::Stray, sheet),
        }
    }
    settle_bare(grid, silent, (&bare, &totals), sheet);
    sheet.joined = joined_rows(grid, &columns, joined, sheet);
}

/// Takes those bare rows for totals that are totals by their numbers; other rows without a name are
/// no organisations.
fn settle_bare(
    grid: &Grid,
    silent: &[u32],
    (bare, totals): (&[BareRow], &[usize]),
    sheet: &mut FormSheet,
) {
    let found = by_numbers(bare, &sheet.rows, totals);
    for (turn, own) in bare.iter().enumerate() {
        let row = own.row.row;
        if found.contains(&turn) {
            sheet.rows.retain(|other| other.row != row);
            let total = TotalRow::new(&own.row, total_label(grid, own.row.name_at));
            sheet.total_rows.push(TotalRow { is_by_numbers: true, ..total });
            // What stood outside the columns of an organisation is in a total row now.
            sheet.leftovers.retain(|cell| cell.at.row != row);
            leftovers(grid, row, silent, LeftoverKind::TotalRow, sheet);
        } else if !own.is_organisation {
            leftovers(grid, row, silent, LeftoverKind::Stray, sheet);
        }
    }
    sheet.total_rows.sort_by_key(|total| total.at);
    sheet.leftovers.sort_by_key(|cell| cell.at);
}

/// The merges among the organisations' data. A number over several rows is taken once.
fn joined_rows(
    grid: &Grid,
    columns: &[PlacedColumn<'_>],
    areas: Vec<Area>,
    sheet: &FormSheet,
) -> Vec<JoinedCells> {
    let written = |area: &Area| grid.get(area.from).map(|cell| cell.as_written());
    let joined = areas.into_iter().filter_map(|area| {
        let rows =
            sheet.rows.iter().filter(|row| area.contains(Address::new(row.row, area.from.col)));
        let own =
            columns.iter().filter(|column| area.contains(Address::new(area.from.row, column.col)));
        let (rows, own): (Vec<_>, Vec<_>) = (rows.collect(), own.collect());
        let is_over_several = !rows.is_empty() && (rows.len() > 1 || own.len() > 1);
        let is_given = own.iter().all(|column| {
            let at = Address::new(area.to.row, column.col);
            joined_cell(grid, &[area], (at, column)).is_some()
        });
        let written = written(&area).filter(|_| is_over_several)?;
        Some(JoinedCells { area, written, is_given })
    });
    joined.collect()
}

/// The cell whose content shows where a cell of a column is covered: words, days and ticks are said
/// of every row of a merge, numbers only of the bases of one column side by side.
fn joined_cell<'g>(
    grid: &'g Grid,
    areas: &[Area],
    (at, column): (Address, &PlacedColumn<'_>),
) -> Option<(Address, &'g Cell)> {
    let area = areas.iter().find(|area| area.contains(at))?;
    let is_said_of_each = match column.column.kind {
        ColumnKind::Name => false,
        ColumnKind::Count | ColumnKind::Money => at.row == area.from.row,
        _ => at.col == area.from.col,
    };
    grid.get(area.from).filter(|_| is_said_of_each).map(|cell| (area.from, cell))
}

/// Reads the rows of a list, one after another.
struct RowReader<'r> {
    /// Reads the cells of the row.
    reader: CellReader<'r>,
    columns: &'r [PlacedColumn<'r>],
    /// Merges among the data.
    joined: &'r [Area],
    /// What the row says that was read last.
    builder: RowBuilder,
}

impl<'r> RowReader<'r> {
    fn new(reader: CellReader<'r>, columns: &'r [PlacedColumn<'r>], joined: &'r [Area]) -> Self {
        Self { reader, columns, joined, builder: RowBuilder::default() }
    }

    /// What a row says under the columns.
    fn gather(&mut self, walk: &mut CellLookup<'_>, row: u32) {
        let grid = self.reader.grid();
        self.builder.clear();
        for (place, column) in self.columns.iter().enumerate() {
            let at = Address::new(row, column.col);
            if let Some(cell) = walk.get(at) {
                let value = column.value(self.reader, at, cell);
                let raw_text = raw_text_of_field(cell, &value);
                self.builder.push(place, value, raw_text);
            } else if let Some((shown_at, cell)) = joined_cell(grid, self.joined, (at, column))
                && self.is_one_code(at, column)
            {
                // Nothing is written in the cell itself.
                let value = column.value(self.reader, shown_at, cell);
                self.builder.push(place, value, Some(Arc::from("")));
            }
        }
    }

    /// Is the merge over a cell one of a single code's columns: thực hiện, ước?
    fn is_one_code(&self, at: Address, column: &PlacedColumn<'_>) -> bool {
        let area = self.joined.iter().find(|area| area.contains(at));
        area.is_some_and(|area| {
            let own =
                self.columns.iter().filter(|own| area.contains(Address::new(at.row, own.col)));
            own.into_iter().all(|own| own.column.code == column.column.code)
        })
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
    fn value(&self, reader: CellReader<'_>, at: Address, cell: &Cell) -> FieldValue {
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
    let mut walk = grid.cells.lookup();
    let mut rows_of = RowReader::new(reader, columns, &[]);
    let mut read = |row| {
        let name = RowName::read(grid, row, name_col, &[]);
        if name.name.is_empty() {
            return None;
        }
        rows_of.gather(&mut walk, row);
        let builder = &mut rows_of.builder;
        let hidden = grid.hidden_rows.contains(&row);
        Some(ListRow::new(name.organisation(), hidden, &shared, builder))
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
