//! A file whose name and heading name different units.

use crate::check::sentence_parts::unit_name;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::form::NamedUnit;
use crate::intake::submission::Submission;

pub(super) const RULE: Rule = Rule {
    code: "ten-tep-khac-don-vi",
    severity: Severity::Warning,
    title: "Tên tệp và đầu biểu ghi hai đơn vị khác nhau",
    why: "Có thể đơn vị chép biểu của đơn vị khác mà quên sửa tên, hoặc tệp bị đặt nhầm tên.",
    remedy: "Hỏi lại đơn vị; sửa đầu biểu hoặc tên tệp rồi chạy lại.",
    example: "Tệp Chín.xlsx, Biểu 01, ô A2: đầu biểu ghi Xã Hai, tên tệp lại chỉ Xã Chín. \
              Đang tính cho Xã Hai theo đầu biểu. Đề nghị hỏi lại đơn vị.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let submissions = evidence.month.submissions.iter();
    submissions.filter_map(|submission| finding(evidence, submission)).collect()
}

fn finding(evidence: &Evidence<'_>, submission: &Submission) -> Option<Finding> {
    let file = &evidence.month.files[submission.file];
    let Some(NamedUnit::Known(unit)) = submission.unit else { return None };
    let known = file.unit_by_name.filter(|by_name| *by_name != unit);
    let known = known.map(|by_name| unit_name(evidence, by_name));
    let named = known.or_else(|| file.unknown_by_name.clone())?;
    // The name of a workbook with several units' sheets proves nothing.
    let of_file = evidence.month.submissions.iter().filter(|s| s.file == submission.file);
    if of_file.count() > 1 {
        return None;
    }
    let (sheet, at) = submission.sheets.iter().find_map(|sheet| {
        let (_, at) = sheet.heading.unit.as_ref()?;
        Some((sheet.on.sheet.to_string(), *at))
    })?;
    let said = unit_name(evidence, unit);
    Some(Finding {
        unit: Some(unit),
        message: format!(
            "Tệp {}, {sheet}, ô {at}: đầu biểu ghi {said}, tên tệp lại chỉ {named}. Đang tính cho \
             {said} theo đầu biểu. Đề nghị hỏi lại đơn vị, sửa đầu biểu hoặc tên tệp.",
            file.path
        ),
        file: file.path.to_string(),
        sheet,
        cells: vec![at],
        found: said,
        expected: named,
        ..Finding::default()
    })
}
