//! No resolution is in force at the end of the period: nothing can be judged.

use crate::check::{Check, Evidence, Finding, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "khong-co-nghi-quyet",
    severity: Severity::Error,
    title: "Không có nghị quyết nào còn hiệu lực trong kỳ",
    why: "Không có chỉ tiêu để đánh giá; phụ lục chỉ có số liệu tổng hợp.",
    remedy: "Xem cột \"Từ ngày\", \"Đến ngày\" ở trang Bộ chỉ tiêu của khai-bao.xlsx.",
    example: "Không có nghị quyết, kế hoạch nào còn hiệu lực vào ngày 31/10/2020. Đề nghị xem lại \
              trang Bộ chỉ tiêu của khai-bao.xlsx.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    // An office without resolutions only consolidates.
    if !evidence.verdicts.is_empty() || evidence.settings.sets.is_empty() {
        return Vec::new();
    }
    let day = evidence.month.period.last_day().format("%d/%m/%Y").to_string();
    let message = format!(
        "Không có nghị quyết, kế hoạch nào còn hiệu lực vào ngày {day}. Chưa đánh giá được chỉ \
         tiêu nào. Đề nghị xem lại trang Bộ chỉ tiêu của khai-bao.xlsx."
    );
    let found = "không có".to_owned();
    let expected = format!("nghị quyết có hiệu lực vào ngày {day}");
    vec![Finding { found, expected, message, ..Finding::default() }]
}
