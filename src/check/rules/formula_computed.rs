//! Formulas that were saved without their result and are simple enough to compute.

use crate::check::look::{NumberCell, by_sheet};
use crate::check::words::{first_few, number, place_of};
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::form::Reading;

pub(super) const RULE: Rule = Rule {
    code: "cong-thuc-da-tinh",
    severity: Severity::Info,
    title: "Công thức chưa có kết quả, đã tính được",
    why: "Tệp lưu bằng phần mềm không tính công thức; phép cộng, trừ đơn giản trên cùng trang thì \
          chương trình tự tính và nêu rõ.",
    remedy: "Không cần xử lý; nếu tính sai, ghi số đúng vào cột Ý kiến.",
    example: "Xã Trường Xuân, Biểu 01, ô F37: công thức chưa có kết quả, đã tính được: Tổng số cán bộ \
              quản lý HTX = 13. Không cần xử lý.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let computed = evidence.number_cells().into_iter();
    let computed = computed.filter(|cell| matches!(cell.reading, Reading::Computed(_)));
    by_sheet(computed).iter().map(|cells| finding(evidence, cells)).collect()
}

fn finding(evidence: &Evidence<'_>, cells: &[NumberCell<'_>]) -> Finding {
    let results = cells
        .iter()
        .filter_map(|cell| Some(format!("{} = {}", cell.name(), number(cell.reading.number()?))));
    let results: Vec<String> = results.collect();
    let mut finding = evidence.about(cells);
    finding.found = "công thức chưa có kết quả".to_owned();
    finding.expected = results.join("; ");
    finding.message = format!(
        "{}: công thức chưa có kết quả, đã tính được: {}. Không cần xử lý.",
        place_of(evidence, &finding),
        first_few(&results, "ô")
    );
    finding
}
