//! Return slips: what one unit is asked to correct or complete.
//!
//! A page with the requests before the unit's own sheets, doubtful cells marked at their true
//! addresses. The original files are not touched.

pub(crate) mod file_name;
mod mark_style;
mod marked;
mod message;
mod page;
mod requests;
mod sheet_copy;
mod slip_identity;

pub use file_name::file_names;
pub use message::messages;
pub use requests::{Slip, slips};
pub use slip_identity::written_as;

use std::collections::{BTreeMap, BTreeSet};

use crate::cell_text::UNNAMED_SHEET;
use crate::check::Finding;
use crate::results::Results;
use workbook_io::Workbook;
use workbook_io::sheet::{Book, Properties, valid_sheet_name};
use workbook_io::write::{WriteError, to_bytes};

/// A file that a unit sent, as it is on disk and as it was read.
#[derive(Clone, Debug)]
pub struct SentFile {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What they hold.
    pub book: Workbook,
}

/// The slip as a file, to be written under a name of [`file_names`]: the unit's own workbook with its
/// marks where that is one .xlsx, else a workbook with copies of its sheets. `open` opens a file again.
///
/// # Errors
/// The copies cannot be written.
pub fn file(
    slip: &Slip<'_>,
    name: &str,
    results: &Results<'_>,
    open: impl Fn(&str) -> Option<SentFile>,
) -> Result<Vec<u8>, WriteError> {
    let asked: BTreeSet<&String> =
        slip.findings.iter().map(|finding| &finding.file).filter(|file| !file.is_empty()).collect();
    let asked: Vec<&String> =
        if asked.is_empty() { slip.files.iter().collect() } else { asked.into_iter().collect() };
    if let [one] = asked[..]
        && let Some(sent) = open(one)
        && let Ok(marked) = marked::file(slip, name, results, &sent.bytes)
    {
        return Ok(marked);
    }
    to_bytes(book(slip, name, results, |file| open(file).map(|sent| sent.book)))
}

/// The slip as a workbook, to be written under a name of [`file_names`]. `read` opens a file again;
/// for a file that cannot be read there is no copy of its sheets.
#[must_use]
pub fn book<'a>(
    slip: &Slip<'_>,
    name: &str,
    results: &Results<'_>,
    read: impl Fn(&str) -> Option<Workbook>,
) -> Book<'a> {
    let unit = &results.workspace.settings.units[slip.unit];
    let page = page::sheet(slip, results, false);
    let mut taken = vec![page.name.clone()];
    let mut sheets = vec![page];
    for file in &slip.files {
        for grid in read(file).map(|book| book.sheets).unwrap_or_default() {
            let name = valid_sheet_name(&grid.name, UNNAMED_SHEET, &taken);
            let here = slip
                .findings
                .iter()
                .filter(|finding| finding.file == *file && finding.sheet == grid.name);
            let here: Vec<&Finding> = here.copied().collect();
            sheets.push(sheet_copy::sheet(&name, &grid, &here));
            taken.push(name);
        }
    }
    let title = format!("{} - {}", page::TITLE, unit.name);
    let custom = BTreeMap::from([(slip_identity::PROPERTY.to_owned(), name.to_owned())]);
    let properties = Properties { title, custom, ..Properties::default() };
    Book { properties, sheets, names: Vec::new(), locale: Some(super::LOCALE) }
}
