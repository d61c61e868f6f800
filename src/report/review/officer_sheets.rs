//! The officer's own sheets, written back unchanged.

use crate::cell_text::{CellText as _, UNNAMED_SHEET};
use viet_text::date::from_serial;
use workbook_io::sheet::{Content, FormulaResult, Row, Sheet, Style, valid_sheet_name};
use workbook_io::{Grid, Value};

/// A sheet that the officer added, cell by cell. Formulas stay live unless the writer refuses one
/// of them.
pub(super) fn sheet<'a>(grid: &Grid, taken: &[String], live: bool) -> Sheet<'a> {
    let rows: Vec<Row> = grid
        .filled_rows()
        .into_iter()
        .map(|row| Row { index: row, height: None, cells: cells(grid, row, live) })
        .collect();
    let mut sheet = Sheet::new(&valid_sheet_name(&grid.name, UNNAMED_SHEET, taken), rows);
    sheet.hidden = grid.hidden;
    sheet
}

fn cells(grid: &Grid, row: u32, live: bool) -> Vec<(u32, Content, Style)> {
    let cells = grid.row(row).map(|(at, cell)| {
        let style = Style { number: number_format(&cell.value).into(), ..Style::default() };
        let result = match &cell.value {
            Value::Number(number) => Some(FormulaResult::Number(*number)),
            Value::Text(text) => Some(FormulaResult::Text(text.to_string())),
            _ => None,
        };
        let content = match (&cell.formula, result) {
            (Some(formula), Some(result)) if live => Content::formula(formula.clone(), result),
            _ => content(&cell.value),
        };
        (at.col, content, style)
    });
    cells.collect()
}

/// A value as a cell's content.
pub(super) fn content(value: &Value) -> Content {
    match value {
        Value::Blank => Content::Blank,
        Value::Number(number) => Content::Number(*number),
        Value::Date { serial, day: Some(day) } => {
            // A time of day is kept if the serial uses the writer's calendar.
            let keeps = !serial.is_integer() && from_serial(*serial, false) == Some(*day);
            if keeps { Content::Number(*serial) } else { Content::Date(*day) }
        }
        Value::Date { serial, day: None } => Content::Number(*serial),
        other => Content::from(other.as_written()),
    }
}

/// The number format that shows a value as before.
pub(super) fn number_format(value: &Value) -> &'static str {
    match value {
        Value::Date { serial, .. } if serial.is_integer() => "dd/mm/yyyy",
        Value::Date { .. } => "dd/mm/yyyy hh:mm",
        _ => "",
    }
}
