//! The header above a coded table: as many rows as it takes.

use std::ops::Range;

use super::problems::CellProblems;
use super::tables::Table;
use crate::form::header::is_numbering;
use viet_text::text::{clean, folded};
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

/// A line above the header that reaches over its columns: whose form it is, which period, "Đơn
/// vị tính: triệu đồng".
fn is_heading_line(grid: &Grid, row: u32) -> bool {
    const BEGINNINGS: [&str; 16] = [
        "đơn vị tính",
        "đvt:",
        "đv tính",
        "đơn vị:",
        "kì báo cáo",
        "cộng hòa xã hội",
        "độc lập",
        "ủy ban nhân dân",
        "ubnd",
        "hội đồng nhân dân",
        "biểu số",
        "biểu mẫu",
        "mẫu số",
        "phụ lục",
        "(kèm theo",
        "(ban hành",
    ];
    let texts: Vec<String> = grid.row(row).filter_map(|(_, c)| c.text()).map(folded).collect();
    let is_line = |text: &String| {
        BEGINNINGS.iter().any(|start| text.starts_with(start)) || text.contains("...")
    };
    !texts.is_empty()
        && texts.iter().filter(|text| !text.is_empty()).all(is_line)
        && texts.iter().all(|text| text != "đơn vị tính")
}
