//! Numbers where the form has no row or column.

use crate::check::sentence_parts::{first_few, place_of};
use crate::check::used_data::UsedSheet;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::form::LeftoverKind;

pub(super) const RULE: Rule = Rule {
    code: "so-ngoai-bieu",
    severity: Severity::Warning,
    title: "Số nằm ngoài các dòng, cột của mẫu",
    why: "Mọi con số đơn vị ghi đều phải được dùng hoặc được nêu ra; số ở đây chưa dùng vào đâu.",
    remedy: "Xem là ghi chú, dòng thêm hay số ghi lệch ô; nếu là số liệu, đề nghị ghi đúng ô.",
    example: "Xã Hai, Biểu 01, ô I30: có số nằm ngoài các dòng, cột của mẫu (ô I30 ghi 15). \
              Chưa dùng. Đề nghị xem lại.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    evidence.used_sheets().filter_map(|used| finding(evidence, used)).collect()
}

fn finding(evidence: &Evidence<'_>, used: UsedSheet<'_>) -> Option<Finding> {
    let leftovers = used.sheet.leftovers.iter();
    let stray: Vec<_> = leftovers.filter(|cell| cell.kind == LeftoverKind::Stray).collect();
    if stray.is_empty() {
        return None;
    }
    let said: Vec<String> =
        stray.iter().map(|cell| format!("ô {} ghi {}", cell.at, cell.written.trim())).collect();
    let mut finding = used.finding(stray.iter().map(|cell| cell.at).collect());
    finding.found = stray.iter().map(|cell| cell.written.trim()).collect::<Vec<_>>().join("; ");
    let what = format!("có số nằm ngoài các dòng, cột của mẫu ({})", first_few(&said, "ô"));
    let place = place_of(evidence, &finding);
    finding.message = format!("{place}: {what}. Chưa dùng. Đề nghị xem lại.");
    finding.ask =
        format!("{what}. Nếu là số liệu, đề nghị ghi đúng ô; nếu là ghi chú, đề nghị cho biết.");
    Some(finding)
}
