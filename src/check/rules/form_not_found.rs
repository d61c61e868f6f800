//! A workbook in which none of the office's forms was found.

use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::submission::Outcome;

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
    let finding = |(file, sheets): (&crate::submission::FileRecord, &Vec<String>)| Finding {
        unit: file.unit_by_name,
        file: file.path.to_string(),
        found: format!("các trang: {}", sheets.join(", ")),
        expected: "một trong các biểu mẫu của cơ quan".to_owned(),
        message: format!(
            "Tệp {}: không nhận ra biểu mẫu nào (trang {}). Để riêng, không cộng vào kết quả. Nếu \
             là báo cáo, đề nghị gửi theo đúng mẫu.",
            file.path,
            sheets.join(", ")
        ),
        ..Finding::default()
    };
    files.map(finding).collect()
}
