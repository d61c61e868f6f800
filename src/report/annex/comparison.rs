//! The new annex beside the existing ones: what has changed since the last, and whether it corrects
//! the one that was sent.

use std::borrow::Cow;

use super::existing::ExistingAnnexes;
use super::pending_annex::{PendingAnnex, packed};
use crate::figures::history::sendings::Sending;
use crate::results::Results;
use crate::revision::{
    AnnexFile, Change, Correction, NoComparison, Previous, Statement, changes,
    corrected as corrected_since,
};
use crate::workspace::annex_book::names::number;
use crate::workspace::{REASON, sheets};
use workbook_io::Workbook;
use workbook_io::digest::PROPERTY;
use workbook_io::read::{Limits, read};
use workbook_io::write::has_content;

/// The new annex read back, as a later run will read it.
struct NewAnnex<'e> {
    book: Workbook,
    says: Cow<'e, Statement>,
}

/// Compares the new annex with the existing ones. The results learn what has changed; the annex
/// becomes a correction, or need not be written where nothing has.
pub(super) fn compare(
    existing: &ExistingAnnexes,
    results: &mut Results<'_>,
    pending: PendingAnnex,
) -> Result<PendingAnnex, String> {
    let last = existing.last_readable();
    let sent = results.revision.sent.sendings.last().cloned();
    if existing.annexes.last().is_some_and(|annex| annex.damage.is_some()) {
        results.revision.previous = Previous::Unreadable;
    }
    if last.is_none() && (sent.is_none() || results.revision.sent.to_be) {
        return Ok(pending);
    }
    let new = NewAnnex::read(existing, last, &pending, results)?;
    let since_last = last.map(|place| since(&existing.statements[place], &new.says, results));
    if let (Some(since_last), Some(last)) = (&since_last, last)
        && last + 1 == existing.annexes.len()
    {
        let hand_edits = existing.hand_edits(&existing.annexes[last], &new.book);
        let all = since_last.iter().cloned().chain(hand_edits).collect();
        results.revision.previous = Previous::Since(all);
    }
    let decided = since_last.as_deref().is_some_and(|since| since.iter().any(Change::is_decided));
    let sent = match results.revision.sent.is_new && decided {
        true => which_was_sent(results, &pending),
        false => sent,
    };
    let last = last.map(|place| &existing.annexes[place]).zip(since_last.as_deref());
    match sent {
        None => Ok(unsent(existing, results, pending, &new, last)),
        Some(sent) => corrected(existing, results, pending, &new, (last, sent)),
    }
}

/// The day of sending was typed together with decisions that this run follows for the first time:
/// the officer says whether the annex before them was sent, or the one that has them. What is known
/// to have been sent before stays.
fn which_was_sent(results: &mut Results<'_>, pending: &PendingAnnex) -> Option<Sending> {
    let period = results.month.period;
    let name = pending.path.file_name().unwrap_or_default().to_string_lossy();
    let new = number(&name, period).unwrap_or(1);
    results.revision.sent = results.revision.sent.asking(new, period);
    results.revision.sent.sendings.last().cloned()
}

impl<'e> NewAnnex<'e> {
    fn read(
        existing: &'e ExistingAnnexes,
        last: Option<usize>,
        pending: &PendingAnnex,
        results: &Results<'_>,
    ) -> Result<Self, String> {
        // The same bytes as the last annex: that one has been read already.
        let same = last
            .filter(|place| has_content(&existing.annexes[*place].path, pending.package.pieces()))
            .and_then(|place| Some((place, existing.annexes[place].book.clone()?)));
        if let Some((place, book)) = same {
            return Ok(Self { book, says: Cow::Borrowed(&existing.statements[place]) });
        }
        let book = read(&pending.package.bytes(), &Limits::generous())
            .map_err(|_| "Không đọc lại được phụ lục vừa lập.".to_owned())?;
        let says = Cow::Owned(existing.statement_of(&book, results));
        Ok(Self { book, says })
    }
}

/// No annex was sent: the new one takes the place of the last, unless it says nothing new and the
/// officer has not said yet whether that one was sent.
fn unsent(
    existing: &ExistingAnnexes,
    results: &Results<'_>,
    pending: PendingAnnex,
    new: &NewAnnex<'_>,
    last: Option<(&AnnexFile, &[Change])>,
) -> PendingAnnex {
    let only_fills_in = last.is_some_and(|(_, since)| since.iter().all(Change::fills_in));
    match existing.annexes.last() {
        Some(newest)
            if results.revision.sent.doubtful && only_fills_in && newest.is_replaceable() =>
        {
            pending.already_at(newest)
        }
        _ => unless_same(existing, pending, &new.book),
    }
}

/// An annex was sent: the new one corrects it. What only fills in a blank of the annex that was
/// sent corrects nothing, nor does another number of the report.
fn corrected(
    existing: &ExistingAnnexes,
    results: &mut Results<'_>,
    pending: PendingAnnex,
    new: &NewAnnex<'_>,
    (last, against): (Option<(&AnnexFile, &[Change])>, Sending),
) -> Result<PendingAnnex, String> {
    let says_no_more = |all: &[Change]| all.iter().all(|one| one.fills_in() || one.is_of_report());
    let sent = existing.annexes.iter().position(|annex| annex.number == against.number);
    let changes = match sent {
        None => Err(NoComparison::Gone),
        Some(place) if existing.annexes[place].book.is_none() => Err(NoComparison::Unreadable),
        Some(place) => Ok(since(&existing.statements[place], &new.says, results)),
    };
    let corrects_nothing = changes.as_deref().is_ok_and(says_no_more);
    if let (true, Some((last, since_last))) = (corrects_nothing, last)
        && says_no_more(since_last)
    {
        results.revision.sent.note_report(&results.entries.facts, results.month.period);
        return Ok(pending.already_at(last));
    }
    let number = results.revision.sent.sendings.len();
    let changes = changes.map(|_| {
        let before = sent.map(|place| &existing.statements[place]).expect("it was compared above");
        as_corrected(corrected_since(before, &new.says, results.change_context()), results)
    });
    results.revision.correction = Some(Correction { number, against, changes });
    let pending = PendingAnnex { package: packed(results)?, ..pending };
    let read_back = read(&pending.package.bytes(), &Limits::generous()).unwrap_or_default();
    Ok(unless_same(existing, pending, &read_back))
}

/// An annex that Excel merely saved again says the same, though in other bytes.
fn unless_same(existing: &ExistingAnnexes, pending: PendingAnnex, book: &Workbook) -> PendingAnnex {
    let old = existing.annexes.iter().find(|annex| annex.path == pending.path);
    let digest = old.and_then(|old| old.property(PROPERTY));
    let says_the_same = digest.is_some() && digest == book.properties.get(PROPERTY);
    PendingAnnex { says_the_same, ..pending }
}

/// What has changed since an annex. The number of a report that was already sent does not belong
/// to the new annex.
fn since(before: &Statement, now: &Statement, results: &Results<'_>) -> Vec<Change> {
    let is_sent = results.revision.sent.went_with(&results.entries.facts.report);
    let mut changes = changes(before, now, results.change_context());
    changes.retain(|change| !(is_sent && change.is_of_report()));
    changes
}

/// The changes that a correction lists: not the number of its own report. The officer's reasons
/// replace those that the program found.
fn as_corrected(mut changes: Vec<Change>, results: &Results<'_>) -> Vec<Change> {
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
