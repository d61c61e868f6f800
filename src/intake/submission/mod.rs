//! Submissions: whose figures for which period, and which of several versions is used.
//!
//! A submission is a set of sheets under one heading, not a file. Nothing is ever summed
//! over two submissions of one unit, and none is dropped without a reason.

mod annex;
mod corroborate;
mod describe;
mod heading;
mod own_annex;
mod own_book;
mod read;
mod senders;
mod version;
mod words;

pub use describe::describe_book;
pub use own_annex::is_annex_of;
pub use own_book::{OwnBook, SLIP_TITLE};
pub use words::{Unusable, form_in_words, outcome_in_words, reason_in_words, why_unusable};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::form::{FormSheet, NamedUnit, Template, UnitNames, VersionMark};
use crate::intake::annex_book::SourceFigure;
use crate::intake::{Source, Unopened, open};
use crate::settings::Settings;
use read::{FileReading, ReadContext, read_all};
use senders::Senders;
use viet_text::period::Period;
use workbook_io::{Address, Workbook};

/// A file of the period folder and what came of it.
#[derive(Clone, Debug)]
pub struct FileRecord {
    /// Path relative to the period folder.
    pub path: Arc<str>,
    /// What came of it.
    pub outcome: Outcome,
    /// The unit that its name points to.
    pub unit_by_name: Option<usize>,
    /// The blank form that it was made from, where it bears the mark of one.
    pub made_from: Option<VersionMark>,
    /// It is a slip of this office's as it was sent out, without a change.
    pub is_unfilled_slip: bool,
    /// The time of last change stamped inside.
    pub modified: Option<String>,
}

/// What came of a file.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It could not be used at all.
    Refused(Unopened),
    /// A workbook in which no form was found; the names of its sheets.
    NoForm(Vec<String>),
    /// A workbook of the office's own, that no unit sends.
    Own(OwnBook),
    /// Submissions came out of it, by their place in the month's list.
    Submissions(Vec<usize>),
}

/// One unit's figures for one period, out of one file.
#[derive(Clone, Debug)]
pub struct Submission {
    /// The file's place in the month's list.
    pub file: usize,
    /// Whose it is.
    pub unit: Option<NamedUnit>,
    /// The unit whose name is nearly the one written, where that is none of the office's: for
    /// "did you mean". Where the file's name says that very unit, too, it is taken for it.
    pub near_unit: Option<usize>,
    /// Which period it says it is of.
    pub period: Option<Period>,
    /// Its sheets; of an annex its merged lists.
    pub sheets: Vec<FormSheet>,
    /// Its figures, where it is the annex of an office below.
    pub annexed: Option<Box<AnnexReport>>,
    /// What is done with it.
    pub fate: Fate,
}

/// What the annex of an office below says of one unit.
#[derive(Clone, Debug)]
pub struct AnnexReport {
    /// The file.
    pub file: Arc<str>,
    /// Its sheet of figures used.
    pub sheet: Arc<str>,
    /// The units beneath, those without any figure too; one without a name where the figures are
    /// the unit's own.
    pub sub_units: Vec<SubUnit>,
    /// Rows of figures that could not be used.
    pub not_understood: Vec<NotUnderstood>,
    /// It is not as the program wrote it.
    pub edited: bool,
}

/// A unit beneath one of the office's units, with its figures.
#[derive(Clone, Debug)]
pub struct SubUnit {
    /// Its name; empty where the figures are the office's unit's own.
    pub name: Arc<str>,
    /// Its figures.
    pub figures: Vec<AnnexFigure>,
}

/// A figure of an annex and its cell.
#[derive(Clone, Debug)]
pub struct AnnexFigure {
    /// The figure.
    pub figure: SourceFigure,
    /// The cell of the number used.
    pub at: Address,
}

/// A row of an annex that holds no figure that can be used.
#[derive(Clone, Debug)]
pub struct NotUnderstood {
    /// The cell of the number used.
    pub at: Address,
    /// Why, in the officer's words.
    pub why: String,
}

impl AnnexReport {
    /// Its figures, each with the unit beneath.
    pub fn figures(&self) -> impl Iterator<Item = (&SubUnit, &AnnexFigure)> {
        self.sub_units.iter().flat_map(|part| part.figures.iter().map(move |figure| (part, figure)))
    }

    /// The units beneath of which there is no figure at all.
    #[must_use]
    pub fn missing(&self) -> Vec<&str> {
        let missing = self.sub_units.iter().filter(|part| part.figures.is_empty());
        missing.map(|part| &*part.name).collect()
    }

    /// The units beneath for which the office below used an earlier period's figures.
    #[must_use]
    pub fn carried(&self) -> Vec<&str> {
        let is_carried = |part: &&SubUnit| part.figures.iter().any(|f| f.figure.carried);
        self.sub_units.iter().filter(is_carried).map(|part| &*part.name).collect()
    }
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
    /// It is a form that was sent back without a single figure.
    EmptyForm,
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
    /// Its files, in the order of their paths. A copy shares them.
    pub files: Arc<Vec<FileRecord>>,
    /// The submissions found in them.
    pub submissions: Vec<Arc<Submission>>,
    /// Who sent what.
    senders: Arc<Senders>,
}

impl Month {
    /// A month of these files and submissions, whose fates are settled already.
    #[must_use]
    pub fn new(period: Period, files: Vec<FileRecord>, submissions: Vec<Arc<Submission>>) -> Self {
        let senders = Arc::new(Senders::new(&files, &submissions));
        Self { period, files: Arc::new(files), submissions, senders }
    }

    /// Settles anew which submissions count, under the office's rulings by submission.
    pub fn settle(&mut self, rulings: &BTreeMap<usize, Ruling>) {
        version::settle(self, rulings);
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

    /// Is a unit's figure an annex's that lacks units beneath?
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

/// Reads every file and settles which submissions count. Files are read side by side;
/// the result does not depend on which is done first.
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
        (Arc::clone(&source.path), open(source))
    };
    settled(period, read_all(sources, open, context))
}

/// [`gather`] for workbooks that are in memory already, by their paths.
#[must_use]
pub fn gather_books(
    books: Vec<(&str, Result<Workbook, Unopened>)>,
    period: Period,
    settings: &Settings,
    templates: &[Template],
) -> Month {
    let units = UnitNames::new(&settings.office, &settings.units);
    let context = ReadContext { period, settings, templates, units: &units };
    let open = |(path, book): &(&str, Result<Workbook, Unopened>)| (Arc::from(*path), book.clone());
    settled(period, read_all(&books, open, context))
}

/// Puts the files' submissions together and holds them against each other.
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
    // Who sent what is told once it is settled.
    let senders = Arc::default();
    let mut month = Month { period, files: Arc::new(records), submissions, senders };
    version::settle(&mut month, &BTreeMap::new());
    month
}
