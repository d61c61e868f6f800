//! Days that cannot be read.

use crate::check::odd_fields::{OddField, odd_fields};
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::form::{DayReading, FieldValue};

pub(super) const RULE: Rule = Rule {
    code: "ngay-khong-ro",
    severity: Severity::Warning,
    title: "Ngày không đọc được",
    why: "Ngày thành lập quyết định tổ chức có được tính là mới hay không.",
    remedy: "Đề nghị ghi ngày theo dạng dd/mm/yyyy, ví dụ 29/04/2016.",
    example: "Xã Hai, Biểu 02, ô D9: ngày không đọc được (Ngày thành lập của HTX DVNN Hai \
              ghi \"31/02/2016\"). Chưa tính. Đề nghị ghi dạng dd/mm/yyyy.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let odd = |field: &OddField<'_>| {
        (field.value() == &FieldValue::Day(DayReading::NotADay)).then(String::new)
    };
    let what = "ngày không đọc được";
    odd_fields(evidence, odd, what, (" Chưa tính.", "Đề nghị ghi dạng dd/mm/yyyy."))
}
