//! A total row within a list, which is no organisation.

use crate::check::sentence_parts::place_of;
use crate::check::{Check, Evidence, Finding, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "dong-tong",
    severity: Severity::Info,
    title: "Dòng tổng cộng trong danh sách",
    why: "Dòng cộng không phải là một tổ chức; tính vào thì mọi số gấp đôi.",
    remedy: "Không cần xử lý.",
    example: "Xã Năm, Biểu 02, ô B11: dòng 11 là dòng \"Tổng cộng\", không phải một tổ \
              chức. Không tính dòng này.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let rows = evidence
        .used_sheets()
        .flat_map(|used| used.sheet.total_rows.iter().map(move |row| (used, row)));
    let finding = |(used, (at, label)): (crate::check::used_data::UsedSheet<'_>, &(workbook_io::Address, String))| {
        let finding = Finding { found: label.clone(), ..used.finding(vec![*at]) };
        let message = format!(
            "{}: dòng {} là dòng \"{label}\", không phải một tổ chức. Không tính dòng này.",
            place_of(evidence, &finding),
            at.row + 1
        );
        Finding { message, ..finding }
    };
    rows.map(finding).collect()
}
