//! Which office and which period a review workbook belongs to. A file of another month or office,
//! or another kind of file, is never used in its place.
//!
//! Office and period stand in document properties, which Excel and LibreOffice keep, and in two
//! rows of sheet Bàn giao, which stay where a program drops the properties. The properties count
//! first: rows may be typed over.

use std::path::Path;

use super::entries::{Entries, ReviewOwner};
use super::own_workbook::{refusal, try_open};
use super::sheets;
use crate::settings::{Office, Settings};
use crate::workspace::annex_book::sources;
use viet_text::period::Period;
use viet_text::period_text::find_period;
use viet_text::text::folded;
use workbook_io::Workbook;

/// The document property that holds the period, as its folder is named.
pub const PERIOD_PROPERTY: &str = "tonghop-period";
/// The document property that holds the office, as [`office_in_full`] names it.
pub const OFFICE_PROPERTY: &str = "tonghop-office";
/// The row of sheet Bàn giao that says the period.
pub const PERIOD_ENTRY: &str = "Kỳ báo cáo";
/// The row of sheet Bàn giao that says the office.
pub const OFFICE_ENTRY: &str = "Cơ quan tổng hợp";

/// Why the file in a review workbook's place is not read as one.
#[derive(Clone, Debug)]
pub enum ReviewRefusal {
    /// It cannot be read: a sentence in Vietnamese with what to do.
    NotOpened(String),
    /// The review workbook of another period.
    OfPeriod(Period),
    /// The review workbook of another office: its name and its units.
    OfOffice(String, Vec<String>),
    /// Another kind of workbook.
    Other(Box<Workbook>),
}

/// The office as documents name it: itself, and the body that it belongs to.
#[must_use]
pub fn office_in_full(office: &Office) -> String {
    let names = [&*office.name, &*office.parent];
    names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Reads the review workbook of a period; `None` where there is no file of that name.
///
/// # Errors
/// [`ReviewRefusal`], where the file is not this period's and this office's.
pub fn read_review(
    path: &Path,
    period: Period,
    settings: &Settings,
) -> Result<Option<Entries>, ReviewRefusal> {
    let book = match try_open(path) {
        Ok(book) => book,
        Err(why) if why.is_absent() => return Ok(None),
        Err(why) => return Err(ReviewRefusal::NotOpened(refusal(path, &why))),
    };
    let only_set = match &settings.sets[..] {
        [set] => Some(set.code.as_str()),
        _ => None,
    };
    let mut entries = Entries::read(&book, only_set);
    if !is_review(&book, &entries) {
        return Err(ReviewRefusal::Other(Box::new(book)));
    }
    match said(&book, &entries, PERIOD_PROPERTY, PERIOD_ENTRY).and_then(|said| find_period(&said)) {
        Some(other) if other != period => return Err(ReviewRefusal::OfPeriod(other)),
        _ => {}
    }
    entries.whose = whose(&book, &entries, settings)?;
    Ok(Some(entries))
}

/// It has the program's mark, or several of its sheets. A single sheet counts only with its header
/// row, and only if the workbook is no annex, which has one of these sheets, too.
fn is_review(book: &Workbook, entries: &Entries) -> bool {
    let is_marked = book.properties.contains_key(PERIOD_PROPERTY);
    let named = book.sheets.iter().filter(|grid| Entries::knows(&grid.name)).count();
    let has_rows = || entries.tables.keys().any(|name| *name != sheets::CORRECTION);
    is_marked || named > 1 || has_rows() && sources(book).is_none()
}

fn whose(
    book: &Workbook,
    entries: &Entries,
    settings: &Settings,
) -> Result<ReviewOwner, ReviewRefusal> {
    let own = office_in_full(&settings.office);
    if own.is_empty() {
        return Ok(ReviewOwner::Own);
    }
    let Some(said) = said(book, entries, OFFICE_PROPERTY, OFFICE_ENTRY) else {
        return Ok(ReviewOwner::Unmarked);
    };
    if folded(&said) == folded(&own) {
        return Ok(ReviewOwner::Own);
    }
    // A renamed office still has its units.
    let units = units(entries);
    let known = |name: &String| settings.timeline.all().iter().any(|unit| has_name(unit, name));
    if !units.is_empty() && !units.iter().any(known) {
        return Err(ReviewRefusal::OfOffice(said, units));
    }
    Ok(ReviewOwner::Renamed(said))
}

fn has_name(unit: &crate::settings::Unit, name: &str) -> bool {
    unit.names().any(|known| folded(known) == folded(name))
}

/// What the workbook says of itself: in a property, else on sheet Bàn giao.
fn said(book: &Workbook, entries: &Entries, property: &str, entry: &str) -> Option<String> {
    let on_sheet = || {
        let is_entry = |row: &&super::EntryRow| folded(&row.text("Mục")) == folded(entry);
        entries.rows(sheets::HANDOVER).find(is_entry).map(|row| row.text("Nội dung"))
    };
    let said = book.properties.get(property).cloned().or_else(on_sheet)?;
    (!said.trim().is_empty()).then_some(said)
}

/// The units that its sheet Theo dõi tiếp nhận names, where every unit has a row.
fn units(entries: &Entries) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    for row in entries.rows(sheets::RECEIPT) {
        let unit = row.text("Đơn vị");
        if !unit.is_empty() && units.last() != Some(&unit) {
            units.push(unit);
        }
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_period_is_known_again_by_property_and_by_row() {
        let (year, month) = (2024, 9);
        for period in [
            Period::Month { year, month },
            Period::Quarter { year, quarter: 3 },
            Period::HalfYear { year, half: 1 },
            Period::HalfYear { year, half: 2 },
            Period::NineMonths { year },
            Period::Year { year },
        ] {
            assert_eq!(find_period(&period.to_string()), Some(period));
            assert_eq!(find_period(&period.in_words()), Some(period));
        }
    }
}
