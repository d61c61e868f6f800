//! Numbers shown as per cent where no share belongs: 115 typed into a cell whose format is one of per
//! cents is stored as 1.15.

use rust_decimal::Decimal;

use crate::check::number_cell::NumberCell;
use crate::check::{Check, Evidence, Finding, Rule, Severity, unreadable_cells};
use crate::form::{NoNumber, Reading};

pub(super) const RULE: Rule = Rule {
    code: "phan-tram-trong-o-so",
    severity: Severity::Error,
    title: "Ô số định dạng phần trăm",
    why: "Gõ 115 vào ô định dạng phần trăm thì ô hiện 115% nhưng bên trong là 1,15; lấy số bên trong \
          là sai một trăm lần.",
    remedy: "Nếu đúng, ghi x vào cột Ý kiến để nhận số đề xuất; hoặc đề nghị đơn vị định dạng lại ô là \
             số rồi ghi lại.",
    example: "Xã Hai, Biểu 02, ô F9: ô số định dạng phần trăm (Số thành viên của HTX DVNN Hai ghi \
              \"115%\", chưa có số liệu). Không tính là 0. Đề nghị định dạng lại ô là số rồi ghi số.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let is_share = |reading: &Reading| matches!(reading, Reading::NotANumber(NoNumber::PerCent(_)));
    let is_sum = |reading: &Reading| *reading == Reading::NotANumber(NoNumber::AddsPerCent);
    let to_do = "Đề nghị định dạng lại ô là số rồi ghi số.";
    let sum = "số này cộng ô định dạng phần trăm với ô số khác";
    let to_correct = "Đề nghị định dạng lại các ô đó rồi tính lại.";
    let words = ("ô số định dạng phần trăm", to_do);
    [
        unreadable_cells::findings_with(evidence, is_share, words, as_shown),
        unreadable_cells::findings(evidence, is_sum, sum, to_correct),
    ]
    .concat()
}

/// The number that the cell shows, without the sign.
fn as_shown(_: &Evidence<'_>, cell: &NumberCell<'_>) -> Option<Decimal> {
    match cell.reading {
        Reading::NotANumber(NoNumber::PerCent(shown)) => Some(*shown),
        _ => None,
    }
}
