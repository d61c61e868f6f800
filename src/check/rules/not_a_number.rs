//! Text that is no number, or more than one, where a number belongs.

use crate::check::{Check, Evidence, Finding, Rule, Severity, unreadable_cells};
use crate::form::{NoNumber, Reading};

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
    let of = |no: NoNumber, what, to_do| {
        let is = |reading: &Reading| *reading == Reading::NotANumber(no);
        unreadable_cells::findings(evidence, is, what, to_do)
    };
    let words = "ô số ghi chữ, không đọc được thành số";
    let several = "ô ghi hai số trở lên, không phải một số";
    let raised = "ô chỉ có số nhỏ viết lên cao, là dấu chú thích";
    [
        of(NoNumber::Words, words, "Đề nghị ghi số."),
        of(NoNumber::Several, several, "Đề nghị mỗi ô ghi một số."),
        of(NoNumber::Raised, raised, "Đề nghị ghi số."),
    ]
    .concat()
}
