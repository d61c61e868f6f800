//! By what rows and columns of two versions of one table are known to be the same, and how alike two
//! tables are.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{BlankBody, BlankColumn, BlankRow, BlankTable, ColumnRole};
use viet_text::text::{bare, folded};

/// A key for each row: its label below those of the rows that it stands under; rows of one key are
/// numbered.
#[must_use]
pub fn row_keys(rows: &[BlankRow]) -> Vec<String> {
    let mut above: Vec<(usize, String)> = Vec::new();
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    let mut key = |row: &BlankRow| {
        above.retain(|(depth, _)| *depth < row.depth);
        let under = above.last().map_or("", |(_, label)| label.as_str());
        let plain = format!("{under} > {}", bare(&row.label));
        above.push((row.depth, bare(&row.label)));
        let count = met.entry(plain.clone()).or_default();
        *count += 1;
        if *count == 1 { plain } else { format!("{plain} #{count}") }
    };
    rows.iter().map(&mut key).collect()
}

/// A key for each column: its header; columns of one header are numbered.
#[must_use]
pub fn column_keys(table: &BlankTable) -> BTreeMap<u32, String> {
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    let mut key = |column: &BlankColumn| {
        let plain = column_key(column);
        let count = met.entry(plain.clone()).or_default();
        *count += 1;
        (column.col, if *count == 1 { plain } else { format!("{plain} #{count}") })
    };
    table.columns.iter().map(&mut key).collect()
}

/// The header of a column as a key.
#[must_use]
pub fn column_key(column: &BlankColumn) -> String {
    column.path.iter().map(|part| folded(part)).collect::<Vec<_>>().join(" > ")
}

/// A text without its numbers: "Tháng 9" and "Tháng 10" are one.
#[must_use]
pub fn without_numbers(text: &str) -> String {
    let letters: String = text.chars().filter(|letter| !letter.is_ascii_digit()).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Are two tables versions of one: of one kind, most of their rows and columns the same, and not under
/// names of their own?
#[must_use]
pub fn is_version(one: &BlankTable, other: &BlankTable) -> bool {
    let columns = |table: &BlankTable| -> BTreeSet<String> {
        table.data_columns().map(|column| without_numbers(&column_key(column))).collect()
    };
    let names = one.sheet_key() == other.sheet_key() || share(&words(one), &words(other)) >= 60;
    let same_columns = share(&columns(one), &columns(other)) >= 60;
    let same_body = match (&one.body, &other.body) {
        (BlankBody::Fixed(one), BlankBody::Fixed(other)) => {
            share(&labels(one), &labels(other)) >= 60
        }
        (BlankBody::List(_), BlankBody::List(_)) => one.label_key() == other.label_key(),
        _ => false,
    };
    names && same_columns && same_body
}

fn labels(rows: &[BlankRow]) -> BTreeSet<String> {
    rows.iter().map(|row| bare(&row.label)).collect()
}

/// The words of a table's title that are no numbers.
fn words(table: &BlankTable) -> BTreeSet<String> {
    let title = bare(&without_numbers(&table.title));
    title.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// How much of the smaller of two sets the other has, in hundredths; nothing of an empty one.
fn share(one: &BTreeSet<String>, other: &BTreeSet<String>) -> usize {
    let least = one.len().min(other.len());
    (one.intersection(other).count() * 100).checked_div(least).unwrap_or(0)
}

impl BlankTable {
    /// The name of its sheet as a key; names that the program gave say nothing.
    fn sheet_key(&self) -> String {
        let key = bare(&self.sheet);
        let generic = ["sheet", "trang tinh", "trang"].iter().any(|name| key.starts_with(name));
        if generic { bare(&self.title) } else { key }
    }

    /// The header of the column that names its rows, as a key.
    fn label_key(&self) -> Option<String> {
        self.columns.iter().find(|own| own.role == ColumnRole::Label).map(column_key)
    }
}
