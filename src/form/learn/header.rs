//! The header above a coded table: as many rows as it takes.

use std::ops::Range;

use super::problems::CellProblems;
use super::tables::Table;
use crate::form::header::is_numbering;
use crate::form::heading_line::is_heading_line;
use viet_text::text::clean;
use workbook_io::{Address, Grid};

/// The header of a table.
pub(super) struct Header {
    /// Its rows, downwards; at least one.
    pub rows: Vec<u32>,
    /// The first row that can belong to the heading above it.
    pub heading_top: u32,
}

impl Header {
    pub(super) fn top(&self) -> u32 {
        self.rows[0]
    }

    pub(super) fn bottom(&self) -> u32 {
        self.rows[self.rows.len() - 1]
    }
}

/// The rows of the header: the unbroken run, above the first code, of rows with text over coded
/// columns; section headings between header and codes have no text there, and lines of the heading
/// above are recognised by their words.
pub(super) fn header_rows(grid: &Grid, table: &Table) -> Result<Header, CellProblems> {
    let columns = table.columns();
    let has_text = |row: u32| {
        !is_numbering(grid, row)
            && columns.iter().any(|col| {
                grid.text(Address::new(row, *col)).is_some_and(|text| !clean(text).is_empty())
            })
    };
    let above: Range<u32> = table.earliest..table.top();
    let rows = above.rev().skip_while(|row| !has_text(*row)).take_while(|row| has_text(*row));
    let mut rows: Vec<u32> = rows.collect();
    rows.reverse();
    while rows.first().is_some_and(|row| is_heading_line(grid, *row)) {
        rows.remove(0);
    }
    if rows.is_empty() {
        let what = "không thấy tiêu đề cột phía trên ô ghi mã. Mã ghi vào ô số liệu, dưới tiêu đề \
                    của cột";
        return Err(vec![(table.codes[0].at, what.to_owned())]);
    }
    Ok(Header { rows, heading_top: table.earliest })
}
