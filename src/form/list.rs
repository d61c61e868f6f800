//! List sheets: one organisation a row. A list has no fixed end: blank rows, total rows, group
//! headings, signature blocks and stray cells are recognised by what they hold.

use crate::cell_text::CellText as _;
use std::sync::Arc;

use super::cache::layouts::{LayoutBasis, LayoutCache};
use super::cell_reader::CellReader;
use super::field::is_numeric;
use super::found_form::FoundForm;
use super::joined::among_data;
use super::list_fields::{ListColumns, ListRow};
use super::list_row::{ListFacts, RowKind, RowName, is_bare, total_label};
use super::list_totals::{BareRow, TotalRow, by_numbers};
use super::measures::{MoneyUnits, over_all};
use super::placed_column::{PlacedColumn, lacking, name_column, placed, shared};
use super::row_reader::{RowReader, joined_rows};
use super::sheet::{ExampleRow, FormSheet, Leftover, LeftoverKind};
use crate::settings::List;
use viet_text::text::{clean, folded};
use workbook_io::{Address, CellLookup, Grid, Value};

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
    let rows = found.body_rows(grid);
    let names: Vec<RowName> =
        rows.iter().map(|row| RowName::read(grid, *row, name_col, silent)).collect();
    let names = match columns.iter().find(|own| own.column.parts_rows) {
        Some(parts) => with_parts(grid, names, parts.col),
        None => names,
    };
    let facts = ListFacts {
        in_arabic: names.iter().any(RowName::is_numbered),
        data: &found.mapping.columns,
        silent,
        unit,
        generic: &folded(&list.name_column().name),
    };
    let joined = among_data(grid, found);
    let rows = RowReader::new(reader, &columns, &joined);
    let mut list = ListBody {
        grid,
        layout: &layout,
        facts,
        rows,
        bare: Vec::new(),
        totals: Vec::new(),
        sheet,
    };
    let mut walk = grid.cells.lookup();
    for name in names {
        list.add(name, &mut walk);
    }
    list.settle_bare();
    sheet.joined = joined_rows(grid, &columns, joined, sheet);
}

/// The names of rows of which several go with one name: a row without one goes with the name above.
fn with_parts(grid: &Grid, names: Vec<RowName>, parts_col: u32) -> Vec<RowName> {
    let mut named: Vec<RowName> = Vec::with_capacity(names.len());
    for name in names {
        let part = grid.text(Address::new(name.at.row, parts_col)).map(clean).unwrap_or_default();
        let name = name.with_part(named.last(), &part);
        named.push(name);
    }
    named
}

/// The rows of a list, as far as they are read.
struct ListBody<'r> {
    grid: &'r Grid,
    layout: &'r ListLayout,
    facts: ListFacts<'r>,
    rows: RowReader<'r>,
    /// Rows of nothing but numbers: they may be totals.
    bare: Vec<BareRow>,
    /// Before which organisation each total row stands.
    totals: Vec<usize>,
    sheet: &'r mut FormSheet,
}

impl ListBody<'_> {
    /// Adds the next row, as what it is.
    fn add(&mut self, name: RowName, walk: &mut CellLookup<'_>) {
        let (at, row) = (name.at, name.at.row);
        self.rows.gather(walk, at);
        let is_bare = !name.has_number() && is_bare(self.grid, at, &self.facts);
        let place = self.sheet.rows.len();
        let (is_nameless, is_part) = (name.name.is_empty(), name.is_part());
        match self.rows.kind(&name, &self.facts) {
            RowKind::Organisation => {
                outside(self.grid, row, &self.layout.known, self.sheet);
                let row = Arc::new(self.take_row(name));
                let own = || BareRow { row: Arc::clone(&row), place, is_organisation: true };
                self.bare.extend(is_bare.then(own));
                self.sheet.rows.push(row);
            }
            RowKind::Total => {
                let total = TotalRow::new(&self.take_row(name), total_label(self.grid, at));
                self.sheet.total_rows.push(TotalRow { is_part, ..total });
                self.totals.push(place);
                self.leave_out(row, LeftoverKind::TotalRow);
            }
            RowKind::Example => {
                let label = self.grid.text(at).unwrap_or_default().to_owned();
                let own = Arc::new(self.take_row(name));
                self.sheet.example_rows.push(ExampleRow { at, label, row: own });
                self.leave_out(row, LeftoverKind::Example);
            }
            RowKind::Other if is_nameless && is_bare => {
                let row = Arc::new(self.take_row(name));
                self.bare.push(BareRow { row, place, is_organisation: false });
            }
            RowKind::Other => self.leave_out(row, LeftoverKind::Stray),
        }
    }

    /// The row that was read last.
    fn take_row(&mut self, name: RowName) -> ListRow {
        self.rows.take_row(name, &self.layout.columns)
    }

    fn leave_out(&mut self, row: u32, kind: LeftoverKind) {
        leftovers(self.grid, row, self.facts.silent, kind, self.sheet);
    }

    /// Takes those bare rows for totals that are totals by their numbers; other rows without a name
    /// are no organisations.
    fn settle_bare(mut self) {
        let found = by_numbers(&self.bare, &self.sheet.rows, &self.totals);
        for (turn, own) in std::mem::take(&mut self.bare).into_iter().enumerate() {
            let row = own.row.row;
            if found.contains(&turn) {
                self.sheet.rows.retain(|other| other.row != row);
                let total = TotalRow::new(&own.row, total_label(self.grid, own.row.name_at));
                self.sheet.total_rows.push(TotalRow { is_by_numbers: true, ..total });
                // What stood outside the columns of an organisation is in a total row now.
                self.sheet.leftovers.retain(|cell| cell.at.row != row);
                self.leave_out(row, LeftoverKind::TotalRow);
            } else if !own.is_organisation {
                self.leave_out(row, LeftoverKind::Stray);
            }
        }
        self.sheet.total_rows.sort_by_key(|total| total.at);
        self.sheet.leftovers.sort_by_key(|cell| cell.at);
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
        rows_of.gather(&mut walk, name.at);
        Some(rows_of.take_row(name, &shared))
    };
    rows.into_iter().filter_map(&mut read).collect()
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
