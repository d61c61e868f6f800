//! A figure of the form that is not what the unit's list adds up to.

use rust_decimal::Decimal;

use crate::check::look::UsedSheet;
use crate::check::words::{first_few, number, place_of};
use crate::check::{Check, Finding, Fix, Mended, Rule, Severity, WhatIf};
use crate::decimal::rounded;
use crate::form::FigureCell;
use crate::settings::Basis;

pub(super) const RULE: Rule = Rule {
    code: "lech-danh-sach",
    severity: Severity::Error,
    title: "Biểu số liệu lệch với danh sách",
    why: "Một trong hai chỗ sai; kết quả tính theo danh sách nên có thể sai theo.",
    remedy: "Đề nghị đơn vị sửa ô của biểu số liệu hoặc bổ sung danh sách.",
    example: "Xã Phú Điền, Biểu 01, ô F27: Tổng số thành viên HTX ghi 183, tính theo danh sách là \
              173, chênh lệch 10. Đang dùng 173. Đề nghị kiểm tra, sửa ô F27 hoặc sửa danh sách.",
    check: Check::Mended(check),
};

/// A figure's cell beside what the list gives.
struct Differing<'a> {
    cell: &'a FigureCell,
    indicator: &'a crate::settings::Indicator,
    written: Decimal,
    listed: Decimal,
    /// The list itself has slips at cells that this figure is drawn from.
    list_has_slips: bool,
}

fn check(mended: &Mended<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for used in mended.evidence.used_sheets() {
        let cells = used.sheet.figures.iter();
        let differing: Vec<_> = cells.filter_map(|cell| differing(mended, used, cell)).collect();
        let (following, own): (Vec<_>, Vec<_>) =
            differing.into_iter().partition(|cell| cell.list_has_slips);
        findings.extend(own.iter().map(|cell| finding(mended, used, cell)));
        if !following.is_empty() {
            findings.push(following_a_slip(mended, used, &following));
        }
    }
    findings
}

fn differing<'a>(
    mended: &Mended<'a>,
    used: UsedSheet<'a>,
    cell: &'a FigureCell,
) -> Option<Differing<'a>> {
    let written = cell.reading.number()?;
    let listed = mended.evidence.listed(used.unit, &cell.code, cell.basis)?;
    let shown = cell.shown_decimals.map_or(written.scale(), |format| format.min(written.scale()));
    if rounded(written, shown) == rounded(listed, shown) {
        return None;
    }
    let (place, _, indicator) = mended.evidence.settings.indicators.get_full(&cell.code)?;
    let list_has_slips = mended.is_mended(used.unit, place, cell.basis);
    let listed = rounded(listed, shown.max(indicator.decimals));
    Some(Differing { cell, indicator, written, listed, list_has_slips })
}

fn finding(mended: &Mended<'_>, used: UsedSheet<'_>, differing: &Differing<'_>) -> Finding {
    let mut finding = base(used, std::slice::from_ref(differing));
    let at = differing.cell.at;
    finding.found = number(differing.written);
    finding.expected = number(differing.listed);
    finding.message = format!(
        "{}: {} ghi {}, tính theo danh sách là {}, chênh lệch {}. Đang dùng {}. Đề nghị kiểm tra, \
         sửa ô {at} hoặc sửa danh sách.",
        place_of(&mended.evidence, &finding),
        name(differing),
        number(differing.written),
        number(differing.listed),
        number((differing.written - differing.listed).abs()),
        number(differing.listed)
    );
    let (code, basis) = (differing.cell.code.clone(), differing.cell.basis);
    finding.what_if = vec![WhatIf { code, basis, value: differing.written }];
    finding
}

/// One finding for the figures that were worked out from cells with slips: they have to be
/// put right together with the list.
fn following_a_slip(
    mended: &Mended<'_>,
    used: UsedSheet<'_>,
    cells: &[Differing<'_>],
) -> Finding {
    let mut finding = base(used, cells);
    let said = cells.iter().map(|cell| {
        let (at, written, listed) = (cell.cell.at, number(cell.written), number(cell.listed));
        format!("ô {at} ghi {written}, đúng ra là {listed}")
    });
    let said: Vec<String> = said.collect();
    let all = |value: fn(&Differing<'_>) -> Decimal| {
        cells.iter().map(|cell| number(value(cell))).collect::<Vec<_>>().join("; ")
    };
    finding.found = all(|cell| cell.written);
    finding.expected = all(|cell| cell.listed);
    finding.message = format!(
        "{}: các số này sai theo ô ghi sai trong danh sách; nếu sửa danh sách như đề xuất thì {}. \
         Đề nghị sửa cùng lúc.",
        place_of(&mended.evidence, &finding),
        first_few(&said, "ô")
    );
    finding
}

fn base(used: UsedSheet<'_>, cells: &[Differing<'_>]) -> Finding {
    let fixes = cells.iter().map(|differing| Fix {
        at: differing.cell.at,
        written: differing.cell.written.clone(),
        value: differing.listed,
    });
    Finding {
        fixes: fixes.collect(),
        indicators: cells.iter().map(|cell| cell.cell.code.clone()).collect(),
        bases: cells.iter().map(|cell| cell.cell.basis).collect(),
        ..used.finding(cells.iter().map(|cell| cell.cell.at).collect())
    }
}

fn name(differing: &Differing<'_>) -> String {
    match differing.cell.basis {
        Basis::Actual => differing.indicator.name.clone(),
        basis => format!("{} ({})", differing.indicator.name, basis.vietnamese()),
    }
}
