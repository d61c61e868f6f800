//! A submission whose figures are all the same as in the earlier period.

use rust_decimal::Decimal;

use crate::check::sentence_parts::unit_name;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::figures::history::EarlierPeriod;
use crate::settings::{Basis, NumberKind};

pub(super) const RULE: Rule = Rule {
    code: "giong-ky-truoc",
    severity: Severity::Warning,
    title: "Mọi số liệu giống hệt kỳ trước",
    why: "Có thể đơn vị gửi lại biểu cũ, chỉ sửa tên kỳ.",
    remedy: "Hỏi lại đơn vị; nếu thật không có biến động, ghi \"giữ\".",
    example: "Xã Hai: 38 số liệu đều giống hệt tháng 9/2023. Đang dùng số liệu đã gửi. Đề nghị \
              hỏi lại đơn vị đã cập nhật chưa.",
    check: Check::Written(check),
};

/// At least this many figures other than 0 must agree.
const ENOUGH: usize = 5;

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let Some(earlier) = evidence.earlier else { return Vec::new() };
    let units = 0..evidence.settings.units.len();
    units.filter_map(|unit| finding(evidence, earlier, unit)).collect()
}

fn finding(evidence: &Evidence<'_>, earlier: &EarlierPeriod, unit: usize) -> Option<Finding> {
    let sheet = evidence.used_sheets_of(unit).next()?;
    let mut same = 0;
    let mut money = false;
    for (place, indicator) in evidence.settings.indicators.values().enumerate() {
        for basis in [Basis::Actual, Basis::Estimate] {
            let now = evidence.figures.unit_figure(unit, place, basis).and_then(|f| f.value());
            let then = earlier.by_unit.get(unit)?.get(place, basis);
            let (Some(now), Some(then)) = (now, then.and_then(|figure| figure.value())) else {
                continue;
            };
            // An annex holds figures as printed.
            let shown = |value: Decimal| workbook_io::number::rounded(value, indicator.decimals);
            if shown(now) != shown(then) {
                return None;
            }
            if !now.is_zero() {
                same += 1;
                // Amounts of money change every month; counts may not.
                money |= indicator.kind == NumberKind::Money;
            }
        }
    }
    if same < ENOUGH || !money {
        return None;
    }
    let period = earlier.period.in_words();
    let what = format!("{same} số liệu đều giống hệt {period}");
    let message = format!(
        "{}: {what}. Đang dùng số liệu đã gửi. Đề nghị hỏi lại đơn vị đã cập nhật chưa.",
        unit_name(evidence, unit)
    );
    let ask = format!("{what}. Đề nghị cho biết đã cập nhật số liệu của kỳ này chưa.");
    let cells = sheet.sheet.heading.period.iter().map(|(_, at)| *at).collect();
    let found = format!("giống {period}");
    let expected = "số liệu của kỳ này".to_owned();
    Some(Finding { found, expected, message, ask, ..sheet.finding(cells) })
}
