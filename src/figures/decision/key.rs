//! The key that links a finding to its row in the review workbook.

use super::decisions::OPINION;
use super::opinion_words::keeps;
use super::value::written_from_words;
use crate::workspace::EntryRow;
use viet_text::text::{clean, folded};
use workbook_io::{Address, format_addresses, parse_addresses};

/// What a finding is about, in the words of the review workbook.
#[derive(Clone, Copy, Debug)]
pub struct FindingSubject<'a> {
    /// The unit's name; empty where there is none.
    pub unit: &'a str,
    /// The file.
    pub file: &'a str,
    /// The sheet.
    pub sheet: &'a str,
    /// The cells, as [`format_addresses`] writes them.
    pub cells: &'a str,
    /// What is written there.
    pub written: &'a str,
    /// The rule's code: an answer to one rule does not answer another on the same cell. Empty in a
    /// row that the officer wrote.
    pub rule: &'a str,
}

impl FindingSubject<'_> {
    /// The key. The file counts only where there is no unit or no cell.
    #[must_use]
    pub fn key(&self) -> String {
        let by_file = self.unit.is_empty() || self.cells.is_empty();
        let file = if by_file { clean(self.file) } else { String::new() };
        let parts = [
            folded(self.unit),
            file,
            folded(self.sheet),
            self.cells.to_owned(),
            clean(self.written),
            clean(self.rule),
        ];
        parts.join(BETWEEN)
    }
}

const BETWEEN: &str = "\u{1f}";

/// The key with which a row that names no rule would be found.
#[must_use]
pub fn of_any_rule(key: &str) -> &str {
    key.rfind(BETWEEN).map_or(key, |end| &key[..end + BETWEEN.len()])
}

const LISTED: &str = " (danh sách: ";

/// What is written in the form, with what the list says: who keeps one keeps it against the other.
#[must_use]
pub fn against_list(written: &str, listed: &str) -> String {
    format!("{written}{LISTED}{listed})")
}

/// A text or key that [`against_list`] went into, as workbooks of earlier versions have it.
#[must_use]
pub fn without_list(text: &str) -> Option<String> {
    let start = text.find(LISTED)?;
    let end = start + text[start..].find(')')? + 1;
    Some(format!("{}{}", &text[..start], &text[end..]))
}

/// Is there a row about a finding, under its key or as an earlier version or the officer wrote it?
pub fn has_row(key: &str, is_there: impl Fn(&str) -> bool) -> bool {
    let either = |key: &str| is_there(key) || is_there(of_any_rule(key));
    either(key) || without_list(key).is_some_and(|older| either(&older))
}

/// The code of the findings about organisations that left a list.
pub const LEFT_THE_LIST: &str = "roi-danh-sach";
const NOT_THERE: &str = "không có";

/// What is "written" of an organisation that is not on the list: several are told apart by it.
#[must_use]
pub fn not_on_list(organisation: &str) -> String {
    format!("{NOT_THERE} {organisation}")
}

/// What the row says is written. In workbooks of version 0.1 only the sentence names an organisation
/// that left the list.
#[must_use]
pub fn row_written(row: &EntryRow) -> String {
    let written = row.text("Đã ghi");
    if row.text("Mã") != LEFT_THE_LIST || written != NOT_THERE {
        return written;
    }
    let said = row.text("Nội dung");
    let name = said.split_once(": ").and_then(|(_, rest)| rest.split_once(" có trong danh sách "));
    name.map_or(written, |(name, _)| not_on_list(name))
}

/// What the row says is written in each of its cells; nothing where that is not clear.
pub(super) fn written_in_cells(row: &EntryRow, cells: usize) -> Vec<String> {
    let written = row_written(row);
    let written = without_list(&written).unwrap_or(written);
    written_from_words(&written, cells).unwrap_or_default()
}

/// The keys of single cells of a row, by the parts of its opinion that keep what is in use: "x; giữ"
/// keeps the second cell.
pub(super) fn kept_cells(row: &EntryRow) -> Vec<String> {
    let cells = parse_addresses(&row.text("Ô")).unwrap_or_default();
    let written = written_in_cells(row, cells.len());
    let opinion = row.text(OPINION);
    let said: Vec<&str> = opinion.split(';').map(str::trim).collect();
    if said.len() != cells.len() || written.len() != cells.len() {
        return Vec::new();
    }
    let kept = cells.iter().zip(&written).zip(said).filter(|(_, said)| keeps(said));
    let key = |((at, written), _): ((&Address, &String), &str)| {
        FindingSubject {
            unit: &row.text("Đơn vị"),
            file: &row.text("Tệp"),
            sheet: &row.text("Trang"),
            cells: &at.to_string(),
            written,
            rule: &row.text("Mã"),
        }
        .key()
    };
    kept.map(key).collect()
}

/// The key of a row of sheet Cần kiểm tra.
#[must_use]
pub fn row_key(row: &EntryRow) -> String {
    let cells = row.text("Ô");
    let cells = parse_addresses(&cells).map_or(cells, |cells| format_addresses(&cells));
    FindingSubject {
        unit: &row.text("Đơn vị"),
        file: &row.text("Tệp"),
        sheet: &row.text("Trang"),
        cells: &cells,
        written: &row_written(row),
        rule: &row.text("Mã"),
    }
    .key()
}
