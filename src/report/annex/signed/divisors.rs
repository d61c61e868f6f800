//! The footnote on what means are divided by.

use super::footnote::{Footnote, yardsticks};
use super::verdict_formulas::FormulaContext;
use crate::judge::SetVerdict;
use crate::report::annex::columns::{ColumnPlan, index};
use crate::report::annex::formula::{grouped, in_sentence, literal};
use viet_text::notation::vietnamese;
use workbook_io::number::rounded;
use workbook_io::sheet::{Content, FormulaResult};

/// Characters of a footnote's formula: well below Excel's limit, and no row too high.
const ROOM: usize = 4_000;

/// The divisors of means, as live sentences; each holds as many as fit into a formula.
pub(super) fn divisors(
    context: &FormulaContext<'_, '_>,
    verdict: &SetVerdict<'_>,
) -> Vec<Footnote> {
    let mut notes: Vec<Footnote> = Vec::new();
    let (mut live, mut said) = (Vec::new(), Vec::new());
    let mut room = ROOM;
    for (formula, text) in each_divisor(context, verdict) {
        let need = formula.chars().count();
        if need > room && !said.is_empty() {
            notes.push(divided_by(&live, &said));
            (live, said, room) = (Vec::new(), Vec::new(), ROOM);
        }
        room = room.saturating_sub(need);
        live.push(formula);
        said.push(text);
    }
    if !said.is_empty() {
        notes.push(divided_by(&live, &said));
    }
    notes
}

fn divided_by(live: &[String], said: &[String]) -> Footnote {
    let opening = "Mẫu số tính bình quân: ";
    let text = format!("{opening}{}.", said.join("; "));
    let formula = format!("{}&{}&\".\"", literal(opening), live.join("&\"; \"&"));
    (Content::formula(formula, FormulaResult::Text(text.clone())), text)
}

/// The divisor of each mean on the page: a formula and its present text.
fn each_divisor(
    context: &FormulaContext<'_, '_>,
    verdict: &SetVerdict<'_>,
) -> Vec<(String, String)> {
    let settings = &context.results.workspace.settings;
    let mut all = Vec::new();
    for (item, yardstick) in yardsticks(verdict) {
        for term in yardstick.figure.terms() {
            let basis = term.basis.unwrap_or(yardstick.basis);
            let at = index(settings, &term.code);
            let Some(by) = settings.indicators[at].over_units.weigher() else { continue };
            let Some(divisor) = context.plan.place(at, basis).divisor else { continue };
            let total = context.results.figures.total(at, basis);
            let weight = total.weight.unwrap_or_default();
            let cell = ColumnPlan::reference(context.plan.total_row(), divisor);
            let unit = in_sentence(&settings.indicators[by].unit);
            let (before, after) = (format!("{item}: "), format!(" {unit}"));
            let number = grouped(&cell, weight);
            all.push((
                format!("{}&{number}&{}", literal(&before), literal(&after)),
                format!("{before}{}{after}", vietnamese(rounded(weight, 6))),
            ));
        }
    }
    all
}
