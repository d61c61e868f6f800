//! Formulas whose stored result is not what they come to: zeros that a program never calculated, results
//! typed over or grown stale.

use crate::check::number_cell::{NumberCell, all_written, by_sheet};
use crate::check::sentence_parts::{first_few, number, place_of};
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::form::Reading;

pub(super) const RULE: Rule = Rule {
    code: "cong-thuc-sai-ket-qua",
    severity: Severity::Warning,
    title: "Kết quả lưu trong ô khác với công thức",
    why: "Có phần mềm ghi công thức mà để kết quả là 0, hoặc tệp tắt chế độ tự tính: số lưu trong tệp \
          không phải là số mà công thức cho.",
    remedy: "Mở tệp bằng Excel, chờ tính xong, lưu lại; nếu số theo công thức là sai, ghi số đúng vào \
             cột Ý kiến.",
    example: "Xã Năm, Biểu 01, ô F37: kết quả lưu trong ô khác với công thức (Tổng số cán bộ quản lý HTX \
              lưu 0, công thức cho 13). Đang dùng số theo công thức. Đề nghị mở bằng Excel rồi lưu lại.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let all = evidence.odd_cells();
    let cells = all.iter().copied();
    let found = cells.filter(|cell| matches!(cell.reading, Reading::Recomputed(_)));
    by_sheet(found).iter().map(|cells| finding(evidence, cells)).collect()
}

fn finding(evidence: &Evidence<'_>, cells: &[NumberCell<'_>]) -> Finding {
    let said = cells.iter().map(|cell| {
        let computed = cell.reading.number().map(number).unwrap_or_default();
        format!(
            "{} lưu {}, công thức cho {computed}",
            cell.name_among(cells),
            cell.written().trim()
        )
    });
    let said: Vec<String> = said.collect();
    let mut finding = evidence.finding_at(cells);
    finding.found = all_written(cells);
    let computed = cells.iter().filter_map(|cell| cell.reading.number()).map(number);
    finding.expected = computed.collect::<Vec<_>>().join("; ");
    let what = format!("kết quả lưu trong ô khác với công thức ({})", first_few(&said, "ô"));
    let to_do = "Đề nghị mở bằng Excel rồi lưu lại.";
    finding.message =
        format!("{}: {what}. Đang dùng số theo công thức. {to_do}", place_of(evidence, &finding));
    finding.ask = format!("{what}. {to_do}");
    finding
}
