//! An item's figure in an earlier period, from that period's annex.

use rust_decimal::Decimal;

use super::columns::index;
use crate::figures::consolidate::Total;
use crate::figures::history::PeriodTotals;
use crate::revision::listed;
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
    let value = yardstick.figure_over(settings, &total)?;
    let under_review = yardstick.figure.terms().into_iter().any(|term| {
        let basis = term.basis.unwrap_or(basis);
        let mut drawn_from = settings.with_parts(index(settings, &term.code)).into_iter();
        drawn_from.any(|place| earlier.under_review.contains(&(place, basis)))
    });
    let whole = !under_review
        && yardstick.figure.value(&total).is_some()
        && missing(earlier, yardstick, basis, settings).is_empty();
    Some(EarlierFigure { value: rounded(value, yardstick.decimals), whole, under_review })
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
    earlier
        .totals
        .get(index(settings, &term.code))
        .map(|of| &of[term.basis.unwrap_or(basis) as usize])
}

/// Names of units: the first ones, and how many more there are.
pub(super) fn names(units: &[usize], settings: &Settings) -> String {
    let names: Vec<&str> = units.iter().map(|unit| settings.units[*unit].name.as_str()).collect();
    listed(&names)
}
