//! Files read in parallel, each divided into submissions.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::context::ReadContext;
use super::corroborate::corroborate;
use super::heading::{PathHints, SheetIdentity, near_unit};
use super::own_book::{OwnBook, is_marked_form, is_unfilled_slip};
use super::{Fate, FileRecord, Outcome, Submission};
use super::{annex, reread};
use crate::form::{CellReader, FormCache, FormSheet, VersionMark, order_by_fit, read_sheet};
use crate::intake::FileError;
use viet_text::encoding::is_broken;
use viet_text::text::folded;
use workbook_io::Workbook;
use workbook_io::parallel_map;
use workbook_io::read::Refusal;

/// A file that was read and divided into submissions, before versions are compared.
pub(super) struct FileReading {
    pub record: FileRecord,
    pub submissions: Vec<Submission>,
}

type OpenedFile = (Arc<str>, Result<Workbook, FileError>);

/// Files over as many threads as the machine has cores, results in the files' order.
pub(super) fn read_all<S: Sync>(
    sources: &[S],
    open: impl Fn(&S) -> OpenedFile + Sync,
    context: ReadContext<'_>,
) -> Vec<FileReading> {
    parallel_map(
        sources,
        || FormCache::new(&context.settings.synonyms),
        |cache, source| {
            let (path, opened) = open(source);
            read_one(&path, opened, context, cache)
        },
    )
}

fn read_one<'a>(
    path: &Arc<str>,
    opened: Result<Workbook, FileError>,
    context: ReadContext<'a>,
    cache: &FormCache<'a>,
) -> FileReading {
    let name = PathHints::read(path, context);
    let mut record = FileRecord {
        path: Arc::clone(path),
        outcome: Outcome::Submissions(Vec::new()),
        unit_by_name: name.unit,
        // A slip of typing is no other unit's name.
        unknown_by_name: name
            .unknown_unit
            .clone()
            .filter(|name| context.units.has_kind(name) && near_unit(name, context).is_none()),
        made_from: None,
        is_unfilled_slip: false,
        modified: None,
        has_broken_letters: false,
    };
    let submissions = match opened {
        Ok(book) if book.sheets.iter().any(|sheet| !sheet.cells.is_empty()) => {
            let submissions = read_book(&book, &name, &mut record, context, cache);
            record.modified = book.modified;
            submissions
        }
        Ok(_) => refuse(&mut record, FileError::Refused(Refusal::Empty)),
        Err(refusal) => refuse(&mut record, refusal),
    };
    FileReading { record, submissions }
}

fn refuse(record: &mut FileRecord, refusal: FileError) -> Vec<Submission> {
    record.outcome = Outcome::Refused(refusal);
    Vec::new()
}

/// The submissions in a workbook; what else there is to say of it is noted in its record.
fn read_book<'a>(
    book: &Workbook,
    name: &PathHints,
    record: &mut FileRecord,
    context: ReadContext<'a>,
    cache: &FormCache<'a>,
) -> Vec<Submission> {
    if let Some(own) = OwnBook::detect(&record.path, book, name, context) {
        record.outcome = Outcome::Own(own);
        return Vec::new();
    }
    if let Some(submissions) = annex::submissions(&record.path, book, name, context) {
        return submissions;
    }
    let made_from = VersionMark::read(book);
    let sheets = read_forms(book, &record.path, made_from.as_ref(), context, cache);
    if sheets.is_empty() {
        let mut cells = book.sheets.iter().flat_map(|grid| grid.cells.values());
        record.has_broken_letters = cells.any(|cell| cell.text().is_some_and(is_broken));
        record.outcome =
            Outcome::NoForm(book.sheets.iter().map(|grid| grid.name.clone()).collect());
    }
    let mut submissions = take_apart(sheets, name, context);
    if is_marked_form(&submissions) {
        record.outcome = Outcome::Own(OwnBook::MarkedForm);
        return Vec::new();
    }
    record.made_from = made_from;
    record.is_unfilled_slip = is_unfilled_slip(book);
    for submission in &mut submissions {
        reread::read_again(submission, context.settings);
        corroborate(submission, context.settings);
    }
    submissions
}

/// The forms on a workbook's sheets.
fn read_forms<'a>(
    book: &Workbook,
    path: &Arc<str>,
    made_from: Option<&VersionMark>,
    context: ReadContext<'a>,
    cache: &FormCache<'a>,
) -> Vec<FormSheet> {
    let ReadContext { settings, templates, units, .. } = context;
    let sent = made_from.map(|mark| mark.file.as_str());
    let templates = order_by_fit(book, templates, sent, cache);
    let period_end = Some(context.period.last_day());
    let read = |grid| {
        let reader = CellReader::new(book, grid, settings, period_end);
        read_sheet(path, reader, &templates, settings, units, cache)
    };
    without_excerpts(book.sheets.iter().flat_map(read).collect())
}

/// A few rows of a form are a form that was cut off. If the file has the form in full, too, they
/// are somebody's excerpt and left out.
fn without_excerpts(mut sheets: Vec<FormSheet>) -> Vec<FormSheet> {
    if sheets.iter().any(FormSheet::is_fragment) {
        let is_full = |sheet: &&FormSheet| sheet.list.is_none() && !sheet.is_fragment();
        let full: Vec<FormSheet> = sheets.iter().filter(is_full).cloned().collect();
        sheets.retain(|sheet| {
            !sheet.is_fragment() || !full.iter().any(|other| other.is_same_form(sheet))
        });
    }
    sheets
}

/// Sheets of one heading belong together. A form that occurs twice under one heading makes two
/// rival submissions, unless the second sheet continues the list.
fn take_apart(
    sheets: Vec<FormSheet>,
    name: &PathHints,
    context: ReadContext<'_>,
) -> Vec<Submission> {
    let said = SheetIdentity::read_all(&sheets, name, context);
    let mut submissions: Vec<Submission> = Vec::new();
    let most = sheets.len();
    for (sheet, said) in sheets.into_iter().zip(said) {
        let fits = |submission: &&mut Submission| {
            submission.unit == said.unit
                && submission.period == said.period
                && submission.sheets.iter().all(|other| goes_with(other, &sheet))
        };
        match submissions.iter_mut().find(fits) {
            Some(submission) => submission.sheets.push(sheet),
            None => {
                let mut sheets = Vec::with_capacity(most);
                sheets.push(sheet);
                submissions.push(Submission {
                    file: 0,
                    unit: said.unit,
                    near_unit: said.near_unit,
                    period: said.period,
                    sheets,
                    annexed: None,
                    fate: Fate::Used,
                });
            }
        }
    }
    submissions
}

/// Can two sheets of one heading stand side by side? Two of one form cannot, except a list that
/// continues on another sheet: then no organisation is named on both.
fn goes_with(one: &FormSheet, other: &FormSheet) -> bool {
    if !one.is_same_form(other) {
        return true;
    }
    let names = |sheet: &FormSheet| -> BTreeSet<String> {
        sheet.rows.iter().map(|row| folded(&row.name)).collect()
    };
    let (names, others) = (names(one), names(other));
    let filled = !names.is_empty() && !others.is_empty();
    filled && one.hidden == other.hidden && names.is_disjoint(&others)
}
