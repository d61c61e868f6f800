//! One filled report: its tables, and what it says of whom and when.

use super::place_name::{found_in, numbered};
use crate::form::{NamedUnit, UnitNames, read_heading};
use crate::intake::{self, Source};
use crate::settings::Office;
use crate::setup::blank::{BlankTable, tables};
use crate::setup::places::KINDS;
use viet_text::period::Period;
use workbook_io::Workbook;

/// A filled report.
pub(super) struct Report {
    /// Its path in the folder.
    pub(super) path: String,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
    /// Its content.
    pub(super) book: Workbook,
    /// Its tables.
    pub(super) tables: Vec<BlankTable>,
    /// Names of places above its tables, in their order.
    pub(super) named: Vec<String>,
    /// The name of a place in its file's or folder's name.
    pub(super) file_says: Option<String>,
    /// The period that it says it is of.
    pub(super) period: Option<Period>,
}

/// Units of which nothing is known but what the places of the country are called.
fn places() -> UnitNames {
    let office = Office { unit_kinds: KINDS.join(", "), ..Office::default() };
    UnitNames::new(&office, &[])
}

impl Report {
    /// A file with tables; `None` for any other.
    pub(super) fn read(source: &Source) -> Option<Self> {
        let book = intake::open(source).ok()?;
        let tables = tables(&book);
        if tables.is_empty() {
            return None;
        }
        let bytes = intake::file_bytes(source).ok()?;
        let units = places();
        let mut named = Vec::new();
        let mut period = None;
        for table in &tables {
            let grid = &book.sheets[table.sheet_index];
            let above = 0..table.header_rows[0];
            let heading = read_heading(grid, above.clone(), &units);
            period = period.or(heading.period.filter(|_| heading.is_outright).map(|(own, _)| own));
            for row in above {
                let texts = grid.row(row).filter_map(|(_, cell)| cell.text());
                named.extend(texts.filter_map(|text| match units.in_heading(text) {
                    Some(NamedUnit::Unknown(name)) => Some(found_in(text, &name)),
                    _ => numbered(text),
                }));
            }
        }
        let mut parts = source.path.rsplit('/');
        let file_says = parts.find_map(|part| match units.unknown_in_file_name(stem(part)) {
            Some(found) => Some(found_in(stem(part), &found)),
            None => numbered(stem(part)),
        });
        Some(Self { path: source.path.to_string(), bytes, book, tables, named, file_says, period })
    }

    /// Its file's name.
    pub(super) fn file(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Its file's name without its ending.
    pub(super) fn stem(&self) -> &str {
        stem(self.file())
    }
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
