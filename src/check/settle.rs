//! Findings that the officer has answered: the value is kept, or another one was given.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

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
    let cells: BTreeMap<Address, Cow<str>> = own.flat_map(data_cells).collect();
    let named = parse_addresses(&format_addresses(&finding.cells)).unwrap_or_default();
    let written: Option<Vec<&str>> =
        named.iter().map(|at| cells.get(at).map(|text| &**text)).collect();
    match written {
        Some(written) if !written.is_empty() => written_in_words(&written),
        _ => finding.found.clone(),
    }
}

/// The cells of a sheet that hold data, as written.
fn data_cells(sheet: &FormSheet) -> impl Iterator<Item = (Address, Cow<'_, str>)> {
    let figures = sheet.figures.iter().map(|cell| (cell.at, cell.written()));
    let fields = sheet.rows.iter().flat_map(|row| row.fields());
    figures.chain(fields.map(|field| (field.at, field.written())))
}
