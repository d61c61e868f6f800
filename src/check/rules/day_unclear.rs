//! Days that cannot be read, or make no sense.

use crate::check::odd_field::OddField;
use crate::check::odd_fields::{OddText, odd_fields};
use crate::check::sentence_parts::day_in_words;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::form::{DayFault, DayReading, FieldValue, typed_without_strokes};

pub(super) const RULE: Rule = Rule {
    code: "ngay-khong-ro",
    severity: Severity::Warning,
    title: "Ngày không đọc được, hoặc không thể có",
    why: "Ngày thành lập quyết định tổ chức có được tính là mới hay không; 091208 gõ thiếu dấu hay chỉ \
          ghi năm thì máy đổi thành một ngày khác hẳn.",
    remedy: "Đề nghị ghi ngày theo dạng dd/mm/yyyy, ví dụ 29/04/2016.",
    example: "Xã Hai, Biểu 02, ô D9: ngày không đọc được (Ngày thành lập của HTX DVNN Hai \
              ghi \"31/02/2016\"). Chưa tính. Đề nghị ghi dạng dd/mm/yyyy.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    odd_fields(
        evidence,
        odd,
        "ngày không đọc được",
        (" Chưa tính.", "Đề nghị ghi dạng dd/mm/yyyy."),
    )
}

/// Why a day is none, and which is meant.
fn odd(field: &OddField<'_>) -> Option<OddText> {
    let FieldValue::Day(DayReading::NotADay(fault)) = field.value() else { return None };
    let meant = typed_without_strokes(&field.written()).map(day_in_words);
    // A number that may be a day of its own is not certainly one typed without strokes.
    let instead = meant.clone().filter(|_| *fault != DayFault::TwoDays);
    let more = match (fault, meant) {
        (DayFault::TwoDays, Some(day)) => format!("; có thể là {day} gõ thiếu dấu /, chưa rõ"),
        (_, Some(day)) => format!("; ý là {day}?"),
        (DayFault::OnlyAYear, None) => "; chỉ ghi năm".to_owned(),
        (DayFault::TooEarly, None) => "; quá xa trước đây".to_owned(),
        (DayFault::AfterThePeriod, None) => "; sau kỳ báo cáo".to_owned(),
        (DayFault::Unreadable | DayFault::TwoDays, None) => String::new(),
    };
    Some(OddText { more, instead, may_be: Vec::new() })
}
