//! Text that is no number where a number belongs.

use crate::check::{Check, Evidence, Finding, Rule, Severity, unreadable_cells};
use crate::form::Reading;

pub(super) const RULE: Rule = Rule {
    code: "khong-phai-so",
    severity: Severity::Error,
    title: "Ô số ghi chữ không đọc được thành số",
    why: "Ô không cho số liệu nào; coi là 0 sẽ làm sai tổng số và bình quân.",
    remedy: "Đề nghị đơn vị ghi số; nếu là cách ghi quen dùng (như \"không có\"), thêm vào trang \
             Ký hiệu của khai-bao.xlsx.",
    example: "Xã Hai, Biểu 01, ô F30: ô số ghi chữ, không đọc được thành số (Tổng số lao động \
              ghi \"xem biểu 2\", chưa có số liệu). Không tính là 0. Đề nghị ghi số.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let is = |reading: &Reading| *reading == Reading::NotANumber;
    let what = "ô số ghi chữ, không đọc được thành số";
    unreadable_cells::findings(evidence, is, what, "Đề nghị ghi số.")
}
