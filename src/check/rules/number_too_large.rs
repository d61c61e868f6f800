//! Numbers too large for this domain.

use crate::check::{Check, Evidence, Finding, Rule, Severity, unreadable_cells};
use crate::form::Reading;

pub(super) const RULE: Rule = Rule {
    code: "so-qua-lon",
    severity: Severity::Error,
    title: "Số lớn quá mức",
    why: "Số từ 1.000.000 tỷ trở lên không thể là số liệu thật (gõ thừa số, dán nhầm); dùng vào sẽ \
          làm hỏng mọi tổng số.",
    remedy: "Đề nghị đơn vị kiểm tra, nhập lại.",
    example: "Xã Hai, Biểu 01, ô F33: số lớn quá mức, không dùng (Doanh thu bình quân một HTX \
              ghi \"1E+20\", chưa có số liệu). Không tính là 0. Đề nghị nhập lại.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let is = |reading: &Reading| *reading == Reading::Oversized;
    unreadable_cells::findings(evidence, is, "số lớn quá mức, không dùng", "Đề nghị nhập lại.")
}
