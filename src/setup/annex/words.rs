//! The comparison in words for the screen.

use std::fmt::Write as _;

use super::model::{AnnexComparison, Difference};

/// Differences shown on the screen; the workbook has all.
const SHOWN: usize = 12;

/// Where the whole comparison is written.
pub const COMPARISON_FILE: &str = "doi-chieu-phu-luc.xlsx";

/// What came of the comparison.
#[must_use]
pub fn comparison_in_words(comparison: &AnnexComparison) -> String {
    let all = comparison.compared();
    let mut text = match all {
        0 => format!(
            "Chưa đối chiếu được với phụ lục {}: không thấy trang nào có số của các đơn vị, biểu mẫu đã điền số chung \
             hay chỉ tiêu.\n",
            comparison.file
        ),
        _ => format!(
            "Đối chiếu với phụ lục cơ quan đã lập ({}): khớp {}/{all}.\n",
            comparison.file, comparison.equal
        ),
    };
    for rule in &comparison.rules {
        let _ = writeln!(
            text,
            "- Theo phụ lục, {} của cả địa bàn tính bình quân theo {}.",
            rule.name, rule.by
        );
    }
    for difference in comparison.differences.iter().take(SHOWN) {
        let _ = writeln!(text, "- {}", in_words(difference));
    }
    let more = comparison.differences.len().saturating_sub(SHOWN);
    if more > 0 {
        let _ = writeln!(text, "- … và {more} ô khác.");
    }
    if !comparison.unread.is_empty() {
        let _ = writeln!(text, "- {} chỗ chưa đối chiếu được.", comparison.unread.len());
    }
    if all > 0 || !comparison.unread.is_empty() {
        let _ = writeln!(text, "Từng ô ghi ở {COMPARISON_FILE}.");
    }
    text
}

fn in_words(own: &Difference) -> String {
    let behind = match own.behind.as_str() {
        "" => String::new(),
        behind => format!(" ({behind})"),
    };
    format!(
        "Trang \"{}\", ô {}, {}: phụ lục {}; theo báo cáo {}{behind}.",
        own.sheet, own.at, own.what, own.theirs, own.ours
    )
}
