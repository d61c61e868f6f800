//! How a slip is recognised: that the program made it, and under which name.

use super::file_name::file_names;
use super::page;
use crate::results::Results;
use workbook_io::{Address, Workbook};

/// The custom property with the slip's original name.
pub(super) const PROPERTY: &str = "tonghop-slip";

/// The names under which the program may have written a slip. `None` if the workbook is no slip;
/// empty if no present unit would get it.
#[must_use]
pub fn written_as(book: &Workbook, results: &Results<'_>) -> Option<Vec<String>> {
    if let Some(name) = book.properties.get(PROPERTY) {
        return Some(vec![name.clone()]);
    }
    let greeted = greeted(book)?;
    // Slips of the first version have no name: their unit's name is used.
    let units = results.workspace.settings.units.iter().zip(file_names(results));
    let is_greeted = |name: &str| name == greeted || page::addressed(name) == greeted;
    Some(units.filter(|(unit, _)| is_greeted(&unit.name)).map(|(_, name)| name).collect())
}

/// The unit that a slip's first page addresses.
fn greeted(book: &Workbook) -> Option<&str> {
    let first = book.sheets.first().filter(|sheet| sheet.name == page::SHEET)?;
    let line = |row| first.get(Address::new(row, 0)).and_then(|cell| cell.text());
    let is_slip = line(0) == Some(&page::TITLE.to_uppercase());
    line(page::GREETING_ROW).filter(|_| is_slip)?.strip_prefix(page::GREETING)
}
