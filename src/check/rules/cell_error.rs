//! Cells that show an error value.

use crate::check::{Check, Evidence, Finding, Rule, Severity, unreadable_cells};
use crate::form::Reading;

pub(super) const RULE: Rule = Rule {
    code: "o-loi",
    severity: Severity::Error,
    title: "Ô báo lỗi",
    why: "Ô #REF!, #DIV/0!… không có số liệu; coi là 0 sẽ làm sai tổng số và bình quân.",
    remedy: "Đề nghị đơn vị nhập lại số vào ô báo lỗi.",
    example: "Xã Năm, Biểu 01, ô F55: ô báo lỗi, không có số liệu (Lãi bình quân một THT \
              ghi #REF!, đang dùng 103 tính theo danh sách). Không tính là 0. Đề nghị nhập lại.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let is = |reading: &Reading| *reading == Reading::Error;
    unreadable_cells::findings(evidence, is, "ô báo lỗi, không có số liệu", "Đề nghị nhập lại.")
}
