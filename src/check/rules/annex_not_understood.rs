//! Figures of an annex that this office's settings do not know.

use crate::check::sentence_parts::place;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::form::NamedUnit;
use crate::intake::submission::{Fate, Submission};

pub(super) const RULE: Rule = Rule {
    code: "phu-luc-khong-hieu",
    severity: Severity::Warning,
    title: "Số liệu trong phụ lục cấp dưới không dùng được",
    why: "Khai báo của hai cấp khác nhau thì có số liệu cấp dưới gửi lên mà cấp trên không cộng.",
    remedy: "Nếu cần số liệu đó, thêm mã vào trang Số liệu của khai-bao.xlsx rồi chạy lại; nếu mã ghi \
             sai, đề nghị cơ quan lập phụ lục sửa. Không cần thì bỏ qua.",
    example: "Huyện Hai, Nguồn số liệu, ô F2: không có mã số liệu htx.khac. Không cộng vào kết quả. \
              Nếu cần, thêm mã vào trang Số liệu của khai-bao.xlsx rồi chạy lại.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let used = evidence.month.submissions.iter().filter(|s| s.fate == Fate::Used);
    used.flat_map(|submission| findings(evidence, submission)).collect()
}

/// One finding for each reason, with all its cells.
fn findings(evidence: &Evidence<'_>, submission: &Submission) -> Vec<Finding> {
    let (Some(annexed), Some(NamedUnit::Known(unit))) = (&submission.annexed, &submission.unit)
    else {
        return Vec::new();
    };
    let mut reasons: Vec<&str> = annexed.not_understood.iter().map(|row| &*row.why).collect();
    reasons.sort_unstable();
    reasons.dedup();
    let finding = |why: &str| {
        let rows = annexed.not_understood.iter().filter(|row| row.why == why);
        let cells: Vec<_> = rows.map(|row| row.at).collect();
        let place = place(evidence, Some(*unit), &annexed.file, &annexed.sheet, &cells);
        Finding {
            unit: Some(*unit),
            file: annexed.file.to_string(),
            sheet: annexed.sheet.to_string(),
            cells,
            found: why.to_owned(),
            expected: "số liệu có trong khai báo".to_owned(),
            message: format!(
                "{place}: {why}. Không cộng vào kết quả. Nếu cần, thêm mã vào trang Số liệu của \
                 khai-bao.xlsx rồi chạy lại."
            ),
            ..Finding::default()
        }
    };
    reasons.into_iter().map(finding).collect()
}
