//! Which annexes were sent: the record, updated with the day typed.

use chrono::NaiveDate;

use super::annex_file::{AnnexFile, SENT_PROPERTY};
use crate::figures::history::sendings::{Sending, in_words, is_question, question, sendings};
use crate::workspace::PeriodFacts;
use viet_text::citation::Citation;
use viet_text::period::Period;

/// Which annexes were sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentAnnexes {
    /// The annexes sent, the latest last.
    pub sendings: Vec<Sending>,
    /// The new record, if it has changed.
    pub record: Option<String>,
    /// The day of sending is not understood: annexes are kept as if they were sent, and no
    /// correction is made.
    pub doubtful: bool,
    /// The day was typed before there was an annex: the one that this run writes is meant.
    pub to_be: bool,
    /// The latest was marked as sent since the last run.
    pub is_new: bool,
    /// The day was typed together with decisions that make another annex: it is asked which of the
    /// two was sent.
    pub asked: bool,
    /// The reports that they went with, from the annexes or the record.
    pub reports: Vec<Citation>,
}

impl SentAnnexes {
    /// Is this the report of an annex that was already sent?
    #[must_use]
    pub fn went_with(&self, report: &Citation) -> bool {
        self.reports.iter().any(|sent| sent.is_same_document(report))
    }

    /// Which of two annexes was sent is asked; it was the latest of these, or the one that this run
    /// makes.
    #[must_use]
    pub fn asking(&self, new: u32, period: Period) -> Self {
        let mut sendings = self.sendings.clone();
        let mut reports = self.reports.clone();
        let candidate = sendings.pop().map_or(1, |sending| sending.number);
        reports.truncate(sendings.len());
        let record = Some(question(&sendings, [candidate, new], period));
        Self { sendings, reports, record, doubtful: true, asked: true, ..Self::default() }
    }

    /// If the latest annex was sent before its report had a number and is not corrected yet, a
    /// number typed now is that report's. The record keeps it.
    pub fn note_report(&mut self, facts: &PeriodFacts, period: Period) {
        let Some(last) = self.sendings.last() else { return };
        if facts.report.is_open() || self.went_with(&facts.report) {
            return;
        }
        let is_numbered = |report: &Citation| !report.number.is_empty();
        if self.reports.last().is_some_and(is_numbered) || !is_numbered(&facts.report) {
            return;
        }
        let noted = Sending { report: facts.report.clone(), ..last.clone() };
        let mut known = self.sendings.clone();
        *known.last_mut().expect("there is a last one") = noted;
        let record = in_words(&known, period);
        if sendings(&record, period).as_ref() == Some(&known) {
            self.reports.push(facts.report.clone());
            self.sendings = known;
            self.record = (record != facts.sent_annexes).then_some(record);
        }
    }
}

/// Which annexes were sent, from the officer's day, the record and the existing annexes.
///
/// A day without a record, or later than the record's last, means the annex with the highest
/// number. An earlier day corrects the last one's day. Without a day the record stays. `first` is
/// the number of the period's first annex, if there is none yet.
#[must_use]
pub fn sent_annexes(
    facts: &PeriodFacts,
    annexes: &[AnnexFile],
    first: u32,
    period: Period,
) -> SentAnnexes {
    let typed = sendings(&facts.sent_annexes, period);
    let is_clear = typed.is_some();
    let typed = typed.filter(|sendings| !sendings.is_empty());
    if is_question(&facts.sent_annexes) {
        let sendings = typed.unwrap_or_default();
        // Without a day there is nothing to ask.
        let asked = facts.sent_said;
        let record = (!asked).then(|| in_words(&sendings, period));
        return SentAnnexes { sendings, record, doubtful: asked, asked, ..SentAnnexes::default() };
    }
    let Some(day) = facts.sent_on else {
        let doubtful = facts.sent_said && typed.is_none();
        let sendings = typed.unwrap_or_default();
        return SentAnnexes { sendings, doubtful, ..SentAnnexes::default() };
    };
    let known = typed.or_else(|| kept_by_annex(annexes, period)).unwrap_or_default();
    let to_be = known.is_empty() && annexes.is_empty();
    let highest = annexes.last().map_or(first, |annex| annex.number);
    let already = known.len();
    let sendings = updated(known, day, highest);
    let is_new = sendings.len() > already && !to_be;
    let record = in_words(&sendings, period);
    let says_so = record == facts.sent_annexes || !is_clear;
    let record = (!says_so).then_some(record);
    SentAnnexes { sendings, record, to_be, is_new, ..SentAnnexes::default() }
}

fn updated(mut known: Vec<Sending>, day: NaiveDate, highest: u32) -> Vec<Sending> {
    match known.last_mut() {
        Some(last) if last.on == Some(day) => {}
        Some(last) if last.on.is_some_and(|on| on < day) && highest > last.number => {
            known.push(of_annex(highest, day));
        }
        Some(last) => last.on = Some(day),
        None => known.push(of_annex(highest, day)),
    }
    known
}

fn of_annex(number: u32, on: NaiveDate) -> Sending {
    Sending { number, on: Some(on), report: Citation::default() }
}

/// The record that the newest correction carries.
fn kept_by_annex(annexes: &[AnnexFile], period: Period) -> Option<Vec<Sending>> {
    let kept = annexes.iter().rev().find_map(|annex| annex.property(SENT_PROPERTY))?;
    sendings(kept, period)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    const OCTOBER: Period = Period::Month { year: 2023, month: 10 };

    fn annexes(numbers: &[u32]) -> Vec<AnnexFile> {
        let annex = |number: &u32| AnnexFile {
            number: *number,
            path: PathBuf::new(),
            book: None,
            edited: true,
            foreign: None,
            damage: None,
        };
        numbers.iter().map(annex).collect()
    }

    fn facts(day: Option<u32>, record: &str) -> PeriodFacts {
        let sent_on = day.and_then(|day| NaiveDate::from_ymd_opt(2023, 11, day));
        let sent_annexes = record.to_owned();
        PeriodFacts { sent_on, sent_said: day.is_some(), sent_annexes, ..PeriodFacts::default() }
    }

    #[test]
    fn the_record_follows_the_day() {
        const FIRST: &str = "phu-luc-2023-10.xlsx ngày 10/11/2023";
        const BOTH: &str =
            "phu-luc-2023-10.xlsx ngày 10/11/2023; phu-luc-2023-10-2.xlsx ngày 20/11/2023";
        for (day, record, numbers, expected) in [
            (None, "", &[1][..], ""),
            (Some(10), "", &[1], FIRST),
            (Some(10), FIRST, &[1, 2], FIRST),
            // Marked sent again: the correction was.
            (Some(20), FIRST, &[1, 2], BOTH),
            (Some(20), BOTH, &[1, 2, 3], BOTH),
            // The day was mistyped at first.
            (Some(9), FIRST, &[1, 2], "phu-luc-2023-10.xlsx ngày 09/11/2023"),
            (Some(12), FIRST, &[1], "phu-luc-2023-10.xlsx ngày 12/11/2023"),
            // The officer says which.
            (Some(10), "1", &[1, 2], FIRST),
            (None, FIRST, &[1], FIRST),
            // Nothing is there yet: the annex that is about to be written.
            (Some(10), "", &[], FIRST),
        ] {
            let sent = sent_annexes(&facts(day, record), &annexes(numbers), 1, OCTOBER);
            assert_eq!(in_words(&sent.sendings, OCTOBER), expected, "{day:?} {record}");
            let written = sent.record.unwrap_or_else(|| record.to_owned());
            assert_eq!(written, expected, "{day:?} {record}");
        }
    }

    #[test]
    fn an_open_question_is_kept_until_it_is_answered() {
        const FIRST: &str = "phu-luc-2023-10.xlsx ngày 10/11/2023";
        let sent =
            |day, record: &str| sent_annexes(&facts(day, record), &annexes(&[1, 2]), 1, OCTOBER);
        let asking = sent(Some(10), FIRST).asking(2, OCTOBER);
        let record = asking.record.clone().unwrap();
        assert!(asking.sendings.is_empty() && asking.asked && asking.doubtful);
        let again = sent(Some(10), &record);
        assert!(again.sendings.is_empty() && again.asked && again.record.is_none());
        let withdrawn = sent(None, &record);
        assert_eq!((withdrawn.asked, withdrawn.record.as_deref()), (false, Some("")));
        for (answer, number) in [("phu-luc-2023-10.xlsx", 1), ("2", 2)] {
            let answered = sent(Some(10), answer);
            assert_eq!(answered.sendings[0].number, number);
            assert!(!answered.asked && !answered.doubtful);
        }
    }

    #[test]
    fn an_unreadable_record_is_kept() {
        let sent = sent_annexes(&facts(Some(10), "bản cuối"), &annexes(&[1]), 1, OCTOBER);
        assert_eq!((sent.sendings.len(), sent.record), (1, None));
    }
}
