//! Text with several readings, of which another cell of the same submission bears out one.

use crate::check::look::{NumberCell, by_sheet};
use crate::check::words::{first_few, number, place_of};
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::form::Reading;

pub(super) const RULE: Rule = Rule {
    code: "so-khong-ro-da-doi-chieu",
    severity: Severity::Info,
    title: "Số ghi có nhiều cách hiểu, đã đối chiếu được",
    why: "\"2,570\" có thể là 2.570 hoặc 2,57; một ô khác của cùng báo cáo chỉ khớp với một cách hiểu \
          nên dùng cách đó.",
    remedy: "Không cần xử lý; nếu hiểu sai, ghi số đúng vào cột Ý kiến.",
    example: "Xã Mỹ Quý, Biểu 01, ô F53: số ghi có nhiều cách hiểu, đã đối chiếu với ô khác của báo \
              cáo: \"2,570\" → 2.570. Không cần xử lý.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let settled = evidence.number_cells().into_iter();
    let settled = settled.filter(|cell| matches!(cell.reading, Reading::BorneOut(_)));
    by_sheet(settled).iter().map(|cells| finding(evidence, cells)).collect()
}

fn finding(evidence: &Evidence<'_>, cells: &[NumberCell<'_>]) -> Finding {
    let pairs = cells.iter().filter_map(|cell| {
        Some(format!("\"{}\" → {}", cell.written.trim(), number(cell.reading.number()?)))
    });
    let pairs: Vec<String> = pairs.collect();
    let mut finding = evidence.about(cells);
    finding.found = pairs.join("; ");
    finding.expected = "ô số".to_owned();
    finding.message = format!(
        "{}: số ghi có nhiều cách hiểu, đã đối chiếu với ô khác của báo cáo: {}. Không cần xử lý.",
        place_of(evidence, &finding),
        first_few(&pairs, "ô")
    );
    finding
}
