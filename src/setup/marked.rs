//! A form with codes typed into its cells: the office's own file where it can be patched, else a copy of
//! what is written in it.

use std::collections::BTreeMap;

use super::blank::{BlankBody, BlankTable, ColumnRole};
use super::open_heading::without_unit;
use super::proposal::MarkedCell;
use crate::cell_text::CellText as _;
use crate::report::patch::{is_patchable, with_cells};
use workbook_io::sheet::{
    Book, Borders, Content, HorizontalAlign, Row, Sheet, Style, valid_sheet_name,
};
use workbook_io::write::to_bytes;
use workbook_io::{Address, Grid, Value, Workbook};

/// The bytes of the marked form. Figures, names and days that somebody filled in are taken out, and so is
/// the name of the unit that did.
///
/// # Errors
/// A Vietnamese sentence, where the file's inside is not as Excel writes it.
pub(super) fn marked_form(
    file: &str,
    bytes: &[u8],
    book: &Workbook,
    tables: &[BlankTable],
    cells: &[MarkedCell],
) -> Result<Vec<u8>, String> {
    let mut changes: BTreeMap<usize, BTreeMap<Address, Option<String>>> = BTreeMap::new();
    for table in tables {
        let own = changes.entry(table.sheet_index).or_default();
        let grid = &book.sheets[table.sheet_index];
        own.extend(without_unit(grid, table.header_rows[0]).map(|(at, text)| (at, Some(text))));
        own.extend(filled_in(grid, table).map(|at| (at, None)));
    }
    for cell in cells {
        changes.entry(cell.sheet_index).or_default().insert(cell.at, Some(cell.code.clone()));
    }
    if is_patchable(file) {
        return with_cells(bytes, &changes);
    }
    let mut names: Vec<String> = Vec::new();
    let sheets = book.sheets.iter().enumerate().map(|(place, grid)| {
        names.push(valid_sheet_name(&grid.name, "Biểu", &names));
        let changed = changes.get(&place).cloned().unwrap_or_default();
        let own: Vec<&BlankTable> = tables.iter().filter(|own| own.sheet_index == place).collect();
        copied(grid, &names[place], &own, &changed)
    });
    let book = Book { sheets: sheets.collect(), ..Book::default() };
    let failed =
        "không ghi lại được thành .xlsx; mở tệp bằng Excel, lưu thành .xlsx (Save As) rồi chạy lại";
    to_bytes(book).map_err(|_| failed.to_owned())
}

/// The cells of a table that somebody filled in, if any.
fn filled_in<'g>(grid: &'g Grid, table: &'g BlankTable) -> impl Iterator<Item = Address> + 'g {
    let is_data = |col: u32| {
        let column = table.columns.iter().find(|column| column.col == col);
        column.is_some_and(|column| matches!(column.role, ColumnRole::Data | ColumnRole::Note))
    };
    let is_filled = move |at: Address| match &table.body {
        BlankBody::Fixed(rows) => rows
            .iter()
            .any(|row| row.row == at.row && is_data(at.col) && !row.closed.contains(&at.col)),
        BlankBody::List(list) => {
            let is_total = is_total_row(grid, at.row);
            // Formulas of lines that nobody filled in are the form's own.
            let is_printed = grid.get(at).is_some_and(|cell| cell.formula.is_some())
                && (is_total || grid.get(Address::new(at.row, list.name_col)).is_none());
            (list.first_row..list.end).contains(&at.row)
                && (is_data(at.col) || at.col == list.name_col && !is_total)
                && !is_printed
        }
    };
    grid.cells.keys().copied().filter(move |at| is_filled(*at))
}

fn is_total_row(grid: &Grid, row: u32) -> bool {
    grid.row(row).any(|(_, cell)| cell.text().is_some_and(super::blank::is_total))
}

/// A sheet written anew: its texts, merges and columns as wide as their texts need.
fn copied<'a>(
    grid: &Grid,
    name: &str,
    tables: &[&BlankTable],
    changed: &BTreeMap<Address, Option<String>>,
) -> Sheet<'a> {
    let mut rows: BTreeMap<u32, BTreeMap<u32, Content>> = BTreeMap::new();
    for (at, cell) in &grid.cells {
        let content = match &cell.value {
            Value::Number(number) => Content::Number(*number),
            _ => Content::from(cell.as_written()),
        };
        rows.entry(at.row).or_default().insert(at.col, content);
    }
    for (at, text) in changed {
        let content = text.as_ref().map_or(Content::Blank, |text| Content::from(text.as_str()));
        rows.entry(at.row).or_default().insert(at.col, content);
    }
    let within = |at: Address| tables.iter().any(|table| is_within(table, at));
    let header = |row: u32| tables.iter().any(|table| table.header_rows.contains(&row));
    let styled = |row: u32, (col, content): (u32, Content)| {
        let borders = if within(Address::new(row, col)) { Borders::ALL } else { Borders::NONE };
        let across = if header(row) { HorizontalAlign::Center } else { HorizontalAlign::General };
        let style = Style {
            borders,
            across,
            bold: header(row),
            wrap: borders == Borders::ALL,
            ..Style::default()
        };
        (col, content, style)
    };
    let rows = rows.into_iter().map(|(index, cells)| Row {
        index,
        height: None,
        cells: cells.into_iter().map(|cell| styled(index, cell)).collect(),
    });
    let rows: Vec<Row> = rows.collect();
    let mut sheet = Sheet::new(name, rows);
    sheet.merges = grid.merges.as_ref().map(|merges| merges.areas().to_vec()).unwrap_or_default();
    sheet.widths = widths(tables);
    sheet.page.landscape = true;
    sheet.page.fit_width = true;
    sheet
}

fn is_within(table: &BlankTable, at: Address) -> bool {
    let first = table.header_rows[0];
    let last = match &table.body {
        BlankBody::Fixed(rows) => rows.last().map_or(first, |row| row.row),
        BlankBody::List(list) => list.end.saturating_sub(1),
    };
    (first..=last).contains(&at.row) && table.columns.iter().any(|column| column.col == at.col)
}

fn widths(tables: &[&BlankTable]) -> Vec<(u32, f64)> {
    let width = |role: ColumnRole| match role {
        ColumnRole::Order | ColumnRole::RowNumber => 6.0,
        ColumnRole::Label => 42.0,
        _ => 14.0,
    };
    let mut widths: BTreeMap<u32, f64> = BTreeMap::new();
    for column in tables.iter().flat_map(|table| &table.columns) {
        widths.insert(column.col, width(column.role));
    }
    widths.into_iter().collect()
}
