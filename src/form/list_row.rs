//! What a row below a list's header is: an organisation, a total, or something else.

use std::sync::Arc;

use super::cell_reader::shown_words;
use super::field::FieldValue;
use super::list_fields::ListName;
use super::row_builder::RowBuilder;
use crate::form::organisation::{hash_key, name_key, with_digits};
use viet_text::text::{folded, folded_cow};
use workbook_io::{Address, Grid, Value};

/// What a row below a list's header is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowKind {
    /// An organisation of the list.
    Organisation,
    /// A total over all rows or over a group of them.
    Total,
    /// A group's heading, a signature, a note, a stray cell.
    Other,
}

/// What a row is called, and how it is numbered.
pub(super) struct RowName {
    /// The cell of the name.
    pub(super) at: Address,
    /// The name, cleaned; empty where there is none.
    pub(super) name: Arc<str>,
    /// As it is compared with words.
    folded: String,
    marker: Marker,
}

impl RowName {
    /// The name of a row; `silent` are the columns of the form that hold no figures: STT, Ghi chú.
    pub(super) fn read(grid: &Grid, row: u32, name_col: u32, silent: &[u32]) -> Self {
        let at = Address::new(row, name_col);
        let name = text_at(grid, at);
        // In a cell before the name, or at its beginning.
        let before = grid.row(row).filter(|(at, _)| at.col < name_col && silent.contains(&at.col));
        let own = before.map(|(_, cell)| Marker::of_cell(&cell.value)).find(|m| *m != Marker::None);
        let marker = own.unwrap_or_else(|| glued_marker(&name).0);
        Self { at, folded: folded(&name), name, marker }
    }

    /// The organisation's name without the number that some write before it.
    pub(super) fn organisation(self) -> ListName {
        let Self { at, name, folded, .. } = self;
        let bare = bare_name(&name);
        if bare.len() == name.len() {
            return ListName { text: name, key: hash_key(&with_digits(folded)), at };
        }
        ListName { key: hash_key(&name_key(bare)), text: bare.into(), at }
    }

    /// Is it an organisation numbered 1, 2, 3? Then I, II, A, B are numbers of groups.
    pub(super) fn is_numbered(&self) -> bool {
        !self.name.is_empty() && self.marker.is_arabic()
    }

    /// What the row is. `plausible`: does any field hold a value of its column's kind?
    /// `in_arabic`: are organisations numbered 1, 2, 3?
    pub(super) fn kind(
        &self,
        grid: &Grid,
        builder: &RowBuilder,
        plausible: impl FnOnce() -> bool,
        in_arabic: bool,
    ) -> RowKind {
        let (name, marker) = (&*self.name, self.marker);
        let words = RowWords::read(&self.folded);
        let says_total = grid
            .row(self.at.row)
            .filter(|(at, _)| at.col <= self.at.col)
            .filter_map(|(_, cell)| cell.shared_text())
            .any(|text| if Arc::ptr_eq(text, &self.name) { words.total } else { is_total(text) });
        let is_group = marker == Marker::Group && in_arabic || !marker.is_arabic() && words.head;
        if says_total || is_group {
            let is_number =
                |value: &FieldValue| matches!(value, FieldValue::Number(r) if r.number().is_some());
            let has_number = builder.values().any(|(_, value)| is_number(value));
            return if has_number { RowKind::Total } else { RowKind::Other };
        }
        match () {
            () if name.is_empty() || !marker.is_arabic() && words.note => RowKind::Other,
            () if marker.is_arabic() || plausible() => RowKind::Organisation,
            () => RowKind::Other,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marker {
    /// 1, 2, 3.
    Arabic,
    /// I, II, A, B.
    Group,
    None,
}

impl Marker {
    fn of_cell(value: &Value) -> Self {
        match value {
            Value::Number(_) => Self::Arabic,
            Value::Text(text) => Self::of_text(text),
            _ => Self::None,
        }
    }

    fn of_text(text: &str) -> Self {
        let text = text.trim().trim_matches(['.', '(', ')', ' ', '\'']);
        let arabic =
            !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
        let group = !text.is_empty() && text.len() <= 4 && text.chars().all(|c| "IVX".contains(c))
            || matches!(text, "A" | "B" | "C" | "D" | "Đ" | "E");
        match (arabic, group) {
            (true, _) => Self::Arabic,
            (_, true) => Self::Group,
            _ => Self::None,
        }
    }

    fn is_arabic(self) -> bool {
        self == Self::Arabic
    }
}

/// The number before a name and the name without it: "1. HTX Mỹ Quý", "II) Thủy sản".
fn glued_marker(name: &str) -> (Marker, &str) {
    let parts = name.split_once(['.', ')', '/', '-']);
    let glued = parts.map_or("", |(_, rest)| rest);
    let rest = glued.trim_start();
    let marker = parts.map_or(Marker::None, |(first, _)| Marker::of_text(first));
    // "V-Farm", "C.P Việt Nam": a letter that the name goes on from at once is a part of it.
    let is_glued = glued.len() == rest.len();
    let stroke = parts.is_some_and(|(first, _)| name[first.len()..].starts_with(['-', '/']));
    let initial =
        rest.split(|c: char| !c.is_alphanumeric()).next().map_or(0, |w| w.chars().count());
    match marker {
        Marker::None => (Marker::None, name),
        Marker::Group if is_glued && (stroke || initial == 1) => (Marker::None, name),
        _ if !rest.starts_with(char::is_alphabetic) => (Marker::None, name),
        marker => (marker, rest),
    }
}

/// An organisation's name without the number that some write before it.
pub(super) fn bare_name(name: &str) -> &str {
    match glued_marker(name) {
        (Marker::Arabic, rest) => rest,
        _ => name,
    }
}

/// What is written in a cell, cleaned.
fn text_at(grid: &Grid, at: Address) -> Arc<str> {
    grid.get(at).map_or_else(Arc::default, |cell| shown_words(grid, at, cell))
}

/// The cell that makes a row a total row: the one that says so, else the name's.
pub(super) fn total_label(grid: &Grid, name_at: Address) -> Option<(Address, String)> {
    let mut labels = grid.row(name_at.row).filter(|(at, _)| at.col <= name_at.col);
    let says_so = labels.find(|(_, cell)| cell.shared_text().is_some_and(is_total));
    let at = says_so.map_or(name_at, |(at, _)| at);
    let label = text_at(grid, at);
    (!label.is_empty()).then(|| (at, label.to_string()))
}

/// What the words of a row say that it is.
#[derive(Clone, Copy)]
struct RowWords {
    total: bool,
    /// A group's heading.
    head: bool,
    note: bool,
}

impl RowWords {
    fn read(folded: &str) -> Self {
        Self { total: says_total(folded), head: is_heading(folded), note: is_note(folded) }
    }
}

fn is_total(text: &Arc<str>) -> bool {
    says_total(&folded_cow(text))
}

/// "Tổng cộng", "Cộng", "Tổng số: 3 HTX", "Cộng nhóm I", "TỔNG", "Toàn xã".
fn says_total(text: &str) -> bool {
    let mut words = text.split([' ', ':', '(', '.']).filter(|word| !word.is_empty());
    // More than are looked at.
    let words: [&str; 4] = std::array::from_fn(|_| words.next().unwrap_or_default());
    match words {
        ["tổng" | "cộng", "", ..] | ["tổng", "cộng" | "số", ..] | ["lũy", "kế", ..] => {
            true
        }
        ["toàn", "xã" | "huyện" | "tỉnh" | "phường", "", _] | ["toàn", "thị", "trấn", ""] => {
            true
        }
        // "Cộng đồng" begins names.
        ["cộng", next, ..] => next != "đồng",
        _ => false,
    }
}

/// A group's heading by its words.
fn is_heading(name: &str) -> bool {
    const HEADINGS: [&str; 3] = ["lĩnh vực", "trong đó", "chia ra"];
    let rest = HEADINGS.iter().find_map(|heading| name.strip_prefix(heading));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ':']))
}

/// Words under a list that are about it.
fn is_note(name: &str) -> bool {
    const NOTES: [&str; 9] = [
        "ghi chú",
        "lưu ý",
        "chú thích",
        "nguồn",
        "người lập",
        "người tổng hợp",
        "nơi nhận",
        "tm.",
        "kt.",
    ];
    name.starts_with('*') || NOTES.iter().any(|note| name.starts_with(note))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_letters() {
        for (name, bare) in [
            ("1. HTX Mỹ Quý", "HTX Mỹ Quý"),
            ("2-HTX Mỹ Quý", "HTX Mỹ Quý"),
            ("V-Farm", "V-Farm"),
            ("C.P Việt Nam", "C.P Việt Nam"),
            ("A/B Food", "A/B Food"),
            ("HTX V-Farm", "HTX V-Farm"),
        ] {
            assert_eq!(bare_name(name), bare, "{name}");
            assert_ne!(glued_marker(name).0, Marker::Group, "{name}");
        }
        for heading in ["I. Nông nghiệp", "II) Thủy sản", "A - Dịch vụ", "I.Nông nghiệp"]
        {
            assert_eq!(glued_marker(heading).0, Marker::Group, "{heading}");
        }
    }
}
