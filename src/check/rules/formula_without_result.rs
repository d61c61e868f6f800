//! Formulas that were saved without a result.

use crate::check::{Check, Evidence, Finding, Rule, Severity, unreadable_cells};
use crate::form::Reading;

pub(super) const RULE: Rule = Rule {
    code: "cong-thuc-chua-tinh",
    severity: Severity::Error,
    title: "Công thức chưa có kết quả",
    why: "Tệp lưu bằng phần mềm không tính công thức: ô nhìn như trống, đọc thành 0 là sai.",
    remedy: "Mở tệp bằng Excel, chờ tính xong, lưu lại; hoặc nhập số thay công thức.",
    example: "Xã Năm, Biểu 01, ô F37: ô có công thức nhưng tệp không lưu kết quả (Tổng số \
              cán bộ quản lý HTX, đang dùng 13 tính theo danh sách). Không tính là 0. Đề nghị mở \
              bằng Excel rồi lưu lại.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let is = |reading: &Reading| *reading == Reading::NoResult;
    let what = "ô có công thức nhưng tệp không lưu kết quả";
    unreadable_cells::findings(evidence, is, what, "Đề nghị mở bằng Excel rồi lưu lại.")
}
