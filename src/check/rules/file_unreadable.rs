//! A file that is no workbook which can be read.

use crate::check::{Evidence, Finding, Rule, Severity};
use crate::intake::Refusal;
use crate::submission::Outcome;

pub(super) const RULE: Rule = Rule {
    code: "tep-khong-doc-duoc",
    severity: Severity::Error,
    title: "Tệp không đọc được",
    why: "Số liệu trong tệp chưa được cộng vào kết quả; đơn vị gửi tệp coi như chưa có số liệu.",
    remedy: "Làm theo hướng dẫn ghi ở tệp (bỏ mật khẩu, lưu lại thành .xlsx…) rồi gửi lại.",
    example: "Tệp Thạnh Lợi.xlsx: Tệp có mật khẩu nên không mở được. Chưa sử dụng.",
    check,
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let refused = evidence.month.files.iter().filter_map(|file| match &file.outcome {
        Outcome::Refused(Refusal::Unreadable(what)) => {
            Some((file, what.what_it_is(), what.what_to_do().to_owned()))
        }
        Outcome::Refused(Refusal::NotOpened(error)) => Some((
            file,
            format!("Không mở được tệp ({error})"),
            "Đóng tệp nếu đang mở trong Excel rồi chạy lại".to_owned(),
        )),
        _ => None,
    });
    let finding = |(file, what, remedy): (&crate::submission::FileRecord, String, String)| {
        let mut found = what.chars();
        let lower = found.next().map(|c| c.to_lowercase().collect::<String>()).unwrap_or_default();
        Finding {
            unit: file.unit_by_name,
            file: file.path.to_string(),
            message: format!(
                "Tệp {}: {lower}{}. Chưa sử dụng. {remedy}.",
                file.path,
                found.as_str()
            ),
            found: what,
            expected: remedy,
            ..Finding::default()
        }
    };
    refused.map(finding).collect()
}
