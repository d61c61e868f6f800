//! Items whose verdict depends on rounding.

use crate::check::doubt::item_name;
use crate::check::sentence_parts::number;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::judge::Measurement;

pub(super) const RULE: Rule = Rule {
    code: "lam-tron-quyet-dinh",
    severity: Severity::Info,
    title: "Kết quả đánh giá phụ thuộc vào làm tròn",
    why: "Số in ra là số được so sánh; khi số chưa làm tròn cho kết quả khác, người ký cần biết.",
    remedy: "Không cần xử lý; nếu muốn so sánh chi tiết hơn, tăng Số lẻ của nội dung trong \
             khai-bao.xlsx.",
    example: "Nội dung 4.1: số chính xác là 45,04, làm tròn thành 45 rồi so với mức 45; chưa làm \
              tròn thì kết quả đánh giá sẽ khác.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for verdict in evidence.verdicts {
        let items = verdict.set.targets.iter().flat_map(|target| &target.items);
        let judged = verdict.targets.iter().flat_map(|target| &target.items);
        for (item, judged) in items.zip(judged) {
            let name = item_name(verdict.set, item, evidence);
            let decided = judged.measured.iter().filter(|measured| measured.rounding_decides);
            findings.extend(decided.filter_map(|measured| finding(&name, measured)));
        }
    }
    findings
}

fn finding(item: &str, measured: &Measurement) -> Option<Finding> {
    let (exact, printed) = (number(measured.value?), number(measured.printed?));
    let threshold = number(measured.nearest_level()?);
    let message = format!(
        "Nội dung {item}: số chính xác là {exact}, làm tròn thành {printed} rồi so với mức \
         {threshold}; chưa làm tròn thì kết quả đánh giá sẽ khác."
    );
    Some(Finding { found: exact, expected: printed, message, ..Finding::default() })
}
