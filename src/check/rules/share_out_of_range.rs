//! Percentages below 0 or over 100.

use rust_decimal::Decimal;

use crate::check::number_cell::{NumberCell, all_written, by_sheet};
use crate::check::sentence_parts::{first_few, place_of};
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::form::Reading;

pub(super) const RULE: Rule = Rule {
    code: "ty-le-sai",
    severity: Severity::Error,
    title: "Tỷ lệ dưới 0 hoặc trên 100 %",
    why: "Phần không thể lớn hơn toàn bộ.",
    remedy: "Đề nghị đơn vị kiểm tra, ghi lại tỷ lệ.",
    example: "Xã Hai, Biểu 01, ô F20: tỷ lệ phải từ 0 đến 100 % (Tỷ lệ hộ tham gia ghi 750). \
              Chưa sửa, chờ ý kiến.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let range = Decimal::ZERO..=Decimal::ONE_HUNDRED;
    let all = evidence.odd_cells();
    let beyond = all.iter().copied().filter(|cell| {
        cell.is_share() && cell.reading.number().is_some_and(|value| !range.contains(&value))
    });
    by_sheet(beyond).iter().map(|cells| finding(evidence, cells)).collect()
}

fn finding(evidence: &Evidence<'_>, cells: &[NumberCell<'_>]) -> Finding {
    let mut finding = evidence.finding_at(cells);
    let said: Vec<String> =
        cells.iter().map(|cell| format!("{} ghi {}", cell.name(), cell.written().trim())).collect();
    finding.fixes =
        cells.iter().filter_map(|cell| Some(cell.fix(typed_as_a_number(cell)?))).collect();
    // It is some share.
    finding.alternatives = [Decimal::ZERO, Decimal::ONE_HUNDRED]
        .map(|bound| finding.numbers(cells.iter().map(|cell| (cell.at, Some(bound)))))
        .into();
    finding.found = all_written(cells);
    finding.expected = "từ 0 đến 100".to_owned();
    let what = format!("tỷ lệ phải từ 0 đến 100 % ({})", first_few(&said, "ô"));
    finding.message = format!("{}: {what}. Chưa sửa, chờ ý kiến.", place_of(evidence, &finding));
    finding.ask = format!("{what}. Đề nghị kiểm tra, ghi lại.");
    finding
}

/// What a cell that shows 3450 % was before it was given a format of per cents.
fn typed_as_a_number(cell: &NumberCell<'_>) -> Option<Decimal> {
    let Reading::PerCent(shown) = cell.reading else { return None };
    let typed = (*shown / Decimal::ONE_HUNDRED).normalize();
    (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&typed).then_some(typed)
}
