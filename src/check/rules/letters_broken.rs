//! Names and words of a list whose letters were broken by a wrong code page.

use crate::check::sentence_parts::{first_few, place_of};
use crate::check::used_data::UsedSheet;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::form::FieldValue;
use viet_text::encoding::is_broken;
use workbook_io::Address;

pub(super) const RULE: Rule = Rule {
    code: "chu-bi-vo",
    severity: Severity::Warning,
    title: "Chữ bị vỡ do sai bảng mã",
    why: "Tệp đi qua phần mềm không đọc đúng chữ Việt: tên tổ chức không còn khớp với kỳ trước, từ của \
          danh mục không còn đọc được.",
    remedy: "Đề nghị đơn vị mở bản gốc, lưu lại dạng .xlsx rồi gửi lại.",
    example: "Xã Hai, Biểu 02, ô B9: chữ bị vỡ do sai bảng mã (\"HTX Má»¹ QuÃ½\"). Đề nghị mở bản gốc, lưu \
              lại dạng .xlsx rồi gửi lại.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    evidence.used_sheets().filter_map(|used| finding(evidence, &used)).collect()
}

fn finding(evidence: &Evidence<'_>, used: &UsedSheet<'_>) -> Option<Finding> {
    let (mut cells, mut said): (Vec<Address>, Vec<String>) = (Vec::new(), Vec::new());
    for field in used.sheet.rows.iter().flat_map(|row| row.filled()) {
        let FieldValue::Words(Some(_)) = field.value else { continue };
        let written = field.written();
        if is_broken(&written) {
            cells.push(field.at);
            said.push(format!("\"{}\"", written.trim()));
        }
    }
    if cells.is_empty() {
        return None;
    }
    let (found, expected) = (said.join("; "), "chữ Việt đọc được".to_owned());
    let finding = Finding { found, expected, ..used.finding(cells) };
    let what = format!("chữ bị vỡ do sai bảng mã ({})", first_few(&said, "ô"));
    let to_do = "Đề nghị mở bản gốc, lưu lại dạng .xlsx rồi gửi lại.";
    let message = format!("{}: {what}. {to_do}", place_of(evidence, &finding));
    Some(Finding { message, ask: format!("{what}. {to_do}"), ..finding })
}
