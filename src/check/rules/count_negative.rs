//! Counts below zero.

use rust_decimal::Decimal;

use crate::check::number_cell::{NumberCell, all_written, by_sheet};
use crate::check::sentence_parts::{first_few, number, place_of};
use crate::check::{Check, Evidence, Finding, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "so-dem-am",
    severity: Severity::Error,
    title: "Số đếm âm",
    why: "Số người, số tổ chức không thể âm; thường là gõ nhầm dấu hoặc số trong ngoặc đơn.",
    remedy: "Nếu chỉ nhầm dấu, ghi x vào cột Ý kiến; nếu không, ghi số đúng.",
    example: "Xã Hai, Biểu 01, ô F29: số đếm không thể âm (Số thành viên ra khỏi HTX ghi -12, \
              có thể là 12). Chưa sửa, chờ ý kiến.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let all = evidence.odd_cells();
    let below = all.iter().copied().filter(|cell| {
        cell.is_count() && cell.reading.number().is_some_and(|value| value < Decimal::ZERO)
    });
    by_sheet(below).iter().map(|cells| finding(evidence, cells)).collect()
}

fn finding(evidence: &Evidence<'_>, cells: &[NumberCell<'_>]) -> Finding {
    let mut finding = evidence.finding_at(cells);
    let size = |cell: &NumberCell<'_>| cell.reading.number().map(|value| value.abs());
    let said: Vec<String> = cells
        .iter()
        .filter_map(|cell| {
            let (name, written) = (cell.name_among(cells), cell.written());
            let written = written.trim();
            Some(format!("{name} ghi {written}, có thể là {}", number(size(cell)?)))
        })
        .collect();
    finding.fixes = cells.iter().filter_map(|cell| Some(cell.fix(size(cell)?))).collect();
    finding.found = all_written(cells);
    finding.expected =
        finding.fixes.iter().map(|fix| number(fix.value)).collect::<Vec<_>>().join("; ");
    let what = format!("số đếm không thể âm ({})", first_few(&said, "ô"));
    finding.message = format!("{}: {what}. Chưa sửa, chờ ý kiến.", place_of(evidence, &finding));
    finding.ask = format!("{what}. Đề nghị kiểm tra, ghi lại.");
    finding
}
