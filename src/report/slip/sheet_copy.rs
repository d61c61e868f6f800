//! A copy of a unit's sheet, made from the cells read, with doubtful cells marked.

use crate::cell_text::CellText as _;
use std::collections::BTreeMap;

use super::mark_style::MARK;
use crate::check::Finding;
use crate::report::wording::capital;
use workbook_io::sheet::{Borders, Content, Page, Row, Sheet, Style};
use workbook_io::{Address, Area, Cell, FormatKind, Grid, Merges, Value};

/// Columns are as wide as their texts need, within these bounds.
const WIDTH: (usize, usize) = (8, 40);

pub(super) fn sheet<'a>(name: &str, grid: &Grid, findings: &[&Finding]) -> Sheet<'a> {
    let mut notes: BTreeMap<Address, String> = BTreeMap::new();
    for finding in findings {
        for at in &finding.cells {
            let note = notes.entry(*at).or_default();
            if !note.is_empty() {
                note.push('\n');
            }
            note.push_str(&capital(&finding.ask));
        }
    }
    let widths = widths(grid);
    let marked: Vec<Address> = notes.keys().copied().collect();
    let mut sheet = Sheet::new(name, rows(grid, &marked));
    sheet.widths = widths;
    sheet.merges = merges(grid);
    sheet.notes = notes.into_iter().collect();
    sheet.page = Page { landscape: true, fit_width: true, ..Page::default() };
    sheet.tab = (!sheet.notes.is_empty()).then_some(MARK);
    sheet
}

/// Merged areas that hide nothing and do not overlap.
fn merges(grid: &Grid) -> Vec<Area> {
    /// A form has some dozens.
    const MOST: usize = 500;
    let mut kept: Vec<Area> = Vec::new();
    for area in grid.merges.as_ref().map(Merges::areas).unwrap_or_default().iter().take(MOST) {
        let span = area.from..Address::new(area.to.row + 1, 0);
        let hides = grid.cells.range(span).any(|(at, _)| *at != area.from && area.contains(*at));
        let overlaps = |other: &Area| {
            area.from.row <= other.to.row
                && other.from.row <= area.to.row
                && area.from.col <= other.to.col
                && other.from.col <= area.to.col
        };
        if !hides && !kept.iter().any(overlaps) {
            kept.push(*area);
        }
    }
    kept
}

/// The filled rows, and rows with a marked blank cell.
fn rows(grid: &Grid, marked: &[Address]) -> Vec<Row> {
    let table = table_top(grid);
    let style = |at: Address, number: &'static str| Style {
        fill: marked.contains(&at).then_some(MARK),
        bold: marked.contains(&at),
        borders: if at.row >= table { Borders::ALL } else { Borders::NONE },
        number: number.into(),
        ..Style::default()
    };
    let mut rows: BTreeMap<u32, Vec<(u32, Content, Style)>> = BTreeMap::new();
    for (at, cell) in &grid.cells {
        let style = style(*at, number_format(cell));
        rows.entry(at.row).or_default().push((at.col, content(cell), style));
    }
    for at in marked.iter().filter(|at| grid.get(**at).is_none()) {
        let row = rows.entry(at.row).or_default();
        row.push((at.col, Content::Blank, style(*at, "")));
        row.sort_by_key(|(col, ..)| *col);
    }
    rows.into_iter().map(|(index, cells)| Row { index, height: None, cells }).collect()
}

/// The first row with enough cells to be a table's.
fn table_top(grid: &Grid) -> u32 {
    const CELLS_OF_A_TABLE: usize = 4;
    let wide = |row: &u32| grid.row(*row).count() >= CELLS_OF_A_TABLE;
    grid.filled_rows().into_iter().find(wide).unwrap_or(u32::MAX)
}

/// Separated thousands; decimals only if there are any.
fn number_format(cell: &Cell) -> &'static str {
    match &cell.value {
        Value::Number(_) if cell.look.format == FormatKind::Percent => "0.##%",
        Value::Number(number) if number.normalize().scale() == 0 => "#,##0",
        Value::Number(_) => "#,##0.00####",
        Value::Date { .. } => "dd/mm/yyyy",
        _ => "",
    }
}

fn content(cell: &Cell) -> Content {
    match &cell.value {
        Value::Number(number) => Content::Number(*number),
        Value::Date { day: Some(day), .. } => Content::Date(*day),
        Value::Blank => Content::Blank,
        other => Content::from(other.as_written()),
    }
}

fn widths(grid: &Grid) -> Vec<(u32, f64)> {
    let mut widest: BTreeMap<u32, usize> = BTreeMap::new();
    for (at, cell) in &grid.cells {
        let length = cell.value.as_written().chars().count();
        // Titles overflow into neighbouring cells and do not widen a column.
        if length <= WIDTH.1 {
            let width = widest.entry(at.col).or_insert(WIDTH.0);
            *width = (*width).max(length + 1).min(WIDTH.1);
        }
    }
    widest
        .into_iter()
        .map(|(col, width)| (col, f64::from(u32::try_from(width).unwrap_or(8))))
        .collect()
}
