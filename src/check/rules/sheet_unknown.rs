//! A sheet beside a unit's forms that is none of them and holds numbers, and one that was read as
//! the rest of a list though it has no header.

use crate::check::sentence_parts::{first_few_of, unit_name};
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::form::NamedUnit;
use crate::intake::submission::{Fate, FileRecord, Outcome, SheetKind, SheetRecord};

pub(super) const RULE: Rule = Rule {
    code: "trang-la",
    severity: Severity::Warning,
    title: "Trang không theo biểu mẫu nhưng có số liệu",
    why: "Danh sách ghi tiếp sang trang khác mà không có tiêu đề, hay bảng tự lập, thì số liệu ở đó chưa \
          được tính.",
    remedy: "Mở tệp xem trang đó: nếu là số liệu của kỳ này, đề nghị đơn vị ghi vào đúng biểu mẫu; nếu \
             không thì bỏ qua.",
    example: "Xã Năm, tệp Xã Năm.xlsx, trang \"Biểu 02 tiếp\": không theo biểu mẫu nào nhưng có 12 ô số \
              (F1, G1, …). Chưa dùng. Đề nghị xem lại.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let files = evidence.month.files.iter();
    files.flat_map(|file| findings(evidence, file)).collect()
}

fn findings(evidence: &Evidence<'_>, file: &FileRecord) -> Vec<Finding> {
    let Outcome::Submissions(places) = &file.outcome else { return Vec::new() };
    let mut used = places
        .iter()
        .map(|place| &evidence.month.submissions[*place])
        .filter(|submission| submission.fate == Fate::Used && submission.annexed.is_none());
    let unit = used.find_map(|submission| match submission.unit {
        Some(NamedUnit::Known(unit)) => Some(unit),
        _ => None,
    });
    let Some(unit) = unit else { return Vec::new() };
    let sheets = file.sheets.iter();
    sheets.filter_map(|sheet| finding(evidence, (unit, file), sheet)).collect()
}

fn finding(
    evidence: &Evidence<'_>,
    (unit, file): (usize, &FileRecord),
    sheet: &SheetRecord,
) -> Option<Finding> {
    let hidden = if sheet.hidden { " (đang ẩn)" } else { "" };
    let place = format!("{}, trang \"{}\"{hidden}", unit_name(evidence, unit), sheet.name);
    let finding = Finding {
        unit: Some(unit),
        file: file.path.to_string(),
        sheet: sheet.name.clone(),
        ..Finding::default()
    };
    match &sheet.kind {
        SheetKind::Continues(main) => {
            let message = format!(
                "{place}: không có tiêu đề; đã đọc tiếp theo danh sách ở trang \"{main}\" và tính các dòng \
                 ở đây."
            );
            Some(Finding { message, eased: Some(Severity::Info), ..finding })
        }
        SheetKind::Other(numbers) if numbers.count > 0 => {
            let cells: Vec<String> = numbers.first.iter().map(ToString::to_string).collect();
            let what = format!(
                "không theo biểu mẫu nào nhưng có {} ô số ({})",
                numbers.count,
                first_few_of(&cells, numbers.count, "ô").replace("; ", ", ")
            );
            Some(Finding {
                found: format!("{} ô số", numbers.count),
                expected: "số liệu ghi ở các trang của biểu mẫu".to_owned(),
                message: format!("{place}: {what}. Chưa dùng. Đề nghị xem lại."),
                ask: format!(
                    "trang \"{}\"{hidden} {what}. Nếu là số liệu của kỳ này, đề nghị ghi vào đúng biểu \
                     mẫu; nếu không, đề nghị bỏ trang này.",
                    sheet.name
                ),
                ..finding
            })
        }
        _ => None,
    }
}
