//! What was learnt, in words for the screen, and what to do next.

use std::fmt::Write as _;

use super::NewOffice;
use super::proposal::Proposal;
use crate::path_text::PathText as _;
use crate::settings::packs::Unpacked;

/// What was made of the office's forms.
#[must_use]
pub fn in_words(office: &NewOffice, made: &Unpacked, from_reports: bool) -> String {
    let folder = made.folder.on_one_line();
    let source = if from_reports {
        "báo cáo của các đơn vị"
    } else {
        "biểu mẫu của cơ quan"
    };
    let mut text = format!("Đã lập thư mục làm việc {folder} từ {source}.\n");
    if from_reports {
        let names: Vec<&str> = office.proposal.units.iter().map(|own| own.name.as_str()).collect();
        let _ = writeln!(text, "- {} đơn vị: {}.", names.len(), names.join(", "));
    }
    for table in &office.tables {
        let kind = if table.is_list { "danh sách" } else { "bảng số liệu" };
        let _ = writeln!(
            text,
            "- {}, trang \"{}\": {kind}, {} ô đã gắn mã.",
            table.file, table.sheet, table.codes
        );
    }
    for line in &office.left_out {
        let _ = writeln!(text, "- {line}");
    }
    let proposal = &office.proposal;
    let (figures, relations) = (proposal.figures.len(), proposal.relations.len());
    let _ = writeln!(
        text,
        "Có {figures} số liệu và {relations} quan hệ để kiểm tra, ghi trong khai-bao.xlsx."
    );
    match proposal.questions.len() {
        0 => text.push_str("Không có chỗ nào phải hỏi lại.\n"),
        count => {
            let _ = writeln!(
                text,
                "Có {count} chỗ cần cơ quan xác nhận: mở khai-bao.xlsx, trang Cần xác nhận, chọn ở cột Trả lời."
            );
        }
    }
    text.push_str("Việc tiếp theo:\n");
    for (number, step) in (1..).zip(next_steps(proposal, made, from_reports)) {
        let _ = writeln!(text, "{number}. {step}");
    }
    text
}

/// What the officer does next, in order.
fn next_steps(proposal: &Proposal, made: &Unpacked, from_reports: bool) -> Vec<String> {
    let mut steps: Vec<String> = Vec::new();
    if proposal.units.is_empty() {
        steps.push("Ghi tên các đơn vị phải báo cáo ở trang Đơn vị của khai-bao.xlsx, mỗi đơn vị một dòng.".to_owned());
    }
    steps.push(
        "Xem lại trang Cơ quan; trả lời các câu hỏi ở trang Cần xác nhận; ghi chỉ tiêu, nếu có."
            .to_owned(),
    );
    steps.push(match &made.period {
        Some(period) if from_reports => format!(
            "Xem lại trang Đơn vị (tên lấy từ báo cáo). Báo cáo đã chép vào {}.",
            period.on_one_line()
        ),
        Some(period) => format!("Chép báo cáo của các đơn vị vào {}.", period.on_one_line()),
        None => "Tạo cạnh đó một thư mục cho kỳ báo cáo, đặt tên như 2026-06 (tháng), 2026-Q2 (quý), 2026-6T \
                 (sáu tháng), 2026 (năm); chép báo cáo của các đơn vị vào đó."
            .to_owned(),
    });
    steps.push(format!(
        "Kéo thả thư mục của kỳ vào chương trình, hoặc gõ: tonghop \"{}\"",
        made.folder.on_one_line()
    ));
    steps
}
