//! What a row below a list's header is: an organisation, a total, or something else.

use std::sync::Arc;

use super::cell_reader::shown_words;
use super::field::{FieldValue, is_numeric};
use super::list_fields::ListName;
use super::row_builder::RowBuilder;
use super::row_words::{
    RowWords, begins_as_example, calls_total, is_left_open, is_total, is_unit_name,
};
use crate::form::organisation::{hash_key, name_key, with_digits};
use viet_text::text::{folded, folded_cow};
use workbook_io::{Address, Cell, Grid, Value};

/// What a row below a list's header is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowKind {
    /// An organisation of the list.
    Organisation,
    /// A total over all rows or over a group of them.
    Total,
    /// A line that only shows how to fill the list in.
    Example,
    /// A group's heading, a signature, a note, a stray cell.
    Other,
}

/// What a row is called, and how it is numbered.
pub(super) struct RowName {
    /// The cell of the name.
    pub(super) at: Address,
    /// The name, cleaned; empty where there is none.
    pub(super) name: Arc<str>,
    /// The name without the word that parts the rows of one name.
    bare: Arc<str>,
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
        Self { at, folded: folded(&name), bare: Arc::clone(&name), name, marker }
    }

    /// The same row as one of several that go with a name, told apart by a word: the name with the word;
    /// where the row has no name, that of the row above it.
    pub(super) fn with_part(self, above: Option<&Self>, part: &str) -> Self {
        let own = if self.name.is_empty() { above } else { None };
        let (name, marker) =
            own.map_or((&self.name, self.marker), |above| (&above.bare, above.marker));
        if name.is_empty() || part.is_empty() {
            return self;
        }
        let bare = Arc::clone(name);
        let full: Arc<str> = match is_total(name) {
            true => Arc::clone(name),
            false => format!("{name} - {part}").into(),
        };
        Self { at: self.at, folded: folded(&full), name: full, bare, marker }
    }

    /// The texts up to the name.
    fn labels<'g>(&self, grid: &'g Grid) -> impl Iterator<Item = &'g Arc<str>> {
        let name_col = self.at.col;
        let before = grid.row(self.at.row).filter(move |(at, _)| at.col <= name_col);
        before.filter_map(|(_, cell)| cell.shared_text())
    }

    /// Does the row say that it is an example, in its name, before it, or in a note?
    fn is_example(&self, grid: &Grid, silent: &[u32]) -> bool {
        let is_beside = |at: Address| at.col < self.at.col || silent.contains(&at.col);
        let mut beside = grid.row(self.at.row).filter(|(at, _)| is_beside(*at));
        let says_so = |cell: &Cell| {
            let text = cell.shared_text().map(|text| folded_cow(text));
            text.is_some_and(|text| begins_as_example(&text))
        };
        let in_name = format!(" {} ", self.folded.replace(|c: char| !c.is_alphanumeric(), " "));
        begins_as_example(&self.folded)
            || [" ví dụ ", " thí dụ "].iter().any(|word| in_name.contains(word))
            || beside.any(|(_, cell)| says_so(cell))
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

    /// Does a row with nothing but numbers have a running number?
    pub(super) fn has_number(&self) -> bool {
        self.marker.is_arabic()
    }

    /// Is it about some of the rows, or about other periods, so that it need not add up?
    pub(super) fn is_part(&self) -> bool {
        ["trong đó", "chia ra", "lũy kế"].iter().any(|part| self.folded.starts_with(part))
    }

    /// What the row is. `plausible`: does any field hold a value of its column's kind?
    pub(super) fn kind(
        &self,
        grid: &Grid,
        builder: &RowBuilder,
        plausible: impl FnOnce() -> bool,
        list: &ListFacts<'_>,
    ) -> RowKind {
        let (name, marker) = (&*self.name, self.marker);
        let words = RowWords::read(&self.folded);
        let is_bare = || !marker.is_arabic() && is_bare(grid, self.at, list);
        let says_total = self.labels(grid).any(|text| {
            let words = if Arc::ptr_eq(text, &self.name) { words.total } else { is_total(text) };
            words || list.may_call_total(&folded_cow(text)) && is_bare()
        });
        let is_group =
            marker == Marker::Group && list.in_arabic || !marker.is_arabic() && words.head;
        let is_number =
            |value: &FieldValue| matches!(value, FieldValue::Number(r) if r.number().is_some());
        let has_number = || builder.values().any(|(_, value)| is_number(value));
        if says_total || is_group {
            return if has_number() { RowKind::Total } else { RowKind::Other };
        }
        let is_figure =
            |value: &FieldValue| is_number(value) || matches!(value, FieldValue::Day(_));
        let is_left_open = || {
            is_left_open(&self.folded, list.generic)
                && !builder.values().any(|(_, value)| is_figure(value))
        };
        match () {
            () if name.is_empty() || !marker.is_arabic() && words.note => RowKind::Other,
            () if self.is_example(grid, list.silent) => RowKind::Example,
            () if is_left_open() => RowKind::Other,
            () if marker.is_arabic() || plausible() => RowKind::Organisation,
            () => RowKind::Other,
        }
    }
}

/// What rows of a list are told by, besides themselves.
pub(super) struct ListFacts<'l> {
    /// Organisations are numbered 1, 2, 3.
    pub(super) in_arabic: bool,
    /// The coded columns, where the sheet has them.
    pub(super) data: &'l [Option<u32>],
    /// The columns of the form that hold no figures: STT, Ghi chú.
    pub(super) silent: &'l [u32],
    /// The name of the unit, folded: the total over its organisations may be called so.
    pub(super) unit: Option<&'l str>,
    /// The heading of the names, folded: "tên hợp tác xã".
    pub(super) generic: &'l str,
}

impl ListFacts<'_> {
    /// May a row of nothing but numbers be a total by this word? An organisation's name is hardly
    /// ever like these, but with more than numbers beside it, it may be one.
    fn may_call_total(&self, text: &str) -> bool {
        is_unit_name(text, self.unit) || calls_total(text)
    }
}

/// Does a row say nothing but numbers under the data columns, its name aside? What a merge over
/// several rows says is not said of a total row. A total may count ticks and choices.
pub(super) fn is_bare(grid: &Grid, name_at: Address, list: &ListFacts<'_>) -> bool {
    let is_sign = |text: &str| text.chars().all(|letter| " .…-–—_*".contains(letter));
    let says_nothing_else = |cell: &Cell| match &cell.value {
        Value::Text(text) => is_numeric(&cell.value) || is_sign(text),
        Value::Date { .. } | Value::Bool(_) => false,
        _ => true,
    };
    let is_data = |at: Address| at != name_at && list.data.contains(&Some(at.col));
    grid.row(name_at.row).filter(|(at, _)| is_data(*at)).all(|(_, cell)| says_nothing_else(cell))
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
    let says_so = labels.find(|(_, cell)| {
        cell.shared_text().is_some_and(|text| is_total(text) || calls_total(&folded_cow(text)))
    });
    let at = says_so.map_or(name_at, |(at, _)| at);
    let label = text_at(grid, at);
    (!label.is_empty()).then(|| (at, label.to_string()))
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
