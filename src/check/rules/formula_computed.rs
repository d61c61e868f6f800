//! Formulas that were saved without a result and were computed here.

use crate::check::number_cell::{NumberCell, by_sheet};
use crate::check::sentence_parts::{first_few, number, place_of};
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::form::Reading;

pub(super) const RULE: Rule = Rule {
    code: "cong-thuc-da-tinh",
    severity: Severity::Info,
    title: "Công thức chưa có kết quả, đã tính được",
    why: "Tệp lưu bằng phần mềm không tính công thức; chương trình tính các phép cộng, trừ đơn \
          giản trong cùng trang và nêu rõ kết quả.",
    remedy: "Không cần xử lý.",
    example: "Xã Năm, Biểu 01, ô F37: tệp không lưu kết quả của công thức, đã tính được \
              (Tổng số cán bộ quản lý HTX → 13). Không cần xử lý.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let all = evidence.odd_cells();
    let cells = all.iter().copied();
    let computed = cells.filter(|cell| matches!(cell.reading, Reading::Computed(_)));
    by_sheet(computed).iter().map(|cells| finding(evidence, cells)).collect()
}

fn finding(evidence: &Evidence<'_>, cells: &[NumberCell<'_>]) -> Finding {
    let said = cells
        .iter()
        .filter_map(|cell| Some(format!("{} → {}", cell.name(), number(cell.reading.number()?))));
    let said: Vec<String> = said.collect();
    let mut finding = evidence.finding_at(cells);
    finding.found = "công thức chưa có kết quả".to_owned();
    finding.expected = said.join("; ");
    finding.message = format!(
        "{}: tệp không lưu kết quả của công thức, đã tính được ({}). Không cần xử lý.",
        place_of(evidence, &finding),
        first_few(&said, "ô")
    );
    finding
}
