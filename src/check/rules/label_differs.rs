//! Reworded labels, and how they were understood.

use crate::check::sentence_parts::{first_few, place_of};
use crate::check::used_data::UsedSheet;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::form::LabelMatch;

pub(super) const RULE: Rule = Rule {
    code: "nhan-ghi-khac",
    severity: Severity::Info,
    title: "Tên chỉ tiêu ghi khác mẫu, đã nhận ra",
    why: "Đơn vị gọi khác mẫu; chương trình nhận theo từ đồng nghĩa hoặc theo tên gần nhất và nêu \
          rõ để kiểm tra.",
    remedy: "Không cần xử lý nếu đúng; nếu sai, bổ sung trang Từ đồng nghĩa của khai-bao.xlsx.",
    example: "Xã Chín, Biểu 01, ô C29: tên chỉ tiêu ghi khác mẫu: \"Tổng số xã viên HTX\" hiểu là \
              \"Tổng số thành viên HTX\" (từ đồng nghĩa). Không cần xử lý nếu đúng.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    evidence.used_sheets().filter_map(|used| finding(evidence, used)).collect()
}

fn finding(evidence: &Evidence<'_>, used: UsedSheet<'_>) -> Option<Finding> {
    let mut cells = Vec::new();
    let mut said = Vec::new();
    for cell in used.sheet.figures.iter() {
        let (written, form, how) = match &cell.slot().matched {
            LabelMatch::SameWords => continue,
            LabelMatch::Synonym(written, form) => (written, form, "từ đồng nghĩa"),
            LabelMatch::Nearest(written, form) => (written, form, "tên gần nhất"),
        };
        if !cells.contains(&cell.label_at) {
            cells.push(cell.label_at);
            said.push(format!("\"{written}\" hiểu là \"{form}\" ({how})"));
        }
    }
    if cells.is_empty() {
        return None;
    }
    let finding = Finding { found: said.join("; "), ..used.finding(cells) };
    let message = format!(
        "{}: tên chỉ tiêu ghi khác mẫu: {}. Không cần xử lý nếu đúng.",
        place_of(evidence, &finding),
        first_few(&said, "dòng")
    );
    Some(Finding { message, ..finding })
}
