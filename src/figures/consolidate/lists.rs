//! The communes' lists merged: every row with its unit and place, and which rows repeat another.

use std::sync::Arc;

use crate::form::organisation::name_key;
use crate::form::{FieldValue, FormSheet, ListRow, RowRuling};
use crate::intake::submission::Month;
use crate::origin::SheetPlace;
use crate::settings::{Basis, ColumnKind, List};
use viet_text::text::{clean, folded};

/// A list over all units. Copies share each unit's rows.
#[derive(Clone, Debug)]
pub struct MergedList {
    /// The list's code.
    pub list: String,
    /// By unit: its rows, in the order of file and sheet.
    pub by_unit: Vec<Arc<[MergedRow]>>,
}

/// A row of a merged list.
#[derive(Clone, Debug)]
pub struct MergedRow {
    /// The unit, by its place in the settings.
    pub unit: usize,
    /// The file and the sheet.
    pub on: Arc<SheetPlace>,
    /// On an annex of an office below: the sub-unit whose row it is, empty where it is the unit's
    /// own.
    pub sub_unit: Option<Arc<str>>,
    /// The row as read.
    pub row: Arc<ListRow>,
    /// A hash of the name ([`ListRow::key`]).
    pub key: u64,
    /// Does it count?
    pub fate: RowFate,
}

/// Does a row count?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFate {
    /// It counts.
    Counted,
    /// It repeats an earlier row of the unit (by its place) and does not count.
    Repeats(usize),
    /// The office leaves it out.
    LeftOut,
}

impl MergedList {
    /// All rows, by unit.
    pub fn rows(&self) -> impl Iterator<Item = &MergedRow> {
        self.by_unit.iter().flat_map(|own| &**own)
    }

    /// The rows that count, by unit.
    pub fn all_counted(&self) -> impl Iterator<Item = &MergedRow> {
        self.by_unit.iter().flat_map(|own| counted(own))
    }

    /// A unit's rows that count.
    pub fn counted(&self, unit: usize) -> impl Iterator<Item = &MergedRow> {
        counted(&self.by_unit[unit])
    }

    /// The row that one repeats.
    #[must_use]
    pub fn repeated(&self, row: &MergedRow) -> Option<&MergedRow> {
        match row.fate {
            RowFate::Repeats(earlier) => Some(&self.by_unit[row.unit][earlier]),
            RowFate::Counted | RowFate::LeftOut => None,
        }
    }

    /// A unit's rows from a month in which only numbers differ. Which rows repeat others stays the
    /// same: that depends on names and days only.
    pub(super) fn reread(&self, month: &Month, unit: usize) -> Arc<[MergedRow]> {
        let known = self.by_unit[unit].iter().zip(rows(&self.list, month, unit));
        let anew = |(known, (_, row)): (&MergedRow, (_, &Arc<ListRow>))| MergedRow {
            row: Arc::clone(row),
            ..known.clone()
        };
        known.map(anew).collect()
    }
}

/// Those of a unit's rows of a list that count.
pub(super) fn counted(rows: &[MergedRow]) -> impl Iterator<Item = &MergedRow> {
    rows.iter().filter(|row| row.fate == RowFate::Counted)
}

/// A unit's rows of a list as they stand, each with its sheet.
fn rows<'m>(
    list: &str,
    month: &'m Month,
    unit: usize,
) -> impl Iterator<Item = (&'m FormSheet, &'m Arc<ListRow>)> {
    let sheets = month.used_by(unit).flat_map(|submission| &submission.sheets);
    let sheets = sheets.filter(move |sheet| sheet.list.as_deref() == Some(list));
    sheets.flat_map(|sheet| sheet.rows.iter().map(move |row| (sheet, row)))
}

/// A unit's rows of a list, with those that repeat an earlier one marked.
pub(super) fn merge(list: &List, month: &Month, unit: usize) -> Arc<[MergedRow]> {
    let rows = rows(&list.code, month, unit).map(|(sheet, row)| MergedRow {
        unit,
        on: Arc::clone(&sheet.on),
        sub_unit: sheet.sub_unit.clone(),
        row: Arc::clone(row),
        key: row.key(),
        fate: match row.ruling {
            Some(RowRuling::LeftOut) => RowFate::LeftOut,
            _ => RowFate::Counted,
        },
    });
    let mut rows: Vec<MergedRow> = rows.collect();
    // Two sub-units may each have an organisation of the same name.
    let name = |(place, row): (usize, &MergedRow)| (row.key, row.sub_unit.clone(), place);
    let counted = rows.iter().enumerate().filter(|(_, row)| row.fate == RowFate::Counted);
    let mut by_name: Vec<(u64, Option<Arc<str>>, usize)> = counted.map(name).collect();
    by_name.sort_unstable();
    for alike in by_name.chunk_by(|one, other| (one.0, &one.1) == (other.0, &other.1)) {
        // The last counted row of each name. Different names with the same hash are rare.
        let mut counted: Vec<usize> = Vec::new();
        for (turn, (_, _, place)) in alike.iter().enumerate() {
            let row = &rows[*place].row;
            let is_its =
                |other: &&mut usize| name_key(&rows[**other].row.name) == name_key(&row.name);
            let known = if turn == 0 { None } else { counted.iter_mut().find(is_its) };
            match known {
                Some(known) if row.ruling.is_none() && is_repeat(list, &rows[*known].row, row) => {
                    rows[*place].fate = RowFate::Repeats(*known);
                }
                // Of several persons of one name a later row may repeat any.
                Some(_) if list.is_of_persons() => {
                    let is_its = |other: &&usize| is_repeat(list, &rows[**other].row, row);
                    match counted.iter().find(is_its).copied().filter(|_| row.ruling.is_none()) {
                        Some(earlier) => rows[*place].fate = RowFate::Repeats(earlier),
                        None => counted.push(*place),
                    }
                }
                Some(known) => *known = *place,
                None => counted.push(*place),
            }
        }
    }
    rows.into()
}

/// The same name twice is the same organisation, unless their days of founding differ, or little but
/// the name is the same: groups of one trade are often named alike, and founded together.
fn is_repeat(list: &List, earlier: &ListRow, row: &ListRow) -> bool {
    if list.is_of_persons() {
        return same_fields(list, earlier, row, |_| true);
    }
    let Counted { alike, apart } = compared_numbers(earlier, row);
    match same_days(list, earlier, row) {
        Some(is_same) => is_same && apart <= alike,
        None => apart == 0,
    }
}

/// Do two rows say the same in all columns of some kinds but the name?
fn same_fields(
    list: &List,
    one: &ListRow,
    other: &ListRow,
    kinds: impl Fn(ColumnKind) -> bool,
) -> bool {
    let columns =
        list.columns.values().filter(|own| own.kind != ColumnKind::Name && kinds(own.kind));
    columns.into_iter().all(|column| {
        let said = |row: &ListRow| {
            let field = row.field(&column.code, Basis::Actual);
            field.map(|own| clean(&own.written())).unwrap_or_default()
        };
        folded(&said(one)) == folded(&said(other))
    })
}

/// Do two rows of persons of one name say the same in words and days? Then they may be one.
#[must_use]
pub fn same_person(list: &List, one: &ListRow, other: &ListRow) -> bool {
    let is_told = |kind| matches!(kind, ColumnKind::Text | ColumnKind::Choice | ColumnKind::Date);
    same_fields(list, one, other, is_told)
}

/// Are two rows of one day of founding? `None` where one of them does not say.
#[must_use]
pub fn same_days(list: &List, one: &ListRow, other: &ListRow) -> Option<bool> {
    let days = list.columns.values().filter(|column| column.kind == ColumnKind::Date);
    let mut pairs = days.filter_map(|column| {
        let day = |row: &ListRow| row.field(&column.code, Basis::Actual)?.value.day();
        Some(day(one)? == day(other)?)
    });
    let first = pairs.next()?;
    Some(first && pairs.all(|same| same))
}

/// Numbers of which two rows say the same, and not the same.
#[derive(Default)]
struct Counted {
    alike: usize,
    apart: usize,
}

fn compared_numbers(one: &ListRow, other: &ListRow) -> Counted {
    let number = |value: &FieldValue| match value {
        FieldValue::Number(reading) => reading.number(),
        _ => None,
    };
    let mut counted = Counted::default();
    for field in one.filled() {
        let twin = other.own_field(field.place, field.basis).and_then(|twin| number(twin.value));
        if let (Some(own), Some(twin)) = (number(field.value), twin) {
            counted.alike += usize::from(own == twin);
            counted.apart += usize::from(own != twin);
        }
    }
    counted
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::merge;
    use crate::figures::consolidate::consolidate;
    use crate::intake::submission::gather;
    use crate::intake::{self, locate};
    use crate::workspace::Workspace;

    /// Reading the rows of an unchanged month again gives the rows that it was merged from.
    #[test]
    fn rows_told_anew_are_merged_as_before() {
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/thap-muoi/2023-10");
        let place = locate(&sample, None).unwrap();
        let Workspace { settings, templates, .. } = Workspace::open_for(&place).unwrap();
        let sources = intake::list(&place.folder).unwrap();
        let month = gather(&sources, place.period, &settings, &templates);
        let figures = consolidate(&month, &settings);
        let mut rows = 0;
        for (list, merged) in settings.lists.values().zip(&figures.lists) {
            for unit in 0..settings.units.len() {
                let (anew, before) = (merged.reread(&month, unit), merge(list, &month, unit));
                assert_eq!(format!("{anew:?}"), format!("{before:?}"));
                rows += anew.len();
            }
        }
        assert!(rows > 20, "{rows}");
    }
}
