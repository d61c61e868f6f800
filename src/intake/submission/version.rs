//! Which of several submissions of one unit is used, by a stated rule: what a version says
//! of itself ("sửa lần 2" over "sửa lần 1" over nothing), then the time stamped inside the
//! file, then the file's name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::senders::Senders;
use super::version_rank::{is_annex, version_rank, why};
use super::{AnnexFigure, Fate, Month, Outcome, Reason, Ruling, Submission};
use crate::form::{FieldValue, FormSheet, ListRow, NamedUnit, Reading};
use crate::intake::FileError;
use crate::settings::{Basis, Mark};
use workbook_io::read::{Damage, Refusal};

/// The office's rulings by the submissions' places.
type Rulings = BTreeMap<usize, Ruling>;

impl Month {
    /// Settles anew which submissions count, under the office's rulings by submission.
    pub fn settle(&mut self, rulings: &BTreeMap<usize, Ruling>) {
        settle(self, rulings);
        let chosen = rulings.iter().filter(|(_, ruling)| **ruling == Ruling::Use);
        self.chosen = chosen.map(|(place, _)| *place).collect();
    }

    /// The same month with some files set aside as a whole, for they could not be worked with.
    #[must_use]
    pub fn without_files(&self, failed: &BTreeSet<usize>) -> Self {
        let mut kept: Vec<Arc<Submission>> = Vec::new();
        let mut files = (*self.files).clone();
        for (place, file) in files.iter_mut().enumerate() {
            let Outcome::Submissions(places) = &mut file.outcome else { continue };
            if failed.contains(&place) {
                let refusal = Refusal::Damaged(Damage::ReaderFailed);
                file.outcome = Outcome::Refused(FileError::Refused(refusal));
                continue;
            }
            let first = kept.len();
            kept.extend(places.iter().map(|own| Arc::clone(&self.submissions[*own])));
            *places = (first..kept.len()).collect();
        }
        let senders = Arc::default();
        let files = Arc::new(files);
        let (period, chosen) = (self.period, BTreeSet::new());
        let mut month = Self { period, files, submissions: kept, senders, chosen };
        settle(&mut month, &BTreeMap::new());
        month
    }

    /// Why one version of a unit's submission is used and not the other, in the officer's words.
    #[must_use]
    pub fn why_used(&self, used: usize, other: usize) -> &'static str {
        why(self, used, other)
    }
}

/// Settles the fate of every submission: by the office's ruling where there is one.
fn settle(month: &mut Month, rulings: &Rulings) {
    let period = month.period;
    let is_marked: Vec<bool> = month.files.iter().map(|file| file.made_from.is_some()).collect();
    for (place, submission) in month.submissions.iter_mut().enumerate() {
        let fate = match (&submission.unit, submission.period) {
            _ if rulings.get(&place) == Some(&Ruling::Drop) => Fate::SetAside(Reason::ByOffice),
            _ if is_empty(submission, is_marked[submission.file]) => {
                Fate::SetAside(Reason::EmptyForm)
            }
            (None, _) => Fate::SetAside(Reason::NoUnit),
            (Some(NamedUnit::Unknown(name)), _) => {
                Fate::SetAside(Reason::UnknownUnit(name.clone()))
            }
            _ if rulings.contains_key(&place) => Fate::Used,
            (_, Some(other)) if other != period => Fate::SetAside(Reason::OtherPeriod(other)),
            _ => Fate::Used,
        };
        if submission.fate != fate {
            Arc::make_mut(submission).fate = fate;
        }
    }
    let senders = Senders::new(&month.files, &month.submissions);
    // Submissions that are set aside in part are added at the end.
    let submitted = month.submissions.len();
    for place in 0..submitted {
        let Some(NamedUnit::Known(unit)) = month.submissions[place].unit else { continue };
        let own = senders.submissions_of(unit);
        let earlier = || own.iter().copied().take_while(|other| *other < place);
        while let Some(other) = earlier().find(|other| are_rivals(month, *other, place)) {
            settle_rivals(month, other, place, rulings);
        }
    }
    follow_winners(month);
    let is_known = month.submissions.len() == submitted;
    let senders = if is_known { senders } else { Senders::new(&month.files, &month.submissions) };
    month.senders = Arc::new(senders);
}

/// Is it a column of the period itself, not one of last year or of the plan?
fn is_current(basis: Basis) -> bool {
    matches!(basis, Basis::Actual | Basis::Estimate)
}

/// A form without a figure, an organisation or a stray number: a blank one sent back. Rows that
/// the office itself had filled in from last month's list count only with a figure.
fn is_empty(submission: &Submission, is_marked: bool) -> bool {
    if let Some(annexed) = &submission.annexed {
        return annexed.figures().next().is_none();
    }
    let blank = |reading: &Reading| {
        matches!(reading, Reading::Blank | Reading::Sign(Mark::Missing) | Reading::NoResult)
    };
    let says_nothing = |row: &ListRow| {
        let numbers = || {
            row.fields().filter(|field| is_current(field.basis)).filter_map(|field| {
                match field.value {
                    FieldValue::Number(reading) => Some(reading),
                    _ => None,
                }
            })
        };
        is_marked && numbers().next().is_some() && numbers().all(blank)
    };
    // A form that the office made has last year's figures and the plan's in it already.
    let is_filled_in = |sheet: &FormSheet| {
        let asks = sheet.figures.slots().iter().any(|slot| is_current(slot.basis));
        let mut figures =
            sheet.figures.iter().filter(|figure| !(is_marked && asks) || is_current(figure.basis));
        figures.any(|figure| !blank(figure.reading))
    };
    submission.sheets.iter().all(|sheet| {
        sheet.rows.iter().all(|row| says_nothing(row))
            && sheet.leftovers.is_empty()
            && !is_filled_in(sheet)
    })
}

/// Both used, of one unit, and with a form in common; forms sent in separate files do not
/// rival each other. An annex speaks for all forms.
fn are_rivals(month: &Month, one: usize, other: usize) -> bool {
    let (one, other) = (&month.submissions[one], &month.submissions[other]);
    one.fate == Fate::Used
        && other.fate == Fate::Used
        && one.unit == other.unit
        && (is_annex(one)
            || is_annex(other)
            || one.sheets.iter().any(|a| other.sheets.iter().any(|b| a.is_same_form(b))))
}

/// Sets the weaker of two rivals aside, but only the forms that the stronger has, too: a
/// correction of one form leaves the others in force.
fn settle_rivals(month: &mut Month, other: usize, place: usize, rulings: &Rulings) {
    let same = same_content(&month.submissions[other], &month.submissions[place]);
    let chosen = |place: usize| rulings.get(&place) == Some(&Ruling::Use);
    let later_wins = match (chosen(other), chosen(place)) {
        (true, false) => false,
        (false, true) => true,
        _ => !same && version_rank(month, place, other) > version_rank(month, other, place),
    };
    let (winner, loser) = if later_wins { (place, other) } else { (other, place) };
    let reason = if same { Reason::IdenticalCopy(winner) } else { Reason::OtherVersion(winner) };
    let replaced = |sheet: &FormSheet| {
        month.submissions[winner].sheets.iter().any(|other| sheet.is_same_form(other))
    };
    let (replaced, kept): (Vec<FormSheet>, Vec<FormSheet>) =
        month.submissions[loser].sheets.iter().cloned().partition(replaced);
    let fate = Fate::SetAside(reason);
    let as_a_whole = is_annex(&month.submissions[winner]) || is_annex(&month.submissions[loser]);
    if kept.is_empty() || as_a_whole {
        Arc::make_mut(&mut month.submissions[loser]).fate = fate;
        return;
    }
    let set_aside = Submission { sheets: replaced, fate, ..(*month.submissions[loser]).clone() };
    Arc::make_mut(&mut month.submissions[loser]).sheets = kept;
    let added = month.submissions.len();
    if let Outcome::Submissions(places) =
        &mut Arc::make_mut(&mut month.files)[set_aside.file].outcome
    {
        places.push(added);
    }
    month.submissions.push(Arc::new(set_aside));
}

/// A version set aside early must point to the version that is used in the end.
fn follow_winners(month: &mut Month) {
    for place in 0..month.submissions.len() {
        let mut at = place;
        while let Fate::SetAside(Reason::OtherVersion(next) | Reason::IdenticalCopy(next)) =
            month.submissions[at].fate
        {
            at = next;
        }
        if at != place
            && let Fate::SetAside(Reason::OtherVersion(to) | Reason::IdenticalCopy(to)) =
                &mut Arc::make_mut(&mut month.submissions[place]).fate
        {
            *to = at;
        }
    }
}

/// Do both have the same content in the forms that they share, wherever it stands on the sheets?
fn same_content(one: &Submission, other: &Submission) -> bool {
    let written = |submission: &Submission, rival: &Submission| {
        let mut cells: Vec<(String, String, String, String)> = Vec::new();
        for (part, AnnexFigure { figure, .. }) in
            submission.annexed.iter().flat_map(|annexed| annexed.figures())
        {
            let value = format!("{}/{} {}", figure.sum, figure.weight, figure.complete);
            let column = figure.basis.suffix().to_owned();
            cells.push((part.name.to_string(), figure.indicator.to_string(), column, value));
        }
        let shared = |sheet: &&FormSheet| rival.sheets.iter().any(|r| sheet.is_same_form(r));
        for sheet in submission.sheets.iter().filter(shared) {
            let list = sheet.list.as_deref().unwrap_or_default();
            let form = format!("{list} {}", sheet.sub_unit.as_deref().unwrap_or_default());
            let mut add = |row: String, column: String, text: &str| {
                cells.push((form.clone(), row, column, text.to_owned()));
            };
            for figure in sheet.figures.iter() {
                add(figure.code.to_string(), figure.basis.suffix().to_owned(), &figure.written());
            }
            for (place, row) in sheet.rows.iter().enumerate() {
                for field in row.fields() {
                    let column = format!("{}{}", field.column, field.basis.suffix());
                    add(format!("{place:06}"), column, &field.written());
                }
            }
        }
        cells.sort();
        cells
    };
    written(one, other) == written(other, one)
}
