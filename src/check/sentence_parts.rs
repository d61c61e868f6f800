//! Parts of sentences that findings share: who, where, how much.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Evidence, Finding};
use viet_text::notation::vietnamese;
use workbook_io::{Address, format_addresses};

/// How many things a sentence lists before it counts the rest.
const SHOWN: usize = 8;

/// "Xã Một, Biểu 01, ô F27".
pub(super) fn place(
    evidence: &Evidence<'_>,
    unit: Option<usize>,
    file: &str,
    sheet: &str,
    cells: &[Address],
) -> String {
    let who = unit.map_or_else(|| format!("Tệp {file}"), |unit| unit_name(evidence, unit));
    let mut place = who;
    if !sheet.is_empty() {
        place = format!("{place}, {sheet}");
    }
    if !cells.is_empty() {
        place = format!("{place}, ô {}", format_addresses(cells));
    }
    place
}

/// Where a finding is.
pub(super) fn place_of(evidence: &Evidence<'_>, finding: &Finding) -> String {
    place(evidence, finding.unit, &finding.file, &finding.sheet, &finding.cells)
}

/// The unit's name.
pub(super) fn unit_name(evidence: &Evidence<'_>, unit: usize) -> String {
    evidence.settings.units[unit].name.clone()
}

/// A file's own name: its folders and archives are internal to the office.
pub(super) fn name_only(file: &str) -> &str {
    file.rsplit('/').next().unwrap_or(file)
}

/// A number as printed, to at most six decimals.
pub(super) fn number(number: Decimal) -> String {
    vietnamese(workbook_io::number::rounded(number, 6))
}

/// A day as printed.
pub(super) fn day_in_words(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// The first few of several, and how many more there are: "a; b; và 3 ô khác".
pub(super) fn first_few(parts: &[String], what: &str) -> String {
    first_few_of(parts, parts.len(), what)
}

/// The same where there are more in all than the parts given.
pub(super) fn first_few_of(parts: &[String], all: usize, what: &str) -> String {
    let shown = parts.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("; ");
    match all.saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown}; và {more} {what} khác"),
    }
}

/// The known word most similar to a written one, if it is similar enough.
pub(super) fn nearest<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    const LIKE_ENOUGH: f64 = 0.6;
    let written = viet_text::text::folded(written);
    known
        .into_iter()
        .map(|word| {
            let other = viet_text::text::folded(word);
            (strsim::normalized_damerau_levenshtein(&written, &other), word)
        })
        .filter(|(likeness, _)| *likeness >= LIKE_ENOUGH)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, word)| word)
}

/// A sentence that quotes a cell of several lines stays one line, on the screen and in messages.
/// Where it ends with what somebody typed, it has one full stop.
pub(super) fn in_one_line(sentence: &str) -> String {
    let lines = sentence.lines().map(str::trim_end).filter(|line| !line.is_empty());
    let words: Vec<&str> = lines.flat_map(|line| line.split(' ')).map(with_one_stop).collect();
    words.join(" ")
}

/// "hành.." is "hành."; dots that leave something out stay, as does what is quoted.
fn with_one_stop(word: &str) -> &str {
    let bare = word.trim_end_matches('.');
    let is_doubled = word.len() - bare.len() == 2 && bare.ends_with(char::is_alphanumeric);
    if is_doubled { &word[..word.len() - 1] } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_once() {
        for (typed, said) in [
            (
                "Giải thích của cơ quan.. Đề nghị xem lại.",
                "Giải thích của cơ quan. Đề nghị xem lại.",
            ),
            ("ghi \"1.200..\", còn lại... Xem lại.", "ghi \"1.200..\", còn lại... Xem lại."),
        ] {
            assert_eq!(in_one_line(typed), said);
        }
    }

    #[test]
    fn a_quoted_cell_of_several_lines_stays_in_its_line() {
        for text in ["ghi \"115\n171\", chưa có", "ghi \"115 \r\n\r\n171\", chưa có"] {
            assert_eq!(in_one_line(text), "ghi \"115 171\", chưa có");
        }
    }
}
