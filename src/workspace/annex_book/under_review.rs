//! Which figures an annex itself calls under review.

use std::collections::{BTreeMap, BTreeSet};

use super::HeadedSheet;
use super::names::{CONSOLIDATED, CONSOLIDATED_HEADERS, UNDER_REVIEW};
use crate::settings::{Basis, Settings};
use viet_text::text::folded;
use workbook_io::{Value, Workbook};

/// The figures, by their indicators' places and bases, that Tổng hợp says are under review.
#[must_use]
pub fn under_review(book: &Workbook, settings: &Settings) -> BTreeSet<(usize, Basis)> {
    let Some(sheet) = HeadedSheet::named(book, CONSOLIDATED, &CONSOLIDATED_HEADERS) else {
        return BTreeSet::new();
    };
    let is_said = |row: &u32| {
        let label = sheet.text(*row, CONSOLIDATED_HEADERS[0]);
        folded(&label) == folded(UNDER_REVIEW)
    };
    let Some(said) = sheet.rows().find(is_said) else { return BTreeSet::new() };
    let columns = columns(&sheet, said, settings);
    let is_open = |value: &Value| matches!(value, Value::Number(number) if !number.is_zero());
    let open = sheet.grid.row(said).filter(|(_, cell)| is_open(&cell.value));
    let open: Vec<(usize, Basis)> =
        open.filter_map(|(at, _)| columns.get(&at.col).copied()).collect();
    let has_own = |place: usize| columns.values().any(|own| *own == (place, Basis::Estimate));
    // A figure without an estimate of its own serves as both.
    let shared = open.iter().filter(|(place, basis)| *basis == Basis::Actual && !has_own(*place));
    let shared = shared.map(|(place, _)| (*place, Basis::Estimate));
    open.iter().copied().chain(shared).collect()
}

/// The figure of each column, by the codes above the row.
fn columns(
    sheet: &HeadedSheet<'_>,
    below: u32,
    settings: &Settings,
) -> BTreeMap<u32, (usize, Basis)> {
    let codes = settings.indicators.keys().enumerate();
    let codes: BTreeMap<String, (usize, Basis)> = codes
        .flat_map(|(place, code)| {
            Basis::ALL.map(|basis| (format!("{code}{}", basis.suffix()), (place, basis)))
        })
        .collect();
    let heads = sheet.rows().take_while(|row| *row < below);
    let cells = heads.flat_map(|row| sheet.grid.row(row));
    let named = cells.filter_map(|(at, cell)| Some((at.col, *codes.get(cell.text()?.trim())?)));
    named.collect()
}
