//! Relations of the settings that one organisation's numbers break, while the unit's figures may
//! hide it.

use std::collections::BTreeMap;

use crate::check::row_relations::{RowBreach, RowRelation, row_relations};
use crate::check::sentence_parts::{first_few, number, place_of};
use crate::check::{Check, Evidence, Finding, Rule, Severity, WithFixesApplied};
use crate::kinds::Sign;
use crate::settings::Basis;
use workbook_io::{Address, format_addresses};

pub(super) const RULE: Rule = Rule {
    code: "quan-he-trong-dong",
    severity: Severity::Error,
    title: "Số liệu của một tổ chức không khớp nhau",
    why: "Quan hệ đúng cho cả xã thì cũng phải đúng cho từng tổ chức trong danh sách; số bình quân \
          của xã có thể che lấp chỗ sai.",
    remedy: "Đề nghị đơn vị kiểm tra các ô nêu trong câu. Các quan hệ ở trang Quan hệ của \
             khai-bao.xlsx; quan hệ giữa những số liệu tính theo cùng một danh sách được xét cho \
             từng dòng của danh sách đó.",
    example: "Xã Hai, Biểu 02, ô L9, O9: Lãi không lớn hơn doanh thu, nhưng HTX DVNN Hai có Lãi (ô O9) \
              là 1.240, còn tính từ ô L9 chỉ cho phép đến 588. Đề nghị kiểm tra.",
    check: Check::WithFixesApplied(check),
};

fn check(fixed: &WithFixesApplied<'_>) -> Vec<Finding> {
    let relations = row_relations(fixed.evidence.settings);
    fixed.evidence.map_units(|unit| {
        relations.iter().flat_map(|relation| of_unit(&fixed.evidence, relation, unit)).collect()
    })
}

/// One finding a sheet, whichever of its rows break the relation.
fn of_unit(evidence: &Evidence<'_>, relation: &RowRelation<'_>, unit: usize) -> Vec<Finding> {
    let mut sheets: BTreeMap<(String, String), Vec<RowBreach<'_>>> = BTreeMap::new();
    for breach in relation.breaches(evidence, unit) {
        let on = &breach.row.on;
        sheets.entry((on.file.to_string(), on.sheet.to_string())).or_default().push(breach);
    }
    let findings = sheets.into_iter().map(|((file, sheet), breaches)| {
        let at = Finding { unit: Some(unit), file, sheet, ..Finding::default() };
        finding(evidence, relation, &breaches, at)
    });
    findings.collect()
}

fn finding(
    evidence: &Evidence<'_>,
    relation: &RowRelation<'_>,
    breaches: &[RowBreach<'_>],
    at: Finding,
) -> Finding {
    let cells = breaches.iter().flat_map(|breach| relation.cells(breach));
    let mut cells: Vec<Address> = cells.map(|(_, at)| at).collect();
    cells.sort_unstable();
    cells.dedup();
    let side = |value: fn(&RowBreach<'_>) -> rust_decimal::Decimal| {
        breaches.iter().map(|breach| number(value(breach))).collect::<Vec<_>>().join("; ")
    };
    let said: Vec<String> = breaches.iter().map(|breach| said(relation, breach)).collect();
    let explanation = &relation.relation.explanation;
    let what = format!("{explanation}, nhưng {}.", first_few(&said, "dòng"));
    let mut finding = Finding {
        cells,
        found: side(|breach| breach.left),
        expected: side(|breach| breach.right),
        indicators: relation.codes(),
        bases: vec![Basis::Actual, Basis::Estimate],
        ..at
    };
    finding.alternatives = relation.ways_to_hold(breaches, &finding);
    finding.message = format!("{}: {what} Đề nghị kiểm tra.", place_of(evidence, &finding));
    finding.ask = format!("{what} Đề nghị kiểm tra.");
    finding
}

fn said(relation: &RowRelation<'_>, breach: &RowBreach<'_>) -> String {
    let cells = relation.cells(breach);
    let (left, at) = cells[0];
    let others: Vec<Address> = cells[1..].iter().map(|(_, at)| *at).collect();
    let allowed = match relation.relation.comparison {
        Sign::Equal => "là",
        _ => "chỉ cho phép đến",
    };
    format!(
        "{} có {left} (ô {at}) là {}, còn tính từ ô {} {allowed} {}",
        breach.row.row.name,
        number(breach.left),
        format_addresses(&others),
        number(breach.right)
    )
}
