//! The review workbook as a whole: its sheets in their order, then those that the officer added.

use super::draft::SheetDraft;
use super::{
    causes, changes, checks, correction, facts, file_sheets, handover, judgements, meanings,
    office_marks, officer_sheets, prose, receipt, render, upward,
};
use crate::report::LOCALE;
use crate::results::Results;
use workbook_io::parallel_map;
use workbook_io::sheet::{Book, Properties};

/// The review workbook of a period, with the officer's entries.
#[must_use]
pub fn book<'a>(results: &Results<'_>) -> Book<'a> {
    book_with(results, true)
}

/// The same; formulas on the officer's own sheets stay live or become values.
pub(super) fn book_with<'a>(results: &Results<'_>, live: bool) -> Book<'a> {
    let drafts: [fn(&Results<'_>) -> Option<SheetDraft>; 12] = [
        |results| Some(checks::draft(results)),
        |results| Some(judgements::draft(results)),
        |results| Some(causes::draft(results)),
        |results| Some(receipt::draft(results)),
        |results| Some(facts::draft(results)),
        |results| Some(prose::draft(results)),
        |results| Some(handover::draft(results)),
        |results| Some(meanings::draft(results)),
        |results| Some(file_sheets::draft(results)),
        upward::draft,
        correction::draft,
        |results| Some(changes::draft(results)),
    ];
    let sheet = |(): &mut (), draft: &fn(&Results<'_>) -> Option<SheetDraft>| {
        draft(results).map(|draft| render::sheet(draft, results))
    };
    let mut sheets: Vec<_> = parallel_map(&drafts, || (), sheet).into_iter().flatten().collect();
    let mut names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    for grid in &results.entries.own_sheets {
        let sheet = officer_sheets::sheet(grid, &names, live);
        names.push(sheet.name.clone());
        sheets.push(sheet);
    }
    let title = format!("Rà soát số liệu {}", results.month.period.in_words());
    let author = results.workspace.settings.office.name.clone();
    let custom = office_marks::marks(results);
    let properties = Properties { title, author, custom, ..Properties::default() };
    Book { properties, sheets, names: Vec::new(), locale: Some(LOCALE) }
}
