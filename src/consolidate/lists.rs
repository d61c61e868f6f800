//! The communes' lists merged: every row with its unit and place, repeats told apart.

use std::collections::HashMap;
use std::sync::Arc;

use crate::form::{FieldValue, ListRow};
use crate::reading::text::folded;
use crate::settings::{Basis, ColumnKind, List, Settings};
use crate::submission::Month;

/// A list over all units.
#[derive(Clone, Debug)]
pub struct MergedList {
    /// The list's code.
    pub list: String,
    /// Its rows, by unit, then in the order of file and sheet.
    pub rows: Vec<MergedRow>,
    /// By unit: the rows' places.
    pub of_unit: Vec<std::ops::Range<usize>>,
}

/// A row of a merged list.
#[derive(Clone, Debug)]
pub struct MergedRow {
    /// The unit, by its place in the settings.
    pub unit: usize,
    /// The file.
    pub file: Arc<str>,
    /// The sheet.
    pub sheet: Arc<str>,
    /// On an annex of the unit's own: the unit beneath whose row it is, empty where it is its own.
    pub beneath: Option<Arc<str>>,
    /// The row as read.
    pub row: Arc<ListRow>,
    /// Does it count?
    pub fate: RowFate,
}

/// Does a row count?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFate {
    /// It counts.
    Counted,
    /// It names an organisation of the same unit that an earlier row names, by that row's
    /// place; it does not count.
    Repeats(usize),
}

impl MergedList {
    /// A unit's rows that count.
    pub fn counted(&self, unit: usize) -> impl Iterator<Item = &MergedRow> {
        self.rows[self.of_unit[unit].clone()].iter().filter(|row| row.fate == RowFate::Counted)
    }
}

/// Merges every list of the settings over all units' used submissions.
#[must_use]
pub fn merge_lists(month: &Month, settings: &Settings) -> Vec<MergedList> {
    let units = settings.units.len();
    settings.lists.values().map(|list| merge(list, month, 0..units)).collect()
}

/// Merges a list over some units; the others have no rows.
pub(super) fn merge(list: &List, month: &Month, units: std::ops::Range<usize>) -> MergedList {
    let of_unit = vec![0..0; units.start];
    let mut merged = MergedList { list: list.code.clone(), rows: Vec::new(), of_unit };
    for unit in units {
        let first = merged.rows.len();
        // Two units beneath may each have an organisation of one name.
        let mut named: HashMap<(Option<Arc<str>>, String), usize> = HashMap::new();
        let sheets = month.used_by(unit).flat_map(|submission| &submission.sheets);
        for sheet in sheets.filter(|sheet| sheet.list.as_deref() == Some(&list.code)) {
            for row in &sheet.rows {
                let place = merged.rows.len();
                let key = (sheet.beneath.clone(), name_key(&row.name));
                let earlier = named.get(&key).copied();
                let fate = match earlier {
                    Some(earlier) if is_repeat(list, &merged.rows[earlier].row, row) => {
                        RowFate::Repeats(earlier)
                    }
                    _ => {
                        named.insert(key, place);
                        RowFate::Counted
                    }
                };
                merged.rows.push(MergedRow {
                    unit,
                    file: Arc::clone(&sheet.file),
                    sheet: Arc::clone(&sheet.sheet),
                    beneath: sheet.beneath.clone(),
                    row: Arc::clone(row),
                    fate,
                });
            }
        }
        merged.of_unit.push(first..merged.rows.len());
    }
    merged
}

/// The same name twice is the same organisation, unless their days of founding differ:
/// groups of one trade are often named alike.
fn is_repeat(list: &List, earlier: &ListRow, row: &ListRow) -> bool {
    let days = list.columns.values().filter(|column| column.kind == ColumnKind::Date);
    days.filter_map(|column| {
        let day = |row: &ListRow| row.field(&column.code, Basis::Actual).map(|f| f.value.clone());
        let (one, other) = (day(earlier)?, day(row)?);
        Some((FieldValue::day(&one)?, FieldValue::day(&other)?))
    })
    .all(|(one, other)| one == other)
}

/// A name with its Roman numerals as digits: "Mỹ Đông III" is "Mỹ Đông 3".
#[must_use]
pub fn name_key(name: &str) -> String {
    let digits = |word: &str| match word {
        "ii" => "2".to_owned(),
        "iii" => "3".to_owned(),
        "iv" => "4".to_owned(),
        "v" => "5".to_owned(),
        "vi" => "6".to_owned(),
        word => word.to_owned(),
    };
    folded(name).split_whitespace().map(digits).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::name_key;

    #[test]
    fn roman_numerals_are_the_same_name() {
        assert_eq!(name_key("HTX DVNN Mỹ Đông III"), name_key("HTX DVNN Mỹ Đông 3"));
        assert_ne!(name_key("HTX DVNN Mỹ Đông II"), name_key("HTX DVNN Mỹ Đông 3"));
        assert_ne!(name_key("THT sen Vị Thanh"), name_key("THT sen 6 Thanh"));
    }
}
