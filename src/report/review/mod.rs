//! The review workbook `ra-soat.xlsx`: what to check, judge and explain, and what became of every
//! file. It belongs to the office: each run writes it anew and keeps every word, row, column and
//! sheet of the officer's.

mod answered_checks;
mod book;
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

pub use book::book;
pub use office_marks::about_office;
pub use write::{ReviewOutcome, write};

use crate::figures::decision::OPINION;
use crate::results::Results;
use crate::workspace::sheets;
use draft::SheetDraft;

/// The letter of the column for decisions on sheet Cần kiểm tra, wherever the officer moved it.
#[must_use]
pub fn opinion_column(results: &Results<'_>) -> String {
    let headers =
        render::headers(&check_columns::COLUMNS, results.entries.tables.get(sheets::CHECKS));
    let place = headers.iter().position(|header| header == OPINION).unwrap_or_default();
    workbook_io::Address::new(0, u32::try_from(place).unwrap_or_default()).column_letters()
}
