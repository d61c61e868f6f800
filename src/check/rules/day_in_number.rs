//! Days where numbers belong: 12/5 that a spreadsheet took for the twelfth of May, and what was added up
//! with one.

use crate::check::{Check, Evidence, Finding, Rule, Severity, unreadable_cells};
use crate::form::{NoNumber, Reading};

pub(super) const RULE: Rule = Rule {
    code: "ngay-trong-o-so",
    severity: Severity::Error,
    title: "Ô số ghi ngày tháng",
    why: "Gõ 12/5 hoặc 4.5 vào ô, máy tự đổi thành ngày; bên trong là số ngày tính từ năm 1900, cộng \
          vào sẽ thành hàng chục nghìn.",
    remedy: "Đề nghị đơn vị định dạng lại ô là số rồi ghi đúng một số; ngày không bao giờ được tính \
             thành số.",
    example: "Xã Hai, Biểu 01, ô F30: ô số ghi ngày tháng (Tổng số lao động ghi \"12/05/2023\", chưa \
              có số liệu). Không tính là 0. Đề nghị định dạng lại ô là số rồi ghi số.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let to_do = "Đề nghị định dạng lại ô là số rồi ghi số.";
    let is_day = |reading: &Reading| matches!(reading, Reading::NotANumber(NoNumber::Day(_)));
    let is_sum = |reading: &Reading| *reading == Reading::NotANumber(NoNumber::AddsDay);
    let sum = "số này cộng cả ô ghi ngày tháng";
    let to_correct = "Đề nghị sửa ô ghi ngày tháng rồi tính lại.";
    [
        unreadable_cells::findings(evidence, is_day, "ô số ghi ngày tháng", to_do),
        unreadable_cells::findings(evidence, is_sum, sum, to_correct),
    ]
    .concat()
}
