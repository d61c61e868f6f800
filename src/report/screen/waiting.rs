//! What waits for open findings: each item, what is in use, what it would be otherwise, where the
//! finding is, and the one thing to do.

use std::fmt::Write as _;

use super::one_line;
use crate::check::{Finding, written_at};
use crate::figures::decision::proposals_in_words;
use crate::report::review::opinion_column;
use crate::report::wording::{WaitingItem, bare_figures, name_of, required, waiting_items};
use crate::results::Results;
use crate::settings::{Criterion, Item};
use crate::workspace::{REVIEW_FILE, sheets};
use workbook_io::{format_addresses, parse_addresses};

/// The most findings named for one item.
const NAMED: usize = 3;

/// The items that wait, each with the findings that it waits for; empty if none does.
pub(super) fn items(results: &Results<'_>) -> String {
    let waiting = waiting_items(results);
    if waiting.is_empty() {
        return String::new();
    }
    let lines: String = waiting.iter().map(|item| lines(item, results)).collect();
    format!("Đang rà soát số liệu, chưa đánh giá:\n{lines}")
}

/// "  3.2  Lợi nhuận bình quân 01 THT: đang rà soát số liệu (đang dùng 6.895,9, yêu cầu từ 200); nếu nhận đề
/// xuất: 95, Chưa đạt", and the findings beneath.
fn lines(waiting: &WaitingItem<'_>, results: &Results<'_>) -> String {
    let WaitingItem { name, item, judged, findings } = waiting;
    let used = bare_figures(item, judged);
    let mut text = format!(
        "  {name:<4} {}: đang rà soát số liệu (đang dùng {used}{})",
        name_of(item),
        wanted(item)
    );
    if let Some(doubt) = &judged.doubt {
        let is_proposed = findings.iter().all(|finding| finding.is_by_proposal());
        let when = if is_proposed { "nếu nhận đề xuất" } else { "khả năng khác" };
        let word = doubt.if_accepted.vietnamese();
        text += &format!("; {when}: {}, {word}", bare_figures(item, &doubt.if_accepted));
    }
    text += ".\n";
    for finding in findings.iter().take(NAMED) {
        writeln!(text, "       - {}", one_line(&place(finding, results)))
            .expect("a string takes all");
    }
    if findings.len() > NAMED {
        let more = findings.len() - NAMED;
        writeln!(text, "       - … và {more} chỗ khác.").expect("a string takes all");
    }
    text
}

fn wanted(item: &Item) -> String {
    match &item.criterion {
        Criterion::ByFigure(yardstick) => format!(", yêu cầu {}", required(yardstick)),
        Criterion::ByParts { .. } | Criterion::ByOffice => String::new(),
    }
}

/// "Xã Phú Điền, Biểu 01, ô F55: ghi 9.500, đề xuất 95."
fn place(finding: &Finding, results: &Results<'_>) -> String {
    let units = &results.workspace.settings.units;
    let cells = format_addresses(&finding.cells);
    let mut parts: Vec<String> = Vec::new();
    parts.extend(finding.unit.map(|unit| units[unit].name.clone()));
    parts.extend((!finding.sheet.is_empty()).then(|| finding.sheet.clone()));
    parts.extend((!cells.is_empty()).then(|| format!("ô {cells}")));
    let written = written_at(finding, &results.month);
    let named = parse_addresses(&cells).unwrap_or_default();
    let proposed = proposals_in_words(&named, &finding.proposed());
    let mut said: Vec<String> = Vec::new();
    said.extend((!written.is_empty()).then(|| format!("ghi {written}")));
    said.extend((!proposed.is_empty()).then(|| format!("đề xuất {proposed}")));
    let said = if said.is_empty() { String::new() } else { format!(": {}", said.join(", ")) };
    format!("{}{said}.", parts.join(", "))
}

/// What to do first: what clears the doubts.
pub(super) fn next_step(results: &Results<'_>) -> Option<String> {
    let waiting = waiting_items(results);
    let is_deciding = |finding: &&Finding| {
        waiting.iter().any(|item| item.findings.iter().any(|own| std::ptr::eq(*own, *finding)))
    };
    let deciding = results.findings.iter().filter(is_deciding).count();
    let open = results.findings.iter().filter(|finding| finding.is_open()).count();
    (!waiting.is_empty()).then(|| {
        format!(
            "Có {open} nội dung cần xem lại, {deciding} nội dung quyết định kết quả đánh giá. Việc tiếp theo: \
             mở tệp {REVIEW_FILE}, trang {}, ghi ý kiến vào cột {} (Ý kiến) của {deciding:02} dòng trên cùng, \
             lưu rồi chạy lại.",
            sheets::CHECKS,
            opinion_column(results)
        )
    })
}
