//! Before an annex is written: which annexes exist, what was typed into them, what has changed
//! since, and whether the next one corrects one that was sent.

use std::path::Path;

use super::comparison::compare;
use super::existing::ExistingAnnexes;
use super::io_errors::not_read;
use super::officer_notes::{note_marks, read_back};
use super::pending_annex::{PendingAnnex, packed};
use super::speculative::SpeculativeAnnex;
use crate::results::Results;
use crate::revision::{Previous, sent_annexes};
use crate::workspace::annex_book::names::file_name;
use workbook_io::write::has_content;

/// Reads the period's existing annexes and makes the next one. What was typed into them joins the
/// results' causes; the results learn what has changed. Writes nothing.
///
/// # Errors
/// A Vietnamese sentence that names the file and says what to do.
pub fn prepare(results: &mut Results<'_>, folder: &Path) -> Result<PendingAnnex, String> {
    let speculative = match SpeculativeAnnex::make(results, folder)? {
        Some(SpeculativeAnnex { annex, .. })
            if has_content(&annex.path, annex.package.pieces()) =>
        {
            results.revision.previous = Previous::Since(Vec::new());
            return Ok(PendingAnnex { says_the_same: true, ..annex });
        }
        speculative => speculative,
    };
    let existing =
        ExistingAnnexes::read(results, folder).map_err(|(at, why)| not_read(folder, &at, &why))?;
    note_sent(&existing, results);
    join_typed_causes(&existing, results);
    let package = match speculative.filter(|speculative| speculative.holds_for(results)) {
        Some(speculative) => speculative.annex.package,
        None => packed(results)?,
    };
    let kept = existing.annexes.iter().filter(|annex| annex.edited);
    let damaged = existing.annexes.iter();
    let damaged = damaged.filter_map(|a| Some((a.path.clone(), a.damage.clone()?)));
    let foreign = existing.foreign.iter();
    let foreign = foreign.filter_map(|f| Some((f.path.clone(), f.foreign.clone()?)));
    let pending = PendingAnnex {
        path: folder.join(file_name(results.month.period, existing.next_number(results))),
        package,
        says_the_same: false,
        kept: kept.map(|annex| annex.path.clone()).collect(),
        damaged: damaged.collect(),
        foreign: foreign.collect(),
    };
    compare(&existing, results, pending)
}

/// The results learn which annexes were sent, with which reports.
fn note_sent(existing: &ExistingAnnexes, results: &mut Results<'_>) {
    let period = results.month.period;
    let first_free = existing.highest_foreign() + 1;
    let mut sent = sent_annexes(&results.entries.facts, &existing.annexes, first_free, period);
    sent.reports = existing.reports(&sent);
    if sent.is_new {
        sent.note_report(&results.entries.facts, period);
    }
    results.revision.sent = sent;
}

/// What was typed into the annexes joins the causes of the review workbook.
fn join_typed_causes(existing: &ExistingAnnexes, results: &mut Results<'_>) {
    let pairs = existing.pairs();
    let causes = &mut results.entries.causes;
    results.revision.read_back = read_back(causes, &pairs, &existing.own_notes);
    results.revision.note_marks = note_marks(causes, &pairs, &existing.own_notes);
}
