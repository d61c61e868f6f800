//! Findings that the officer has answered: the value is kept, or another one was given.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::Finding;
use crate::figures::decision::{
    Decisions, FORM_DIFFERS, FindingSubject, against_list, has_row, written_in_words,
};
use crate::form::FormSheet;
use crate::intake::submission::Month;
use crate::settings::Settings;
use workbook_io::{Address, format_addresses, parse_addresses};

/// Marks the answered findings as settled.
pub(super) fn settle(
    findings: &mut [Finding],
    Decisions { kept, kept_cells, .. }: &Decisions,
    month: &Month,
    settings: &Settings,
) {
    if kept.is_empty() {
        return;
    }
    for finding in findings {
        let key = finding_key(finding, month, settings);
        finding.settled = has_row(&key, |key| kept.contains(key))
            || !kept_cells.is_empty() && are_kept_singly(finding, kept_cells, month, settings);
    }
}

/// Was each of its cells kept by itself?
fn are_kept_singly(
    finding: &Finding,
    kept: &BTreeSet<String>,
    month: &Month,
    settings: &Settings,
) -> bool {
    let key = |at: &Address| {
        let (file, sheet) = (finding.file.clone(), finding.sheet.clone());
        let (unit, code) = (finding.unit, finding.code);
        let cell = Finding { unit, code, file, sheet, cells: vec![*at], ..Finding::default() };
        finding_key(&cell, month, settings)
    };
    let is_kept = |at: &Address| kept.contains(&key(at));
    !finding.cells.is_empty() && finding.cells.iter().all(is_kept)
}

/// The key of the finding's row in the review workbook.
#[must_use]
pub fn finding_key(finding: &Finding, month: &Month, settings: &Settings) -> String {
    FindingSubject {
        unit: finding.unit.map_or("", |unit| &settings.units[unit].name),
        file: &finding.file,
        sheet: &finding.sheet,
        cells: &format_addresses(&finding.cells),
        written: &recorded(finding, month),
        rule: finding.code,
    }
    .key()
}

/// What the finding's row records as written: where the list is in use, with what that says.
#[must_use]
pub fn recorded(finding: &Finding, month: &Month) -> String {
    let written = written_at(finding, month);
    match finding.code == FORM_DIFFERS && !finding.expected.is_empty() {
        true => against_list(&written, &finding.expected),
        false => written,
    }
}

/// What is written in the finding's cells, in the order in which they are named. For cells that
/// hold no data, the finding's own text.
#[must_use]
pub fn written_at(finding: &Finding, month: &Month) -> String {
    let own = month.sheets_in(&finding.file).filter(|sheet| *sheet.on.sheet == *finding.sheet);
    let own: Vec<&FormSheet> = own.collect();
    let written_in = |at: Address| own.iter().rev().find_map(|sheet| data_cell(sheet, at));
    let named = parse_addresses(&format_addresses(&finding.cells)).unwrap_or_default();
    let written: Option<Vec<Cow<str>>> = named.into_iter().map(written_in).collect();
    match written {
        Some(written) if !written.is_empty() => written_in_words(&written),
        _ => finding.found.clone(),
    }
}

/// What is written in a cell of a sheet, if it holds data. Cells are looked up one by one: a long list may
/// have a finding on each of its rows.
fn data_cell(sheet: &FormSheet, at: Address) -> Option<Cow<'_, str>> {
    let mut rows = sheet.rows.iter().rev().filter(|row| row.row == at.row);
    let field = rows.find_map(|row| row.fields().find(|field| field.at == at));
    let figure = || sheet.figures.iter().filter(|cell| cell.at == at).last();
    field.map(|field| field.written()).or_else(|| figure().map(|cell| cell.written()))
}
