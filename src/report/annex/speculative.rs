//! The quick way of a run in which nothing has changed: the annex is made before the existing one
//! is read. Where both are the same bytes, an annex of a whole province need not be read at all.

use std::path::Path;

use super::io_errors::not_listed;
use super::officer_notes::{OwnNotes, note_marks};
use super::pending_annex::{PendingAnnex, packed};
use crate::results::Results;
use crate::revision::{AnnexFile, Revision, sent_annexes};
use crate::workspace::Causes;
use crate::workspace::annex_book::names::{annexes, file_name};

/// The annex as it is if the existing one is what this program wrote and nothing has changed since.
pub(super) struct SpeculativeAnnex {
    pub(super) annex: PendingAnnex,
    causes: Causes,
    revision: Revision,
}

impl SpeculativeAnnex {
    /// Makes it; `None` where there are several annexes or one was sent.
    pub(super) fn make(results: &mut Results<'_>, folder: &Path) -> Result<Option<Self>, String> {
        let period = results.month.period;
        let listed = annexes(folder, period).map_err(|error| not_listed(folder, &error))?;
        let [(number, path)] = &listed[..] else { return Ok(None) };
        let path = path.clone();
        let (number, book, edited) = (*number, None, false);
        let only = AnnexFile { number, path, book, edited, foreign: None, damage: None };
        let sent = sent_annexes(&results.entries.facts, std::slice::from_ref(&only), 1, period);
        let is_own = only.path == folder.join(file_name(period, number));
        if !sent.sendings.is_empty() || sent.doubtful || !is_own {
            return Ok(None);
        }
        let causes = results.entries.causes.clone();
        results.revision.sent = sent;
        results.revision.note_marks = note_marks(&causes, &[], &OwnNotes::new(results));
        let (path, package) = (only.path, packed(results)?);
        let (kept, damaged, foreign) = (Vec::new(), Vec::new(), Vec::new());
        let annex = PendingAnnex { path, package, says_the_same: false, kept, damaged, foreign };
        Ok(Some(Self { annex, causes, revision: results.revision.clone() }))
    }

    /// Is it still the annex, now that the existing ones were read?
    pub(super) fn holds_for(&self, results: &Results<'_>) -> bool {
        let (own, now) = (&self.revision, &results.revision);
        now.read_back.is_empty()
            && own.sent == now.sent
            && own.note_marks == now.note_marks
            && self.causes == results.entries.causes
    }
}
