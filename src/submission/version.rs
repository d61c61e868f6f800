//! Which of several submissions of one unit is used, by a stated rule: what a version says
//! of itself ("sửa lần 2" over "sửa lần 1" over nothing), then the time stamped inside the
//! file, then the file's name.

use std::collections::BTreeMap;

use super::{Fate, Month, Outcome, Reason, Ruling, Submission};
use crate::form::{FormSheet, UnitSaid};
use crate::reading::text::{bare, folded};

/// Settles the fate of every submission: by the office's ruling where there is one.
pub(super) fn settle(month: &mut Month, rulings: &BTreeMap<usize, Ruling>) {
    let period = month.period;
    for (place, submission) in month.submissions.iter_mut().enumerate() {
        submission.fate = match (&submission.unit, submission.period) {
            _ if rulings.get(&place) == Some(&Ruling::Drop) => Fate::SetAside(Reason::ByOffice),
            (None, _) => Fate::SetAside(Reason::NoUnit),
            (Some(UnitSaid::Unknown(name)), _) => Fate::SetAside(Reason::UnknownUnit(name.clone())),
            _ if rulings.contains_key(&place) => Fate::Used,
            (_, Some(other)) if other != period => Fate::SetAside(Reason::OtherPeriod(other)),
            _ => Fate::Used,
        };
    }
    for place in 0..month.submissions.len() {
        if month.submissions[place].fate != Fate::Used {
            continue;
        }
        let rival = (0..place).find(|other| are_rivals(month, *other, place));
        let Some(other) = rival else { continue };
        let same = same_content(&month.submissions[other], &month.submissions[place]);
        let chosen = |place: usize| rulings.get(&place) == Some(&Ruling::Use);
        let later_wins = match (chosen(other), chosen(place)) {
            (true, false) => false,
            (false, true) => true,
            _ => !same && standing(month, place) > standing(month, other),
        };
        let (winner, loser) = if later_wins { (place, other) } else { (other, place) };
        let reason =
            if same { Reason::IdenticalCopy(winner) } else { Reason::OtherVersion(winner) };
        month.submissions[loser].fate = Fate::SetAside(reason);
    }
    follow_winners(month);
    forget_empty_files(month);
}

/// Both used, of one unit, and with a form in common; forms sent in separate files do not
/// rival each other.
fn are_rivals(month: &Month, one: usize, other: usize) -> bool {
    let (one, other) = (&month.submissions[one], &month.submissions[other]);
    let same_form = |a: &FormSheet, b: &FormSheet| a.template == b.template && a.list == b.list;
    one.fate == Fate::Used
        && other.fate == Fate::Used
        && one.unit == other.unit
        && one.sheets.iter().any(|a| other.sheets.iter().any(|b| same_form(a, b)))
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
        if let Fate::SetAside(Reason::OtherVersion(to) | Reason::IdenticalCopy(to)) =
            &mut month.submissions[place].fate
        {
            *to = at
        }
    }
}

/// A file whose sheets all came out empty keeps its line: it has no submissions.
fn forget_empty_files(month: &mut Month) {
    for file in &mut month.files {
        if matches!(&file.outcome, Outcome::Submissions(places) if places.is_empty()) {
            file.outcome = Outcome::NoForm(Vec::new());
        }
    }
}

/// What speaks for a version, the weightiest first.
fn standing(month: &Month, place: usize) -> (u32, Option<String>, String) {
    let submission = &month.submissions[place];
    let file = &month.files[submission.file];
    let lines = submission.sheets.iter().flat_map(|sheet| &sheet.heading.lines);
    let said = lines.map(|line| revision(line)).max().unwrap_or(0);
    (said.max(revision(&file.path)), file.modified.clone(), file.path.to_string())
}

/// What a text says of its version: 0 for nothing, 1 for "sửa", n + 1 for "sửa lần n".
fn revision(text: &str) -> u32 {
    const WORDS: [&str; 8] =
        ["sua lai", "sua", "bo sung", "dieu chinh", "chinh sua", "thay the", "chinh thuc", "moi"];
    let spaced: String =
        folded(text).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let text = format!(" {} ", bare(&spaced).split_whitespace().collect::<Vec<_>>().join(" "));
    let mut highest = 0;
    for word in WORDS {
        let Some(at) = text.find(&format!(" {word} ")) else { continue };
        let rest = text[at + word.len() + 1..].trim_start();
        let counted =
            rest.strip_prefix("lan ").and_then(|rest| rest.split(' ').next()?.parse().ok());
        // "mới" and "sửa" stand in many a label, too; a heading line rarely is that short.
        let short_enough = counted.is_some() || text.split_whitespace().count() <= 12;
        if short_enough {
            highest = highest.max(counted.map_or(1, |n: u32| n.saturating_add(1)));
        }
    }
    highest
}

/// The same cells with the same content, form by form.
fn same_content(one: &Submission, other: &Submission) -> bool {
    let written = |submission: &Submission| {
        let mut cells: Vec<(String, Option<String>, String, String)> = Vec::new();
        for sheet in &submission.sheets {
            let mut add = |at: String, text: &str| {
                cells.push((sheet.template.clone(), sheet.list.clone(), at, text.to_owned()));
            };
            for figure in &sheet.figures {
                add(figure.at.to_string(), &figure.written);
            }
            for field in sheet.rows.iter().flat_map(|row| &row.fields) {
                add(field.at.to_string(), &field.written);
            }
        }
        cells
    };
    written(one) == written(other)
}
