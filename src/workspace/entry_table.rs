//! A sheet of the review workbook: rows under a header row.

use crate::cell_text::CellText as _;
use std::collections::BTreeMap;

use viet_text::text::{clean, folded};
use workbook_io::{Address, Grid, Value};

/// A sheet of the review workbook as the officer left it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntryTable {
    /// Its headers, left to right, the officer's own columns too; blank where a column has none.
    pub headers: Vec<String>,
    /// Its rows, by header, blank cells left out.
    pub rows: Vec<EntryRow>,
    /// Filled rows above the header.
    pub above: Vec<Vec<(u32, Value)>>,
}

impl EntryTable {
    /// The column under a header, counted from zero.
    #[must_use]
    pub fn column(&self, header: &str) -> Option<u32> {
        let place = self.headers.iter().position(|own| folded(own) == folded(header))?;
        u32::try_from(place).ok()
    }
}

/// A row of the review workbook.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntryRow {
    /// The row on the sheet, from zero.
    pub row: u32,
    /// Values by header.
    pub values: BTreeMap<String, Value>,
    /// Values in columns without a header, or with a header that another column further left has.
    pub unheaded: BTreeMap<u32, Value>,
}

impl EntryRow {
    /// The value under a header.
    #[must_use]
    pub fn value(&self, header: &str) -> Option<&Value> {
        self.values.get(header).or_else(|| {
            let like = |(own, _): &(&String, &Value)| folded(own) == folded(header);
            self.values.iter().find(like).map(|(_, value)| value)
        })
    }

    /// The text under a header; empty where nothing is written.
    #[must_use]
    pub fn text(&self, header: &str) -> String {
        self.value(header).map(|value| clean(&value.as_written())).unwrap_or_default()
    }
}

/// The sheet below its header row; `None` where it has no such row.
pub(super) fn table(grid: &Grid, first_header: &str) -> Option<EntryTable> {
    let is_header = |row: &u32| {
        grid.row(*row)
            .any(|(_, cell)| cell.text().is_some_and(|text| folded(text) == folded(first_header)))
    };
    let rows = grid.filled_rows();
    let header_row = rows.iter().copied().find(is_header)?;
    let last = grid.row(header_row).map(|(at, _)| at.col).next_back().unwrap_or(0);
    let header =
        |col| grid.get(Address::new(header_row, col)).map(|cell| clean(&cell.value.as_written()));
    let headers: Vec<String> = (0..=last).map(|col| header(col).unwrap_or_default()).collect();
    let (above, below): (Vec<u32>, Vec<u32>) =
        rows.into_iter().filter(|row| *row != header_row).partition(|row| *row < header_row);
    let values = |row: u32| grid.row(row).map(|(at, cell)| (at.col, cell.value.clone()));
    let entry_rows = below.into_iter().map(|row| entry_row(row, values(row), &headers));
    let rows = entry_rows.filter(|row| !row.values.is_empty() || !row.unheaded.is_empty());
    let rows = rows.collect();
    let above = above.into_iter().map(|row| values(row).collect()).collect();
    Some(EntryTable { headers, rows, above })
}

fn entry_row(row: u32, values: impl Iterator<Item = (u32, Value)>, headers: &[String]) -> EntryRow {
    let mut entry = EntryRow { row, ..EntryRow::default() };
    for (col, value) in values.filter(|(_, value)| !clean(&value.as_written()).is_empty()) {
        let place = col as usize;
        match headers.get(place).filter(|header| !header.is_empty()) {
            Some(header) if headers.iter().position(|other| other == header) == Some(place) => {
                entry.values.insert(header.clone(), value);
            }
            _ => {
                entry.unheaded.insert(col, value);
            }
        }
    }
    entry
}
