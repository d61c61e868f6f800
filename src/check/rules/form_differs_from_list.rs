//! A figure of the form that differs from the unit's list.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::check::relations::{
    ResolvedRelation, resolved_relations, speaks_against_list, written_cells,
};
use crate::check::sentence_parts::{first_few, number, place_of};
use crate::check::unruled::figures_unruled;
use crate::check::used_data::{UsedSheet, listed};
use crate::check::{Check, Finding, Fix, Rule, Severity, WithFixesApplied};
use crate::figures::alternative::Changed;
use crate::figures::consolidate::Figures;
use crate::figures::decision::FORM_DIFFERS;
use crate::form::FigureCell;
use crate::settings::{Basis, NumberKind};
use workbook_io::number::rounded;

pub(super) const RULE: Rule = Rule {
    code: FORM_DIFFERS,
    severity: Severity::Error,
    title: "Biểu số liệu lệch với danh sách",
    why: "Một trong hai chỗ sai; kết quả tính theo danh sách nên có thể sai theo.",
    remedy: "Đề nghị đơn vị sửa ô của biểu số liệu hoặc bổ sung danh sách. Cột Ý kiến: x hoặc giữ là \
             dùng số tính theo danh sách; ghi số nào thì dùng số đó, kể cả ghi lại đúng số của biểu.",
    example: "Xã Một, Biểu 01, ô F27: Tổng số thành viên HTX ghi 183, tính theo danh sách là \
              173, chênh lệch 10. Đang dùng 173. Đề nghị kiểm tra, sửa ô F27 hoặc sửa danh sách.",
    check: Check::WithFixesApplied(check),
};

/// If more rows than this differ, form and list are about different organisations.
const SO_MANY: usize = 6;

/// A figure's cell and the list's figure.
struct Mismatch<'a> {
    cell: FigureCell<'a>,
    indicator: &'a crate::settings::Indicator,
    written: Decimal,
    listed: Decimal,
    /// The list has errors in cells from which this figure is computed.
    list_has_slips: bool,
}

fn check(fixed: &WithFixesApplied<'_>) -> Vec<Finding> {
    let resolved = resolved_relations(fixed.evidence.settings);
    fixed.evidence.map_units(|unit| findings_of_unit(fixed, &resolved, unit))
}

fn findings_of_unit(
    fixed: &WithFixesApplied<'_>,
    resolved: &[ResolvedRelation<'_>],
    unit: usize,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let form = LazyCell::new(|| written_cells(fixed, unit));
    let unruled = LazyCell::new(|| figures_unruled(&fixed.evidence, unit));
    for used in fixed.evidence.used_sheets_of(unit) {
        let cells = used.sheet.figures.filled();
        let mismatch = cells.filter_map(|cell| mismatch(fixed, used, cell));
        let mismatch: Vec<_> =
            mismatch.filter(|own| !follows_a_ruling(unruled.as_ref(), unit, own)).collect();
        let (following, own): (Vec<_>, Vec<_>) =
            mismatch.into_iter().partition(|cell| cell.list_has_slips);
        let proposed = |mismatch: &Mismatch<'_>| {
            let at = (mismatch.cell.indicator, mismatch.cell.basis);
            !speaks_against_list(fixed, unit, (resolved, &*form), at)
        };
        let found = groups(own).into_iter().map(|cells| {
            let mut finding = finding(fixed, used, &cells);
            // If the form supports a cell, either list or form may be wrong: nothing is proposed.
            if !cells.iter().all(proposed) {
                finding.fixes.clear();
            }
            finding
        });
        findings.extend(found);
        if !following.is_empty() {
            findings.push(following_a_slip(fixed, used, &following));
        }
    }
    findings
}

fn mismatch<'a>(
    fixed: &WithFixesApplied<'a>,
    used: UsedSheet<'a>,
    cell: FigureCell<'a>,
) -> Option<Mismatch<'a>> {
    let written = cell.reading.number()?;
    let listed = fixed.evidence.listed(used.unit, cell.indicator, cell.basis)?;
    // Most are equal without rounding, which is slow.
    if written == listed {
        return None;
    }
    if is_same_as_shown(cell, written, listed) {
        return None;
    }
    let shown = cell.shown_decimals.map_or(written.scale(), |format| format.min(written.scale()));
    let indicator = &fixed.evidence.settings.indicators[cell.indicator];
    // A list that adds up to a fraction of a count has an error with no known correction.
    if indicator.kind == NumberKind::Count && indicator.decimals == 0 && !listed.is_integer() {
        return None;
    }
    let list_has_slips = fixed.is_changed_by_fixes(used.unit, cell.indicator, cell.basis);
    let listed = rounded(listed, shown.max(indicator.decimals));
    Some(Mismatch { cell, indicator, written, listed, list_has_slips })
}

/// Does the form say what the list said before the office left rows out, or counted some? Then the
/// difference is the office's own.
fn follows_a_ruling(unruled: Option<&Figures>, unit: usize, own: &Mismatch<'_>) -> bool {
    let figures = unruled.map(|figures| &figures.by_unit[unit]);
    let before =
        figures.and_then(|own_figures| listed(own_figures, own.cell.indicator, own.cell.basis));
    before.is_some_and(|before| is_same_as_shown(own.cell, own.written, before))
}

/// Are a cell's number and the list's equal at the decimals that the cell shows?
fn is_same_as_shown(cell: FigureCell<'_>, written: Decimal, listed: Decimal) -> bool {
    let shown = cell.shown_decimals.map_or(written.scale(), |format| format.min(written.scale()));
    rounded(written, shown) == rounded(listed, shown)
}

/// One group for each row of the form; or one for all rows of a list, if so many differ that form
/// and list are about different organisations.
fn groups(cells: Vec<Mismatch<'_>>) -> Vec<Vec<Mismatch<'_>>> {
    let mut lists: BTreeMap<&str, BTreeMap<u32, Vec<Mismatch<'_>>>> = BTreeMap::new();
    for cell in cells {
        let list = cell.indicator.derivation.as_ref().map_or("", |from| from.list.as_str());
        lists.entry(list).or_default().entry(cell.cell.at.row).or_default().push(cell);
    }
    let rows = lists.into_values().flat_map(|rows| {
        if rows.len() > SO_MANY {
            vec![rows.into_values().flatten().collect()]
        } else {
            rows.into_values().collect()
        }
    });
    rows.collect()
}

fn finding(fixed: &WithFixesApplied<'_>, used: UsedSheet<'_>, cells: &[Mismatch<'_>]) -> Finding {
    let mut finding = base(used, cells);
    let all = |value: fn(&Mismatch<'_>) -> Decimal| {
        cells.iter().map(|cell| number(value(cell))).collect::<Vec<_>>().join("; ")
    };
    finding.found = all(|cell| cell.written);
    finding.expected = all(|cell| cell.listed);
    let (said, used_now, to_mend) = match cells {
        [cell] => (said(cell), number(cell.listed), format!("ô {}", cell.cell.at)),
        cells => {
            let said: Vec<String> = cells.iter().map(said).collect();
            let by_list = "số tính theo danh sách".to_owned();
            (first_few(&said, "ô"), by_list, "các ô này".to_owned())
        }
    };
    let to_do = format!("Đề nghị kiểm tra, sửa {to_mend} hoặc sửa danh sách.");
    let place = place_of(&fixed.evidence, &finding);
    finding.message = format!("{place}: {said}. Đang dùng {used_now}. {to_do}");
    finding.ask = format!("{said}. {to_do}");
    let by_form = cells.iter().map(|mismatch| {
        Changed::Figure(mismatch.cell.indicator, mismatch.cell.basis, mismatch.written)
    });
    finding.alternatives = vec![finding.changes(by_form)];
    finding.is_between_sources = true;
    finding
}

fn said(cell: &Mismatch<'_>) -> String {
    format!(
        "{} ghi {}, tính theo danh sách là {}, chênh lệch {}",
        name(cell),
        number(cell.written),
        number(cell.listed),
        number((cell.written - cell.listed).abs())
    )
}

/// One finding for figures computed from cells with errors: they must be corrected together with
/// the list.
fn following_a_slip(
    fixed: &WithFixesApplied<'_>,
    used: UsedSheet<'_>,
    cells: &[Mismatch<'_>],
) -> Finding {
    let mut finding = base(used, cells);
    let said = cells.iter().map(|cell| {
        let (at, written, listed) = (cell.cell.at, number(cell.written), number(cell.listed));
        format!("ô {at} ghi {written}, đúng ra là {listed}")
    });
    let said: Vec<String> = said.collect();
    let all = |value: fn(&Mismatch<'_>) -> Decimal| {
        cells.iter().map(|cell| number(value(cell))).collect::<Vec<_>>().join("; ")
    };
    finding.found = all(|cell| cell.written);
    finding.expected = all(|cell| cell.listed);
    finding.ask = format!(
        "các số này sai theo ô ghi sai trong danh sách; nếu sửa danh sách như đề xuất thì {}. Đề nghị \
         sửa cùng lúc.",
        first_few(&said, "ô")
    );
    finding.message = format!("{}: {}", place_of(&fixed.evidence, &finding), finding.ask);
    finding
}

fn base(used: UsedSheet<'_>, cells: &[Mismatch<'_>]) -> Finding {
    let fixes = cells.iter().map(|mismatch| Fix {
        at: mismatch.cell.at,
        written: mismatch.cell.written().into_owned(),
        value: mismatch.listed,
    });
    Finding {
        in_use: "số tính theo danh sách".to_owned(),
        fixes: fixes.collect(),
        indicators: cells.iter().map(|cell| cell.cell.code.to_string()).collect(),
        bases: cells.iter().map(|cell| cell.cell.basis).collect(),
        ..used.finding(cells.iter().map(|cell| cell.cell.at).collect())
    }
}

fn name(mismatch: &Mismatch<'_>) -> String {
    match mismatch.cell.basis {
        Basis::Actual => mismatch.indicator.name.clone(),
        basis => format!("{} ({})", mismatch.indicator.name, basis.vietnamese()),
    }
}
