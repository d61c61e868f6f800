//! A figure compared with its threshold: what is printed is what is judged.

use rust_decimal::Decimal;

use super::Status;
use super::doubt::FigureDoubt;
use crate::figures::consolidate::Totals;
use crate::kinds::Upper;
use crate::settings::{Basis, Expr, Operator, Settings, Term, Threshold, Yardstick};
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
pub fn measure(yardstick: &Yardstick, figures: &impl Totals, settings: &Settings) -> Measurement {
    let value_on = |basis: Basis| {
        let total = |term: &Term| figures.of_term(term, basis, settings).value;
        yardstick.figure_over(settings, &total)
    };
    let value = value_on(yardstick.basis);
    let threshold = match yardstick.threshold {
        Threshold::Number(number) => Some(number),
        // Another column's figure is rounded before it serves as a threshold.
        Threshold::Column(basis) => {
            let total = |term: &Term| figures.of_term(term, basis, settings).value;
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
            |term: &Term| figures.of_term(term, yardstick.basis, settings).value.is_none();
        let whole =
            measured.missing.is_empty() && !yardstick.figure.terms().into_iter().any(unknown);
        judge(&mut measured, yardstick, value, threshold, whole, settings);
    }
    measured
}

fn judge(
    measured: &mut Measurement,
    yardstick: &Yardstick,
    value: Decimal,
    threshold: Decimal,
    whole: bool,
    settings: &Settings,
) {
    let judged = yardstick.judged_value(value, threshold);
    let holds = yardstick.holds(judged, threshold);
    measured.rounding_decides = holds != yardstick.holds(value, threshold);
    let status = if holds { Status::Met } else { Status::Unmet };
    if whole {
        measured.status = status;
    } else if yardstick.is_certain(holds, judged, threshold, settings) {
        measured.status = status;
        measured.decided_early = !measured.missing.is_empty();
    }
}

fn missing(yardstick: &Yardstick, figures: &impl Totals, settings: &Settings) -> Vec<usize> {
    let mut bases = vec![yardstick.basis];
    if let Threshold::Column(basis) = yardstick.threshold {
        bases.push(basis);
    }
    let terms = yardstick.figure.terms();
    let of = |basis: Basis| {
        terms.iter().flat_map(move |term| figures.of_term(term, basis, settings).missing.iter())
    };
    let mut missing: Vec<usize> = bases.into_iter().flat_map(of).copied().collect();
    missing.sort_unstable();
    missing.dedup();
    missing
}

/// Numerator and denominator, where the figure is a share of whole numbers.
fn fraction(
    yardstick: &Yardstick,
    figures: &impl Totals,
    settings: &Settings,
) -> Option<(Decimal, Decimal)> {
    let value =
        |expr: &Expr| expr.value(&|term| figures.of_term(term, yardstick.basis, settings).value);
    match &yardstick.figure {
        Expr::Binary(part, Operator::Divide, whole) if yardstick.is_share() => {
            Some((value(part)?, value(whole)?))
        }
        Expr::Term(term) if yardstick.is_share() => {
            let total = figures.of_term(term, yardstick.basis, settings);
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
