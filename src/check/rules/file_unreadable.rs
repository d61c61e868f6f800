//! A file that cannot be read as a workbook.

use super::file_ignored::is_no_report;
use crate::check::sentence_parts::name_only;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::intake::FileError;
use crate::intake::submission::{FileRecord, Outcome};
use crate::workspace::refusal_words;
use viet_text::text::lowercase_first;

pub(super) const RULE: Rule = Rule {
    code: "tep-khong-doc-duoc",
    severity: Severity::Error,
    title: "Tệp không đọc được",
    why: "Số liệu trong tệp chưa được cộng vào kết quả; đơn vị gửi tệp coi như chưa có số liệu.",
    remedy: "Làm theo hướng dẫn ghi ở tệp (bỏ mật khẩu, lưu lại thành .xlsx…) rồi gửi lại.",
    example: "Tệp Bảy.xlsx: tệp có mật khẩu nên không mở được. Chưa sử dụng. Mở bằng Excel \
              với mật khẩu, bỏ mật khẩu, lưu rồi gửi lại.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    evidence.month.files.iter().filter_map(|file| finding(evidence, file)).collect()
}

fn finding(evidence: &Evidence<'_>, file: &FileRecord) -> Option<Finding> {
    let (what, remedy, to_ask) = match &file.outcome {
        Outcome::Refused(FileError::Refused(what)) if !is_no_report(file, what) => (
            refusal_words::what_it_is(what),
            refusal_words::what_to_do(what).to_owned(),
            Some(refusal_words::what_to_ask(what)),
        ),
        Outcome::Refused(FileError::NotOpened(error, remedy)) => (
            format!("Không mở được tệp ({error})"),
            (*remedy).to_owned(),
            // The unit can do nothing about this.
            None,
        ),
        _ => return None,
    };
    // The unit has a usable report: this file is only for information.
    let has_report = |unit| evidence.month.used_by(unit).next().is_some();
    let lower = lowercase_first(&what);
    let ask = to_ask
        .map(|to_ask| format!("tệp \"{}\": {lower}. {to_ask}.", name_only(&file.path)))
        .unwrap_or_default();
    Some(Finding {
        ask,
        unit: file.unit_by_name,
        file: file.path.to_string(),
        message: format!("Tệp {}: {lower}. Chưa sử dụng. {remedy}.", file.path),
        found: what,
        expected: remedy,
        eased: file.unit_by_name.is_some_and(has_report).then_some(Severity::Info),
        ..Finding::default()
    })
}
