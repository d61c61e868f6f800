//! An annex of an office below that is not as the program wrote it.

use std::collections::BTreeSet;

use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::intake::submission::Fate;

pub(super) const RULE: Rule = Rule {
    code: "phu-luc-da-sua",
    severity: Severity::Warning,
    title: "Phụ lục cấp dưới đã sửa tay",
    why: "Phụ lục đã sửa sau khi chương trình lập thì số liệu có thể khác báo cáo của các đơn vị và \
          khác chính trang đã ký.",
    remedy: "Hỏi lại cơ quan lập phụ lục: sửa những ô nào, vì sao. Số đang dùng là số ở trang Nguồn \
             số liệu của phụ lục đó.",
    example: "Tệp Huyện Hai/phu-luc-2023-10.xlsx: phụ lục đã sửa tay sau khi lập, hoặc do chương \
              trình khác lưu lại. Đang dùng số liệu ở trang Nguồn số liệu. Đề nghị hỏi lại cơ quan \
              lập phụ lục.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let used = evidence.month.submissions.iter().filter(|s| s.fate == Fate::Used);
    let annexes = used.filter_map(|submission| submission.annexed.as_ref());
    // One annex may report for several units.
    let edited: BTreeSet<&str> =
        annexes.filter(|annexed| annexed.edited).map(|annexed| &*annexed.file).collect();
    let finding = |file: &str| Finding {
        file: file.to_owned(),
        found: "đã sửa".to_owned(),
        expected: "phụ lục như chương trình đã lập".to_owned(),
        message: format!(
            "Tệp {file}: phụ lục đã sửa tay sau khi lập, hoặc do chương trình khác lưu lại. Đang \
             dùng số liệu ở trang {}. Đề nghị hỏi lại cơ quan lập phụ lục.",
            crate::workspace::annex_book::names::SOURCES
        ),
        ..Finding::default()
    };
    edited.into_iter().map(finding).collect()
}
