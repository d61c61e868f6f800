//! Rows and columns with data that are hidden from the person who opens the sheet.

use super::reading::Reading;
use super::sheet::{FormSheet, HiddenLines};
use workbook_io::{Address, Grid};

impl HiddenLines {
    /// Those of a sheet that was read.
    pub(super) fn of_sheet(grid: &Grid, sheet: &FormSheet) -> Self {
        if grid.hidden_rows.is_empty() && grid.hidden_cols.is_empty() {
            return Self::default();
        }
        let figures = sheet.figures.filled().filter(|cell| *cell.reading != Reading::Blank);
        let fields = sheet.rows.iter().flat_map(|row| row.filled()).map(|field| field.at);
        let data: Vec<Address> = figures.map(|cell| cell.at).chain(fields).collect();
        let rows = data.iter().map(|at| at.row).filter(|row| grid.hidden_rows.contains(row));
        let (filtered_rows, rows) = rows.partition(|row| grid.filtered_rows.contains(row));
        let columns = data.iter().map(|at| at.col).filter(|col| grid.hidden_cols.contains(col));
        Self { rows, filtered_rows, columns: columns.collect() }
    }
}
