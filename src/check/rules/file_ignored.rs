//! Files that are no reports.

use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::intake::FileError;
use crate::intake::submission::{FileRecord, Outcome};
use crate::workspace::refusal_words;
use viet_text::text::lowercase_first;
use workbook_io::read::Refusal;

pub(super) const RULE: Rule = Rule {
    code: "tep-bo-qua",
    severity: Severity::Info,
    title: "Tệp bỏ qua, không phải báo cáo",
    why: "Mọi tệp trong thư mục đều được kể tên, kể cả tệp không dùng đến.",
    remedy: "Không cần xử lý; nếu là báo cáo của một đơn vị, đề nghị gửi lại tệp Excel.",
    example: "Tệp ~$Xã Một.xlsx: tệp khóa tạm của Excel, không phải báo cáo. Bỏ qua.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    evidence.month.files.iter().filter_map(finding).collect()
}

fn finding(file: &FileRecord) -> Option<Finding> {
    let what = match &file.outcome {
        Outcome::Refused(FileError::Ignored(reason)) => (*reason).to_owned(),
        Outcome::Refused(FileError::Refused(what)) if is_no_report(file, what) => format!(
            "{}; không phải báo cáo. Nếu là báo cáo, đề nghị gửi tệp Excel (.xlsx)",
            lowercase_first(&refusal_words::what_it_is(what))
        ),
        _ => return None,
    };
    Some(Finding {
        file: file.path.to_string(),
        message: format!("Tệp {}: {what}. Bỏ qua.", file.path),
        found: what,
        ..Finding::default()
    })
}

/// A document that is no spreadsheet and names no unit. If it names one, it may be a scanned report
/// and is reported as unreadable.
pub(super) fn is_no_report(file: &FileRecord, what: &Refusal) -> bool {
    let no_sheet = matches!(
        what,
        Refusal::Word
            | Refusal::PowerPoint
            | Refusal::Pdf
            | Refusal::Image
            | Refusal::LockFile
            | Refusal::NotAWorkbook
    );
    no_sheet && file.unit_by_name.is_none()
}
