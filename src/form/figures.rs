//! Figure sheets: rows found by section and label, figures read from the coded columns.

use std::collections::{BTreeMap, BTreeSet};

use super::reading::{Reading, as_written, read_figure};
use super::recognise::{Recognised, body_rows};
use super::template::{FigureArea, FigureRow};
use super::wording::Wording;
use super::{FormSheet, Leftover, LeftoverKind};
use crate::cell::{Address, Grid, Value};
use crate::reading::label::label;
use crate::reading::measure::Measure;
use crate::reading::number::{NumberText, read_number};
use crate::reading::text::{clean, folded};
use crate::settings::{Basis, Kind, Settings};

/// A figure's cell, blank or not.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureCell {
    /// The indicator.
    pub code: String,
    /// The column's basis.
    pub basis: Basis,
    /// Where.
    pub at: Address,
    /// As written.
    pub written: String,
    /// As read.
    pub reading: Reading,
    /// Decimals that the cell shows, where its format fixes them.
    pub shown_decimals: Option<u32>,
    /// How the row's label was matched.
    pub matched: Matched,
}

/// How a row's label was matched with the form's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matched {
    /// By the same words.
    SameWords,
    /// By synonyms: what the sheet writes, what the form prints.
    Synonym(String, String),
    /// As the nearest label of its section.
    Nearest(String, String),
}

/// A row of the sheet with a label.
struct LabelledRow {
    row: u32,
    section: Option<String>,
    printed: String,
    key: String,
    unit: String,
}

pub(super) fn read(
    grid: &Grid,
    found: &Recognised<'_>,
    area: &FigureArea,
    settings: &Settings,
    wording: &Wording<'_>,
    sheet: &mut FormSheet,
) {
    let rows = labelled_rows(grid, found, area, wording);
    let matches = match_rows(&rows, area);
    let mut claimed: BTreeSet<Address> = BTreeSet::new();
    for (row, (form_row, matched)) in &matches {
        for (column, place) in found.form.columns.iter().zip(&found.columns) {
            let Some(col) = place else { continue };
            let at = Address::new(*row, *col);
            claimed.insert(at);
            let cell = grid.get(at);
            let measure = measure(form_row, settings);
            sheet.figures.push(FigureCell {
                code: form_row.code.clone(),
                basis: column.basis,
                at,
                written: as_written(cell),
                reading: read_figure(cell, measure, &settings.marks),
                shown_decimals: cell.and_then(|cell| cell.shown_decimals),
                matched: matched.clone(),
            });
        }
    }
    sheet.missing_rows = area
        .rows
        .iter()
        .filter(|row| !matches.values().any(|(found, _)| std::ptr::eq(*found, *row)))
        .map(|row| row.code.clone())
        .collect();
    sheet.leftovers = strays(grid, found, &claimed);
}

/// The unit of measure in which a row's figures are written.
fn measure(row: &FigureRow, settings: &Settings) -> Measure {
    let indicator = &settings.indicators[&row.code];
    let unit = if row.unit.is_empty() { &indicator.unit } else { &row.unit };
    match indicator.kind {
        Kind::Count => Measure::Count,
        Kind::Money => Measure::in_text(unit),
        Kind::Share => Measure::Percent,
    }
}

fn labelled_rows(
    grid: &Grid,
    found: &Recognised<'_>,
    area: &FigureArea,
    wording: &Wording<'_>,
) -> Vec<LabelledRow> {
    let label_col = found.label_column.expect("a figure sheet is recognised by its labels");
    let mut section = None;
    let mut rows = Vec::new();
    for row in body_rows(grid, found.body_top) {
        let Some(printed) = grid.text(Address::new(row, label_col)).map(clean) else { continue };
        let key = wording.key(&printed);
        if area.sections.contains(&key) {
            section = Some(key);
            continue;
        }
        let unit = found.unit_column.and_then(|col| grid.text(Address::new(row, col)));
        let unit = unit.map(folded).unwrap_or_default();
        rows.push(LabelledRow { row, section: section.clone(), printed, key, unit });
    }
    rows
}

/// Which row of the form each row of the sheet is: first by the same words, in order where
/// a label stands more than once; then by unique nearest likeness within the section.
fn match_rows<'f>(
    rows: &[LabelledRow],
    area: &'f FigureArea,
) -> BTreeMap<u32, (&'f FigureRow, Matched)> {
    let mut free: Vec<&FigureRow> = area.rows.iter().collect();
    let mut matches = BTreeMap::new();
    for row in rows {
        let same = free.iter().position(|form| form.label == row.key && in_section(row, form));
        if let Some(place) = same {
            let form = free.remove(place);
            matches.insert(row.row, (form, how_same(row, form)));
        }
    }
    let unmatched: Vec<&LabelledRow> =
        rows.iter().filter(|row| !matches.contains_key(&row.row)).collect();
    for row in &unmatched {
        if let Some(form) = nearest(row, &free, &unmatched) {
            free.retain(|other| !std::ptr::eq(*other, form));
            let how = Matched::Nearest(row.printed.clone(), form.printed.clone());
            matches.insert(row.row, (form, how));
        }
    }
    matches
}

/// Without any heading yet, a row may be of any section.
fn in_section(row: &LabelledRow, form: &FigureRow) -> bool {
    row.section.as_ref().is_none_or(|section| *section == form.section)
}

fn how_same(row: &LabelledRow, form: &FigureRow) -> Matched {
    if label(&row.printed) == label(&form.printed) {
        Matched::SameWords
    } else {
        Matched::Synonym(row.printed.clone(), form.printed.clone())
    }
}

/// The free row of the form that is most like this one: in its section, of an equal unit of
/// measure, clearly nearer than any other, and not nearer to another row of the sheet.
fn nearest<'f>(
    row: &LabelledRow,
    free: &[&'f FigureRow],
    rivals: &[&LabelledRow],
) -> Option<&'f FigureRow> {
    const NEAR: f64 = 0.6;
    let likeness = |row: &LabelledRow, form: &FigureRow| {
        let same_unit = row.unit.is_empty() || row.unit == folded(&form.unit);
        if row.section.as_ref() == Some(&form.section) && same_unit {
            strsim::normalized_damerau_levenshtein(&row.key, &form.label)
        } else {
            0.0
        }
    };
    let mut ranked: Vec<(f64, &FigureRow)> =
        free.iter().map(|form| (likeness(row, form), *form)).filter(|(l, _)| *l >= NEAR).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (best, form) = *ranked.first()?;
    let unique = ranked.get(1).is_none_or(|(second, _)| *second < best);
    let claimed_better =
        rivals.iter().any(|rival| rival.row != row.row && likeness(rival, form) > best);
    (unique && !claimed_better).then_some(form)
}

/// Numbers below the header that stand neither under a coded column of a known row nor in a
/// column that holds no figures.
fn strays(grid: &Grid, found: &Recognised<'_>, claimed: &BTreeSet<Address>) -> Vec<Leftover> {
    let silent = |col: u32| found.other_columns.contains(&col) || found.label_column == Some(col);
    let cells = grid.cells.iter().filter(|(at, cell)| {
        at.row >= found.body_top
            && !claimed.contains(at)
            && !silent(at.col)
            && is_numeric(&cell.value)
    });
    let leftover = |(at, cell): (&Address, &crate::cell::Cell)| Leftover {
        at: *at,
        written: cell.value.as_written(),
        kind: LeftoverKind::Stray,
    };
    cells.map(leftover).collect()
}

/// A number, or text that reads as one.
pub(super) fn is_numeric(value: &Value) -> bool {
    match value {
        Value::Number(_) | Value::Oversized(_) => true,
        Value::Text(text) => !matches!(read_number(text, Measure::Other), NumberText::NotANumber),
        _ => false,
    }
}
