//! Submissions: whose figures for which period, and which of several versions is used.
//!
//! A submission is a set of sheets under one heading, not a file. Nothing is ever summed
//! over two submissions of one unit, and none is dropped without a reason.

mod version;
mod words;

pub use words::{outcome_in_words, reason_in_words};

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::cell::Workbook;
use crate::form::{FormSheet, Template, UnitNames, UnitSaid, Wording, read_sheet};
use crate::intake::{Refusal, Source, open};
use crate::reading::period::Period;
use crate::reading::period_text::find_period;
use crate::settings::Settings;

/// A file of the period folder and what came of it.
#[derive(Clone, Debug)]
pub struct FileRecord {
    /// Path relative to the period folder.
    pub path: Arc<str>,
    /// What came of it.
    pub outcome: Outcome,
    /// The unit that its name points to.
    pub unit_by_name: Option<usize>,
    /// The time of last change stamped inside.
    pub modified: Option<String>,
}

/// What came of a file.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It could not be used at all.
    Refused(Refusal),
    /// A workbook in which no form was found; the names of its sheets.
    NoForm(Vec<String>),
    /// Submissions came out of it, by their place in the month's list.
    Submissions(Vec<usize>),
}

/// One unit's figures for one period, out of one file.
#[derive(Clone, Debug)]
pub struct Submission {
    /// The file's place in the month's list.
    pub file: usize,
    /// Whose it is.
    pub unit: Option<UnitSaid>,
    /// Which period it says it is of.
    pub period: Option<Period>,
    /// Its sheets.
    pub sheets: Vec<FormSheet>,
    /// What is done with it.
    pub fate: Fate,
}

/// What is done with a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Its figures count.
    Used,
    /// Its figures do not count.
    SetAside(Reason),
}

/// Why a submission's figures do not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It names a unit that is not on the office's list.
    UnknownUnit(String),
    /// It names no unit, nor does its file.
    NoUnit,
    /// It is of another period.
    OtherPeriod(Period),
    /// Another version of the same unit is used, by its place in the month's list.
    OtherVersion(usize),
    /// It is the same, cell for cell, as one that is used.
    IdenticalCopy(usize),
    /// The office decided so in the review workbook.
    ByOffice,
}

/// What the office decided of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// It counts, whatever speaks against it.
    Use,
    /// It does not count.
    Drop,
}

/// All that a period folder holds.
#[derive(Clone, Debug)]
pub struct Month {
    /// The period consolidated.
    pub period: Period,
    /// Its files, in the order of their paths.
    pub files: Vec<FileRecord>,
    /// The submissions found in them.
    pub submissions: Vec<Submission>,
}

impl Month {
    /// Settles anew which submissions count, under the office's rulings by submission.
    pub fn settle(&mut self, rulings: &BTreeMap<usize, Ruling>) {
        version::settle(self, rulings);
    }

    /// The submissions used for a unit; several where it sent its forms in separate files.
    pub fn used_by(&self, unit: usize) -> impl Iterator<Item = &Submission> {
        self.submissions.iter().filter(move |submission| {
            submission.fate == Fate::Used && submission.unit == Some(UnitSaid::Known(unit))
        })
    }

    /// Has the unit sent anything, usable or not?
    #[must_use]
    pub fn sent_something(&self, unit: usize) -> bool {
        let named = |file: &FileRecord| {
            file.unit_by_name == Some(unit)
                && !matches!(file.outcome, Outcome::Refused(Refusal::Ignored(_)))
        };
        let submitted = |s: &Submission| s.unit == Some(UnitSaid::Known(unit));
        self.files.iter().any(named) || self.submissions.iter().any(submitted)
    }
}

/// A file read and taken apart, before submissions are held against each other.
struct Read {
    record: FileRecord,
    submissions: Vec<Submission>,
}

/// Reads every file and settles which submissions count. Files are read side by side;
/// the result does not depend on which is done first.
#[must_use]
pub fn gather(
    sources: &[Source],
    period: Period,
    settings: &Settings,
    templates: &[Template],
) -> Month {
    let units = UnitNames::new(&settings.office, &settings.units);
    put_together(period, read_all(sources, settings, templates, &units))
}

/// Gathers workbooks that are in memory already.
#[cfg(test)]
pub(crate) fn gather_books(
    books: Vec<(&str, Result<Workbook, Refusal>)>,
    period: Period,
    settings: &Settings,
    templates: &[Template],
) -> Month {
    let units = UnitNames::new(&settings.office, &settings.units);
    let wording = Wording::new(&settings.synonyms);
    let read = |(path, book): (&str, Result<Workbook, Refusal>)| {
        take_in(&Arc::from(path), book, settings, templates, &units, &wording)
    };
    put_together(period, books.into_iter().map(read).collect())
}

fn put_together(period: Period, files: Vec<Read>) -> Month {
    let mut month = Month { period, files: Vec::new(), submissions: Vec::new() };
    for (file, mut read) in files.into_iter().enumerate() {
        let first = month.submissions.len();
        for submission in &mut read.submissions {
            submission.file = file;
        }
        month.submissions.append(&mut read.submissions);
        if let Outcome::Submissions(places) = &mut read.record.outcome {
            *places = (first..month.submissions.len()).collect();
        }
        month.files.push(read.record);
    }
    version::settle(&mut month, &BTreeMap::new());
    month
}

/// Files over as many threads as the machine has cores, results in the files' order.
fn read_all(
    sources: &[Source],
    settings: &Settings,
    templates: &[Template],
    units: &UnitNames,
) -> Vec<Read> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let wording = Wording::new(&settings.synonyms);
        let mut done = Vec::new();
        while let Some((place, source)) = {
            let place = next.fetch_add(1, Ordering::Relaxed);
            sources.get(place).map(|source| (place, source))
        } {
            let book = open(source);
            done.push((place, take_in(&source.path, book, settings, templates, units, &wording)));
        }
        done
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut all: Vec<(usize, Read)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..cores.min(sources.len())).map(|_| scope.spawn(worker)).collect();
        let joined = workers.into_iter().map(|w| w.join().expect("reading a file never panics"));
        joined.flatten().collect()
    });
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, read)| read).collect()
}

/// A file opened or refused, taken apart into submissions.
fn take_in(
    path: &Arc<str>,
    book: Result<Workbook, Refusal>,
    settings: &Settings,
    templates: &[Template],
    units: &UnitNames,
    wording: &Wording<'_>,
) -> Read {
    let name = path.rsplit('/').next().unwrap_or(path);
    let unit_by_name = units.in_file_name(stem(name)).or_else(|| units.in_file_name(path));
    let record =
        |outcome, modified| FileRecord { path: Arc::clone(path), outcome, unit_by_name, modified };
    let book = match book {
        Ok(book) => book,
        Err(refusal) => {
            return Read {
                record: record(Outcome::Refused(refusal), None),
                submissions: Vec::new(),
            };
        }
    };
    let read = |grid| read_sheet(path, grid, templates, settings, units, wording);
    let sheets: Vec<FormSheet> = book.sheets.iter().filter_map(read).collect();
    let outcome = if sheets.is_empty() {
        Outcome::NoForm(sheet_names(&book))
    } else {
        Outcome::Submissions(Vec::new())
    };
    let submissions = take_apart(sheets, unit_by_name, path);
    Read { record: record(outcome, book.modified), submissions }
}

fn sheet_names(book: &Workbook) -> Vec<String> {
    book.sheets.iter().map(|grid| grid.name.clone()).collect()
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Sheets of one heading belong together. A sheet that does not say whose it is goes with
/// the file's only unit, else by the file's name; likewise for the period.
fn take_apart(sheets: Vec<FormSheet>, unit_by_name: Option<usize>, path: &str) -> Vec<Submission> {
    let only_unit =
        only(sheets.iter().filter_map(|s| s.heading.unit.as_ref().map(|(u, _)| u.clone())));
    let only_period = only(sheets.iter().filter_map(|s| s.heading.period.map(|(p, _)| p)));
    let unit_of_file = only_unit.or_else(|| unit_by_name.map(UnitSaid::Known));
    let period_of_file = only_period.or_else(|| {
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        find_period(stem(name)).or_else(|| find_period(folders))
    });
    let mut submissions: Vec<Submission> = Vec::new();
    for sheet in sheets {
        let said = sheet.heading.unit.as_ref().map(|(unit, _)| unit.clone());
        let unit = said.or_else(|| unit_of_file.clone());
        let period = sheet.heading.period.map(|(period, _)| period).or(period_of_file);
        match submissions.iter_mut().find(|s| s.unit == unit && s.period == period) {
            Some(submission) => submission.sheets.push(sheet),
            None => {
                let sheets = vec![sheet];
                submissions.push(Submission { file: 0, unit, period, sheets, fate: Fate::Used });
            }
        }
    }
    submissions
}

/// The one value there is, where all agree.
fn only<T: Clone + PartialEq>(values: impl IntoIterator<Item = T>) -> Option<T> {
    let mut values = values.into_iter();
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}
