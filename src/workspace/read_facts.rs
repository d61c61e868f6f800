//! Reads sheet Thông tin kỳ: each fact is understood or reported.

use chrono::{Months, NaiveDate};

use super::entries::Entries;
use super::entry_table::EntryRow;
use super::facts::{
    ALLOWED_PLACE, FACT_NAMES, PROVISIONAL_PLACE, REPORT_PLACE, SENT_ANNEXES, SENT_PLACE,
};
use super::sheets;
use viet_text::citation::Citation;
use viet_text::date::read_date;
use viet_text::period::Period;
use viet_text::text::folded;

/// What may be written there.
const SENT_ANNEXES_EXPECTED: &str = "tên tệp phụ lục đã gửi, ví dụ phu-luc-2023-10.xlsx ngày 10/11/2023; nhiều lần gửi thì cách nhau \
     bằng dấu chấm phẩy";

impl Entries {
    pub(super) fn read_facts(&mut self) {
        let rows: Vec<EntryRow> = self.rows(sheets::FACTS).cloned().collect();
        for row in rows {
            let name = row.text("Mục");
            let written = row.text("Giá trị");
            let Some(place) = FACT_NAMES.iter().position(|n| folded(n) == folded(&name)) else {
                continue;
            };
            if place == SENT_PLACE {
                self.facts.sent_annexes = row.text(SENT_ANNEXES);
                self.facts.sent_said = !written.is_empty() && !is_not_yet(&written);
                if !self.facts.sent_said {
                    continue;
                }
            }
            if written.is_empty() {
                continue;
            }
            match place {
                REPORT_PLACE => self.read_report(&row, &written),
                5 => self.facts.last_call = written,
                PROVISIONAL_PLACE => self.read_permission(&row, &written),
                ALLOWED_PLACE => self.facts.allowed_by = written,
                _ => self.read_day(place, &row, &written),
            }
        }
    }

    /// Rejects a day of sending before the period or years after it, which must be a slip.
    pub fn doubt_sent_on(&mut self, period: Period) {
        let latest = period.last_day().checked_add_months(Months::new(36));
        let is_plausible =
            |day: &NaiveDate| *day >= period.first_day() && latest.is_none_or(|last| *day <= last);
        let doubted = self.facts.sent_on.take_if(|day| !is_plausible(day));
        if doubted.is_some() {
            self.unclear_fact(
                SENT_PLACE,
                "Giá trị",
                "ngày gửi phụ lục của kỳ này: không trước ngày đầu kỳ, không quá 3 năm sau kỳ",
            );
        }
    }

    /// Notes that the record of sent annexes cannot be understood.
    pub fn doubt_sent_annexes(&mut self) {
        self.unclear_fact(SENT_PLACE, SENT_ANNEXES, SENT_ANNEXES_EXPECTED);
    }

    fn unclear_fact(&mut self, fact: usize, header: &str, expected: &'static str) {
        let is_fact = |row: &&EntryRow| folded(&row.text("Mục")) == folded(FACT_NAMES[fact]);
        let row = self.rows(sheets::FACTS).find(is_fact).cloned();
        if let Some(row) = row {
            self.unclear(sheets::FACTS, &row, header, expected);
        }
    }

    fn read_report(&mut self, row: &EntryRow, written: &str) {
        self.facts.report = Citation::read(written);
        if self.facts.report.no_such_day {
            let expected = "số, ngày của báo cáo, ví dụ 45/BC-STC ngày 04/02/2026";
            self.unclear(sheets::FACTS, row, "Giá trị", expected);
        }
    }

    fn read_permission(&mut self, row: &EntryRow, written: &str) {
        match says_yes(written) {
            Some(yes) => self.facts.sends_provisional = yes,
            None => {
                let expected = "Không hoặc Có (ghi số liệu tạm tính)";
                self.unclear(sheets::FACTS, row, "Giá trị", expected);
            }
        }
    }

    fn read_day(&mut self, fact: usize, row: &EntryRow, written: &str) {
        let day = read_date(written);
        if day.is_none() {
            self.unclear(sheets::FACTS, row, "Giá trị", "ngày, viết như 10/11/2023");
        }
        match fact {
            0 => self.facts.reported_on = day,
            1 => self.facts.data_until = day,
            2 => self.facts.deadline = day,
            _ => self.facts.sent_on = day,
        }
    }
}

/// Words for "not yet", which some write instead of leaving the cell blank.
fn is_not_yet(written: &str) -> bool {
    ["chưa", "chưa gửi", "không", "-"].contains(&folded(written).as_str())
}

/// "Có (ghi số liệu tạm tính)", "Có, …", "có" are yes; "Không", "chưa" are no.
fn says_yes(written: &str) -> Option<bool> {
    let folded = folded(written);
    match folded.split(|letter: char| !letter.is_alphanumeric()).next() {
        Some("có" | "co") => Some(true),
        Some("không" | "khong" | "chưa" | "") => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::says_yes;

    #[test]
    fn a_permission_is_yes_no_or_not_understood() {
        for (written, said) in [
            ("Có (ghi số liệu tạm tính)", Some(true)),
            ("Có, ghi số liệu tạm tính", Some(true)),
            ("CÓ", Some(true)),
            ("Không", Some(false)),
            ("chưa", Some(false)),
            ("-", Some(false)),
            ("đồng chí Ba", None),
            ("Cốt", None),
        ] {
            assert_eq!(says_yes(written), said, "{written}");
        }
    }
}
