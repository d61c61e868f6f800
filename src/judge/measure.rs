//! A figure compared with its threshold: what is printed is what is judged.

use rust_decimal::Decimal;

use super::Status;
use super::doubt::FigureDoubt;
use crate::figures::consolidate::Figures;
use crate::kinds::Upper;
use crate::settings::{Basis, Expr, NumberKind, Operator, Settings, Term, Threshold, Yardstick};
use workbook_io::number::rounded;

/// A figure, its threshold and the verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct Measurement {
    /// The verdict.
    pub status: Status,
    /// The exact figure over the units that reported; provisional where some are missing.
    pub value: Option<Decimal>,
    /// The figure as printed and judged.
    pub printed: Option<Decimal>,
    /// The threshold.
    pub threshold: Option<Decimal>,
    /// The upper level, where the verdict changes there, too.
    pub upper: Option<Decimal>,
    /// Units whose figures are missing, by their place in the settings.
    pub missing: Vec<usize>,
    /// Numerator and denominator of a share.
    pub fraction: Option<(Decimal, Decimal)>,
    /// Without rounding, the verdict would be different.
    pub rounding_decides: bool,
    /// Units are missing, but nothing they could report would change the verdict.
    pub decided_early: bool,
    /// What open findings leave in doubt about it.
    pub doubt: FigureDoubt,
}

impl Measurement {
    /// The level at which the verdict changes: of two, the one nearer to the figure.
    #[must_use]
    pub fn nearest_level(&self) -> Option<Decimal> {
        let value = self.value?;
        let levels = [self.threshold, self.upper].into_iter().flatten();
        levels.min_by_key(|level| (value - level).abs())
    }
}

/// Compares a consolidated figure with its threshold.
#[must_use]
pub fn measure(yardstick: &Yardstick, figures: &Figures, settings: &Settings) -> Measurement {
    let value_on = |basis: Basis| {
        let total = |term: &Term| figures.total_of(term, basis, settings).value;
        figure_over(yardstick, settings, &total)
    };
    let value = value_on(yardstick.basis);
    let threshold = match yardstick.threshold {
        Threshold::Number(number) => Some(number),
        // Another column's figure is rounded before it serves as a threshold.
        Threshold::Column(basis) => {
            let total = |term: &Term| figures.total_of(term, basis, settings).value;
            let known = yardstick.figure.value(&total).is_some();
            value_on(basis).filter(|_| known).map(|value| rounded(value, yardstick.decimals))
        }
    };
    let mut measured = Measurement {
        status: Status::NoData,
        value,
        printed: value.map(|value| rounded(value, yardstick.decimals)),
        threshold,
        upper: yardstick.upper.filter(|_| yardstick.kind.upper == Upper::Required),
        missing: missing(yardstick, figures, settings),
        fraction: fraction(yardstick, figures, settings),
        rounding_decides: false,
        decided_early: false,
        doubt: FigureDoubt::None,
    };
    if let (Some(value), Some(threshold)) = (value, threshold) {
        let unknown =
            |term: &Term| figures.total_of(term, yardstick.basis, settings).value.is_none();
        let whole =
            measured.missing.is_empty() && !yardstick.figure.terms().into_iter().any(unknown);
        judge(&mut measured, yardstick, value, threshold, whole, settings);
    }
    measured
}

/// The figure in its unit of measure, given each term's total. Where some terms are unknown and
/// none can be negative, the known ones give a lower bound.
pub(crate) fn figure_over(
    yardstick: &Yardstick,
    settings: &Settings,
    total: &impl Fn(&Term) -> Option<Decimal>,
) -> Option<Decimal> {
    let figure = &yardstick.figure;
    let at_least = || {
        let any_known = figure.terms().into_iter().any(|term| total(term).is_some());
        let has_floor = any_known && cannot_fall(figure, settings);
        has_floor.then(|| figure.value(&|term| Some(total(term).unwrap_or_default())))?
    };
    figure.value(total).or_else(at_least)?.checked_mul(scale(yardstick, settings))
}

fn judge(
    measured: &mut Measurement,
    yardstick: &Yardstick,
    value: Decimal,
    threshold: Decimal,
    whole: bool,
    settings: &Settings,
) {
    let judged = judged_value(yardstick, value, threshold);
    let holds = yardstick.holds(judged, threshold);
    measured.rounding_decides = holds != yardstick.holds(value, threshold);
    let status = if holds { Status::Met } else { Status::Unmet };
    if whole {
        measured.status = status;
    } else if is_certain(yardstick, holds, judged, threshold, settings) {
        measured.status = status;
        measured.decided_early = !measured.missing.is_empty();
    }
}

/// A figure is judged as printed, except that a share is compared with 0 or 100 % unrounded:
/// 99,996 % is not all.
#[must_use]
pub(crate) fn judged_value(yardstick: &Yardstick, value: Decimal, threshold: Decimal) -> Decimal {
    if judged_unrounded(yardstick, threshold) { value } else { rounded(value, yardstick.decimals) }
}

/// Is the figure a share that is compared with 0 or 100 %?
pub(crate) fn judged_unrounded(yardstick: &Yardstick, threshold: Decimal) -> bool {
    yardstick.is_share() && (threshold.is_zero() || threshold == Decimal::ONE_HUNDRED)
}

/// With units missing: can nothing that they report change the verdict? That is certain only of a
/// sum that cannot fall and a fixed level.
fn is_certain(
    yardstick: &Yardstick,
    holds: bool,
    judged: Decimal,
    threshold: Decimal,
    settings: &Settings,
) -> bool {
    matches!(yardstick.threshold, Threshold::Number(_))
        && cannot_fall(&yardstick.figure, settings)
        && yardstick.kind.certain.is_decided(holds, judged, threshold, yardstick.upper)
}

/// Can further units only raise the figure? That holds for sums of counts, and for sums and
/// multiples of these.
#[must_use]
pub(crate) fn cannot_fall(expr: &Expr, settings: &Settings) -> bool {
    match expr {
        Expr::Number(number) => !number.is_sign_negative(),
        Expr::Term(term) => {
            let indicator = &settings.indicators[&term.code];
            indicator.kind == NumberKind::Count && indicator.over_units.rule.adds_up
        }
        Expr::Binary(left, Operator::Add | Operator::Multiply, right) => {
            cannot_fall(left, settings) && cannot_fall(right, settings)
        }
        Expr::Binary(..) => false,
    }
}

/// What a figure is multiplied with: a share is computed as a fraction and printed in per
/// cent, unless the indicators that it is made of are in per cent already.
#[must_use]
pub(crate) fn scale(yardstick: &Yardstick, settings: &Settings) -> Decimal {
    let in_per_cent = is_in_per_cent(&yardstick.figure, settings);
    if yardstick.is_share() && !in_per_cent { Decimal::ONE_HUNDRED } else { Decimal::ONE }
}

/// Shares, what they add up to, and their multiples.
fn is_in_per_cent(figure: &Expr, settings: &Settings) -> bool {
    let is = |part: &Expr| is_in_per_cent(part, settings);
    let is_number = |part: &Expr| matches!(part, Expr::Number(_));
    match figure {
        Expr::Number(_) => false,
        Expr::Term(term) => settings.indicators[&term.code].kind == NumberKind::Share,
        Expr::Binary(one, Operator::Add | Operator::Subtract | Operator::Multiply, other) => {
            is(one) && (is(other) || is_number(other)) || is_number(one) && is(other)
        }
        Expr::Binary(whole, Operator::Divide, by) => is(whole) && is_number(by),
    }
}

fn missing(yardstick: &Yardstick, figures: &Figures, settings: &Settings) -> Vec<usize> {
    let mut bases = vec![yardstick.basis];
    if let Threshold::Column(basis) = yardstick.threshold {
        bases.push(basis);
    }
    let terms = yardstick.figure.terms();
    let of = |basis: Basis| {
        terms.iter().flat_map(move |term| figures.total_of(term, basis, settings).missing.iter())
    };
    let mut missing: Vec<usize> = bases.into_iter().flat_map(of).copied().collect();
    missing.sort_unstable();
    missing.dedup();
    missing
}

/// Numerator and denominator, where the figure is a share of whole numbers.
fn fraction(
    yardstick: &Yardstick,
    figures: &Figures,
    settings: &Settings,
) -> Option<(Decimal, Decimal)> {
    let value =
        |expr: &Expr| expr.value(&|term| figures.total_of(term, yardstick.basis, settings).value);
    match &yardstick.figure {
        Expr::Binary(part, Operator::Divide, whole) if yardstick.is_share() => {
            Some((value(part)?, value(whole)?))
        }
        Expr::Term(term) if yardstick.is_share() => {
            let total = figures.total_of(term, yardstick.basis, settings);
            total.weight.map(|weight| (total.sum, weight))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_levels_the_nearer_one_is_in_doubt() {
        let measured = |value: i64, upper: Option<i64>| Measurement {
            status: Status::Met,
            value: Some(value.into()),
            printed: Some(value.into()),
            threshold: Some(Decimal::TEN),
            upper: upper.map(Decimal::from),
            missing: Vec::new(),
            fraction: None,
            rounding_decides: false,
            decided_early: false,
            doubt: FigureDoubt::None,
        };
        assert_eq!(measured(12, Some(21)).nearest_level(), Some(Decimal::TEN));
        assert_eq!(measured(20, Some(21)).nearest_level(), Some(21.into()));
        assert_eq!(measured(20, None).nearest_level(), Some(Decimal::TEN));
    }
}
