//! A form that counts organisations which no list names.

use std::collections::BTreeSet;

use crate::check::number_cell::{NumberCell, Of};
use crate::check::words::place_of;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::settings::{Basis, List, ListOperation};

pub(super) const RULE: Rule = Rule {
    code: "thieu-danh-sach",
    severity: Severity::Warning,
    title: "Biểu có số liệu nhưng không có danh sách",
    why: "Không có danh sách thì không đối chiếu được, và những số chỉ tính từ danh sách sẽ thiếu.",
    remedy: "Đề nghị đơn vị gửi bổ sung danh sách.",
    example: "Xã Mười, Biểu 01, ô F10: Tổng số HTX đang hoạt động ghi 2 nhưng báo cáo không có \
              Danh sách hợp tác xã hoặc danh sách để trống. Đang dùng số của biểu; số chỉ có ở danh \
              sách coi là chưa có, không tính là 0. Đề nghị gửi bổ sung.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let listed: BTreeSet<(&str, usize)> =
        evidence.counted_rows().map(|(list, row)| (list.code.as_str(), row.unit)).collect();
    let mut findings = Vec::new();
    for list in evidence.settings.lists.values() {
        for unit in 0..evidence.settings.units.len() {
            if listed.contains(&(&list.code, unit)) {
                continue;
            }
            let counting = evidence.figure_cells_of(unit).find(|cell| counts(list, cell));
            findings.extend(counting.map(|cell| finding(evidence, list, &cell)));
        }
    }
    findings
}

/// Is it a figure, other than zero, that counts the list's organisations?
fn counts(list: &List, cell: &NumberCell<'_>) -> bool {
    let Of::Figure(_, indicator) = cell.of else { return false };
    let derivation = indicator.derivation.as_ref().filter(|from| from.list == list.code);
    cell.basis == Basis::Actual
        && derivation.is_some_and(|from| from.operation == ListOperation::Count)
        && cell.reading.number().is_some_and(|number| !number.is_zero())
}

fn finding(evidence: &Evidence<'_>, list: &List, cell: &NumberCell<'_>) -> Finding {
    let mut finding = evidence.about(std::slice::from_ref(cell));
    let drawn = evidence.settings.indicators.values().filter(|indicator| {
        let from_list = indicator.derivation.as_ref().is_some_and(|from| from.list == list.code);
        let figure = evidence.figure(cell.unit, &indicator.code, Basis::Actual);
        from_list && figure.is_none_or(|figure| !figure.complete)
    });
    finding.indicators = drawn.map(|indicator| indicator.code.clone()).collect();
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
