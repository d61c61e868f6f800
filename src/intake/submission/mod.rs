//! Submissions: whose figures for which period, and which of several versions is used.
//!
//! A submission is a set of sheets under one heading, not a file. Nothing is ever summed
//! over two submissions of one unit, and none is dropped without a reason.

mod annex;
mod context;
mod corroborate;
mod describe;
mod heading;
mod model;
mod own_annex;
mod own_book;
mod read;
mod reread;
mod senders;
mod sheet_versions;
mod sheets;
mod unit_group;
mod version;
mod words;

pub use describe::describe_book;
pub use model::{
    AnnexFigure, AnnexReport, Fate, FileRecord, NotUnderstood, Outcome, Reason, Ruling, SubUnit,
    Submission,
};
pub use own_annex::is_annex_of;
pub use own_book::{OwnBook, SLIP_TITLE};
pub use sheets::{NumberCells, SheetKind, SheetRecord};
pub use words::{
    Unusable, form_in_words, outcome_in_words, reason_in_words, version_in_words, why_unusable,
};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::form::{FormSheet, NamedUnit, Template, UnitNames};
use crate::intake::{FileError, Source, open_in_turn};
use crate::settings::Settings;
use context::ReadContext;
use read::{FileReading, read_all};
use senders::Senders;
use viet_text::period::Period;
use workbook_io::Workbook;
use workbook_io::read::{Damage, Refusal};

/// All that a period folder holds.
#[derive(Clone, Debug)]
pub struct Month {
    /// The period consolidated.
    pub period: Period,
    /// Its files, in the order of their paths. Copies share them.
    pub files: Arc<Vec<FileRecord>>,
    /// The submissions found in them.
    pub submissions: Vec<Arc<Submission>>,
    /// Who sent what.
    senders: Arc<Senders>,
    /// Submissions that the office has chosen, by their places.
    chosen: BTreeSet<usize>,
}

impl Month {
    /// A month of these files and submissions, whose fates are settled already.
    #[must_use]
    pub fn new(period: Period, files: Vec<FileRecord>, submissions: Vec<Arc<Submission>>) -> Self {
        let senders = Arc::new(Senders::new(&files, &submissions));
        let chosen = BTreeSet::new();
        Self { period, files: Arc::new(files), submissions, senders, chosen }
    }

    /// Settles anew which submissions count, under the office's rulings by submission.
    pub fn settle(&mut self, rulings: &BTreeMap<usize, Ruling>) {
        version::settle(self, rulings);
        let chosen = rulings.iter().filter(|(_, ruling)| **ruling == Ruling::Use);
        self.chosen = chosen.map(|(place, _)| *place).collect();
    }

    /// Did the office choose this submission?
    #[must_use]
    pub fn is_chosen(&self, place: usize) -> bool {
        self.chosen.contains(&place)
    }

    /// Takes submissions for units', as the office says; [`Month::settle`] settles the rest.
    pub fn take_for(&mut self, units: &BTreeMap<usize, usize>) {
        for (place, unit) in units {
            Arc::make_mut(&mut self.submissions[*place]).unit = Some(NamedUnit::Known(*unit));
        }
    }

    /// The same month with some files set aside as a whole, for they could not be worked with.
    #[must_use]
    pub fn without_files(&self, failed: &BTreeSet<usize>) -> Self {
        let mut kept: Vec<Arc<Submission>> = Vec::new();
        let mut files = (*self.files).clone();
        for (place, file) in files.iter_mut().enumerate() {
            let Outcome::Submissions(places) = &mut file.outcome else { continue };
            if failed.contains(&place) {
                let refusal = Refusal::Damaged(Damage::ReaderFailed);
                file.outcome = Outcome::Refused(FileError::Refused(refusal));
                continue;
            }
            let first = kept.len();
            kept.extend(places.iter().map(|own| Arc::clone(&self.submissions[*own])));
            *places = (first..kept.len()).collect();
        }
        let senders = Arc::default();
        let files = Arc::new(files);
        let (period, chosen) = (self.period, BTreeSet::new());
        let mut month = Self { period, files, submissions: kept, senders, chosen };
        version::settle(&mut month, &BTreeMap::new());
        month
    }

    /// All that a unit submitted, used or not.
    pub fn submitted_by(&self, unit: usize) -> impl Iterator<Item = &Arc<Submission>> {
        self.senders.submissions_of(unit).iter().map(|place| &self.submissions[*place])
    }

    /// The submissions used for a unit; several where it sent its forms in separate files.
    pub fn used_by(&self, unit: usize) -> impl Iterator<Item = &Arc<Submission>> {
        self.submitted_by(unit).filter(|own| own.fate == Fate::Used)
    }

    /// The places of a file's submissions, by its path.
    #[must_use]
    pub fn submissions_in(&self, file: &str) -> &[usize] {
        self.senders.submissions_in(file)
    }

    /// The forms read in a file, by its path.
    pub fn sheets_in<'m>(&'m self, file: &str) -> impl Iterator<Item = &'m FormSheet> + use<'m> {
        let places = self.senders.submissions_in(file).iter();
        places.flat_map(|place| &self.submissions[*place].sheets)
    }

    /// Is the unit's report an annex that lacks sub-units?
    #[must_use]
    pub fn lacks_sub_units(&self, unit: usize) -> bool {
        let mut annexes = self.used_by(unit).filter_map(|submission| submission.annexed.as_ref());
        annexes.any(|annexed| !annexed.missing().is_empty())
    }

    /// Why one version of a unit's submission is used and not the other, in the officer's words.
    #[must_use]
    pub fn why_used(&self, used: usize, other: usize) -> &'static str {
        version::why(self, used, other)
    }

    /// Has the unit sent anything, usable or not?
    #[must_use]
    pub fn sent_something(&self, unit: usize) -> bool {
        self.senders.has_sent(unit)
    }
}

/// Reads every file and settles which submissions count. Files are read in parallel; the result
/// does not depend on their timing.
#[must_use]
pub fn gather(
    sources: &[Source],
    period: Period,
    settings: &Settings,
    templates: &[Template],
) -> Month {
    gather_watched(sources, period, settings, templates, || ())
}

/// [`gather`] that calls `one_more` before it opens each file.
#[must_use]
pub fn gather_watched(
    sources: &[Source],
    period: Period,
    settings: &Settings,
    templates: &[Template],
    one_more: impl Fn() + Sync,
) -> Month {
    let units = UnitNames::new(&settings.office, &settings.units);
    let context = ReadContext { period, settings, templates, units: &units };
    let open = |source: &Source| {
        one_more();
        (Arc::clone(&source.path), open_in_turn(source))
    };
    settled(period, read_all(sources, open, context))
}

/// [`gather`] for workbooks that are in memory already, by their paths.
#[must_use]
pub fn gather_books(
    books: Vec<(&str, Result<Workbook, FileError>)>,
    period: Period,
    settings: &Settings,
    templates: &[Template],
) -> Month {
    let units = UnitNames::new(&settings.office, &settings.units);
    let context = ReadContext { period, settings, templates, units: &units };
    let open = |(path, book): &(&str, Result<Workbook, FileError>)| {
        (Arc::from(*path), book.clone().map(|book| (book, None)))
    };
    settled(period, read_all(&books, open, context))
}

/// Collects the files' submissions and decides between rivals.
fn settled(period: Period, files: Vec<FileReading>) -> Month {
    let (mut records, mut submissions) = (Vec::with_capacity(files.len()), Vec::new());
    for (file, mut read) in files.into_iter().enumerate() {
        let first = submissions.len();
        for submission in &mut read.submissions {
            submission.file = file;
        }
        submissions.extend(read.submissions.into_iter().map(Arc::new));
        if let Outcome::Submissions(places) = &mut read.record.outcome {
            *places = (first..submissions.len()).collect();
        }
        records.push(read.record);
    }
    // The senders are filled in when the versions are settled.
    let senders = Arc::default();
    let (files, chosen) = (Arc::new(records), BTreeSet::new());
    let mut month = Month { period, files, submissions, senders, chosen };
    version::settle(&mut month, &BTreeMap::new());
    month
}
