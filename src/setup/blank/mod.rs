//! From a blank form to its structure: tables, their headers, what each column and each row is. Nothing
//! is decided here about codes or rules; [`super::propose`] does that.

mod columns;
mod header;
mod marker;
mod region;
mod rows;
mod units;

pub use columns::{BlankColumn, ColumnRole};
pub use marker::Marker;
pub use rows::{BlankRow, RowRole};
pub(crate) use rows::{asks_for_names, is_total};
pub(crate) use units::split_unit;

use crate::cell_text::CellText as _;
use viet_text::text::clean;
use workbook_io::{Address, Grid, Workbook};

/// A table of a blank form.
#[derive(Clone, Debug)]
pub struct BlankTable {
    /// The sheet's name and its place in the workbook.
    pub sheet: String,
    /// The sheet's place in the workbook.
    pub sheet_index: usize,
    /// The table's title as printed above it; empty where there is none.
    pub title: String,
    /// The rows of the header, downwards.
    pub header_rows: Vec<u32>,
    /// The row of column numbers beneath the header.
    pub numbering: Option<u32>,
    /// The columns of the header, from the left.
    pub columns: Vec<BlankColumn>,
    /// What stands beneath.
    pub body: BlankBody,
    /// The unit of measure printed over the whole table.
    pub unit: String,
}

/// What stands beneath a header.
#[derive(Clone, Debug)]
pub enum BlankBody {
    /// Rows with printed labels.
    Fixed(Vec<BlankRow>),
    /// Rows that who fills the form in names.
    List(BlankList),
}

/// The rows of a list.
#[derive(Clone, Debug)]
pub struct BlankList {
    /// The column that names a row.
    pub name_col: u32,
    /// The first row beneath the header.
    pub first_row: u32,
    /// The row after the last.
    pub end: u32,
    /// Where several rows go with one name: the column that tells them apart and its words.
    pub breakdown: Option<(u32, Vec<String>)>,
}

impl BlankTable {
    /// The columns into which figures go.
    pub fn data_columns(&self) -> impl Iterator<Item = &BlankColumn> {
        self.columns.iter().filter(|column| column.role == ColumnRole::Data)
    }
}

/// The tables of a blank form, sheet by sheet and downwards. Hidden sheets are no form.
#[must_use]
pub fn tables(book: &Workbook) -> Vec<BlankTable> {
    let sheets = book.sheets.iter().enumerate().filter(|(_, grid)| !grid.hidden);
    sheets.flat_map(|(place, grid)| tables_of_sheet(place, grid)).collect()
}

fn tables_of_sheet(sheet_index: usize, grid: &Grid) -> Vec<BlankTable> {
    let regions = region::regions(grid);
    let table = |region: region::Region| {
        let columns = columns::columns(grid, &region);
        let body = rows::body(grid, &region, &columns)?;
        let columns = columns::settled(columns, &body);
        Some(BlankTable {
            sheet: grid.name.clone(),
            sheet_index,
            title: header::title(grid, &region),
            unit: units::over_table(grid, &region),
            numbering: region.numbering,
            header_rows: region.header_rows.clone(),
            columns,
            body,
        })
    };
    regions.into_iter().filter_map(table).collect()
}

/// The text of a cell on one tidy line; a number as written; empty where there is nothing.
fn text_at(grid: &Grid, at: Address) -> String {
    grid.get(at).map(|cell| clean(&cell.as_written())).unwrap_or_default()
}
