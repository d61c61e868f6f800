//! An annex of an office below that lacks some of that office's own units, or figures.

use crate::check::figure_gaps::{Gap, NeededFigures, gaps};
use crate::check::sentence_parts::{first_few, name_only, unit_name};
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::form::NamedUnit;
use crate::intake::submission::{Fate, Submission};

pub(super) const RULE: Rule = Rule {
    code: "phu-luc-thieu-don-vi",
    severity: Severity::Warning,
    title: "Phụ lục cấp dưới thiếu đơn vị",
    why: "Đơn vị cấp dưới chưa báo cáo thì tổng số chỉ là tạm tính; không được kết luận khi số còn \
          thiếu có thể làm thay đổi kết quả.",
    remedy: "Đề nghị cơ quan lập phụ lục đôn đốc và gửi lại phụ lục đủ các đơn vị.",
    example: "Huyện Hai: phụ lục Huyện Hai/phu-luc-2023-10.xlsx chưa có số liệu của Xã Một, Xã Ba. \
              Số liệu là tạm tính. Đề nghị gửi lại phụ lục khi đủ báo cáo.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let used = evidence.month.submissions.iter().filter(|s| s.fate == Fate::Used);
    used.flat_map(|submission| findings(evidence, submission)).collect()
}

fn findings(evidence: &Evidence<'_>, submission: &Submission) -> Vec<Finding> {
    let (Some(annexed), Some(NamedUnit::Known(unit))) = (&submission.annexed, &submission.unit)
    else {
        return Vec::new();
    };
    let unit = *unit;
    let finding = |found: String, said: &str| {
        let of = |file: &str| {
            format!("phụ lục {file} {said} {found}. Đề nghị gửi lại phụ lục khi đủ báo cáo.")
        };
        let message = format!("{}: {}", unit_name(evidence, unit), of(&annexed.file));
        let ask = of(name_only(&annexed.file));
        let file = annexed.file.to_string();
        Finding { unit: Some(unit), file, found, message, ask, ..Finding::default() }
    };
    let (missing, carried) = (annexed.missing(), annexed.carried());
    let mut findings = Vec::new();
    if !missing.is_empty() {
        let found = format!("{}. Số liệu là tạm tính", missing.join(", "));
        findings.push(finding(found, "chưa có số liệu của"));
    }
    if !carried.is_empty() {
        let own = |name: &&str| if name.is_empty() { "chính đơn vị" } else { *name }.to_owned();
        let names: Vec<String> = carried.iter().map(own).collect();
        findings.push(finding(names.join(", "), "dùng lại số liệu kỳ trước của"));
    }
    let lacking = lacking(evidence, unit);
    if missing.is_empty() && !lacking.is_empty() {
        let names: Vec<String> = lacking.iter().map(|gap| gap.indicator.name.clone()).collect();
        let found = format!("số liệu mà chỉ tiêu cần: {}", first_few(&names, "số liệu"));
        let indicators = lacking.iter().map(|gap| gap.indicator.code.clone()).collect();
        findings.push(Finding { indicators, ..finding(found, "chưa có hoặc chưa đủ") });
    }
    findings
}

/// The unit's missing figures that items need, one for each indicator.
fn lacking<'a>(evidence: &Evidence<'a>, unit: usize) -> Vec<Gap<'a>> {
    let needed = NeededFigures::new(evidence);
    let mut gaps: Vec<Gap<'a>> = gaps(evidence, unit).filter(|gap| needed.has(gap)).collect();
    gaps.dedup_by_key(|gap| gap.indicator.code.clone());
    gaps
}
