//! Files read in parallel, each divided into submissions.

use std::sync::Arc;

use super::context::ReadContext;
use super::corroborate::corroborate;
use super::heading::{PathHints, SheetIdentity, near_unit};
use super::own_book::{detect_own_book, is_marked_form, is_unfilled_slip};
use super::sheet_versions::goes_with;
use super::{Fate, FileRecord, Outcome, OwnBook, Submission};
use super::{annex, reread, sheets};
use crate::form::{FormCache, FormSheet, VersionMark, order_by_fit, read_book};
use crate::intake::{FileError, Turn};
use crate::workspace::annex_book::has_totals;
use viet_text::encoding::is_broken;
use workbook_io::Workbook;
use workbook_io::parallel_map;
use workbook_io::read::{Damage, Limit, Limits, Refusal, catch_panic};

/// A file that was read and divided into submissions, before versions are compared.
pub(super) struct FileReading {
    pub record: FileRecord,
    pub submissions: Vec<Submission>,
}

/// A file's path, its workbook, and the turn that a large one is held in memory by.
type OpenedFile = (Arc<str>, Result<(Workbook, Option<Turn>), FileError>);

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
            guarded(&path, context, cache, |cache| read_one(&path, opened, context, cache))
        },
    )
}

/// Reads a file; where that panics, the file is of no use and what was remembered is forgotten.
fn guarded<'a>(
    path: &Arc<str>,
    context: ReadContext<'a>,
    cache: &mut FormCache<'a>,
    read: impl FnOnce(&FormCache<'a>) -> FileReading,
) -> FileReading {
    catch_panic(|| read(cache)).unwrap_or_else(|| {
        *cache = FormCache::new(&context.settings.synonyms);
        failed(path, context)
    })
}

/// A file over which reading itself failed: it costs no other.
fn failed(path: &Arc<str>, context: ReadContext<'_>) -> FileReading {
    let refusal = Refusal::Damaged(Damage::ReaderFailed);
    let record = FileRecord {
        path: Arc::clone(path),
        outcome: Outcome::Refused(FileError::Refused(refusal)),
        unit_by_name: catch_panic(|| PathHints::read(path, context).unit).flatten(),
        unknown_by_name: None,
        made_from: None,
        is_unfilled_slip: false,
        modified: None,
        has_broken_letters: false,
        sheets: Vec::new(),
    };
    FileReading { record, submissions: Vec::new() }
}

fn read_one<'a>(
    path: &Arc<str>,
    opened: Result<(Workbook, Option<Turn>), FileError>,
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
        sheets: Vec::new(),
    };
    let submissions = match opened {
        Ok((mut book, turn)) if book.sheets.iter().any(|sheet| !sheet.cells.is_empty()) => {
            let submissions = read_submissions(&book, &name, &mut record, context, cache);
            record.modified = book.modified.take();
            drop(book);
            // Only now may another large workbook come into memory.
            drop(turn);
            submissions
        }
        Ok(_) => refuse(&mut record, FileError::Refused(Refusal::Empty)),
        Err(refusal) => refuse(&mut record, refusal),
    };
    FileReading { record, submissions }
}

/// Rules hold the rows of a unit's lists against one another.
fn has_too_many_rows(read: &[Vec<FormSheet>]) -> bool {
    let rows = read.iter().flatten().map(|sheet| sheet.rows.len());
    rows.sum::<usize>() > Limits::default().list_rows
}

fn refuse(record: &mut FileRecord, refusal: FileError) -> Vec<Submission> {
    record.outcome = Outcome::Refused(refusal);
    Vec::new()
}

/// The submissions in a workbook; what else there is to say of it is noted in its record.
fn read_submissions<'a>(
    book: &Workbook,
    name: &PathHints,
    record: &mut FileRecord,
    context: ReadContext<'a>,
    cache: &FormCache<'a>,
) -> Vec<Submission> {
    if let Some(own) = detect_own_book(&record.path, book, name, context) {
        record.sheets = sheets::of_office(book);
        record.outcome = Outcome::Own(own);
        return Vec::new();
    }
    if let Some(submissions) = annex::submissions(&record.path, book, name, context) {
        record.sheets = sheets::of_office(book);
        return submissions;
    }
    let made_from = VersionMark::read(book);
    let read = read_forms(book, &record.path, made_from.as_ref(), context, cache);
    if has_too_many_rows(&read) {
        return refuse(record, FileError::Refused(Refusal::TooLarge(Limit::ListRows)));
    }
    let sheets = without_excerpts(read.iter().flatten().cloned().collect());
    record.sheets = sheets::records(book, &read, &sheets);
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

/// The forms on a workbook's sheets, sheet by sheet.
fn read_forms<'a>(
    book: &Workbook,
    path: &Arc<str>,
    made_from: Option<&VersionMark>,
    context: ReadContext<'a>,
    cache: &FormCache<'a>,
) -> Vec<Vec<FormSheet>> {
    let ReadContext { settings, templates, units, .. } = context;
    let sent = made_from.map(|mark| mark.file.as_str());
    let templates = order_by_fit(book, templates, sent, cache);
    let period_end = Some(context.period.last_day());
    let read = read_book(path, book, &templates, (settings, period_end), units, cache);
    let forms = book.sheets.iter().zip(read);
    // The whole's totals on a form, out of an annex that has lost its sources, are nobody's report.
    forms.map(|(grid, forms)| if has_totals(grid) { Vec::new() } else { forms }).collect()
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::form::UnitNames;
    use crate::workspace::Workspace;
    use viet_text::period_text::find_period;

    #[test]
    fn a_panic_over_a_file_costs_that_file() {
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/thap-muoi");
        let Workspace { settings, templates, .. } = Workspace::open(&sample).unwrap();
        let units = UnitNames::new(&settings.office, &settings.units);
        let period = find_period("2023-10").unwrap();
        let context =
            ReadContext { period, settings: &settings, templates: &templates, units: &units };
        let name = settings.units[1].name.clone();
        let mut cache = FormCache::new(&settings.synonyms);
        let path = Arc::from(format!("{name}.xlsx"));
        let read = guarded(&path, context, &mut cache, |_| panic!("a stage fails"));
        assert!(read.submissions.is_empty());
        assert_eq!(read.record.unit_by_name, Some(1));
        let refusal = FileError::Refused(Refusal::Damaged(Damage::ReaderFailed));
        assert_eq!(
            format!("{:?}", read.record.outcome),
            format!("{:?}", Outcome::Refused(refusal))
        );
    }
}
