//! The units that get a slip, and what each is asked.

use crate::check::Finding;
use crate::results::Results;

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
