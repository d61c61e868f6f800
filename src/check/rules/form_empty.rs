//! A form that came back without a single figure.

use crate::check::sentence_parts::{name_only, unit_name};
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::form::NamedUnit;
use crate::intake::submission::{Fate, Reason, Submission};

pub(super) const RULE: Rule = Rule {
    code: "bieu-de-trong",
    severity: Severity::Warning,
    title: "Biểu gửi về chưa điền số liệu nào",
    why: "Biểu trống không phải là báo cáo bằng 0; coi là đã báo cáo thì tổng số thiếu mà không ai \
          biết.",
    remedy: "Đề nghị đơn vị điền số liệu rồi gửi lại.",
    example: "Xã Hai: tệp Hai.xlsx là biểu trống, chưa điền số liệu nào. Để riêng, không tính \
              là 0. Đề nghị điền rồi gửi lại.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let submissions = evidence.month.submissions.iter();
    submissions.filter_map(|submission| finding(evidence, submission)).collect()
}

fn finding(evidence: &Evidence<'_>, submission: &Submission) -> Option<Finding> {
    let Fate::SetAside(Reason::EmptyForm) = submission.fate else { return None };
    let unit = match submission.unit {
        Some(NamedUnit::Known(unit)) => Some(unit),
        _ => None,
    };
    let file = evidence.month.files[submission.file].path.to_string();
    let who = unit.map_or_else(String::new, |unit| format!("{}: ", unit_name(evidence, unit)));
    let message = format!(
        "{who}tệp {file} là biểu trống, chưa điền số liệu nào. Để riêng, không tính là 0. Đề nghị \
         điền rồi gửi lại."
    );
    let name = name_only(&file);
    let ask =
        format!("tệp \"{name}\" là biểu trống, chưa điền số liệu nào. Đề nghị điền rồi gửi lại.");
    // If the unit has a usable report, nothing is asked.
    let is_all = unit.is_none_or(|unit| evidence.month.used_by(unit).next().is_none());
    let ask = if is_all { ask } else { String::new() };
    let found = "biểu trống".to_owned();
    Some(Finding { unit, file, found, message, ask, ..Finding::default() })
}
