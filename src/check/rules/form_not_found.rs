//! A workbook in which none of the office's forms was found.

use crate::check::sentence_parts::name_only;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::intake::submission::{FileRecord, Outcome};

pub(super) const RULE: Rule = Rule {
    code: "khong-phai-bieu-mau",
    severity: Severity::Warning,
    title: "Sổ tính không theo biểu mẫu nào",
    why: "Có thể là tệp gửi nhầm, hoặc báo cáo theo mẫu khác mà chương trình chưa biết.",
    remedy: "Nếu là báo cáo, đề nghị đơn vị gửi theo đúng mẫu; nếu không, bỏ khỏi thư mục.",
    example: "Tệp thuc don.xlsx: không nhận ra biểu mẫu nào (trang Sheet1). Để riêng.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let files = evidence.month.files.iter().filter_map(|file| match &file.outcome {
        Outcome::NoForm(sheets) => Some((file, sheets)),
        _ => None,
    });
    // If the unit has a usable report, this file may be anything.
    let is_all =
        |unit: Option<usize>| unit.is_none_or(|unit| evidence.month.used_by(unit).next().is_none());
    let broken = |file: &FileRecord| match file.has_broken_letters {
        true => " Chữ trong tệp bị vỡ do sai bảng mã: đề nghị mở bản gốc, lưu lại dạng .xlsx.",
        false => "",
    };
    let ask = |file: &FileRecord, sheets: &str| match is_all(file.unit_by_name) {
        true => format!(
            "tệp \"{}\": không nhận ra biểu mẫu nào (trang {sheets}).{} Đề nghị gửi theo đúng mẫu.",
            name_only(&file.path),
            broken(file)
        ),
        false => String::new(),
    };
    let finding = |(file, sheets): (&FileRecord, &Vec<String>)| Finding {
        ask: ask(file, &sheets.join(", ")),
        unit: file.unit_by_name,
        file: file.path.to_string(),
        found: format!("các trang: {}", sheets.join(", ")),
        expected: "một trong các biểu mẫu của cơ quan".to_owned(),
        message: format!(
            "Tệp {}: không nhận ra biểu mẫu nào (trang {}). Để riêng, không cộng vào kết quả.{} Nếu \
             là báo cáo, đề nghị gửi theo đúng mẫu.",
            file.path,
            sheets.join(", "),
            broken(file)
        ),
        ..Finding::default()
    };
    files.map(finding).collect()
}
