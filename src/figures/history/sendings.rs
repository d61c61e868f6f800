//! Which annexes of a period were sent: the record in the column beside "Đã gửi ngày".
//!
//! `phu-luc-2023-10.xlsx ngày 10/11/2023; phu-luc-2023-10-2.xlsx ngày 20/11/2023`: the tool
//! writes it, the officer may correct it. Where an annex went out before its report had a number,
//! the number typed later stands behind: `(Báo cáo số 45/BC-STC ngày 04/02/2026)`.

use chrono::NaiveDate;

use crate::workspace::annex_book::names::{file_name, number};
use viet_text::citation::Citation;
use viet_text::date::read_date;
use viet_text::period::Period;
use viet_text::text::{clean, folded};

/// An annex that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sending {
    /// The annex's number.
    pub number: u32,
    /// The day, where one is said.
    pub on: Option<NaiveDate>,
    /// The report that it went with, where the annex itself does not bear its number.
    pub report: Citation,
}

/// How a part of the record begins that asks the officer which annex was sent.
const QUESTION: &str = "chưa rõ";

/// The question which of these annexes was sent, behind those that were sent before.
#[must_use]
pub fn question(sendings: &[Sending], candidates: [u32; 2], period: Period) -> String {
    let [earlier, new] = candidates.map(|number| file_name(period, number));
    let asked = format!("{QUESTION} {earlier} hay {new}");
    if sendings.is_empty() { asked } else { format!("{}; {asked}", in_words(sendings, period)) }
}

/// Does the record still ask which annex was sent?
#[must_use]
pub fn is_question(record: &str) -> bool {
    parts(record).any(|part| folded(&part).starts_with(QUESTION))
}

fn parts(record: &str) -> impl Iterator<Item = String> {
    record.split([';', '\n']).map(clean).filter(|part| !part.is_empty())
}

/// Reads a record; what it asks is left out. `None` where a part of it names no annex of the period. An annex may be
/// named by its file or by its number alone.
#[must_use]
pub fn sendings(record: &str, period: Period) -> Option<Vec<Sending>> {
    let said = parts(record).filter(|part| !is_question(part));
    said.map(|part| sending(&part, period)).collect()
}

fn sending(part: &str, period: Period) -> Option<Sending> {
    let in_brackets = |inside: &&str| folded(inside).starts_with("báo cáo");
    let (part, report) = match part.split_once('(').filter(|(_, inside)| in_brackets(inside)) {
        Some((part, inside)) => (part, Citation::read(inside.trim_end_matches(')'))),
        None => (part, Citation::default()),
    };
    let words = || part.split(' ').map(|word| word.trim_end_matches([',', '.']));
    let named = words().find_map(|word| number(&word.to_lowercase(), period));
    let counted = || words().find_map(|word| word.parse().ok().filter(|number| *number > 0));
    Some(Sending { number: named.or_else(counted)?, on: words().find_map(read_date), report })
}

/// The record in words.
#[must_use]
pub fn in_words(sendings: &[Sending], period: Period) -> String {
    let words = sendings.iter().map(|sending| {
        let name = file_name(period, sending.number);
        let on = sending.on.map(|day| format!(" ngày {}", day.format("%d/%m/%Y")));
        let report = Some(&sending.report).filter(|report| !report.is_open());
        let report = report.map(|report| format!(" (Báo cáo số {})", report.in_short()));
        name + &on.unwrap_or_default() + &report.unwrap_or_default()
    });
    words.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const OCTOBER: Period = Period::Month { year: 2023, month: 10 };

    fn day(day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2023, 11, day)
    }

    fn sent(number: u32, on: Option<NaiveDate>) -> Sending {
        Sending { number, on, report: Citation::default() }
    }

    #[test]
    fn a_record_reads_back_as_it_was_written() {
        let first =
            Sending { report: Citation::read("45/BC-STC ngày 9/11/2023"), ..sent(1, day(10)) };
        let all = [first, sent(3, day(20))];
        let words = in_words(&all, OCTOBER);
        assert_eq!(
            words,
            "phu-luc-2023-10.xlsx ngày 10/11/2023 (Báo cáo số 45/BC-STC ngày 09/11/2023); \
             phu-luc-2023-10-3.xlsx ngày 20/11/2023"
        );
        assert_eq!(sendings(&words, OCTOBER).unwrap(), all);
    }

    #[test]
    fn a_question_names_no_annex_sent() {
        for known in [vec![], vec![sent(1, day(10))]] {
            let asked = question(&known, [2, 3], OCTOBER);
            assert!(asked.ends_with("phu-luc-2023-10-2.xlsx hay phu-luc-2023-10-3.xlsx"));
            assert!(is_question(&asked));
            assert_eq!(sendings(&asked, OCTOBER), Some(known));
        }
        assert!(!is_question("phu-luc-2023-10.xlsx ngày 10/11/2023"));
    }

    #[test]
    fn records_as_officers_write_them() {
        for (record, expected) in [
            ("2", Some(vec![sent(2, None)])),
            ("Phu-luc-2023-10-2.xlsx", Some(vec![sent(2, None)])),
            ("phụ lục số 3, ngày 12/11/2023", Some(vec![sent(3, day(12))])),
            ("", Some(Vec::new())),
            ("bản cuối", None),
            ("phu-luc-2023-09.xlsx", None),
        ] {
            assert_eq!(sendings(record, OCTOBER), expected, "{record}");
        }
    }
}
