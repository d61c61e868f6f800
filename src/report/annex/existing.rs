//! The period's annexes that are already in the folder, with what they say.

use std::path::{Path, PathBuf};

use super::officer_notes::OwnNotes;
use super::page_names::page_names;
use crate::figures::history::sendings::Sending;
use crate::intake::submission::{describe_book, is_annex_of};
use crate::results::Results;
use crate::revision::{
    AnnexFile, Change, SentAnnexes, Statement, hand_edits, note_column, read_annex_files,
};
use crate::workspace::OpenError;
use crate::workspace::annex_book::names::{CONSOLIDATED, CONSOLIDATED_HEADERS};
use crate::workspace::annex_book::{HeadedSheet, sources};
use viet_text::citation::Citation;
use viet_text::text::folded;
use workbook_io::digest::PROPERTY;
use workbook_io::{Grid, Workbook};

/// The annexes in the folder, with what they say.
pub(super) struct ExistingAnnexes {
    pub(super) annexes: Vec<AnnexFile>,
    /// Files under an annex's name that are something else.
    pub(super) foreign: Vec<AnnexFile>,
    /// What each of the annexes says.
    pub(super) statements: Vec<Statement>,
    pub(super) own_notes: OwnNotes,
    /// The resolutions' codes and the names of their signed pages.
    pages: Vec<(String, String)>,
}

impl ExistingAnnexes {
    /// Reads them.
    pub(super) fn read(results: &Results<'_>, folder: &Path) -> Result<Self, (PathBuf, OpenError)> {
        let names = page_names(results).into_iter().map(|(name, _)| name);
        let codes = results.verdicts.iter().map(|verdict| verdict.set.code.clone());
        let pages = codes.zip(names).collect();
        let own_notes = OwnNotes::new(results);
        let (annexes, foreign, mut statements) = (Vec::new(), Vec::new(), Vec::new());
        let existing = Self { annexes, foreign, statements: Vec::new(), own_notes, pages };
        let period = results.month.period;
        let all = read_annex_files(
            folder,
            period,
            |book| existing.what_else(book, results),
            |annex| {
                if annex.foreign.is_none() {
                    let says = annex.book.as_ref().map(|book| existing.statement_of(book, results));
                    statements.push(says.unwrap_or_default());
                }
            },
        )?;
        let (annexes, foreign) = all.into_iter().partition(|annex| annex.foreign.is_none());
        Ok(Self { annexes, foreign, statements, ..existing })
    }

    /// What a workbook is, where it is no annex of this period and of this office. One page is
    /// enough to know an annex: the others may have been taken out.
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

    /// What a workbook says, without the notes that the program itself writes.
    pub(super) fn statement_of(&self, book: &Workbook, results: &Results<'_>) -> Statement {
        let mut statement = Statement::read(book, &self.pages, &results.workspace.settings);
        self.own_notes.strip(&mut statement);
        statement
    }

    /// Each annex with what it says.
    pub(super) fn pairs(&self) -> Vec<(&AnnexFile, &Statement)> {
        self.annexes.iter().zip(&self.statements).collect()
    }

    /// The last annex that could be read.
    pub(super) fn last_readable(&self) -> Option<usize> {
        self.annexes.iter().rposition(|annex| annex.book.is_some())
    }

    /// The highest number that some other file has.
    pub(super) fn highest_foreign(&self) -> u32 {
        self.foreign.last().map_or(0, |file| file.number)
    }

    /// The reports with which annexes were sent.
    pub(super) fn reports(&self, sent: &SentAnnexes) -> Vec<Citation> {
        let report = |sending: &Sending| {
            let place = self.annexes.iter().position(|annex| annex.number == sending.number);
            let own = place.map(|place| self.statements[place].report.clone());
            own.filter(|own| !own.number.is_empty()).unwrap_or_else(|| sending.report.clone())
        };
        sent.sendings.iter().map(report).collect()
    }

    /// The last annex's own number where it may be overwritten, else the next one.
    pub(super) fn next_number(&self, results: &Results<'_>) -> u32 {
        let sent = &results.revision.sent;
        let frozen = sent.sendings.iter().map(|sending| sending.number).max().unwrap_or(0);
        let kept = frozen.max(self.highest_foreign());
        match self.annexes.last() {
            Some(last) if last.is_replaceable() && last.number > kept && !sent.doubtful => {
                last.number
            }
            Some(last) => last.number.max(kept).saturating_add(1),
            None if sent.to_be => frozen,
            None => kept.saturating_add(1),
        }
    }

    /// What was typed into an annex where no notes belong.
    pub(super) fn hand_edits(&self, annex: &AnnexFile, now: &Workbook) -> Vec<Change> {
        let Some(book) = annex.book.as_ref().filter(|_| annex.edited) else { return Vec::new() };
        let pages = book.sheets.iter().filter(|grid| self.pages.iter().any(|p| p.1 == grid.name));
        let notes = pages.filter_map(|grid| Some((grid.name.clone(), note_column(grid)?)));
        hand_edits(book, now, &notes.collect::<Vec<_>>())
    }
}
