//! What somebody filled into a table, counted by row and column, over several reports too.

use std::collections::BTreeMap;

use super::keys::{column_keys, row_keys};
use super::model::{BlankBody, BlankTable};
use super::seen::Seen;
use crate::shown::shown;
use workbook_io::{Address, Grid};

/// What stands in a table as it is.
pub(super) fn in_table(grid: &Grid, table: &BlankTable) -> Seen {
    let mut seen = Seen::default();
    let mut look = |row: u32, into: u32, col: u32| {
        let at = Address::new(row, col);
        if let Some(cell) = grid.get(at) {
            seen.look(Address::new(into, col), &shown(grid, at, cell));
        }
    };
    for col in table.data_columns().map(|column| column.col) {
        match &table.body {
            BlankBody::Fixed(rows) => {
                let open = rows.iter().filter(|row| !row.closed.contains(&col));
                open.for_each(|row| look(row.row, row.row, col));
            }
            BlankBody::List(list) => {
                let named = |row: &u32| grid.get(Address::new(*row, list.name_col)).is_some();
                let rows = (list.first_row..list.end).filter(named);
                rows.for_each(|row| look(row, list.first_row, col));
            }
        }
    }
    seen
}

/// Adds what was seen in another version of a table, row by row and column by column.
pub(crate) fn add_version(own: &mut BlankTable, other: &BlankTable) {
    let places = places(own);
    for (key, at) in self::places(other) {
        if let Some(into) = places.get(&key) {
            own.seen.take(*into, &other.seen, at);
        }
    }
}

/// The cells of a table by the keys of row and column.
fn places(table: &BlankTable) -> BTreeMap<(String, String), Address> {
    let rows: Vec<(u32, String)> = match &table.body {
        BlankBody::Fixed(rows) => rows.iter().map(|row| row.row).zip(row_keys(rows)).collect(),
        BlankBody::List(list) => vec![(list.first_row, String::new())],
    };
    let (mut places, columns) = (BTreeMap::new(), column_keys(table));
    for column in table.data_columns() {
        for (row, key) in &rows {
            let at = Address::new(*row, column.col);
            places.entry((key.clone(), columns[&column.col].clone())).or_insert(at);
        }
    }
    places
}
