//! An annex of an office below of which figures are under review there.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::sentence_parts::{first_few, name_only, unit_name};
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::figures::alternative::{Alternative, Change, Changed};
use crate::form::NamedUnit;
use crate::intake::submission::{AnnexReport, Fate};
use crate::settings::Basis;

pub(super) const RULE: Rule = Rule {
    code: "phu-luc-dang-ra-soat",
    severity: Severity::Warning,
    title: "Phụ lục cấp dưới có số liệu đang rà soát",
    why: "Cơ quan cấp dưới còn rà soát thì số liệu đó có thể thay đổi; không được kết luận chắc hơn \
          chính phụ lục cấp dưới.",
    remedy: "Đề nghị cơ quan lập phụ lục rà soát xong rồi gửi lại; nếu đã xác nhận số đang dùng là \
             đúng thì ghi giữ.",
    example: "Huyện Hai: phụ lục Huyện Hai/phu-luc-2023-10.xlsx ghi đang rà soát: Tổng số thành viên \
              HTX (thực hiện). Đang dùng số trong phụ lục. Đề nghị gửi lại phụ lục khi rà soát xong.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    // One annex may report for several units.
    let mut annexes: BTreeMap<&str, Vec<(usize, &AnnexReport)>> = BTreeMap::new();
    for own in evidence.month.submissions.iter().filter(|own| own.fate == Fate::Used) {
        if let (Some(annexed), Some(NamedUnit::Known(unit))) = (&own.annexed, &own.unit) {
            annexes.entry(&annexed.file).or_default().push((*unit, annexed));
        }
    }
    annexes.into_values().filter_map(|parts| finding(evidence, &parts)).collect()
}

fn finding(evidence: &Evidence<'_>, parts: &[(usize, &AnnexReport)]) -> Option<Finding> {
    let (indicators, annexed) = (&evidence.settings.indicators, parts.first()?.1);
    let has = |unit: usize, (place, basis): (usize, Basis)| {
        evidence.figures.unit_figure(unit, place, basis).is_some()
    };
    let is_used = |figure: &&(usize, Basis)| parts.iter().any(|(unit, _)| has(*unit, **figure));
    let figures: Vec<(usize, Basis)> =
        annexed.under_review.iter().filter(is_used).copied().collect();
    let names: Vec<String> = figures
        .iter()
        .map(|(place, basis)| format!("{} ({})", indicators[*place].name, basis.vietnamese()))
        .collect();
    let found = first_few(&names, "số liệu");
    let of = |file: &str, used: &str| {
        let again = "Đề nghị gửi lại phụ lục khi rà soát xong.";
        format!("phụ lục {file} ghi đang rà soát: {found}.{used} {again}")
    };
    let said = of(&annexed.file, " Đang dùng số trong phụ lục.");
    let (unit, message, ask) = match parts {
        [(unit, _)] => {
            let message = format!("{}: {said}", unit_name(evidence, *unit));
            (Some(*unit), message, of(name_only(&annexed.file), ""))
        }
        _ => (None, said.replacen("phụ lục", "Phụ lục", 1), String::new()),
    };
    let codes: BTreeSet<String> =
        figures.iter().map(|(place, _)| indicators[*place].code.clone()).collect();
    let bases: BTreeSet<Basis> = figures.iter().map(|(_, basis)| *basis).collect();
    let alternatives = parts.iter().map(|(unit, _)| otherwise(*unit, &figures)).collect();
    let file = annexed.file.to_string();
    let indicators = codes.into_iter().collect();
    let bases = bases.into_iter().collect();
    (!figures.is_empty()).then_some(Finding {
        unit,
        file,
        found,
        message,
        ask,
        indicators,
        bases,
        alternatives,
        ..Finding::default()
    })
}

/// What could be true instead of a unit's figures is not told below: it is as good as nothing.
fn otherwise(unit: usize, figures: &[(usize, Basis)]) -> Alternative {
    let changes = figures
        .iter()
        .map(|(place, basis)| Change { unit, what: Changed::NoFigure(*place, *basis) });
    changes.collect()
}
