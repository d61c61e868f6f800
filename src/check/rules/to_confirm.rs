//! Settings that were learnt from the office's forms and that nobody has confirmed.

use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::settings::{Question, SETTINGS_FILE};
use viet_text::text::without_stop;

pub(super) const RULE: Rule = Rule {
    code: "khai-bao-can-xac-nhan",
    severity: Severity::Warning,
    title: "Khai báo còn câu hỏi chưa trả lời",
    why: "Chương trình tự hiểu biểu mẫu khi lập thư mục làm việc; chỗ đoán chưa ai xác nhận thì chưa dùng \
          để đánh giá.",
    remedy: "Mở khai-bao.xlsx, trang Cần xác nhận, chọn ở cột Trả lời, lưu lại rồi chạy lại.",
    example: "khai-bao.xlsx, trang Cần xác nhận, câu C2 (Biểu 10: Thu nhập bình quân đầu người): Số chung \
              của toàn địa bàn tính thế nào từ số của các đơn vị? Đang hiểu là \"không cộng\". Đề nghị chọn \
              câu trả lời ở ô F5.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    evidence.settings.open_questions().map(finding).collect()
}

fn finding(question: &Question) -> Finding {
    let Question { number, place, about, text, understood, at, .. } = question;
    let about = if about.is_empty() { place.clone() } else { format!("{place}: {about}") };
    let message = format!(
        "{SETTINGS_FILE}, trang Cần xác nhận, câu {number} ({about}): {}{} Đang hiểu là \"{understood}\". \
         Đề nghị chọn câu trả lời ở ô {at}.",
        without_stop(text),
        if text.ends_with('?') { "" } else { "." },
    );
    Finding {
        found: understood.clone(),
        expected: "câu trả lời của cơ quan".to_owned(),
        message,
        indicators: question.codes.clone(),
        ..Finding::default()
    }
}
