//! An earlier period's annex that exists but cannot be read: half synced, cut short, locked.

use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::figures::history::UnreadAnnex;
use viet_text::period::Period;
use viet_text::text::lowercase_first;

pub(super) const RULE: Rule = Rule {
    code: "phu-luc-truoc-khong-doc-duoc",
    severity: Severity::Warning,
    title: "Phụ lục kỳ trước không đọc được",
    why: "Số liệu kỳ trước chỉ có trong phụ lục của kỳ đó; không đọc được thì trang ký thiếu cột so sánh, trang \
          Tiến độ và Biểu đồ thiếu kỳ đó. Chương trình không lấy phụ lục khác thay.",
    remedy: "Đồng bộ lại thư mục, đóng tệp nếu đang mở, hoặc mở tệp bằng Excel xem lại; nếu tệp hỏng thì lấy bản \
             đã gửi chép đè lên đúng tên tệp, rồi chạy lại. Không còn bản nào thì chuyển tệp hỏng ra ngoài thư mục \
             làm việc.",
    example: "Không đọc được phụ lục tháng 9/2023, tệp 2023-09/ket-qua/phu-luc-2023-09.xlsx: tệp bị hỏng: tệp \
              không trọn vẹn. Trang Phụ lục không có số kỳ trước để so sánh, trang Tiến độ, Biểu đồ thiếu \
              kỳ này, không dùng lại được số liệu kỳ trước của đơn vị. Đồng bộ lại thư mục, mở tệp bằng Excel xem \
              lại, hoặc chép đè bản đã gửi lên đúng tên tệp, rồi chạy lại.",
    check: Check::Written(check),
};

/// What is missing without the figures of the last period.
const OF_LAST: &str = "Trang Phụ lục không có số kỳ trước để so sánh, trang Tiến độ, Biểu đồ thiếu kỳ này, không \
    dùng lại được số liệu kỳ trước của đơn vị";
/// What is missing without the figures of any other earlier period.
const OF_OTHER: &str =
    "Biểu đồ diễn biến, tiến độ, so sánh cùng kỳ và số cộng nhiều kỳ thiếu kỳ này";

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    evidence.history.unread.iter().rev().map(|unread| finding(evidence, unread)).collect()
}

fn finding(evidence: &Evidence<'_>, unread: &UnreadAnnex) -> Finding {
    let (history, period) = (evidence.history, evidence.month.period);
    let nearest = history.periods.iter().map(|earlier| earlier.period);
    let nearest = nearest.chain(history.unread.iter().map(|unread| unread.period));
    let same_length = |other: &Period| *other < period && other.months() == period.months();
    let is_last = nearest.filter(same_length).max() == Some(unread.period);
    let lost = if is_last { OF_LAST } else { OF_OTHER };
    Finding {
        // The path is relative to the period's folder, which is in the workspace.
        file: format!("../{}", unread.file),
        message: format!(
            "Không đọc được phụ lục {}, tệp {}: {}. {lost}. {}.",
            unread.period.in_words(),
            unread.file,
            lowercase_first(&unread.why),
            unread.to_do
        ),
        found: unread.why.clone(),
        expected: "phụ lục đọc được".to_owned(),
        ..Finding::default()
    }
}
