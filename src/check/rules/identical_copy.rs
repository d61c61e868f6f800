//! A second copy of a submission with the same cells.

use crate::check::sentence_parts::unit_name;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::form::{FormSheet, NamedUnit};
use crate::intake::submission::{Fate, Reason, Submission};

pub(super) const RULE: Rule = Rule {
    code: "ban-trung",
    severity: Severity::Info,
    title: "Bản gửi trùng",
    why: "Hai tệp giống hệt nhau chỉ được tính một lần.",
    remedy: "Không cần xử lý.",
    example: "Xã Hai: tệp My Quy (1).xlsx giống hệt tệp My Quy.xlsx. Chỉ tính một lần.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let submissions = evidence.month.submissions.iter();
    submissions.filter_map(|submission| finding(evidence, submission)).collect()
}

fn finding(evidence: &Evidence<'_>, copy: &Submission) -> Option<Finding> {
    let Fate::SetAside(Reason::IdenticalCopy(used)) = copy.fate else { return None };
    let Some(NamedUnit::Known(unit)) = copy.unit else { return None };
    let month = evidence.month;
    let file = month.files[copy.file].path.to_string();
    let name = unit_name(evidence, unit);
    let message = if month.submissions[used].file == copy.file {
        let sheets = |own: &Submission, rival: &Submission| {
            let is_shared = |sheet: &&FormSheet| rival.sheets.iter().any(|r| r.is_same_form(sheet));
            let shared = own.sheets.iter().filter(is_shared);
            let names = shared.map(|sheet| format!("\"{}\"", sheet.on.sheet));
            names.collect::<Vec<_>>().join(", ")
        };
        let used = &month.submissions[used];
        let (own, used) = (sheets(copy, used), sheets(used, copy));
        format!("{name}: trong tệp {file}, trang {own} giống hệt trang {used}. Chỉ tính một lần.")
    } else {
        let used = &month.files[month.submissions[used].file].path;
        format!("{name}: tệp {file} giống hệt tệp {used}. Chỉ tính một lần.")
    };
    Some(Finding { unit: Some(unit), file, message, ..Finding::default() })
}
