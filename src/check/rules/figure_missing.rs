//! Figures that a submission leaves blank.

use std::collections::BTreeMap;

use crate::check::figure_gaps::{Gap, NeededFigures, blanks, gaps};
use crate::check::sentence_parts::{first_few, place_of};
use crate::check::{Check, Finding, Rule, Severity, WithFixesApplied};
use crate::settings::Basis;
use workbook_io::Address;

pub(super) const RULE: Rule = Rule {
    code: "thieu-so-lieu",
    severity: Severity::Warning,
    title: "Báo cáo bỏ trống số liệu cần dùng",
    why: "Ô trống không phải là 0: thiếu một số thì tổng số, bình quân của cả địa bàn chưa đủ.",
    remedy: "Đề nghị đơn vị ghi số; nếu không phát sinh thì ghi 0.",
    example: "Xã Hai, Biểu 01, ô F54, F55: chưa ghi số liệu (Doanh thu bình quân một THT; Lãi \
              bình quân một THT). Không tính là 0. Đề nghị bổ sung; nếu không phát sinh thì ghi 0.",
    check: Check::WithFixesApplied(check),
};

type SheetKey<'a> = (usize, bool, &'a str, &'a str);

fn check(fixed: &WithFixesApplied<'_>) -> Vec<Finding> {
    let evidence = &fixed.evidence;
    let needed = NeededFigures::new(evidence);
    let gaps = evidence.map_units(|unit| {
        let gaps = gaps(evidence, unit).map(|gap| (blanks(evidence, &gap), gap));
        gaps.filter(|(blanks, _)| !blanks.is_empty()).collect::<Vec<_>>()
    });
    let mut sheets: BTreeMap<SheetKey<'_>, (Vec<Address>, Vec<&Gap<'_>>)> = BTreeMap::new();
    for (blanks, gap) in &gaps {
        for (file, sheet, at) in blanks {
            let (cells, of) = sheets.entry((gap.unit, !needed.has(gap), file, sheet)).or_default();
            cells.push(*at);
            of.push(gap);
        }
    }
    sheets.into_iter().map(|(place, (cells, of))| finding(fixed, place, cells, &of)).collect()
}

fn finding(
    fixed: &WithFixesApplied<'_>,
    (unit, eased, file, sheet): SheetKey<'_>,
    mut cells: Vec<Address>,
    gaps: &[&Gap<'_>],
) -> Finding {
    cells.sort_unstable();
    cells.dedup();
    let mut names: Vec<String> = Vec::new();
    for gap in gaps {
        let name = match gap.basis {
            Basis::Actual => gap.indicator.name.clone(),
            basis => format!("{} ({})", gap.indicator.name, basis.vietnamese()),
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let mut bases: Vec<Basis> = gaps.iter().map(|gap| gap.basis).collect();
    bases.dedup();
    let finding = Finding {
        unit: Some(unit),
        file: file.to_owned(),
        sheet: sheet.to_owned(),
        cells,
        found: "trống".to_owned(),
        expected: "có số liệu".to_owned(),
        indicators: gaps.iter().map(|gap| gap.indicator.code.clone()).collect(),
        bases,
        eased: eased.then_some(Severity::Info),
        ..Finding::default()
    };
    const TO_DO: &str = "Đề nghị bổ sung; nếu không phát sinh thì ghi 0.";
    let what = format!("chưa ghi số liệu ({})", first_few(&names, "số liệu"));
    let place = place_of(&fixed.evidence, &finding);
    let message = format!("{place}: {what}. Không tính là 0. {TO_DO}");
    Finding { message, ask: format!("{what}. {TO_DO}"), ..finding }
}
