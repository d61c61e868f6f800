//! A unit formed during the year, without a declaration from when its cumulative figures count.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::check::sentence_parts::{first_few, unit_name};
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::figures::history::{FirstYear, UnreadAnnex};
use crate::settings::{Indicator, OverPeriods};
use crate::workspace::SETTINGS_FILE;

pub(super) const RULE: Rule = Rule {
    code: "luy-ke-don-vi-moi",
    severity: Severity::Warning,
    title: "Đơn vị mới sắp xếp trong năm: chưa rõ số lũy kế tính từ ngày nào",
    why: "Số lũy kế từ đầu năm của đơn vị mới có thể gồm hoặc không gồm phần của các đơn vị cũ; hai cách cho hai kết quả.",
    remedy: "Hỏi đơn vị, rồi chọn \"đầu năm\" hoặc \"ngày thành lập\" ở cột \"Lũy kế tính từ\", trang \
             Đơn vị của khai-bao.xlsx.",
    example: "Xã Một lập từ 01/7/2025: chưa rõ số lũy kế (Số HTX thành lập mới trong năm) tính từ \
              01/01/2025 hay từ 01/7/2025. Đang dùng số đã ghi. Đề nghị hỏi đơn vị rồi ghi cột \"Lũy \
              kế tính từ\", trang Đơn vị của khai-bao.xlsx.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let first_year = FirstYear::find(evidence.settings, evidence.month.period);
    let unclear = by_day(&first_year.unclear).into_iter();
    let unclear = unclear.filter_map(|(day, units)| unclear_since(evidence, day, &units));
    let settled = by_day(&first_year.from_first_day).into_iter();
    let settled = settled.filter_map(|(day, units)| counted_since(evidence, day, &units));
    unclear.chain(settled).collect()
}

fn by_day(units: &[(usize, NaiveDate)]) -> BTreeMap<NaiveDate, Vec<usize>> {
    let mut days: BTreeMap<NaiveDate, Vec<usize>> = BTreeMap::new();
    units.iter().for_each(|(unit, day)| days.entry(*day).or_default().push(*unit));
    days
}

/// Cumulative figures; for a unit formed within the period also the period's figures.
fn running(evidence: &Evidence<'_>, day: NaiveDate) -> Vec<(String, String)> {
    let within = evidence.month.period.first_day() < day;
    let runs = |indicator: &&Indicator| {
        indicator.entered.is_none()
            && match indicator.over_periods {
                OverPeriods::YearToDate => true,
                OverPeriods::Flow => within,
                OverPeriods::Latest => false,
            }
    };
    let named = |indicator: &Indicator| (indicator.code.clone(), indicator.name.clone());
    evidence.settings.indicators.values().filter(runs).map(named).collect()
}

fn names(evidence: &Evidence<'_>, units: &[usize]) -> String {
    let names: Vec<String> = units.iter().map(|unit| unit_name(evidence, *unit)).collect();
    first_few(&names, "đơn vị")
}

fn unclear_since(evidence: &Evidence<'_>, day: NaiveDate, units: &[usize]) -> Option<Finding> {
    let (codes, figures): (Vec<String>, Vec<String>) = running(evidence, day).into_iter().unzip();
    (!codes.is_empty()).then(|| {
        let day = day.format("%d/%m/%Y");
        let start = evidence.month.period.first_day().format("01/01/%Y");
        let message = format!(
            "{} lập từ {day}: chưa rõ số lũy kế ({}) tính từ {start} hay từ {day}. Đang dùng số đã ghi. Đề \
             nghị hỏi đơn vị rồi ghi cột \"Lũy kế tính từ\", trang Đơn vị của {SETTINGS_FILE}.",
            names(evidence, units),
            first_few(&figures, "số liệu"),
        );
        Finding {
            found: "số lũy kế của năm".to_owned(),
            expected: "ngày bắt đầu tính".to_owned(),
            indicators: codes,
            message,
            ..Finding::default()
        }
    })
}

fn ends_before(unread: &UnreadAnnex, day: NaiveDate) -> bool {
    unread.period.last_day().succ_opt() == Some(day)
}

/// What was done about units whose figures count from their first day.
fn counted_since(evidence: &Evidence<'_>, day: NaiveDate, units: &[usize]) -> Option<Finding> {
    let (codes, _): (Vec<String>, Vec<String>) = running(evidence, day).into_iter().unzip();
    let who = names(evidence, units);
    let since = day.format("%d/%m/%Y");
    let until = day.pred_opt()?.format("%d/%m/%Y").to_string();
    let before = evidence.history.ending_before(day);
    let missing = before.is_none();
    let message = match before {
        Some(earlier) => format!(
            "{who}: số lũy kế tính từ {since}, đã cộng phần của các đơn vị cũ đến {until} (phụ lục {}).",
            earlier.period.in_words()
        ),
        None if evidence.history.unread.iter().any(|unread| ends_before(unread, day)) => format!(
            "{who}: số lũy kế tính từ {since}; chưa đọc được phụ lục kỳ kết thúc ngày {until} để cộng phần \
             của các đơn vị cũ, nên coi là chưa đủ số liệu. Đề nghị khôi phục phụ lục kỳ đó."
        ),
        None => format!(
            "{who}: số lũy kế tính từ {since}; chưa có phụ lục kỳ kết thúc ngày {until} để cộng phần của \
             các đơn vị cũ, nên coi là chưa đủ số liệu. Đề nghị lập phụ lục kỳ đó."
        ),
    };
    (!codes.is_empty()).then(|| Finding {
        found: format!("từ {since}"),
        expected: "từ đầu năm".to_owned(),
        indicators: codes,
        eased: (!missing).then_some(Severity::Info),
        message,
        ..Finding::default()
    })
}
