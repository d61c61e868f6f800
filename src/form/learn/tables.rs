//! The coded tables of a sheet: codes that belong together under one header.

use std::collections::BTreeMap;

use super::codes::Code;
use super::problems::CellProblems;
use crate::form::header::is_numbering;
use viet_text::text::{clean, folded};
use workbook_io::{Address, Grid};

/// Codes under one header.
pub(super) struct Table {
    /// The list; none where the codes are figures'.
    pub list: Option<String>,
    /// Its codes, in reading order; at least one.
    pub codes: Vec<Code>,
    /// The first row below the table above it.
    pub earliest: u32,
}

impl Table {
    pub(super) fn top(&self) -> u32 {
        self.codes[0].at.row
    }

    pub(super) fn bottom(&self) -> u32 {
        self.codes[self.codes.len() - 1].at.row
    }

    /// Its coded columns, from the left.
    pub(super) fn columns(&self) -> Vec<u32> {
        let mut columns: Vec<u32> = self.codes.iter().map(|code| code.at.col).collect();
        columns.sort_unstable();
        columns.dedup();
        columns
    }
}

/// Divides a sheet's codes into tables: the row of a list is one table, figures are one table down
/// to the next header.
pub(super) fn tables(grid: &Grid, codes: Vec<Code>) -> Result<Vec<Table>, CellProblems> {
    let mut rows: BTreeMap<u32, Vec<Code>> = BTreeMap::new();
    for code in codes {
        rows.entry(code.at.row).or_default().push(code);
    }
    let mut wrong: CellProblems = rows.values().flat_map(|row| of_two_lists(row)).collect();
    let mut tables: Vec<Table> = Vec::new();
    for (row, codes) in rows {
        let list = codes[0].list.clone();
        match tables.last_mut() {
            Some(table) if list.is_none() && goes_on(grid, table, row, &codes) => {
                table.codes.extend(codes);
            }
            Some(table) if list.is_some() && table.list == list => {
                wrong.push(two_rows(table, &codes))
            }
            _ => {
                let earliest = tables.last().map_or(0, |table| table.bottom() + 1);
                tables.push(Table { list, codes, earliest });
            }
        }
    }
    wrong.extend(tables.iter().flat_map(|table| in_header(grid, table)));
    if wrong.is_empty() { Ok(tables) } else { Err(wrong) }
}

/// Codes of two lists in one row, or of a list and figures.
fn of_two_lists(row: &[Code]) -> CellProblems {
    let first = &row[0];
    let wrong = row.iter().filter(|code| code.list != first.list).map(|code| {
        let meant = match &first.list {
            Some(list) => format!("; ý là \"{list}.{}\"?", code.code),
            None => ".".to_owned(),
        };
        let what = format!(
            "{} đứng cùng dòng với {} (ô {}){meant} Một dòng chỉ ghi mã của một danh sách, hoặc \
             chỉ ghi mã số liệu",
            code.full, first.full, first.at
        );
        (code.at, what)
    });
    wrong.collect()
}

fn two_rows(table: &Table, codes: &[Code]) -> (Address, String) {
    let what = format!(
        "mã {} đứng ở dòng khác với {} (ô {}). Mã của một danh sách ghi trên một dòng, ngay dưới \
         tiêu đề",
        codes[0].full, table.codes[0].full, table.codes[0].at
    );
    (codes[0].at, what)
}

/// Do the figures of this row belong to the table? Not if another header, text above their
/// columns, stands between.
fn goes_on(grid: &Grid, table: &Table, row: u32, codes: &[Code]) -> bool {
    let wanted = codes.len().min(2);
    let is_header = |between: u32| {
        let over = codes.iter().filter(|code| is_worded(grid, Address::new(between, code.at.col)));
        over.count() >= wanted && !is_numbering(grid, between)
    };
    table.list.is_none() && !(table.bottom() + 1..row).any(is_header)
}

/// Is there text that is more than a sign or a letter?
pub(super) fn is_worded(grid: &Grid, at: Address) -> bool {
    grid.text(at).is_some_and(|text| text.chars().filter(|c| c.is_alphabetic()).count() > 1)
}

/// Problems with codes typed into the header in place of the row below it: in their row there are
/// header texts, or below them is the row of column numbers.
fn in_header(grid: &Grid, table: &Table) -> CellProblems {
    let coded = |at: Address| table.codes.iter().any(|code| code.at == at);
    let lower = |col: u32, row: u32| table.codes.iter().any(|c| c.at.col == col && c.at.row > row);
    let header_beside = |row: u32| {
        grid.row(row).any(|(at, cell)| {
            let says = |word: &str| cell.text().is_some_and(|text| folded(text) == word);
            let over_figures = lower(at.col, row) && !coded(at) && is_worded(grid, at);
            over_figures
                || ["stt", "tt", "số tt", "ghi chú", "chỉ tiêu"].iter().any(|word| says(word))
        })
    };
    let numbers_beneath = |row: u32| {
        let next = grid.cells.range(Address::new(row + 1, 0)..).next().map(|(at, _)| at.row);
        next.is_some_and(|next| is_numbering(grid, next))
    };
    let wrong = table
        .codes
        .iter()
        .filter(|code| header_beside(code.at.row) || numbers_beneath(code.at.row));
    let wrong = wrong.map(|code| {
        let what = format!(
            "mã {} ghi vào dòng tiêu đề. Trả lại tiêu đề cũ, rồi ghi mã vào ô số liệu bên dưới",
            clean(&code.full)
        );
        (code.at, what)
    });
    wrong.collect()
}
