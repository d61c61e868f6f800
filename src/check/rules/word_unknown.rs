//! Words that are not among their column's choices.

use crate::check::odd_field::OddField;
use crate::check::odd_fields::{OddText, odd_fields};
use crate::check::sentence_parts::nearest;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::form::FieldValue;

pub(super) const RULE: Rule = Rule {
    code: "tu-ngoai-danh-muc",
    severity: Severity::Warning,
    title: "Cột lựa chọn ghi từ không có trong danh mục",
    why: "Chương trình không biết xếp tổ chức vào loại nào, nên các số đếm theo cột này chưa đủ.",
    remedy: "Đề nghị ghi đúng một từ của danh mục; hoặc thêm từ vào trang Danh sách của \
             khai-bao.xlsx.",
    example: "Xã Hai, Biểu 02, ô AB9: từ không có trong danh mục của cột (Xếp loại của HTX DVNN \
              Hai ghi \"Trung bìh\"; ý là \"Trung bình\"?). Đề nghị ghi đúng danh mục.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let what = "từ không có trong danh mục của cột";
    odd_fields(evidence, odd, what, ("", "Đề nghị ghi đúng danh mục."))
}

fn odd(field: &OddField<'_>) -> Option<OddText> {
    let FieldValue::Words(Some(words)) = field.value() else { return None };
    let choices = &field.column().choices;
    if choices.is_empty() || field.column().is_choice(words) {
        return None;
    }
    let known = choices.iter().map(String::as_str);
    let meant = nearest(words, known);
    let more = meant.map_or_else(String::new, |word| format!("; ý là \"{word}\"?"));
    let others = choices.iter().map(String::as_str).filter(|word| Some(*word) != meant);
    let word = |word: &str| FieldValue::Words(Some(word.into()));
    let may_be = meant.into_iter().chain(others).map(word).collect();
    Some(OddText { more, instead: meant.map(str::to_owned), may_be })
}
