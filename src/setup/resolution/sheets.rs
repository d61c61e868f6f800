//! A workbook as a document: each sheet that is seen is a table of what its cells show.

use viet_text::vietnamese;
use workbook_io::{Address, Grid, Workbook};

use super::blocks::{Block, Document, Table};
use crate::shown::{Shown, shown};

/// The sheets that are not hidden, as tables.
pub(super) fn read(book: &Workbook) -> Document {
    let seen = book.sheets.iter().filter(|sheet| !sheet.hidden);
    let tables = seen.map(table).filter(|table| !table.rows.is_empty());
    Document { blocks: tables.map(Block::Table).collect() }
}

fn table(sheet: &Grid) -> Table {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (at, cell) in sheet.cells.iter() {
        if sheet.hidden_rows.contains(&at.row) || sheet.hidden_cols.contains(&at.col) {
            continue;
        }
        let text = words(&shown(sheet, *at, cell));
        if text.is_empty() {
            continue;
        }
        let area = sheet.merge_at(*at).map_or((at.row, at.col), |merge| last_of(merge, *at));
        for row in at.row..=area.0.min(at.row + 64) {
            for col in at.col..=area.1.min(at.col + 64) {
                put(&mut rows, Address { row, col }, &text);
            }
        }
    }
    Table { name: sheet.name.clone(), rows }
}

fn last_of(merge: workbook_io::Merge, at: Address) -> (u32, u32) {
    let area = merge.area;
    (area.to.row.max(at.row), area.to.col.max(at.col))
}

fn put(rows: &mut Vec<Vec<String>>, at: Address, text: &str) {
    let (row, col) = (at.row as usize, at.col as usize);
    if rows.len() <= row {
        rows.resize(row + 1, Vec::new());
    }
    let cells = &mut rows[row];
    if cells.len() <= col {
        cells.resize(col + 1, String::new());
    }
    text.clone_into(&mut cells[col]);
}

/// What a cell shows, as it would be typed.
fn words(shown: &Shown<'_>) -> String {
    match shown {
        Shown::Number(number) => vietnamese(*number),
        Shown::PerCent(number) => format!("{}%", vietnamese(*number)),
        Shown::Day { day: Some(day), .. } => day.format("%d/%m/%Y").to_string(),
        Shown::Text { text, .. } => viet_text::clean(text),
        Shown::Truth(true) => "x".to_owned(),
        _ => String::new(),
    }
}
