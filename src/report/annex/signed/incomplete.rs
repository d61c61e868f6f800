//! The footnote on figures that units have left incomplete.

use std::collections::HashSet;

use super::footnote::{Footnote, PARAGRAPH, fixed, yardsticks};
use super::verdict_formulas::FormulaContext;
use crate::judge::SetVerdict;
use crate::report::annex::columns::{SHEET, index};
use crate::report::annex::completeness::unit_indicators;
use crate::settings::Basis;

/// Figures that are missing or incomplete although the unit has reported.
pub(super) fn incomplete(
    context: &FormulaContext<'_, '_>,
    verdict: &SetVerdict<'_>,
) -> Option<Footnote> {
    let settings = &context.results.workspace.settings;
    let mut said: Vec<String> = Vec::new();
    let mut known: HashSet<String> = HashSet::new();
    for (_, yardstick) in yardsticks(verdict) {
        for term in yardstick.figure.terms() {
            let basis: Basis = term.basis.unwrap_or(yardstick.basis);
            for at in unit_indicators(settings, index(settings, &term.code)) {
                let indicator = &settings.indicators[at];
                // Figures that the office itself enters are not missing from units.
                let units = settings.units.iter().enumerate();
                let lacking = units.filter(|_| indicator.entered.is_none());
                let lacking = lacking.filter(|(unit, _)| lacks(context, *unit, (at, basis)));
                let texts = lacking.map(|(_, unit)| format!("{} ({})", unit.name, indicator.name));
                said.extend(texts.filter(|text| known.insert(text.clone())));
            }
        }
    }
    let all = said.len();
    // As many as fit in a row.
    let mut room = PARAGRAPH;
    said.retain(|text| {
        room = room.saturating_sub(text.chars().count());
        room > 0
    });
    let others = match all - said.len() {
        0 => String::new(),
        others => format!("; và {others} số liệu khác, xem ô nền vàng, ô trống ở trang {SHEET}"),
    };
    (all > 0).then(|| {
        fixed(format!("Số liệu tạm tính vì đơn vị ghi chưa đủ: {}{others}.", said.join("; ")))
    })
}

fn lacks(context: &FormulaContext<'_, '_>, unit: usize, (at, basis): (usize, Basis)) -> bool {
    let month = &context.results.month;
    // Missing units below are already named in another footnote.
    if month.lacks_sub_units(unit) {
        return false;
    }
    match context.results.figures.unit_figure(unit, at, basis) {
        Some(figure) => !figure.complete,
        None => month.used_by(unit).next().is_some(),
    }
}
