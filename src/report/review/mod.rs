//! The review workbook `ra-soat.xlsx`: what to check, judge and explain, and what became of every
//! file. It belongs to the office: each run writes it anew and keeps every word, row, column and
//! sheet of the officer's.

mod answered_checks;
mod causes;
mod changes;
mod check_columns;
mod checks;
mod correction;
mod decided_items;
#[cfg(test)]
mod doubt_tests;
mod draft;
mod facts;
mod file_sheets;
mod handover;
mod judgements;
mod meanings;
mod office_marks;
mod officer_sheets;
#[cfg(test)]
mod opinion_tests;
mod opinion_texts;
mod prose;
mod receipt;
mod render;
#[cfg(test)]
mod revision_tests;
#[cfg(test)]
mod standing_tests;
#[cfg(test)]
pub(crate) mod tests;
mod upward;
mod write;

pub use office_marks::about_office;
pub use write::{ReviewOutcome, write};

use crate::figures::decision::OPINION;
use crate::results::Results;
use crate::workspace::sheets;
use draft::SheetDraft;
use workbook_io::parallel_map;
use workbook_io::sheet::{Book, Properties};

/// The review workbook of a period, with the officer's entries.
#[must_use]
pub fn book<'a>(results: &Results<'_>) -> Book<'a> {
    book_with(results, true)
}

/// The same; formulas on the officer's own sheets stay live or become values.
fn book_with<'a>(results: &Results<'_>, live: bool) -> Book<'a> {
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
    Book { properties, sheets, names: Vec::new(), locale: Some(super::LOCALE) }
}

/// The letter of the column for decisions on sheet Cần kiểm tra, wherever the officer moved it.
#[must_use]
pub fn opinion_column(results: &Results<'_>) -> String {
    let headers =
        render::headers(&check_columns::COLUMNS, results.entries.tables.get(sheets::CHECKS));
    let place = headers.iter().position(|header| header == OPINION).unwrap_or_default();
    workbook_io::Address::new(0, u32::try_from(place).unwrap_or_default()).column_letters()
}
