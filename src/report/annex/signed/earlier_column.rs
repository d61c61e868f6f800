//! The column of the period before: up to which day its figures are, and what they are made of.

use chrono::NaiveDate;

use super::footnote::{Footnote, fixed, yardsticks};
use super::layout::Head;
use super::verdict_formulas::FormulaContext;
use crate::figures::history::Span;
use crate::judge::SetVerdict;
use crate::report::annex::columns::index;
use crate::report::annex::earlier;
use crate::results::Results;
use crate::settings::{Basis, OverPeriods, Yardstick};
use viet_text::period::Period;

/// The day up to which the column's figures are counted; without an earlier annex, that of the
/// period before.
pub(super) fn until(results: &Results<'_>) -> NaiveDate {
    let latest = results.preceding().map(|span| span.latest);
    let latest = latest.unwrap_or_else(|| results.month.period.previous());
    results.workspace.settings.office.closing.last_day(latest)
}

/// What the reader must know of the column: sums of several periods, and units that had not
/// reported then.
pub(super) fn footnotes(
    context: &FormulaContext<'_, '_>,
    verdict: &SetVerdict<'_>,
) -> Vec<Footnote> {
    let Some(span) = context.results.preceding().filter(|span| span.gaps.is_empty()) else {
        return Vec::new();
    };
    let notes = [
        summed(context, verdict, span),
        incomplete(context, verdict, span),
        under_review(context, verdict, span),
    ];
    notes.into_iter().flatten().map(fixed).collect()
}

fn number(context: &FormulaContext<'_, '_>) -> u32 {
    context.layout.col(Head::Before) + 1
}

/// How the page's flows were made from shorter periods, or why they were not.
fn summed(
    context: &FormulaContext<'_, '_>,
    verdict: &SetVerdict<'_>,
    span: &Span,
) -> Option<String> {
    let settings = &context.results.workspace.settings;
    let is_flow = |code: &str| {
        let indicator = &settings.indicators[index(settings, code)];
        indicator.over_periods == OverPeriods::Flow && indicator.entered.is_none()
    };
    let items = yardsticks(verdict);
    let mut terms = items.iter().flat_map(|(_, yardstick)| yardstick.figure.terms());
    if !span.is_assembled() || !terms.any(|term| is_flow(&term.code)) {
        return None;
    }
    let column = number(context);
    if span.uncovered.is_empty() {
        let [from, to] = [span.period.first_day(), span.latest.last_day()];
        return Some(format!(
            "Cột ({column}): số phát sinh cộng các kỳ từ {} đến {}; số liệu khác lấy phụ lục {}.",
            from.format("%d/%m/%Y"),
            to.format("%d/%m/%Y"),
            span.latest.in_words()
        ));
    }
    let lacking: Vec<String> = span.uncovered.iter().copied().map(Period::in_words).collect();
    Some(format!(
        "Cột ({column}): chưa cộng được số phát sinh vì chưa có phụ lục {}.",
        lacking.join(", ")
    ))
}

/// What the mark means in the column.
fn under_review(
    context: &FormulaContext<'_, '_>,
    verdict: &SetVerdict<'_>,
    span: &Span,
) -> Option<String> {
    let settings = &context.results.workspace.settings;
    let is_marked = |(_, yardstick): &(_, &Yardstick)| {
        let shown = earlier::figure(span.totals(), yardstick, Basis::Actual, settings);
        shown.is_some_and(|figure| figure.under_review)
    };
    let column = number(context);
    yardsticks(verdict)
        .iter()
        .any(is_marked)
        .then(|| format!("Cột ({column}): số có dấu (*) khi lập phụ lục kỳ đó còn đang rà soát."))
}

/// The units that are missing from the column's figures.
fn incomplete(
    context: &FormulaContext<'_, '_>,
    verdict: &SetVerdict<'_>,
    span: &Span,
) -> Option<String> {
    let settings = &context.results.workspace.settings;
    let mut missing: Vec<usize> = Vec::new();
    for (_, yardstick) in yardsticks(verdict) {
        let shown = earlier::figure(span.totals(), yardstick, Basis::Actual, settings);
        if shown.is_some() {
            missing.extend(earlier::missing(span.totals(), yardstick, Basis::Actual, settings));
        }
    }
    missing.sort_unstable();
    missing.dedup();
    (!missing.is_empty()).then(|| {
        format!(
            "Cột ({}) là số tạm tính, khi đó chưa đủ số liệu của {}.",
            number(context),
            earlier::names(&missing, settings)
        )
    })
}
