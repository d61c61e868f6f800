//! An earlier period's annex that was edited by hand; it is used as it is.

use crate::check::sentence_parts::first_few;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::figures::history::EarlierPeriod;

pub(super) const RULE: Rule = Rule {
    code: "phu-luc-truoc-sua-tay",
    severity: Severity::Info,
    title: "Phụ lục kỳ trước đã được sửa tay",
    why: "Số liệu kỳ trước lấy từ phụ lục đã lập; phụ lục sửa tay thì dùng số đã sửa.",
    remedy: "Mở phụ lục của kỳ đó xem lại; nếu sửa nhầm, chạy lại kỳ đó để lập phụ lục mới.",
    example: "Phụ lục đã được sửa tay sau khi lập: 2023-09/ket-qua/phu-luc-2023-09.xlsx (tháng \
              9/2023). Số liệu kỳ trước lấy theo tệp đã sửa.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let edited: Vec<&EarlierPeriod> =
        evidence.history.periods.iter().rev().filter(|earlier| earlier.edited).collect();
    if edited.is_empty() {
        return Vec::new();
    }
    let named =
        |earlier: &&EarlierPeriod| format!("{} ({})", earlier.file, earlier.period.in_words());
    let files: Vec<String> = edited.iter().map(named).collect();
    let message = format!(
        "Phụ lục đã được sửa tay sau khi lập: {}. Số liệu kỳ trước lấy theo tệp đã sửa.",
        first_few(&files, "phụ lục")
    );
    let found = "đã sửa tay".to_owned();
    vec![Finding { found, expected: "như khi lập".to_owned(), message, ..Finding::default() }]
}
