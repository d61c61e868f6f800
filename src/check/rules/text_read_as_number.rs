//! Numbers typed as text that have one clear reading.

use crate::check::number_cell::{NumberCell, by_sheet};
use crate::check::sentence_parts::{first_few, number, place_of};
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::form::Reading;
use crate::settings::Mark;

pub(super) const RULE: Rule = Rule {
    code: "so-ghi-bang-chu",
    severity: Severity::Info,
    title: "Số liệu ghi bằng chữ, đã đọc được",
    why: "Số ghi kèm chữ không cộng được trong Excel; chương trình đã đọc và nêu rõ đọc thành gì.",
    remedy: "Không cần xử lý; nếu đọc sai, ghi số đúng vào cột Ý kiến.",
    example: "Xã Hai, Biểu 01, ô F30, F35: số liệu ghi bằng chữ, đã đọc được: \"20 người\" → 20; \
              \"104 tr.đ\" → 104. Không cần xử lý.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let all = evidence.odd_cells();
    let read = all.iter().copied();
    let is_sign = |cell: &NumberCell<'_>| {
        // "Đạt" where it is asked whether something is met is no number typed as text.
        matches!(cell.reading, Reading::Sign(Mark::Missing | Mark::Zero))
            && !cell.written().trim().is_empty()
    };
    let is_text =
        |cell: &NumberCell<'_>| matches!(cell.reading, Reading::Text(_) | Reading::Corroborated(_));
    let read = read.filter(|cell| is_text(cell) || is_sign(cell));
    by_sheet(read).iter().map(|cells| finding(evidence, cells)).collect()
}

fn finding(evidence: &Evidence<'_>, cells: &[NumberCell<'_>]) -> Finding {
    let pairs = cells.iter().map(|cell| {
        let used = cell.reading.number().map_or_else(|| "chưa có số liệu".to_owned(), number);
        let by_others = match cell.reading {
            Reading::Corroborated(_) => " (khớp với ô khác của báo cáo)",
            _ => "",
        };
        format!("\"{}\" → {used}{by_others}", cell.written().trim())
    });
    let pairs: Vec<String> = pairs.collect();
    let mut finding = evidence.finding_at(cells);
    finding.found = pairs.join("; ");
    finding.expected = "ô số".to_owned();
    finding.message = format!(
        "{}: số liệu ghi bằng chữ, đã đọc được: {}. Không cần xử lý.",
        place_of(evidence, &finding),
        first_few(&pairs, "ô")
    );
    finding
}
