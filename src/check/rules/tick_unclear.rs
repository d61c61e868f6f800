//! Ticks that are neither yes nor no.

use crate::check::odd_field::OddField;
use crate::check::odd_fields::{OddText, odd_fields};
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::form::{FieldValue, TickReading};

pub(super) const RULE: Rule = Rule {
    code: "danh-dau-khong-ro",
    severity: Severity::Warning,
    title: "Ô đánh dấu không rõ có hay không",
    why: "Cột đánh dấu quyết định tổ chức có được đếm hay không; chương trình không đoán.",
    remedy: "Đề nghị ghi x hoặc để trống; nếu là cách ghi quen dùng, thêm vào trang Ký hiệu của \
             khai-bao.xlsx.",
    example: "Xã Hai, Biểu 02, ô Y9: ô đánh dấu không rõ có hay không (Đa dịch vụ hiệu quả của \
              HTX DVNN Hai ghi \"đang xét\"). Chưa tính. Đề nghị ghi x hoặc để trống.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let odd = |field: &OddField<'_>| {
        let may_be = [TickReading::Yes, TickReading::No].map(FieldValue::Tick).into();
        let is_unclear = field.value() == &FieldValue::Tick(TickReading::Unclear);
        is_unclear.then(|| OddText { may_be, ..OddText::default() })
    };
    let what = "ô đánh dấu không rõ có hay không";
    odd_fields(evidence, odd, what, (" Chưa tính.", "Đề nghị ghi x hoặc để trống."))
}
