//! A decision of the officer's that fits nothing any more.

use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::intake::REVIEW_FILE;
use crate::workspace::StaleEntry;

pub(super) const RULE: Rule = Rule {
    code: "y-kien-het-hieu-luc",
    severity: Severity::Info,
    title: "Ý kiến trong ra-soat.xlsx không còn khớp với báo cáo",
    why: "Đơn vị đã ghi lại số liệu hoặc gửi tệp khác, nên ý kiến cũ không được áp dụng nữa.",
    remedy: "Xem số liệu mới; nếu vẫn cần thì ghi ý kiến ở dòng mới. Dòng cũ được giữ để tra cứu.",
    example: "Tệp ra-soat.xlsx, trang Cần kiểm tra, ô J5: ý kiến \"255\" về Xã Hưng Thạnh, Biểu 01, \
              ô F53 không còn khớp với báo cáo nên không áp dụng. Ý kiến vẫn được giữ.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    evidence.entries.stale.iter().map(finding).collect()
}

fn finding(entry: &StaleEntry) -> Finding {
    Finding {
        file: REVIEW_FILE.to_owned(),
        sheet: entry.sheet.to_owned(),
        cells: vec![entry.at],
        found: entry.written.clone(),
        expected: "ý kiến về số liệu đang có".to_owned(),
        message: format!(
            "Tệp {REVIEW_FILE}, trang {}, ô {}: ý kiến \"{}\" về {} không còn khớp với báo cáo nên \
             không áp dụng. Ý kiến vẫn được giữ.",
            entry.sheet, entry.at, entry.written, entry.about
        ),
        ..Finding::default()
    }
}
