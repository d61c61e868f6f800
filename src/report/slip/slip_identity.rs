//! By what a slip is known again: as the tool's own, and under which name it was written.

use super::page;
use crate::results::Results;
use workbook_io::{Address, Workbook};

/// The custom property that keeps the name under which a slip is written.
pub(super) const PROPERTY: &str = "tonghop-slip";

/// The names under which the tool wrote a slip: `None` where a workbook is none, no name where it
/// is one that no unit of today would get.
#[must_use]
pub fn written_as(book: &Workbook, results: &Results<'_>) -> Option<Vec<String>> {
    if let Some(name) = book.properties.get(PROPERTY) {
        return Some(vec![name.clone()]);
    }
    let greeted = greeted(book)?;
    // The first slips bear no name: their unit's own, then.
    let units = results.workspace.settings.units.iter().zip(super::file_names(results));
    Some(units.filter(|(unit, _)| unit.name == greeted).map(|(_, name)| name).collect())
}

/// The unit to which a slip's first page is addressed.
fn greeted(book: &Workbook) -> Option<&str> {
    let first = book.sheets.first().filter(|sheet| sheet.name == page::SHEET)?;
    let line = |row| first.get(Address::new(row, 0)).and_then(|cell| cell.text());
    let is_slip = line(0) == Some(&page::TITLE.to_uppercase());
    line(page::GREETING_ROW).filter(|_| is_slip)?.strip_prefix(page::GREETING)
}
