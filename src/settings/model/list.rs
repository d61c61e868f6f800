//! Lists that communes fill in, and their columns.

use super::ByCode;
use viet_text::measure::Measure;
use viet_text::text::folded;

/// A list of organisations, one a row (Danh sách hợp tác xã).
#[derive(Clone, Debug)]
pub struct List {
    /// Its code, the prefix of its columns' codes on the marked template: `ds_htx`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its columns by code, without the list's prefix.
    pub columns: ByCode<Column>,
}

/// A column of a list.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its code: `thanh_vien`.
    pub code: String,
    /// Its name: "Thành viên - Tổng số".
    pub name: String,
    /// What it holds.
    pub kind: ColumnKind,
    /// Unit of measure as the office writes it; empty for text.
    pub unit: String,
    /// What that is.
    pub measure: Measure,
    /// A named row without it is incomplete.
    pub required: bool,
    /// Several rows go with one name, told apart by this column: Hộ, Nhân khẩu.
    pub parts_rows: bool,
    /// What may be chosen, for a choice.
    pub choices: Vec<String>,
}

impl List {
    /// Is each row a person? Many persons have one name: only with the rest of its words does a name tell
    /// who is meant.
    #[must_use]
    pub fn is_of_persons(&self) -> bool {
        let names = self.columns.values().filter(|column| column.kind == ColumnKind::Name);
        names.into_iter().any(|column| {
            let leaf = folded(column.name.rsplit(" - ").next().unwrap_or_default());
            let mut words = leaf.split(|letter: char| !letter.is_alphabetic());
            words.next() == Some("họ")
        })
    }
}

impl Column {
    /// Are these words one of the column's choices, however spelt?
    #[must_use]
    pub fn is_choice(&self, words: &str) -> bool {
        let as_printed = self.choices.iter().any(|choice| choice == words);
        as_printed || {
            let words = folded(words);
            self.choices.iter().any(|choice| folded(choice) == words)
        }
    }
}

/// What a list column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// The name that makes a row a row.
    Name,
    /// Free text.
    Text,
    /// One of a few words.
    Choice,
    /// A whole number.
    Count,
    /// An amount: money, hectares, a share in per cent.
    Money,
    /// A day.
    Date,
    /// A tick; in a named row, blank means no.
    Mark,
}

impl ColumnKind {
    /// Does the column hold numbers?
    #[must_use]
    pub const fn is_numeric(self) -> bool {
        matches!(self, Self::Count | Self::Money)
    }
}

impl List {
    /// The column that names a row.
    #[must_use]
    pub fn name_column(&self) -> &Column {
        self.columns
            .values()
            .find(|column| column.kind == ColumnKind::Name)
            .expect("resolving refuses a list without a name column")
    }
}
