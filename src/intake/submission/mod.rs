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
mod month;
mod own_annex;
mod own_book;
mod read;
mod reread;
mod senders;
mod sheet_versions;
mod sheets;
mod unit_group;
mod version;
mod version_rank;
mod words;

pub use describe::describe_book;
pub use model::{
    AnnexFigure, AnnexReport, Fate, FileRecord, NotUnderstood, Outcome, OwnBook, Reason, Ruling,
    SubUnit, Submission,
};
pub use month::Month;
pub use own_annex::is_annex_of;
pub use own_book::SLIP_TITLE;
pub use sheets::{NumberCells, SheetKind, SheetRecord};
pub use words::{
    Unusable, form_in_words, outcome_in_words, reason_in_words, version_in_words, why_unusable,
};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::form::{Template, UnitNames};
use crate::intake::{FileError, Source, open_in_turn};
use crate::settings::Settings;
use context::ReadContext;
use read::{FileReading, read_all};
use viet_text::period::Period;
use workbook_io::Workbook;

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
    month.settle(&BTreeMap::new());
    month
}
