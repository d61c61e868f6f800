//! Writes the outputs of a run, each whole or not at all.

mod letter;
mod record;
mod sentences;
mod shared_folder;
#[cfg(test)]
mod shared_folder_tests;
mod slip_owner;
mod slips;
mod text;
mod unit_pages;
mod upward;
mod word;

use std::path::{Path, PathBuf};
use std::thread;

use crate::report::annex;
use crate::report::json;
use crate::report::review;
use crate::report::screen;
use crate::report::slip::file_name::sound;
use crate::results::Results;
use crate::settings::{Settings, Unit};
use crate::workspace::annex_book::names::file_name as annex_name;
use crate::workspace::{
    FolderLock, OUTPUT_FOLDER, PREVIOUS_FILE, PeriodPlace, REVIEW_FILE, SLIP_FOLDER, own_path,
};
use letter::write_letters;
use record::DigestRecord;
pub use sentences::cannot_write;
use sentences::{about_annex, about_revision, not_delivered};
use slip_owner::is_link;
use slips::write_slips;
use upward::write_upward;
use word::write_report;
use workbook_io::write::place;

/// What was written, for the screen.
#[derive(Clone, Debug, Default)]
pub struct OutputSummary {
    /// Sentences on each output, in the order in which the officer needs them.
    pub sentences: Vec<String>,
    /// The JSON was printed, so nothing else may be.
    pub json_on_screen: bool,
}

impl OutputSummary {
    /// The sentences, one a line.
    #[must_use]
    pub fn lines(&self) -> String {
        self.sentences.join("\n")
    }
}

/// Writes all outputs of a run; return slips only if wanted. If the annex cannot be written, only
/// the letter is missing with it.
///
/// # Errors
/// Vietnamese sentences on why there is no annex and what to do, and on what was written anyway.
pub fn write(
    results: &mut Results<'_>,
    period_folder: &Path,
    json: Option<&Path>,
    slips: bool,
) -> Result<OutputSummary, String> {
    let folder = own_path(period_folder, OUTPUT_FOLDER);
    let (annex, review) = write_books(results, period_folder, &folder);
    let mut record = DigestRecord::read(&folder);
    let mut sentences = Vec::new();
    if let Ok(annex) = &annex {
        sentences.push(about_annex(annex));
        sentences.extend(about_revision(results));
        sentences.extend(write_letters(results, &folder, &annex.path, &mut record));
        sentences.extend(write_upward(results, &folder, &mut record));
        sentences.extend(write_report(results, &folder));
    }
    // If the folder itself is refused, the annex's sentence already says so.
    if slips && (annex.is_ok() || folder.is_dir()) {
        sentences.extend(write_slips(results, period_folder, &folder, &mut record));
    }
    if let Err(error) = record.settle() {
        sentences.push(cannot_write(&folder, &error));
    }
    if let Some(review) = review {
        let saved = !matches!(review, review::ReviewOutcome::NotWritten(_));
        sentences.extend(review.sentence());
        sentences.extend(review::about_office(results, saved));
    }
    if let Err(why) = annex {
        sentences.insert(0, why);
        return Err(sentences.join("\n"));
    }
    match write_json(results, json) {
        Ok(json_on_screen) => Ok(OutputSummary { sentences, json_on_screen }),
        Err(why) => {
            sentences.push(why);
            Err(sentences.join("\n"))
        }
    }
}

/// What is written on request only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// A page for each unit.
    UnitPages,
    /// Levels shared out over units, as a draft.
    Allocation,
}

/// Writes what was asked for beside the other outputs; returns sentences on what was written.
#[must_use]
pub fn write_extra(results: &Results<'_>, period_folder: &Path, extra: Extra) -> Vec<String> {
    let folder = own_path(period_folder, OUTPUT_FOLDER);
    let mut record = DigestRecord::read(&folder);
    let mut sentences = match extra {
        Extra::UnitPages => unit_pages::write_unit_pages(results, &folder, &mut record),
        Extra::Allocation => unit_pages::write_allocation(results, &folder, &mut record),
    };
    if let Err(error) = record.settle() {
        sentences.push(cannot_write(&folder, &error));
    }
    sentences
}

/// Writes the annex and the review workbook. If the existing review workbook cannot be read, no new
/// one is written: the officer's entries would be lost.
fn write_books(
    results: &mut Results<'_>,
    period_folder: &Path,
    folder: &Path,
) -> (Result<annex::PlacedAnnex, String>, Option<review::ReviewOutcome>) {
    let mut prepared = match annex::prepare(results, folder) {
        Ok(prepared) => prepared,
        Err(why) => return (Err(why), None),
    };
    // The annex is written to disk in parallel, but the review workbook gets its name first. Only
    // it remembers what has changed and what was read back; a run killed after it finds the same
    // again.
    let (review, mut staged) = thread::scope(|scope| {
        let staged = scope.spawn(|| annex::stage(&prepared));
        let review = review::write(results, period_folder);
        (review, staged.join().expect("no stage in between panics"))
    });
    let review = match review {
        Ok(review) => review,
        Err(why) => return (Err(why), None),
    };
    let unsaved = matches!(review, review::ReviewOutcome::NotWritten(_));
    if unsaved && !results.revision.read_back.is_empty() {
        // What was read back is not stored yet: the next run must read it again.
        results.revision.note_marks.clear();
        staged = annex::packed(results).and_then(|package| {
            prepared.package = package;
            annex::stage(&prepared)
        });
    }
    (staged.and_then(annex::StagedAnnex::commit), Some(review))
}

/// The workbooks that a run writes for a period, should every unit get a slip.
pub(crate) fn books(place: &PeriodPlace, settings: &Settings) -> Vec<PathBuf> {
    let output = place.folder.join(OUTPUT_FOLDER);
    let slips = output.join(SLIP_FOLDER);
    let slip = |unit: &Unit| slips.join(format!("{}.xlsx", sound(&unit.name)));
    let mut books = vec![
        place.folder.join(REVIEW_FILE),
        place.folder.join(PREVIOUS_FILE),
        output.join(annex_name(place.period, 1)),
    ];
    books.extend(settings.units.iter().map(slip));
    books
}

/// Waits until no other run writes to a period's folder, and removes what a killed run left.
///
/// # Errors
/// A Vietnamese sentence, where another run goes on and on.
pub fn lock_period(period_folder: &Path) -> Result<FolderLock, String> {
    let output = own_path(period_folder, OUTPUT_FOLDER);
    let slips = output.join(SLIP_FOLDER);
    let mut folders = vec![period_folder.to_owned(), output];
    // Links are not followed.
    folders.extend((!is_link(&slips)).then_some(slips));
    FolderLock::acquire(period_folder, &folders)
}

/// Writes the JSON if wanted; returns true if it was printed.
///
/// # Errors
/// A Vietnamese sentence on what could not be written and what to do.
pub fn write_json(results: &Results<'_>, path: Option<&Path>) -> Result<bool, String> {
    let Some(path) = path else { return Ok(false) };
    let text = screen::escaped(json::render(results));
    if path == Path::new("-") {
        screen::deliver(&text).map_err(|error| not_delivered(&error))?;
        return Ok(true);
    }
    place(path, text.as_bytes()).map_err(|error| cannot_write(path, &error))?;
    Ok(false)
}
