//! Merged lists read back: whose each row is, and the row as any list's row is read.

use super::HeadedSheet;
use super::names::{ROW_HEADERS, SUB_UNIT, UNIT, column_headers, list_sheets};
use crate::form::{CellReader, ListRow, PlacedColumn, read_list_rows};
use crate::settings::{Basis, List, Settings};
use workbook_io::{Grid, Workbook};

/// A row of a merged list.
#[derive(Clone, Debug)]
pub struct AnnexListRow {
    /// The unit's name.
    pub unit: String,
    /// The sub-unit, where the row belongs to one.
    pub sub_unit: Option<String>,
    /// The row.
    pub row: ListRow,
}

/// The sheets of a merged list, one where it fits on one, each with its rows; none where the annex
/// has no such list.
#[must_use]
pub fn list_rows<'a>(
    book: &'a Workbook,
    list: &List,
    settings: &Settings,
) -> Vec<(&'a Grid, Vec<AnnexListRow>)> {
    let parts = list_parts(book, list, settings).into_iter();
    parts.map(|sheet| (sheet.grid, rows(book, &sheet, list, settings))).collect()
}

fn rows(
    book: &Workbook,
    sheet: &HeadedSheet<'_>,
    list: &List,
    settings: &Settings,
) -> Vec<AnnexListRow> {
    let columns = columns(list);
    let placed = columns.iter().zip(column_headers(&columns)).filter_map(|(column, header)| {
        let col = sheet.column(&header)?;
        Some(PlacedColumn::new(column.0, column.1, col))
    });
    let placed: Vec<PlacedColumn<'_>> = placed.collect();
    let reader = CellReader::new(book, sheet.grid, settings, None);
    let rows = read_list_rows(reader, sheet.rows(), list, &placed).into_iter();
    let rows = rows.filter_map(|row| {
        let unit = sheet.text(row.row, UNIT);
        let sub_unit = Some(sheet.text(row.row, SUB_UNIT)).filter(|name| !name.is_empty());
        (!unit.is_empty()).then_some(AnnexListRow { unit, sub_unit, row })
    });
    rows.collect()
}

/// Every column on every basis: which of them an annex has depends on its office's forms.
fn columns(list: &List) -> Vec<(&crate::settings::Column, Basis)> {
    let columns = list.columns.values();
    columns.flat_map(|column| Basis::ALL.map(|basis| (column, basis))).collect()
}

/// By its name, else by its headers: another office may call its lists otherwise.
fn list_parts<'a>(book: &'a Workbook, list: &List, settings: &Settings) -> Vec<HeadedSheet<'a>> {
    let Some(place) = settings.lists.get_index_of(&list.code) else { return Vec::new() };
    let name = list_sheets(settings).swap_remove(place);
    let headers = [UNIT, &list.name_column().name, ROW_HEADERS[0], ROW_HEADERS[2]];
    let parts = HeadedSheet::parts(book, &name, &headers);
    if parts.is_empty() {
        return book
            .sheets
            .iter()
            .find_map(|grid| HeadedSheet::find(grid, &headers))
            .into_iter()
            .collect();
    }
    parts
}
