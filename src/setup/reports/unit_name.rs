//! Whose each report is: by its heading, else by its file's name.

use super::report::Report;
use crate::form::NamedUnit;
use crate::setup::places::{KINDS, begins_with_word};
use viet_text::text::folded;

/// The name that was found in a line.
pub(super) fn text(name: &NamedUnit) -> String {
    match name {
        NamedUnit::Unknown(name) => name.clone(),
        NamedUnit::Known(_) => String::new(),
    }
}

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
        let same = file.filter(|file| {
            in_heading
                .is_some_and(|name| viet_text::text::bare(name) == viet_text::text::bare(file))
        });
        let found = same.cloned().or_else(|| in_heading.map(|name| with_small_kind(name)));
        found.or_else(|| file.cloned()).unwrap_or_else(|| viet_text::text::clean(report.stem()))
    };
    reports.iter().map(name).collect()
}

/// "Thị Trấn Mỹ An", out of capitals, as it is written: "Thị trấn Mỹ An".
fn with_small_kind(name: &str) -> String {
    let small = folded(name);
    let kind = KINDS.into_iter().find(|kind| begins_with_word(&small, kind));
    let Some(kind) = kind.filter(|kind| kind.contains(' ')) else { return name.to_owned() };
    let letters = kind.chars().count();
    let first: String = name.chars().take(1).collect();
    let rest: String = kind.chars().skip(1).collect();
    first + &rest + &name.chars().skip(letters).collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_two_words_have_one_capital() {
        assert_eq!(with_small_kind("Thị Trấn Mỹ An"), "Thị trấn Mỹ An");
        assert_eq!(with_small_kind("Khu Phố 3"), "Khu phố 3");
        assert_eq!(with_small_kind("Xã Tân Lợi"), "Xã Tân Lợi");
    }
}
