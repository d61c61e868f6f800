//! A resolution's years: each year's totals, from the history and this period.

use chrono::Datelike;
use rust_decimal::Decimal;

use crate::figures::consolidate::Total;
use crate::figures::history::{PeriodTotals, Span, summed};
use crate::results::Results;
use crate::settings::{Basis, Expr, Operator, OverPeriods, Settings, TargetSet, Term, Yardstick};
use viet_text::period::Period;
use workbook_io::number::rounded;

/// A year of a resolution's term.
pub(super) struct Year {
    /// The calendar year.
    pub(super) year: i32,
    /// Its totals; `None` if it has no annex or its last annex cannot be read.
    pub(super) span: Option<Span>,
    /// Is it the year of this period? Its figures are this period's.
    pub(super) is_current: bool,
}

/// How a figure of the whole term is made from the years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearRule {
    /// The sum of all years.
    Summed,
    /// The last year's.
    Last,
    /// Computed from figures of the whole term, because it mixes both kinds.
    Recomputed,
}

/// A resolution's years up to this period; `None` if only one of them has figures.
pub(super) fn years(results: &Results<'_>, set: &TargetSet) -> Option<Vec<Year>> {
    let settings = &results.workspace.settings;
    let period = results.month.period;
    let totals = current(results);
    let under_review = &results.doubtful;
    let now = PeriodTotals { period, totals: &totals, gaps: &[], under_review };
    let of_term =
        |piece: &PeriodTotals<'_>| set.from.is_none_or(|from| from <= piece.period.last_day());
    let mut pieces: Vec<PeriodTotals<'_>> =
        results.history.period_totals().filter(of_term).collect();
    pieces.push(now);
    let first = pieces.iter().map(|piece| piece.period.year()).min()?;
    let first = set.from.map_or(first, |from| from.year().max(first - MOST_EMPTY));
    // Only the year's last annex has the whole year's figures.
    let is_last = |span: &Span| {
        let unread = results.history.unread_within(span.period).map(|unread| unread.period);
        unread.max().is_none_or(|unread| unread < span.latest)
    };
    let years = (first..=period.year()).map(|year| Year {
        year,
        span: Span::assemble_since(Period::Year { year }, set.from, &pieces, settings)
            .filter(is_last),
        is_current: year == period.year(),
    });
    let years: Vec<Year> = years.collect();
    (years.iter().filter(|year| year.span.is_some()).count() > 1).then_some(years)
}

/// The most empty years shown before the first annex.
const MOST_EMPTY: i32 = 5;

/// The period's totals, including what the office entered.
fn current(results: &Results<'_>) -> Vec<[Total; 4]> {
    let indicators = 0..results.workspace.settings.indicators.len();
    let total = |place, basis| results.figures.total(place, basis).clone();
    indicators.map(|place| Basis::ALL.map(|basis| total(place, basis))).collect()
}

impl Year {
    /// A figure as printed.
    pub(super) fn value(&self, yardstick: &Yardstick, settings: &Settings) -> Option<Decimal> {
        let span = self.span.as_ref()?;
        let on = |basis| value(yardstick, &span.totals, basis, settings);
        // For a past year the actual figure comes before the estimate.
        let is_over = span.latest.last_day() == span.period.last_day() && !self.is_current;
        let order = if is_over {
            [Basis::Actual, yardstick.basis]
        } else {
            [yardstick.basis, Basis::Actual]
        };
        order.into_iter().find_map(on).map(|value| rounded(value, yardstick.decimals))
    }
}

/// How a yardstick's figure of the whole term is made from the years.
pub(super) fn year_rule(yardstick: &Yardstick, settings: &Settings) -> YearRule {
    let is_flow = |term: &&Term| {
        let indicator = &settings.indicators[&term.code];
        indicator.over_periods == OverPeriods::Flow && indicator.entered.is_none()
    };
    let adds_up = |term: &Term| settings.indicators[&term.code].over_units.rule.adds_up;
    let terms = yardstick.figure.terms();
    let flows = terms.iter().filter(|term| is_flow(term)).count();
    if flows == 0 {
        YearRule::Last
    } else if flows == terms.len()
        && terms.iter().all(|term| adds_up(term))
        && is_linear(&yardstick.figure)
    {
        YearRule::Summed
    } else {
        YearRule::Recomputed
    }
}

/// Is it a sum or difference, which can be added up year by year?
fn is_linear(figure: &Expr) -> bool {
    match figure {
        Expr::Term(_) => true,
        Expr::Binary(left, Operator::Add | Operator::Subtract, right) => {
            is_linear(left) && is_linear(right)
        }
        _ => false,
    }
}

/// The exact figure of the whole term: flows are summed over all years, everything else is the last
/// year's. `None` if a year has no figure.
pub(super) fn over_term(
    years: &[Year],
    yardstick: &Yardstick,
    settings: &Settings,
) -> Option<Decimal> {
    let spans: Option<Vec<&Span>> = years.iter().map(|year| year.span.as_ref()).collect();
    let spans = spans?;
    let mut totals = spans.last()?.totals.clone();
    for (place, indicator) in settings.indicators.values().enumerate() {
        if indicator.over_periods == OverPeriods::Flow && indicator.entered.is_none() {
            totals[place] = Basis::ALL.map(|basis| {
                summed(spans.iter().map(|span| span.totals[place][basis as usize].clone()))
            });
        }
    }
    value(yardstick, &totals, yardstick.basis, settings)
}

fn value(
    yardstick: &Yardstick,
    totals: &[[Total; 4]],
    basis: Basis,
    settings: &Settings,
) -> Option<Decimal> {
    let total = |term: &Term| {
        let indicator = settings.indicators.get_index_of(&term.code)?;
        totals[indicator][term.basis.unwrap_or(basis) as usize].value
    };
    yardstick.figure_over(settings, &total)
}
