//! A folder with a period's name that is not read: a copy, or a second folder.

use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::workspace::UnusedFolder;

pub(super) const RULE: Rule = Rule {
    code: "thu-muc-ky-trung",
    severity: Severity::Warning,
    title: "Thư mục mang tên kỳ nhưng không được đọc",
    why: "Mỗi kỳ chỉ có một thư mục. Báo cáo, phụ lục nằm trong bản sao hoặc trong thư mục thứ hai \
          của kỳ không vào kết quả và không làm số liệu kỳ trước.",
    remedy: "Dồn báo cáo về một thư mục tên như 2023-10; chuyển bản sao ra khỏi thư mục làm việc.",
    example: "Thư mục \"2023-10 - Copy\" mang tên bản sao nên không được đọc; kỳ tháng 10/2023 dùng \
              thư mục \"2023-10\".",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let period = evidence.month.period;
    // Folders of later periods do not concern this one.
    let known = |aside: &&UnusedFolder| aside.period.last_day() <= period.last_day();
    let finding = |aside: &UnusedFolder| Finding {
        found: aside.name.clone(),
        expected: aside.used.clone().unwrap_or_else(|| aside.period.to_string()),
        message: aside.in_words(),
        eased: (aside.period != period && aside.used.is_some()).then_some(Severity::Info),
        ..Finding::default()
    };
    evidence.history.unused.iter().filter(known).map(finding).collect()
}
