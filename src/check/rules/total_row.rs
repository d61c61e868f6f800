//! A total row within a list, which is no organisation.

use crate::check::sentence_parts::place_of;
use crate::check::used_data::UsedSheet;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::form::TotalRow;

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
    rows.map(|(used, row)| finding(evidence, used, row)).collect()
}

fn finding(evidence: &Evidence<'_>, used: UsedSheet<'_>, row: &TotalRow) -> Finding {
    let finding = Finding { found: row.label.clone(), ..used.finding(vec![row.at]) };
    let (line, label) = (row.at.row + 1, &row.label);
    let what = match (label.is_empty(), row.is_by_numbers) {
        (true, _) => format!(
            "dòng {line} không ghi tên, các số bằng tổng hoặc bình quân các dòng khác nên là dòng cộng"
        ),
        (false, true) => format!(
            "dòng {line} \"{label}\" có các số bằng tổng hoặc bình quân các dòng khác nên là dòng \
             cộng, không phải một tổ chức"
        ),
        (false, false) => format!("dòng {line} là dòng \"{label}\", không phải một tổ chức"),
    };
    let message = format!("{}: {what}. Không tính dòng này.", place_of(evidence, &finding));
    Finding { message, ..finding }
}
