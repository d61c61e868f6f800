//! From a blank form to its structure: tables, their headers, what each column and each row is. Nothing
//! is decided here about codes or rules; [`super::propose`] does that.

mod columns;
mod filled;
mod header;
mod keys;
mod marker;
mod model;
mod region;
mod rows;
mod seen;
mod text_at;
mod units;

pub(crate) use filled::add_version;
pub use keys::{column_key, column_keys, is_version, row_keys, without_numbers};
pub use marker::Marker;
pub use model::{BlankBody, BlankColumn, BlankList, BlankRow, BlankTable, ColumnRole, RowRole};
pub(crate) use rows::is_total;
pub use seen::{Seen, Tally};
pub(crate) use units::{is_measured, split_unit};

use model::Region;
use workbook_io::{Grid, Workbook};

/// The tables of a blank form, sheet by sheet and downwards. Hidden sheets are no form.
#[must_use]
pub fn tables(book: &Workbook) -> Vec<BlankTable> {
    let sheets = book.sheets.iter().enumerate().filter(|(_, grid)| !grid.hidden);
    sheets.flat_map(|(place, grid)| tables_of_sheet(place, grid)).collect()
}

fn tables_of_sheet(sheet_index: usize, grid: &Grid) -> Vec<BlankTable> {
    let regions = region::regions(grid);
    let table = |region: Region| {
        let columns = columns::columns(grid, &region);
        let body = rows::body(grid, &region, &columns)?;
        let columns = columns::settled(columns, &body);
        let mut table = BlankTable {
            sheet: grid.name.clone(),
            sheet_index,
            title: header::title(grid, &region),
            unit: units::over_table(grid, &region),
            numbering: region.numbering,
            header_rows: region.header_rows.clone(),
            columns,
            body,
            seen: Seen::default(),
        };
        table.seen = filled::in_table(grid, &table);
        Some(table)
    };
    regions.into_iter().filter_map(table).collect()
}
