//! Whose each report is: by its heading, else by its file's name.

use super::place_name::with_small_kind;
use super::report::Report;
use viet_text::text::{bare, clean, folded};

/// The name of each report's unit. What most headings name is the place above them all.
pub(super) fn unit_names(reports: &[Report]) -> Vec<String> {
    let holds =
        |report: &Report, name: &str| report.named.iter().any(|own| folded(own) == folded(name));
    let is_above = |name: &str| {
        let count = reports.iter().filter(|report| holds(report, name)).count();
        reports.len() > 2 && count * 2 > reports.len()
    };
    let name = |report: &Report| {
        let file = report.file_says.as_ref();
        let in_heading = report.named.iter().find(|name| !name.is_empty() && !is_above(name));
        // A name typed in a file's name keeps its letters as they are.
        let same = file.filter(|file| in_heading.is_some_and(|name| bare(name) == bare(file)));
        let found = same.cloned().or_else(|| in_heading.map(|name| with_small_kind(name)));
        found.or_else(|| file.cloned()).unwrap_or_else(|| clean(report.stem()))
    };
    reports.iter().map(name).collect()
}
