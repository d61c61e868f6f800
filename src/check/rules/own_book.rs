//! The office's own workbook among the reports.

use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::intake::submission::{FileRecord, Outcome, OwnBook};

pub(super) const RULE: Rule = Rule {
    code: "tep-cua-co-quan",
    severity: Severity::Warning,
    title: "Tệp của chính cơ quan tổng hợp",
    why: "Phụ lục, tệp rà soát, khai báo do chính cơ quan lập mà tính như báo cáo thì số cũ đè lên số \
          đơn vị gửi, đơn vị chưa gửi thành đã gửi.",
    remedy: "Chuyển tệp ra khỏi thư mục của kỳ. Nếu là phụ lục của cấp dưới: xem lại tên cơ quan, cơ \
             quan cấp trên ở khai-bao.xlsx của hai nơi, lập lại phụ lục rồi chạy lại.",
    example: "Tệp phu-luc-2023-10 - Copy.xlsx: phụ lục tháng 10/2023 do chính cơ quan này lập (PHÒNG \
              TÀI CHÍNH - KẾ HOẠCH; ỦY BAN NHÂN DÂN HUYỆN SỐ MỘT), là kết quả tổng hợp, không phải báo \
              cáo của đơn vị. Không cộng vào kết quả.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    evidence.month.files.iter().filter_map(finding).collect()
}

fn finding(file: &FileRecord) -> Option<Finding> {
    let Outcome::Own(own) = &file.outcome else { return None };
    let what = own.in_words();
    let remedy = match own {
        OwnBook::Annex { .. } => {
            " Đề nghị chuyển ra khỏi thư mục của kỳ; nếu là phụ lục của cấp dưới thì xem lại tên cơ \
             quan ở khai-bao.xlsx của hai nơi."
        }
        _ => "",
    };
    Some(Finding {
        file: file.path.to_string(),
        message: format!("Tệp {}: {what}. Không cộng vào kết quả.{remedy}", file.path),
        found: what,
        expected: "báo cáo của đơn vị".to_owned(),
        eased: (!matches!(own, OwnBook::Annex { .. })).then_some(Severity::Info),
        ..Finding::default()
    })
}
