//! The ledger: every filled cell of every report is used, set aside or not understood.
//!
//! Counted are the filled cells under the data columns of recognised rows, and numbers
//! elsewhere below the header. STT, headings and notes are not counted.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::iter::Sum;
use std::ops::Add;
use std::sync::Arc;

use serde::Serialize;

use crate::figures::consolidate::{Figures, MergedList, RowFate};
use crate::form::{
    DayReading, Field, FieldValue, FigureCell, FormSheet, LeftoverKind, NamedUnit, Reading,
    TickReading,
};
use crate::intake::submission::{Fate, Month, Outcome, SheetKind, Submission};
use crate::settings::{ColumnKind, List, Settings};
use viet_text::text::has_visible_text;
#[cfg(test)]
use workbook_io::Address;
use workbook_io::parallel_map;

/// What became of filled cells. `found` is the sum of the other three.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Filled cells.
    pub found: usize,
    /// Read, in a report that counts. A sign for "no figure yet" is read, too.
    pub used: usize,
    /// Left out with a reason: another version, a total row, a row that repeats another.
    pub set_aside: usize,
    /// Errors, words for numbers, numbers in rows or columns that the form does not have.
    pub not_understood: usize,
}

/// The counts of a month.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// By submission, as the month lists them.
    pub by_submission: Vec<Counts>,
    /// By file, as the month lists them.
    pub by_file: Vec<Counts>,
    /// By unit, in the settings' order.
    pub by_unit: Vec<Counts>,
    /// By file, as the month lists them, and sheet, as the file has them.
    pub by_sheet: Vec<Vec<Counts>>,
}

/// What becomes of one cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CellOutcome {
    Used,
    SetAside,
    NotUnderstood,
}

impl Counts {
    fn from_outcome(outcome: CellOutcome) -> Self {
        let is = |other| usize::from(outcome == other);
        Self {
            found: 1,
            used: is(CellOutcome::Used),
            set_aside: is(CellOutcome::SetAside),
            not_understood: is(CellOutcome::NotUnderstood),
        }
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            found: self.found + other.found,
            used: self.used + other.used,
            set_aside: self.set_aside + other.set_aside,
            not_understood: self.not_understood + other.not_understood,
        }
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), Add::add)
    }
}

/// Rows of lists that do not count: file, sheet, row.
type Repeats<'f> = BTreeSet<(&'f str, &'f str, u32)>;

/// Accounts for a month.
#[must_use]
pub fn account(month: &Month, figures: &Figures, settings: &Settings) -> Ledger {
    let rows = figures.lists.iter().flat_map(MergedList::rows);
    let repeats: Repeats<'_> = rows
        .filter(|row| row.fate != RowFate::Counted)
        .map(|row| (&*row.on.file, &*row.on.sheet, row.row.row))
        .collect();
    let mut ledger = Ledger {
        by_submission: Vec::new(),
        by_file: vec![Counts::default(); month.files.len()],
        by_unit: vec![Counts::default(); settings.units.len()],
        by_sheet: blank_sheets(month),
    };
    let count =
        |(): &mut (), submission: &Arc<Submission>| count(submission, month, &repeats, settings);
    let counted = parallel_map(&month.submissions, || (), count);
    for (submission, (by_sheet, annexed)) in month.submissions.iter().zip(counted) {
        for (sheet, counts) in submission.sheets.iter().zip(&by_sheet) {
            ledger.add_to_sheet(month, submission.file, &sheet.on.sheet, *counts);
        }
        let counts = by_sheet.into_iter().chain([annexed]).sum();
        ledger.by_submission.push(counts);
        ledger.by_file[submission.file] = ledger.by_file[submission.file] + counts;
        if let Some(NamedUnit::Known(unit)) = submission.unit {
            ledger.by_unit[unit] = ledger.by_unit[unit] + counts;
        }
    }
    ledger.add_other_sheets(month);
    ledger
}

fn blank_sheets(month: &Month) -> Vec<Vec<Counts>> {
    let files = month.files.iter();
    files.map(|file| vec![Counts::default(); file.sheets.len()]).collect()
}

impl Ledger {
    fn add_to_sheet(&mut self, month: &Month, file: usize, sheet: &str, counts: Counts) {
        let known = month.files[file].sheets.iter().position(|own| own.name == sheet);
        if let Some(place) = known {
            self.by_sheet[file][place] = self.by_sheet[file][place] + counts;
        }
    }

    /// Numbers on sheets that are no form are not understood; they are of the file's first report.
    fn add_other_sheets(&mut self, month: &Month) {
        for (file, record) in month.files.iter().enumerate() {
            let Outcome::Submissions(places) = &record.outcome else { continue };
            let Some(first) = places.first() else { continue };
            let submission = &month.submissions[*first];
            // An annex's other sheets repeat what its sheet of sources says.
            if submission.annexed.is_some() {
                continue;
            }
            for (place, sheet) in record.sheets.iter().enumerate() {
                let SheetKind::Other(numbers) = &sheet.kind else { continue };
                let found = numbers.count;
                let counts = Counts { found, not_understood: found, ..Counts::default() };
                self.by_sheet[file][place] = counts;
                self.by_submission[*first] = self.by_submission[*first] + counts;
                self.by_file[file] = self.by_file[file] + counts;
                if let Some(NamedUnit::Known(unit)) = submission.unit {
                    self.by_unit[unit] = self.by_unit[unit] + counts;
                }
            }
        }
    }
}

/// What became of a submission's cells, sheet by sheet; what became of its figures as an annex.
fn count(
    submission: &Submission,
    month: &Month,
    repeats: &Repeats<'_>,
    settings: &Settings,
) -> (Vec<Counts>, Counts) {
    let as_a_whole =
        |outcome| if submission.fate == Fate::Used { outcome } else { CellOutcome::SetAside };
    let counts = |outcome| Counts::from_outcome(as_a_whole(outcome));
    let of_sheet = |sheet: &FormSheet| -> Counts {
        let leftovers = sheet.leftovers.iter().map(|leftover| match leftover.kind {
            LeftoverKind::TotalRow | LeftoverKind::Example | LeftoverKind::Covered => {
                CellOutcome::SetAside
            }
            LeftoverKind::Stray => CellOutcome::NotUnderstood,
        });
        let figures = figure_outcomes(submission, sheet, month);
        let rows = row_outcomes(sheet, repeats, settings);
        figures.into_iter().chain(rows).chain(leftovers).map(counts).sum()
    };
    let annexed = submission.annexed.iter().flat_map(|annexed| {
        let figures = annexed.figures().map(|_| CellOutcome::Used);
        figures.chain(annexed.not_understood.iter().map(|_| CellOutcome::NotUnderstood))
    });
    (submission.sheets.iter().map(of_sheet).collect(), annexed.map(counts).sum())
}

/// Figures of a sheet. Where two sheets give the same figure, the first is the one used.
fn figure_outcomes(submission: &Submission, sheet: &FormSheet, month: &Month) -> Vec<CellOutcome> {
    let earlier = earlier_sheets(submission, sheet, month);
    let given = |cell: FigureCell<'_>| {
        let same = |other: &FigureCell<'_>| {
            other.indicator == cell.indicator
                && other.basis == cell.basis
                && other.reading.number().is_some()
        };
        let own = sheet.figures.filled().take_while(|other| other.at != cell.at);
        let above = earlier.iter().flat_map(|sheet| sheet.figures.filled());
        cell.reading.number().is_some() && above.chain(own).any(|other| same(&other))
    };
    let filled = sheet.figures.filled().filter(|cell| *cell.reading != Reading::Blank);
    let counts = submission.fate == Fate::Used;
    let twice = counts && (!earlier.is_empty() || sheet.figures.repeats());
    let outcome = |cell: FigureCell<'_>| match outcome_of_number(cell.reading) {
        CellOutcome::Used if twice && given(cell) => CellOutcome::SetAside,
        outcome => outcome,
    };
    filled.map(outcome).collect()
}

/// The sheets of figures that count for the submission's unit and come before a sheet.
fn earlier_sheets<'m>(
    submission: &Submission,
    sheet: &FormSheet,
    month: &'m Month,
) -> Vec<&'m FormSheet> {
    let Some(NamedUnit::Known(unit)) = submission.unit else { return Vec::new() };
    let sheets = month.used_by(unit).flat_map(|used| &used.sheets);
    let earlier = sheets.take_while(|other| !std::ptr::eq(*other, sheet));
    earlier.filter(|other| !other.figures.is_empty()).collect()
}

fn row_outcomes<'s>(
    sheet: &'s FormSheet,
    repeats: &'s Repeats<'_>,
    settings: &'s Settings,
) -> impl Iterator<Item = CellOutcome> + 's {
    let list = sheet.list.as_deref().map(|list| &settings.lists[list]);
    let rows = list.into_iter().flat_map(|list| sheet.rows.iter().map(move |row| (list, row)));
    let of_row = |row| (&*sheet.on.file, &*sheet.on.sheet, row);
    let repeats: Vec<u32> =
        repeats.range(of_row(0)..=of_row(u32::MAX)).map(|(_, _, row)| *row).collect();
    rows.flat_map(move |(list, row)| {
        let repeats = repeats.contains(&row.row);
        let filled = row.filled().filter(is_filled);
        filled.map(
            move |field| {
                if repeats { CellOutcome::SetAside } else { outcome_of_field(&field, list) }
            },
        )
    })
}

/// A cell of spaces only is empty.
fn is_filled(field: &Field<'_>) -> bool {
    !field.is_blank() && field.raw_text().is_none_or(has_visible_text)
}

fn outcome_of_number(reading: &Reading) -> CellOutcome {
    if reading.is_trouble() { CellOutcome::NotUnderstood } else { CellOutcome::Used }
}

fn outcome_of_field(field: &Field<'_>, list: &List) -> CellOutcome {
    let column = &list.columns[field.place];
    let is_choice = |words: &str| {
        column.kind != ColumnKind::Choice || column.choices.is_empty() || column.is_choice(words)
    };
    // A formula without a result has no value, but the cell is not empty.
    let is_formula = field.raw_text().is_some_and(|text| text.starts_with('='));
    let understood = match field.value {
        FieldValue::Number(reading) => return outcome_of_number(reading),
        FieldValue::Words(words) => {
            // A sign for "none" has no words either, and is understood.
            words.as_deref().map_or(!is_formula, is_choice)
        }
        FieldValue::Day(day) => !matches!(day, DayReading::NotADay(_)) && !is_formula,
        FieldValue::Tick(tick) => *tick != TickReading::Unclear && !is_formula,
    };
    if understood { CellOutcome::Used } else { CellOutcome::NotUnderstood }
}

/// The cells of a sheet that the ledger counts, for tests that count them another way.
#[cfg(test)]
fn counted(sheet: &FormSheet) -> BTreeSet<Address> {
    let figures = sheet.figures.filled().filter(|cell| *cell.reading != Reading::Blank);
    let fields = sheet.rows.iter().flat_map(|row| row.fields()).filter(is_filled);
    let leftovers = sheet.leftovers.iter().map(|leftover| leftover.at);
    figures.map(|cell| cell.at).chain(fields.map(|field| field.at)).chain(leftovers).collect()
}
