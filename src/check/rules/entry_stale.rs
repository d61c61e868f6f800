//! Decisions of the officer that no longer match any report.

use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::workspace::REVIEW_FILE;

pub(super) const RULE: Rule = Rule {
    code: "y-kien-het-khop",
    severity: Severity::Info,
    title: "Ý kiến đã ghi không còn khớp với báo cáo",
    why: "Ý kiến gắn với số đã ghi ở ô; đơn vị ghi số khác thì ý kiến cũ không được áp dụng nữa.",
    remedy: "Xem số mới ở dòng tương ứng; nếu vẫn còn sai, ghi ý kiến mới.",
    example: "Tệp ra-soat.xlsx, trang Cần kiểm tra, ô J5: ý kiến \"x\" về Xã Hai, Biểu 01, ô F27 \
              không còn khớp với báo cáo nên không áp dụng.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let finding = |entry: &crate::workspace::StaleEntry| Finding {
        file: REVIEW_FILE.to_owned(),
        sheet: entry.sheet.to_owned(),
        cells: vec![entry.at],
        found: entry.written.clone(),
        message: format!(
            "Tệp {REVIEW_FILE}, trang {}, ô {}: ý kiến \"{}\" về {} không còn khớp với báo cáo nên \
             không áp dụng.",
            entry.sheet, entry.at, entry.written, entry.about
        ),
        ..Finding::default()
    };
    evidence.entries.stale.iter().map(finding).collect()
}
