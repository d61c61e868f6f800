//! The units changed since the earlier period, so that the totals cannot be compared.

use crate::check::sentence_parts::first_few;
use crate::check::{Check, Evidence, Finding, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "khong-so-sanh-duoc",
    severity: Severity::Info,
    title: "Số liệu kỳ trước không so sánh được vì đơn vị đã sắp xếp lại",
    why: "Đơn vị mới có phần từ nơi khác thì số kỳ trước của các đơn vị cũ không phải là số của đơn vị mới.",
    remedy: "Không cần xử lý; nếu đơn vị cũ đã nhập toàn bộ, ghi cột \"Nhập vào\" ở trang Đơn vị của \
             khai-bao.xlsx.",
    example: "Số liệu tháng 6/2025 không so sánh được với kỳ này: Xã Sáu (có Xã Bảy trước đây ở ngoài \
              danh sách đơn vị báo cáo).",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let Some(earlier) = evidence.earlier.filter(|earlier| !earlier.gaps.is_empty()) else {
        return Vec::new();
    };
    let reasons = earlier.reasons(evidence.settings);
    let message = format!(
        "Số liệu {} không so sánh được với kỳ này: {}.",
        earlier.period.in_words(),
        first_few(&reasons, "đơn vị")
    );
    let found = "đơn vị đã sắp xếp lại".to_owned();
    let expected = "cùng một phạm vi".to_owned();
    vec![Finding { found, expected, message, ..Finding::default() }]
}
