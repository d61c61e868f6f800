//! Whose each report is: by its heading, else by its file's name.

use super::report::Report;
use crate::setup::places::{KINDS, begins_with_word};
use viet_text::text::{bare, clean, folded};

/// The name of a place that a line, or a file's name, begins with; all of a line that says nothing else,
/// for a name may have a word that looks like the beginning of something new: "Xã Ba Xa".
pub(super) fn found_in(line: &str, found: &str) -> String {
    const LONGEST: usize = 6;
    let line = clean(line);
    let words: Vec<&str> = line.split(' ').collect();
    let is_plain = words.iter().all(|word| word.chars().all(char::is_alphanumeric));
    let goes_on = folded(&line).starts_with(&folded(found));
    if !is_plain || words.len() > LONGEST || !goes_on {
        return found.to_owned();
    }
    let written = |word: &&str| match word.chars().any(char::is_lowercase) {
        true => (*word).to_owned(),
        false => {
            let small = word.to_lowercase();
            let first = small.chars().next().into_iter().flat_map(char::to_uppercase);
            first.chain(small.chars().skip(1)).collect()
        }
    };
    words.iter().map(written).collect::<Vec<String>>().join(" ")
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
        let same = file.filter(|file| in_heading.is_some_and(|name| bare(name) == bare(file)));
        let found = same.cloned().or_else(|| in_heading.map(|name| with_small_kind(name)));
        found.or_else(|| file.cloned()).unwrap_or_else(|| clean(report.stem()))
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
    fn a_name_may_go_on_with_a_word_of_a_kind() {
        assert_eq!(found_in("XÃ BA XA", "Xã Ba"), "Xã Ba Xa");
        assert_eq!(found_in("Xã Mỹ Quý, huyện Tháp Mười", "Xã Mỹ Quý"), "Xã Mỹ Quý");
        assert_eq!(found_in("UBND XÃ MỸ QUÝ", "Xã Mỹ Quý"), "Xã Mỹ Quý");
    }

    #[test]
    fn kinds_of_two_words_have_one_capital() {
        assert_eq!(with_small_kind("Thị Trấn Mỹ An"), "Thị trấn Mỹ An");
        assert_eq!(with_small_kind("Khu Phố 3"), "Khu phố 3");
        assert_eq!(with_small_kind("Xã Tân Lợi"), "Xã Tân Lợi");
    }
}
