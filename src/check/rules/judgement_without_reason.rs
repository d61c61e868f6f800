//! A judgement of the office without its reason.

use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::workspace::REVIEW_FILE;
use crate::workspace::sheets;

pub(super) const RULE: Rule = Rule {
    code: "nhan-dinh-thieu-ly-do",
    severity: Severity::Warning,
    title: "Nhận định chưa ghi lý do",
    why: "Nội dung do cơ quan nhận định phải nêu được căn cứ khi lãnh đạo hỏi.",
    remedy: "Ghi cột Lý do ở trang Nhận định của ra-soat.xlsx.",
    example: "Nội dung 6.1 được nhận định là Đạt nhưng chưa ghi lý do. Đề nghị ghi cột Lý do ở \
              trang Nhận định của ra-soat.xlsx.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let bare = evidence.entries.judgements.iter().filter(|said| said.reason.trim().is_empty());
    let finding = |said: &crate::workspace::Judgement| {
        let verdict = if said.met { "Đạt" } else { "Chưa đạt" };
        Finding {
            file: REVIEW_FILE.to_owned(),
            sheet: sheets::JUDGEMENTS.to_owned(),
            found: verdict.to_owned(),
            expected: "có lý do".to_owned(),
            message: format!(
                "Nội dung {} được nhận định là {verdict} nhưng chưa ghi lý do. Đề nghị ghi cột Lý \
                 do ở trang {} của {REVIEW_FILE}.",
                said.item,
                sheets::JUDGEMENTS
            ),
            ..Finding::default()
        }
    };
    bare.map(finding).collect()
}
