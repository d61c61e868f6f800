//! A form that counts organisations although there is no list of them.

use std::collections::BTreeSet;

use crate::check::expected_tables::{declared_count, missing_figures};
use crate::check::figure_gaps::NeededFigures;
use crate::check::number_cell::NumberCell;
use crate::check::sentence_parts::place_of;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::settings::{Basis, List};

pub(super) const RULE: Rule = Rule {
    code: "thieu-danh-sach",
    severity: Severity::Error,
    title: "Biểu có số liệu nhưng không có danh sách",
    why: "Không có danh sách thì không đối chiếu được, và những số chỉ tính từ danh sách sẽ thiếu.",
    remedy: "Đề nghị đơn vị gửi bổ sung danh sách.",
    example: "Xã Mười, Biểu 01, ô F10: Tổng số HTX đang hoạt động ghi 2 nhưng báo cáo không có \
              Danh sách hợp tác xã hoặc danh sách để trống. Đang dùng số của biểu; số chỉ có ở danh \
              sách coi là chưa có, không tính là 0. Đề nghị gửi bổ sung.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    // A list of which the office left out every row is there.
    let rows =
        evidence.figures.lists.iter().flat_map(|list| list.rows().map(move |row| (list, row)));
    let listed: BTreeSet<(&str, usize)> =
        rows.map(|(list, row)| (list.list.as_str(), row.unit)).collect();
    let needed = NeededFigures::new(evidence);
    let mut findings = Vec::new();
    for list in evidence.settings.lists.values() {
        for unit in 0..evidence.settings.units.len() {
            if listed.contains(&(&list.code, unit)) {
                continue;
            }
            let counting = declared_count(evidence, unit, list);
            let some = counting.filter(|cell| cell.reading.number().is_some_and(|n| !n.is_zero()));
            findings.extend(some.map(|cell| finding(evidence, list, &cell, &needed)));
        }
    }
    findings
}

fn finding(
    evidence: &Evidence<'_>,
    list: &List,
    cell: &NumberCell<'_>,
    needed: &NeededFigures,
) -> Finding {
    let mut finding = evidence.finding_at(std::slice::from_ref(cell));
    let drawn = evidence.settings.indicators.values().enumerate().filter(|(_, indicator)| {
        indicator.derivation.as_ref().is_some_and(|from| from.list == list.code)
    });
    let bases = [Basis::Actual, Basis::Estimate];
    let drawn = drawn.flat_map(|(place, _)| bases.map(|basis| (place, basis)));
    let missing = missing_figures(evidence, cell.unit, drawn);
    let code = |(place, _): &(usize, Basis)| evidence.settings.indicators[*place].code.clone();
    finding.indicators = missing.iter().map(code).collect();
    finding.indicators.dedup();
    finding.bases = missing.iter().map(|(_, basis)| *basis).collect();
    finding.bases.sort();
    finding.bases.dedup();
    let is_needed = missing.iter().any(|(place, basis)| needed.has_figure(*place, *basis));
    finding.eased = (!is_needed).then_some(Severity::Warning);
    finding.found = cell.written().trim().to_owned();
    finding.expected = list.name.clone();
    let what = format!(
        "{} ghi {} nhưng báo cáo không có {} hoặc danh sách để trống",
        cell.name(),
        cell.written().trim(),
        list.name
    );
    finding.message = format!(
        "{}: {what}. Đang dùng số của biểu; số chỉ có ở danh sách coi là chưa có, không tính là 0. \
         Đề nghị gửi bổ sung.",
        place_of(evidence, &finding)
    );
    finding.ask = format!("{what}. Đề nghị gửi bổ sung.");
    finding
}
