//! Footnotes on changed units: whether the earlier period can be compared, and from when a new
//! unit's cumulative figures count.

use super::verdict_formulas::FormulaContext;
use crate::figures::history::FirstYear;
use crate::judge::SetVerdict;
use crate::report::annex::columns::index;
use crate::settings::{OverPeriods, Settings};

/// What the reader must know about changes of units.
pub(super) fn units_changed(
    context: &FormulaContext<'_, '_>,
    verdict: &SetVerdict<'_>,
) -> Vec<String> {
    let settings = &context.results.workspace.settings;
    let mut notes: Vec<String> = compared(context).into_iter().collect();
    if counts_from_january(settings, verdict) {
        let period = context.results.month.period;
        let first_year = FirstYear::find(settings, period);
        let names = |units: &[(usize, chrono::NaiveDate)]| {
            let name = |(unit, _): &(usize, _)| settings.units[*unit].name.as_str();
            units.iter().map(name).collect::<Vec<_>>().join(", ")
        };
        if !first_year.unclear.is_empty() {
            notes.push(format!(
                "Chưa rõ số lũy kế của {} tính từ 01/01/{} hay từ ngày lập; dùng số đơn vị báo cáo.",
                names(&first_year.unclear),
                period.year()
            ));
        }
        if !first_year.from_first_day.is_empty() {
            notes.push(format!(
                "Số lũy kế của {} gồm cả phần của các đơn vị cũ trước ngày lập.",
                names(&first_year.from_first_day)
            ));
        }
    }
    notes
}

fn compared(context: &FormulaContext<'_, '_>) -> Option<String> {
    let settings = &context.results.workspace.settings;
    let history = &context.results.history;
    let earlier = history.latest_of(context.results.preceding()?)?;
    let before = earlier.other_units?;
    let period = earlier.period.in_words();
    if earlier.gaps.is_empty() {
        return Some(format!(
            "Số liệu {period} là của {before:02} đơn vị trước khi sắp xếp, nay là {:02} {}.",
            settings.units.len(),
            settings.office.unit_kinds
        ));
    }
    let reasons = earlier.reasons(settings).join("; ");
    Some(format!("Số liệu {period} không so sánh được với kỳ này: {reasons}."))
}

/// Is any figure of the page cumulative from January?
fn counts_from_january(settings: &Settings, verdict: &SetVerdict<'_>) -> bool {
    let items = verdict.set.targets.iter().flat_map(|target| &target.items);
    let mut terms = items.flat_map(|item| item.yardsticks()).flat_map(|y| y.figure.terms());
    terms.any(|term| {
        settings.indicators[index(settings, &term.code)].over_periods == OverPeriods::YearToDate
    })
}
