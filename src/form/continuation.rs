//! A sheet that goes on with the list of another without repeating its header: people move rows that
//! no longer fit on a page to a new sheet.

use super::field::FieldValue;
use super::found_form::FoundForm;
use super::list_fields::{Field, ListRow};
use super::sheet::{FormSheet, LeftoverKind};
use super::template::Body;
use crate::settings::{ColumnKind, List};
use rust_decimal::Decimal;
use viet_text::text::folded;
use workbook_io::{Address, Grid, Value};

/// The list of another sheet taken to stand on this one from its first row on.
pub(super) fn taken_to_go_on<'t>(grid: &Grid, found: &FoundForm<'t>) -> Option<FoundForm<'t>> {
    let is_list = matches!(found.form.body, Body::List(_));
    if !is_list || grid.cells.is_empty() {
        return None;
    }
    let mut taken = found.clone();
    (taken.heading_top, taken.header_top, taken.body_top) = (0, 0, 0);
    taken.body_end = Address::MAX_ROWS;
    Some(taken)
}

/// Does a sheet, read as if it went on with a list, do so: by its running numbers or its name, and
/// with nothing on it that does not fit?
pub(super) fn goes_on(
    (grid, sheet): (&Grid, &FormSheet),
    (before, list_sheet): (&Grid, &FormSheet),
    list: &List,
) -> bool {
    let (Some(first), Some(last)) = (sheet.rows.first(), list_sheet.rows.last()) else {
        return false;
    };
    let is_next = match (running_number(before, last), running_number(grid, first)) {
        (Some(last), Some(first)) => last + Decimal::ONE == first,
        _ => false,
    };
    let name = folded(&list_sheet.on.sheet);
    let is_named_so = folded(&sheet.on.sheet)
        .strip_prefix(name.as_str())
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let is_stray = |kind: LeftoverKind| kind == LeftoverKind::Stray;
    sheet.hidden == list_sheet.hidden
        && (is_next || is_named_so)
        && sheet.rows.iter().all(|row| fits(row, list))
        && !sheet.leftovers.iter().any(|cell| is_stray(cell.kind))
}

/// The number before an organisation's name.
fn running_number(grid: &Grid, row: &ListRow) -> Option<Decimal> {
    let before = grid.row(row.row).take_while(|(at, _)| at.col < row.name_at.col);
    let number = |value: &Value| match value {
        Value::Number(number) => Some(*number),
        Value::Text(text) => text.trim().trim_end_matches('.').parse().ok(),
        _ => None,
    };
    before.filter_map(|(_, cell)| number(&cell.value)).last()
}

/// Does a row hold numbers where the list has numbers, and its own words under each choice?
fn fits(row: &ListRow, list: &List) -> bool {
    let is_number = |field: &Field<'_>| matches!(field.value, FieldValue::Number(reading) if reading.number().is_some());
    let is_wrong = |field: &Field<'_>| match field.value {
        FieldValue::Number(reading) => reading.is_trouble(),
        FieldValue::Words(Some(words)) => {
            let column = &list.columns[field.place];
            column.kind == ColumnKind::Choice
                && !column.choices.is_empty()
                && !column.is_choice(words)
        }
        _ => false,
    };
    row.filled().any(|field| is_number(&field)) && !row.filled().any(|field| is_wrong(&field))
}
