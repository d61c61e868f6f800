//! Before an annex is written: what stands already, what was typed into it, what has changed
//! since, and whether the next one corrects one that was sent.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::refused::{not_listed, not_read};
use super::typed::{self, OwnNotes};
use super::{book, sheet_names};
use crate::figures::history::sendings::Sending;
use crate::intake::annex_book::names::{CONSOLIDATED, CONSOLIDATED_HEADERS, annexes, file_name};
use crate::intake::annex_book::{HeadedSheet, sources};
use crate::intake::submission::{describe_book, is_annex_of};
use crate::report::wording::not_written;
use crate::results::Results;
use crate::revision::{
    Change, Correction, NoComparison, Previous, Revision, Sent, Standing, Statement, changes,
    hand_edits, note_column, sent, standing,
};
use crate::workspace::{Causes, OpenError, REASON, sheets};
use viet_text::citation::Citation;
use viet_text::text::folded;
use workbook_io::digest::PROPERTY;
use workbook_io::opc::PackageBytes;
use workbook_io::read::{Limits, read};
use workbook_io::write::{self, has_content};
use workbook_io::{Grid, Workbook};

/// An annex that is ready to be written, and where.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// Where it goes.
    pub path: PathBuf,
    /// The file.
    pub package: PackageBytes,
    /// What stands there already says the same, or the annex that was sent does.
    pub says_the_same: bool,
    /// Annexes edited by hand, which are kept.
    pub kept: Vec<PathBuf>,
    /// Those that cannot be read, and why; they are kept, too.
    pub damaged: Vec<(PathBuf, String)>,
    /// Files under an annex's name that are something else, and what; they are kept, too.
    pub foreign: Vec<(PathBuf, String)>,
}

/// Looks at the period's annexes as they stand and makes the next one. What was typed into them
/// joins the results' causes; the results learn what has changed. Writes nothing.
///
/// # Errors
/// A Vietnamese sentence that names the file and says what to do.
pub fn prepare(results: &mut Results<'_>, folder: &Path) -> Result<Prepared, String> {
    let period = results.month.period;
    let tried = match Tried::of(results, folder)? {
        Some(Tried { annex, .. }) if has_content(&annex.path, annex.package.pieces()) => {
            results.revision.previous = Previous::Since(Vec::new());
            return Ok(Prepared { says_the_same: true, ..annex });
        }
        tried => tried,
    };
    let desk = Desk::of(results, folder).map_err(|(at, why)| not_read(folder, &at, &why))?;
    results.revision.sent = sent(&results.entries.facts, &desk.annexes, desk.taken() + 1, period);
    results.revision.sent.reports = desk.reports(&results.revision.sent);
    if results.revision.sent.is_new {
        results.revision.sent.note_report(&results.entries.facts, period);
    }
    let mut causes = results.entries.causes.clone();
    results.revision.read_back = typed::read_back(&mut causes, &desk.pairs(), &desk.own);
    results.revision.note_marks = typed::marks(&causes, &desk.pairs(), &desk.own);
    results.entries.causes = causes;
    let package = match tried.filter(|tried| tried.holds_for(results)) {
        Some(tried) => tried.annex.package,
        None => packed(results)?,
    };
    let kept = desk.annexes.iter().filter(|annex| annex.edited);
    let damaged = desk.annexes.iter().filter_map(|a| Some((a.path.clone(), a.damage.clone()?)));
    let foreign = desk.foreign.iter().filter_map(|f| Some((f.path.clone(), f.foreign.clone()?)));
    let prepared = Prepared {
        path: folder.join(file_name(period, desk.next_number(results))),
        package,
        says_the_same: false,
        kept: kept.map(|annex| annex.path.clone()).collect(),
        damaged: damaged.collect(),
        foreign: foreign.collect(),
    };
    desk.compare(results, prepared)
}

/// The annex as it is if the one that stands is what this program wrote and nothing has changed
/// since: then it comes to the very same bytes, and a nation's annex need not be read at all.
struct Tried {
    annex: Prepared,
    causes: Causes,
    revision: Revision,
}

impl Tried {
    /// Makes it; `None` where several annexes stand or one was sent.
    fn of(results: &mut Results<'_>, folder: &Path) -> Result<Option<Self>, String> {
        let period = results.month.period;
        let listed = annexes(folder, period).map_err(|error| not_listed(folder, &error))?;
        let [(number, path)] = &listed[..] else { return Ok(None) };
        let path = path.clone();
        let (number, book, edited) = (*number, None, false);
        let standing = Standing { number, path, book, edited, foreign: None, damage: None };
        let sent = sent(&results.entries.facts, std::slice::from_ref(&standing), 1, period);
        let is_own = standing.path == folder.join(file_name(period, number));
        if !sent.sendings.is_empty() || sent.doubtful || !is_own {
            return Ok(None);
        }
        let causes = results.entries.causes.clone();
        results.revision.sent = sent;
        results.revision.note_marks = typed::marks(&causes, &[], &OwnNotes::of(results));
        let (path, package) = (standing.path, packed(results)?);
        let (kept, damaged, foreign) = (Vec::new(), Vec::new(), Vec::new());
        let annex = Prepared { path, package, says_the_same: false, kept, damaged, foreign };
        Ok(Some(Self { annex, causes, revision: results.revision.clone() }))
    }

    /// Is it the annex, too, now that those that stand were read?
    fn holds_for(&self, results: &Results<'_>) -> bool {
        let (own, now) = (&self.revision, &results.revision);
        now.read_back.is_empty()
            && own.sent == now.sent
            && own.note_marks == now.note_marks
            && self.causes == results.entries.causes
    }
}

/// The annex as a file.
///
/// # Errors
/// A Vietnamese sentence.
pub fn packed(results: &Results<'_>) -> Result<PackageBytes, String> {
    write::packed(book(results))
        .map_err(|error| format!("Không lập được phụ lục: {}", not_written(&error)))
}

/// The annexes that stand, with what they say.
struct Desk {
    annexes: Vec<Standing>,
    /// Files under an annex's name that are something else.
    foreign: Vec<Standing>,
    statements: Vec<Statement>,
    own: OwnNotes,
    /// The resolutions' codes and their signed pages' sheets.
    pages: Vec<(String, String)>,
}

impl Desk {
    fn of(results: &Results<'_>, folder: &Path) -> Result<Self, (PathBuf, OpenError)> {
        let names = sheet_names(results).into_iter().map(|(name, _)| name);
        let codes = results.verdicts.iter().map(|verdict| verdict.set.code.clone());
        let pages = codes.zip(names).collect();
        let own = OwnNotes::of(results);
        let (annexes, foreign, mut statements) = (Vec::new(), Vec::new(), Vec::new());
        let desk = Self { annexes, foreign, statements: Vec::new(), own, pages };
        let period = results.month.period;
        let all = standing(
            folder,
            period,
            |book| desk.what_else(book, results),
            |annex| {
                if annex.foreign.is_none() {
                    let says = annex.book.as_ref().map(|book| desk.says(book, results));
                    statements.push(says.unwrap_or_default());
                }
            },
        )?;
        let (annexes, foreign) = all.into_iter().partition(|annex| annex.foreign.is_none());
        Ok(Self { annexes, foreign, statements, ..desk })
    }

    /// What a workbook is, where it is no annex of this period and of this office. An annex is known
    /// by one of its pages, the others may have been taken out.
    fn what_else(&self, book: &Workbook, results: &Results<'_>) -> Option<String> {
        let (settings, period) = (&results.workspace.settings, results.month.period);
        let is_page = |grid: &Grid| {
            let is_named = self.pages.iter().any(|(_, name)| folded(name) == folded(&grid.name));
            let is_written = book.properties.contains_key(PROPERTY);
            is_named && (is_written || note_column(grid).is_some())
        };
        let is_annex = sources(book).is_some()
            || HeadedSheet::named(book, CONSOLIDATED, &CONSOLIDATED_HEADERS).is_some()
            || book.sheets.iter().any(is_page);
        let is_it = is_annex && is_annex_of(book, period, settings);
        (!is_it).then(|| describe_book(book, period, settings, &results.workspace.templates))
    }

    /// The highest number that something else has taken.
    fn taken(&self) -> u32 {
        self.foreign.last().map_or(0, |file| file.number)
    }

    fn says(&self, book: &Workbook, results: &Results<'_>) -> Statement {
        let mut statement = Statement::of(book, &self.pages, &results.workspace.settings);
        self.own.strip(&mut statement);
        statement
    }

    fn pairs(&self) -> Vec<(&Standing, &Statement)> {
        self.annexes.iter().zip(&self.statements).collect()
    }

    /// The reports that annexes sent went with.
    fn reports(&self, sent: &Sent) -> Vec<Citation> {
        let report = |sending: &Sending| {
            let place = self.annexes.iter().position(|annex| annex.number == sending.number);
            let own = place.map(|place| self.statements[place].report.clone());
            own.filter(|own| !own.number.is_empty()).unwrap_or_else(|| sending.report.clone())
        };
        sent.sendings.iter().map(report).collect()
    }

    /// The last annex's own number where it may be written over, else the next one.
    fn next_number(&self, results: &Results<'_>) -> u32 {
        let sent = &results.revision.sent;
        let frozen = sent.sendings.iter().map(|sending| sending.number).max().unwrap_or(0);
        let kept = frozen.max(self.taken());
        match self.annexes.last() {
            Some(last) if last.is_replaceable() && last.number > kept && !sent.doubtful => {
                last.number
            }
            Some(last) => last.number.max(kept).saturating_add(1),
            None if sent.to_be => frozen,
            None => kept.saturating_add(1),
        }
    }

    /// Holds the annex against those that stand.
    fn compare(&self, results: &mut Results<'_>, prepared: Prepared) -> Result<Prepared, String> {
        let last = self.annexes.iter().rposition(|annex| annex.book.is_some());
        let against = results.revision.sent.sendings.last().cloned();
        let newest = self.annexes.last();
        if newest.is_some_and(|annex| annex.damage.is_some()) {
            results.revision.previous = Previous::Unreadable;
        }
        if last.is_none() && (against.is_none() || results.revision.sent.to_be) {
            return Ok(prepared);
        }
        // Byte for byte the last one: that has been read already.
        let same =
            last.filter(|place| has_content(&self.annexes[*place].path, prepared.package.pieces()));
        let read_back = match same.and_then(|place| self.annexes[place].book.clone()) {
            Some(book) => book,
            None => read(&prepared.package.bytes(), &Limits::generous())
                .map_err(|_| "Không đọc lại được phụ lục vừa lập.".to_owned())?,
        };
        let now = match same {
            Some(place) => Cow::Borrowed(&self.statements[place]),
            None => Cow::Owned(self.says(&read_back, results)),
        };
        let since_last = last.map(|place| since(&self.statements[place], &now, results));
        if let (Some(since_last), Some(last)) = (&since_last, last)
            && last + 1 == self.annexes.len()
        {
            let by_hand = self.by_hand(&self.annexes[last], &read_back);
            let all = since_last.iter().cloned().chain(by_hand).collect();
            results.revision.previous = Previous::Since(all);
        }
        let Some(against) = against else {
            let is_as_last =
                since_last.as_deref().is_some_and(|all| all.iter().all(Change::fills_in));
            let is_held = results.revision.sent.doubtful && is_as_last;
            let unedited = self.annexes.last().is_some_and(Standing::is_replaceable);
            return Ok(match self.annexes.last() {
                Some(last) if is_held && unedited => prepared.stands_at(last),
                _ => self.unless_same(prepared, &read_back),
            });
        };
        let sent = self.annexes.iter().position(|annex| annex.number == against.number);
        // What only fills in a blank of what was sent corrects nothing, nor does another number.
        let says_no_more =
            |all: &[Change]| all.iter().all(|one| one.fills_in() || one.is_of_report());
        let is_as_last = since_last.as_deref().is_some_and(says_no_more);
        let corrected = match sent {
            None => Err(NoComparison::Gone),
            Some(place) if self.annexes[place].book.is_none() => Err(NoComparison::Unreadable),
            Some(place) => Ok(since(&self.statements[place], &now, results)),
        };
        let corrects_nothing = corrected.as_deref().is_ok_and(says_no_more);
        if let (true, Some(last), true) = (corrects_nothing, last, is_as_last) {
            results.revision.sent.note_report(&results.entries.facts, results.month.period);
            return Ok(prepared.stands_at(&self.annexes[last]));
        }
        let number = results.revision.sent.sendings.len();
        let changes = corrected.map(|changes| told(changes, results));
        results.revision.correction = Some(Correction { number, against, changes });
        let prepared = Prepared { package: packed(results)?, ..prepared };
        let read_back = read(&prepared.package.bytes(), &Limits::generous()).unwrap_or_default();
        Ok(self.unless_same(prepared, &read_back))
    }

    /// What a hand put into an annex where no notes belong.
    fn by_hand(&self, annex: &Standing, now: &Workbook) -> Vec<Change> {
        let Some(book) = annex.book.as_ref().filter(|_| annex.edited) else { return Vec::new() };
        let pages = book.sheets.iter().filter(|grid| self.pages.iter().any(|p| p.1 == grid.name));
        let notes = pages.filter_map(|grid| Some((grid.name.clone(), note_column(grid)?)));
        hand_edits(book, now, &notes.collect::<Vec<_>>())
    }

    /// One that Excel only saved again says the same, though in other bytes.
    fn unless_same(&self, prepared: Prepared, book: &Workbook) -> Prepared {
        let old = self.annexes.iter().find(|annex| annex.path == prepared.path);
        let digest = old.and_then(|old| old.property(PROPERTY));
        let says_the_same = digest.is_some() && digest == book.properties.get(PROPERTY);
        Prepared { says_the_same, ..prepared }
    }
}

impl Prepared {
    /// Nothing is to be written: this annex says it all.
    fn stands_at(self, annex: &Standing) -> Self {
        Self { path: annex.path.clone(), says_the_same: true, ..self }
    }
}

/// What is other now than in an annex. The number of a report that was sent is none of this one's.
fn since(before: &Statement, now: &Statement, results: &Results<'_>) -> Vec<Change> {
    let is_sent = results.revision.sent.went_with(&results.entries.facts.report);
    let mut changes = changes(before, now, results);
    changes.retain(|change| !(is_sent && change.is_of_report()));
    changes
}

/// What a correction tells: the number of the report that it goes with is no content. The officer's
/// reasons stand in the place of those that the tool found.
fn told(mut changes: Vec<Change>, results: &Results<'_>) -> Vec<Change> {
    changes.retain(|change| !change.is_of_report());
    for change in &mut changes {
        let own = results.entries.rows(sheets::CORRECTION).find(|row| change.is_at(row));
        let reason = own.map(|row| row.text(REASON)).unwrap_or_default();
        if !reason.is_empty() {
            change.why = reason;
        }
    }
    changes
}
