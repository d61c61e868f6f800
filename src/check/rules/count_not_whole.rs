//! Counts with decimals: a dot between thousands was taken for a decimal point.

use rust_decimal::Decimal;

use crate::check::cell_survey::findings_beside_peers;
use crate::check::number_cell::{NumberCell, all_written};
use crate::check::peers::PeersByKind;
use crate::check::sentence_parts::{first_few, number, place_of};
use crate::check::unreadable_cells::listed;
use crate::check::{Check, Evidence, Finding, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "so-dem-le",
    severity: Severity::Error,
    title: "Số đếm có phần lẻ",
    why: "Số người, số tổ chức phải là số nguyên; 2,57 thường là 2.570 bị máy hiểu nhầm dấu chấm.",
    remedy: "Nếu đúng là hiểu nhầm dấu chấm, ghi x vào cột Ý kiến; nếu không, ghi số đúng.",
    example: "Xã Bốn, Biểu 01, ô F53: Tổng số thành viên THT ghi 0,255; số đếm phải là số \
              nguyên. Có thể là 255 (dấu chấm hàng nghìn bị hiểu là dấu thập phân). Chưa sửa, chờ \
              ý kiến.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let all = evidence.odd_cells();
    let broken = all.iter().copied().filter(|cell| {
        cell.is_count() && cell.reading.number().is_some_and(|value| !value.fract().is_zero())
    });
    findings_beside_peers(evidence, broken, finding)
}

fn finding(evidence: &Evidence<'_>, cells: &[NumberCell<'_>], kinds: &PeersByKind) -> Finding {
    let mut finding = evidence.finding_at(cells);
    let likely: Vec<Option<Decimal>> =
        cells.iter().map(|cell| likely(evidence, cell, kinds)).collect();
    let pairs = cells.iter().zip(&likely);
    let said: Vec<String> = pairs
        .clone()
        .map(|(cell, likely)| {
            let or =
                likely.map_or_else(String::new, |value| format!(", có thể là {}", number(value)));
            format!("{} ghi {}{or}", cell.name_among(cells), cell.written().trim())
        })
        .collect();
    finding.fixes = pairs.filter_map(|(cell, likely)| Some(cell.fix((*likely)?))).collect();
    let whole = |round: fn(&Decimal) -> Decimal| {
        let near = cells.iter().filter_map(|cell| cell.reading.number().map(|own| (cell.at, own)));
        finding.numbers(near.map(|(at, own)| (at, Some(round(&own)))))
    };
    finding.alternatives = vec![whole(Decimal::floor), whole(Decimal::ceil)];
    finding.found = all_written(cells);
    finding.expected = match &finding.fixes[..] {
        [] => "số nguyên".to_owned(),
        fixes => fixes.iter().map(|fix| number(fix.value)).collect::<Vec<_>>().join("; "),
    };
    let place = place_of(evidence, &finding);
    let what = match (cells, &likely[..]) {
        ([cell], [Some(value)]) => format!(
            "{} ghi {}; số đếm phải là số nguyên. Có thể là {} (dấu chấm hàng nghìn bị hiểu là dấu \
             thập phân)",
            cell.name(),
            cell.written().trim(),
            number(*value)
        ),
        _ => format!("số đếm phải là số nguyên ({})", first_few(&said, "ô")),
    };
    finding.message = format!("{place}: {what}. Chưa sửa, chờ ý kiến.");
    finding.ask = format!("{what}. Đề nghị kiểm tra, ghi lại.");
    finding
}

/// A thousand times the value, if that is whole and agrees with the unit's list or is usual among
/// other units.
fn likely(evidence: &Evidence<'_>, cell: &NumberCell<'_>, kinds: &PeersByKind) -> Option<Decimal> {
    let value = cell.reading.number()?.checked_mul(Decimal::ONE_THOUSAND)?.normalize();
    let whole = value.fract().is_zero();
    let borne_out = listed(evidence, cell) == Some(value)
        || kinds.of_cell(cell).is_none_or(|peers| peers.is_ordinary(value));
    (whole && borne_out).then_some(value)
}
