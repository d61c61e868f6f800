//! Return slips: what one unit is asked to correct or complete.
//!
//! A page with the requests, then copies of the unit's sheets with doubtful cells marked at their
//! true addresses. The original files are not touched.

pub(crate) mod file_name;
mod message;
mod page;
mod sheet_copy;
mod slip_identity;

pub use message::messages;
pub use slip_identity::written_as;

use std::collections::{BTreeMap, HashMap};

use crate::cell_text::UNNAMED_SHEET;
use crate::check::Finding;
use crate::results::Results;
use workbook_io::Workbook;
use workbook_io::sheet::{Book, Properties, valid_sheet_name};

/// A unit with something to correct, and its findings in the order of the review workbook.
#[derive(Clone, Debug)]
pub struct Slip<'r> {
    /// The unit, by its position in the settings.
    pub unit: usize,
    /// The findings to ask about.
    pub findings: Vec<&'r Finding>,
    /// The files concerned, in the order of their paths.
    pub files: Vec<String>,
}

/// The units that get a slip: they sent something and have something to do.
#[must_use]
pub fn slips<'r>(results: &'r Results<'_>) -> Vec<Slip<'r>> {
    (0..results.workspace.settings.units.len())
        .filter(|unit| results.month.sent_something(*unit))
        .map(|unit| Slip { unit, findings: findings(results, unit), files: files(results, unit) })
        .filter(|slip| !slip.findings.is_empty())
        .collect()
}

fn findings<'r>(results: &'r Results<'_>, unit: usize) -> Vec<&'r Finding> {
    let of_unit = |finding: &&Finding| finding.unit == Some(unit);
    let asks = |finding: &&Finding| finding.is_open() && !finding.ask.is_empty();
    results.findings.iter().filter(of_unit).filter(asks).collect()
}

fn files(results: &Results<'_>, unit: usize) -> Vec<String> {
    let used = results.month.used_by(unit).map(|s| results.month.files[s.file].path.to_string());
    let named = findings(results, unit).into_iter().map(|finding| finding.file.clone());
    // An annex contains other units' reports and is not copied.
    let annexes: Vec<&str> = results
        .month
        .submissions
        .iter()
        .filter_map(|submission| submission.annexed.as_ref().map(|annexed| &*annexed.file))
        .collect();
    let own = |file: &String| !file.is_empty() && !annexes.contains(&file.as_str());
    let mut files: Vec<String> = used.chain(named).filter(own).collect();
    files.sort();
    files.dedup();
    files
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
    let page = page::sheet(slip, results);
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

/// The name of each unit's slip; all are different.
#[must_use]
pub fn file_names(results: &Results<'_>) -> Vec<String> {
    let units = &results.workspace.settings.units;
    let sound = |name: &str| file_name::sound(name).to_lowercase();
    let mut alike: HashMap<String, usize> = HashMap::new();
    for unit in units {
        *alike.entry(sound(&unit.name)).or_default() += 1;
    }
    let names = units.iter().map(|unit| match alike[&sound(&unit.name)] {
        1 => unit.name.clone(),
        _ => format!("{} {}", unit.name, unit.code),
    });
    names.map(|name| format!("{}.xlsx", file_name::sound(&name))).collect()
}
