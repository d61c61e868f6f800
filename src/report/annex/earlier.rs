//! An item's figure in an earlier period, from that period's annex.

use rust_decimal::Decimal;

use crate::figures::consolidate::Total;
use crate::figures::history::PeriodTotals;
use crate::judge::figure_over;
use crate::settings::{Basis, Settings, Term, Yardstick};
use workbook_io::number::rounded;

/// A figure as it stood then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct EarlierFigure {
    /// As printed.
    pub(super) value: Decimal,
    /// Nothing that belongs in it was missing then, or under review.
    pub(super) whole: bool,
    /// Its annex itself called it under review.
    pub(super) under_review: bool,
}

/// The figure, on this basis unless its terms name another.
pub(super) fn figure(
    earlier: PeriodTotals<'_>,
    yardstick: &Yardstick,
    basis: Basis,
    settings: &Settings,
) -> Option<EarlierFigure> {
    // A total over other units cannot be compared with today's.
    if !earlier.gaps.is_empty() {
        return None;
    }
    let total = |term: &Term| total(earlier, term, basis, settings).and_then(|total| total.value);
    let value = figure_over(yardstick, settings, &total)?;
    let terms = yardstick.figure.terms().into_iter();
    let under_review =
        terms.filter_map(|term| settings.indicators.get_index_of(&term.code).zip(Some(term))).any(
            |(place, term)| is_under_review(earlier, place, term.basis.unwrap_or(basis), settings),
        );
    let whole = !under_review
        && yardstick.figure.value(&total).is_some()
        && missing(earlier, yardstick, basis, settings).is_empty();
    Some(EarlierFigure { value: rounded(value, yardstick.decimals), whole, under_review })
}

/// A ratio is where one of its figures is.
fn is_under_review(
    earlier: PeriodTotals<'_>,
    place: usize,
    basis: Basis,
    settings: &Settings,
) -> bool {
    let parts = settings.indicators[place].over_units.quotient().into_iter().flatten();
    let mut parts = parts.filter_map(|code| settings.indicators.get_index_of(code));
    earlier.under_review.contains(&(place, basis))
        || parts.any(|part| is_under_review(earlier, part, basis, settings))
}

/// The units without a figure then, or with an incomplete one, by their place in the settings.
pub(super) fn missing(
    earlier: PeriodTotals<'_>,
    yardstick: &Yardstick,
    basis: Basis,
    settings: &Settings,
) -> Vec<usize> {
    let terms = yardstick.figure.terms().into_iter();
    let totals = terms.filter_map(|term| total(earlier, term, basis, settings));
    let mut missing: Vec<usize> = totals.flat_map(|total| total.missing.iter().copied()).collect();
    missing.sort_unstable();
    missing.dedup();
    missing
}

fn total<'t>(
    earlier: PeriodTotals<'t>,
    term: &Term,
    basis: Basis,
    settings: &Settings,
) -> Option<&'t Total> {
    let indicator = settings.indicators.get_index_of(&term.code)?;
    Some(&earlier.totals[indicator][term.basis.unwrap_or(basis) as usize])
}

/// Names of units: the first ones, and how many more there are.
pub(super) fn names(units: &[usize], settings: &Settings) -> String {
    const MOST: usize = 5;
    let name = |unit: &usize| settings.units[*unit].name.as_str();
    let named = units.iter().take(MOST).map(name).collect::<Vec<_>>().join(", ");
    match units.len().saturating_sub(MOST) {
        0 => named,
        more => format!("{named} và {more} đơn vị khác"),
    }
}
