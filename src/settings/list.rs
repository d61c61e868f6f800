//! Lists that communes fill in, and their columns.

use super::ByCode;
use super::problem::Problems;
use super::rows::ColumnRow;
use super::table::read_table;
use super::unit::split;
use super::word::meaning;
use viet_text::measure::Measure;
use viet_text::text::folded;
use workbook_io::Workbook;

const SHEET: &str = "Danh sách";

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
    /// What may be chosen, for a choice.
    pub choices: Vec<String>,
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
    /// An amount.
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

const KINDS: &[(&str, ColumnKind)] = &[
    ("tên", ColumnKind::Name),
    ("chữ", ColumnKind::Text),
    ("lựa chọn", ColumnKind::Choice),
    ("đếm", ColumnKind::Count),
    ("tiền", ColumnKind::Money),
    ("ngày", ColumnKind::Date),
    ("đánh dấu", ColumnKind::Mark),
];

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

pub(super) fn read(book: &Workbook, problems: &mut Problems) -> ByCode<List> {
    let table = read_table::<ColumnRow>(book, SHEET, problems);
    let mut lists: ByCode<List> = ByCode::default();
    for (row, data) in &table.rows {
        let list = table.need(*row, "Danh sách", data.list.as_ref(), problems);
        let code = table.need(*row, "Mã cột", data.code.as_ref(), problems);
        let name = table.need(*row, "Tên cột", data.name.as_ref(), problems);
        let kind = table.need(*row, "Loại", data.kind.as_ref(), problems);
        let (Some(list), Some(code), Some(name), Some(kind)) = (list, code, name, kind) else {
            continue;
        };
        let Some(kind) = meaning(SHEET, "Loại", kind, KINDS, problems) else { continue };
        let unit = data.unit.as_ref().map(|unit| unit.text.clone()).unwrap_or_default();
        let column = Column {
            code: code.text.clone(),
            name: name.text.clone(),
            kind,
            measure: match kind {
                ColumnKind::Count => Measure::Count,
                _ => Measure::in_text(&unit),
            },
            unit,
            required: data.required.is_some() || kind == ColumnKind::Name,
            choices: data.choices.as_ref().map_or_else(Vec::new, |text| split(&text.text)),
        };
        let entry = lists.entry(list.text.clone()).or_insert_with(|| List {
            code: list.text.clone(),
            name: data.list_name.as_ref().map_or(&list.text, |name| &name.text).clone(),
            columns: ByCode::default(),
        });
        if entry.columns.insert(code.text.clone(), column).is_some() {
            problems.add(SHEET, Some(code.at), format!("cột {} đã có ở dòng trên", code.text));
        }
    }
    for list in lists.values() {
        if list.columns.values().filter(|column| column.kind == ColumnKind::Name).count() != 1 {
            let message = format!("danh sách {} cần đúng một cột loại \"tên\"", list.code);
            problems.add(SHEET, None, message);
        }
    }
    lists
}
