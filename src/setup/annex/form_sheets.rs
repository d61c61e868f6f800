//! Sheets of an annex that are the office's own forms: with totals in place of one unit's figures, or
//! lists of all units.

use std::collections::BTreeSet;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::cells::{number, text};
use super::model::{AnnexComparison, Difference, FigureCell};
use super::ours::says_same;
use crate::figures::consolidate::MergedRow;
use crate::form::{FieldValue, FormCache, FormSheet, ListRow, NamedUnit, UnitNames, read_book};
use crate::results::Results;
use crate::settings::Basis;
use viet_text::notation::vietnamese;
use viet_text::text::folded;
use workbook_io::{Address, Grid, Workbook};

/// The forms on each sheet of an annex.
pub(super) fn read(
    file: &str,
    book: &Workbook,
    results: &Results<'_>,
    units: &UnitNames,
) -> Vec<Vec<FormSheet>> {
    let settings = &results.workspace.settings;
    let cache = FormCache::new(&settings.synonyms);
    let templates: Vec<_> = results.workspace.templates.iter().collect();
    let end = Some(results.month.period.last_day());
    read_book(&Arc::from(file), book, &templates, (settings, end), units, &cache)
}

/// The figures of forms: of the whole, or of the unit that the heading names.
pub(super) fn figures(grid: &Grid, sheets: &[FormSheet]) -> Vec<FigureCell> {
    let mut cells = Vec::new();
    for sheet in sheets {
        let unit = sheet.heading.unit.as_ref().and_then(|(unit, _)| unit.known());
        for cell in sheet.figures.filled() {
            let Some(value) = cell.reading.number() else { continue };
            cells.push(FigureCell {
                sheet: grid.name.clone(),
                at: cell.at,
                figure: (cell.indicator, cell.basis),
                unit,
                value,
            });
        }
    }
    cells
}

/// Holds the rows of lists of all units against the units' own rows, field by field.
pub(super) fn rows(
    grid: &Grid,
    sheets: &[FormSheet],
    units: &UnitNames,
    results: &Results<'_>,
    comparison: &mut AnnexComparison,
) {
    for sheet in sheets {
        let Some(code) = sheet.list.as_deref() else { continue };
        let Some(list) = results.figures.lists.iter().find(|list| list.list == code) else {
            continue;
        };
        let ours: Vec<&MergedRow> = list.all_counted().collect();
        let mut met = vec![false; ours.len()];
        let mut pairs: Vec<(&ListRow, &MergedRow)> = Vec::new();
        let of_sheet = sheet.heading.unit.as_ref().and_then(|(unit, _)| unit.known());
        for row in &sheet.rows {
            let unit = unit_of(grid, row, units).or(of_sheet);
            let is_it = |own: &&MergedRow| {
                unit.is_none_or(|unit| own.unit == unit)
                    && folded(&own.row.name) == folded(&row.name)
            };
            let free = (0..ours.len()).find(|at| !met[*at] && is_it(&ours[*at]));
            match free {
                Some(at) => {
                    met[at] = true;
                    pairs.push((row, ours[at]));
                    fields(grid, (row, ours[at]), code, results, comparison);
                }
                None => comparison.differences.push(Difference {
                    sheet: grid.name.clone(),
                    at: row.name_at,
                    what: row.name.to_string(),
                    theirs: "có dòng này".to_owned(),
                    ours: "báo cáo không có, hoặc đã tính ở dòng khác".to_owned(),
                    behind: unit.map(|unit| unit_name(results, unit)).unwrap_or_default(),
                }),
            }
        }
        numbers_by_value(grid, &pairs, code, results, comparison);
        let last = sheet.rows.last().map_or(Address::new(0, 0), |row| row.name_at);
        for (own, _) in ours.iter().zip(met).filter(|(_, met)| !met) {
            comparison.differences.push(Difference {
                sheet: grid.name.clone(),
                at: last,
                what: own.row.name.to_string(),
                theirs: "không có dòng này".to_owned(),
                ours: "báo cáo có".to_owned(),
                behind: unit_name(results, own.unit),
            });
        }
    }
}

fn unit_name(results: &Results<'_>, unit: usize) -> String {
    results.workspace.settings.units[unit].name.clone()
}

/// The unit that a row names beside its name.
fn unit_of(grid: &Grid, row: &ListRow, units: &UnitNames) -> Option<usize> {
    let mut others = grid.row(row.row).filter(|(at, _)| *at != row.name_at);
    others.find_map(|(at, _)| match units.in_heading(&text(grid, at))? {
        NamedUnit::Known(unit) => Some(unit),
        NamedUnit::Unknown(_) => None,
    })
}

fn fields(
    grid: &Grid,
    (row, ours): (&ListRow, &MergedRow),
    list: &str,
    results: &Results<'_>,
    comparison: &mut AnnexComparison,
) {
    let columns = &results.workspace.settings.lists[list].columns;
    for field in row.filled().filter(|field| field.at != row.name_at) {
        let own = ours.row.field(field.column, field.basis);
        let same = own.is_some_and(|own| match (own.value, field.value) {
            (FieldValue::Number(_), FieldValue::Number(_)) => {
                match (own.number(), field.number()) {
                    (Some(own), Some(theirs)) => says_same(theirs, own),
                    (own, theirs) => own == theirs,
                }
            }
            (FieldValue::Words(Some(own)), FieldValue::Words(Some(theirs))) => {
                folded(own) == folded(theirs)
            }
            (own, theirs) => own == theirs,
        });
        if same {
            comparison.equal += 1;
            continue;
        }
        let said = own.map(|own| match own.number() {
            Some(number) => vietnamese(number),
            None => own.written().into_owned(),
        });
        comparison.differences.push(Difference {
            sheet: grid.name.clone(),
            at: field.at,
            what: format!("{}: {}", row.name, columns[field.place].name),
            theirs: field.written().into_owned(),
            ours: said.filter(|said| !said.is_empty()).unwrap_or_else(|| "để trống".to_owned()),
            behind: row_place(ours, results),
        });
    }
}

/// Holds columns of numbers whose header is not the form's against the column of the list of which they
/// say most.
fn numbers_by_value(
    grid: &Grid,
    pairs: &[(&ListRow, &MergedRow)],
    list: &str,
    results: &Results<'_>,
    comparison: &mut AnnexComparison,
) {
    let Some((first, _)) = pairs.first() else { return };
    let columns = &results.workspace.settings.lists[list].columns;
    let known: BTreeSet<u32> = first.fields().map(|field| field.at.col).collect();
    let in_rows = pairs.iter().flat_map(|(row, _)| grid.row(row.row).map(|(at, _)| at.col));
    let others: BTreeSet<u32> = in_rows.filter(|col| !known.contains(col)).collect();
    let mapped: BTreeSet<usize> = first.fields().map(|field| field.place).collect();
    for col in others {
        let said: Vec<(Address, Decimal, &MergedRow)> = pairs
            .iter()
            .filter_map(|(row, own)| {
                let at = Address::new(row.row, col);
                Some((at, number(grid, at)?, *own))
            })
            .collect();
        let number_of = |own: &MergedRow, place: usize| {
            own.row.field(&columns[place].code, Basis::Actual).and_then(|field| field.number())
        };
        let equal = |place: usize| {
            let same = said.iter().filter(|(_, theirs, own)| {
                number_of(own, place).is_some_and(|own| says_same(*theirs, own))
            });
            same.count()
        };
        let different: BTreeSet<Decimal> = said.iter().map(|(_, value, _)| *value).collect();
        let free = (0..columns.len()).filter(|place| !mapped.contains(place));
        let best = free.map(|place| (equal(place), place)).max();
        let Some((count, place)) = best else { continue };
        if different.len() < 3 || count * 10 < said.len() * 6 {
            continue;
        }
        for (at, theirs, own) in said {
            let ours = number_of(own, place);
            if ours.is_some_and(|ours| says_same(theirs, ours)) {
                comparison.equal += 1;
                continue;
            }
            comparison.differences.push(Difference {
                sheet: grid.name.clone(),
                at,
                what: format!("{}: {}", own.row.name, columns[place].name),
                theirs: vietnamese(theirs),
                ours: ours.map_or_else(|| "để trống".to_owned(), vietnamese),
                behind: row_place(own, results),
            });
        }
    }
}

/// Where a row of ours stands.
fn row_place(own: &MergedRow, results: &Results<'_>) -> String {
    format!(
        "{}: {}, trang \"{}\", dòng {}",
        unit_name(results, own.unit),
        own.on.file,
        own.on.sheet,
        own.row.row + 1
    )
}
