//! Entries in the review workbook that the program does not understand.

use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::workspace::REVIEW_FILE;

pub(super) const RULE: Rule = Rule {
    code: "y-kien-khong-ro",
    severity: Severity::Warning,
    title: "Nội dung ghi trong ra-soat.xlsx chưa dùng được",
    why: "Chương trình không đoán ý: ô này chưa được áp dụng.",
    remedy: "Ghi lại theo một trong các cách nêu trong câu, lưu tệp rồi chạy lại.",
    example: "Tệp ra-soat.xlsx, trang Nhận định, ô C3: ghi \"tốt\", chưa áp dụng được. Đề nghị ghi Đạt hoặc Chưa đạt.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let finding = |entry: &crate::workspace::UnclearEntry| Finding {
        file: REVIEW_FILE.to_owned(),
        sheet: entry.sheet.to_owned(),
        cells: vec![entry.at],
        found: entry.written.clone(),
        expected: entry.expected.to_owned(),
        message: format!(
            "Tệp {REVIEW_FILE}, trang {}, ô {}: ghi \"{}\", chưa áp dụng được. Đề nghị ghi {}.",
            entry.sheet, entry.at, entry.written, entry.expected
        ),
        ..Finding::default()
    };
    evidence.entries.unclear.iter().map(finding).collect()
}
