//! The whole's figures, by the rule over units of each indicator.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::figure::FigureSource;
use super::per_cent;
use super::unit_figures::UnitFigures;
use crate::settings::{Basis, Indicator, OverUnits, Settings};
use crate::side_by_side::side_by_side;

/// The whole's figure.
#[derive(Clone, Debug, Default)]
pub struct Total {
    /// The figure over the units that have one; `None` where none has, or a divisor is zero.
    pub value: Option<Decimal>,
    /// The sum, or a mean's or share's numerator.
    pub sum: Decimal,
    /// A mean's or share's divisor.
    pub weight: Option<Decimal>,
    /// Units without a figure, or with an incomplete one, by their place in the settings.
    pub missing: Arc<[usize]>,
}

type ByUnit = [UnitFigures];

/// All totals, by indicator and basis.
pub(crate) fn totals(by_unit: &ByUnit, settings: &Settings) -> Vec<[Total; 4]> {
    let indicators: Vec<(usize, &Indicator)> = settings.indicators.values().enumerate().collect();
    let mut totals = side_by_side(
        &indicators,
        || (),
        |(), (place, indicator)| match indicator.over_units {
            OverUnits::Ratio(..) => <[Total; 4]>::default(),
            _ => Basis::ALL.map(|basis| over_units(by_unit, settings, *place, indicator, basis)),
        },
    );
    // A ratio is drawn from totals, so it comes last.
    for (place, indicator) in indicators {
        if matches!(indicator.over_units, OverUnits::Ratio(..)) {
            for basis in Basis::ALL {
                totals[place][basis as usize] = ratio(&totals, settings, indicator, basis);
            }
        }
    }
    share(&mut totals);
    totals
}

/// Holds missing units once that totals have in common: mostly they are the same.
fn share(totals: &mut [[Total; 4]]) {
    let mut known: Vec<Arc<[usize]>> = Vec::new();
    for total in totals.iter_mut().flatten() {
        match known.iter().find(|known| **known == total.missing) {
            Some(same) => total.missing = Arc::clone(same),
            None => known.push(Arc::clone(&total.missing)),
        }
    }
}

/// All totals as they would be with other figures of one unit; which units are missing is
/// left out. Only what differs is added up anew.
pub(super) fn otherwise(
    totals: &[[Total; 4]],
    by_unit: &ByUnit,
    (unit, own): (usize, &UnitFigures),
    settings: &Settings,
) -> Vec<[Total; 4]> {
    let known = |total: &Total| Total { missing: Arc::default(), ..*total };
    let mut others: Vec<[Total; 4]> = totals.iter().map(|of| of.each_ref().map(known)).collect();
    for ratios in [false, true] {
        for (place, indicator) in settings.indicators.values().enumerate() {
            if matches!(indicator.over_units, OverUnits::Ratio(..)) != ratios {
                continue;
            }
            for basis in Basis::ALL {
                let adds = |figures| added(figures, settings, place, indicator, basis);
                let total = if ratios {
                    ratio(&others, settings, indicator, basis)
                } else if adds(&by_unit[unit]) != adds(own) {
                    let own = Some((unit, own));
                    over_units_but(by_unit, own, settings, place, indicator, basis)
                } else {
                    continue;
                };
                others[place][basis as usize] = Total { missing: Arc::default(), ..total };
            }
        }
    }
    others
}

/// What a unit adds to a total: whether it is one of those added up, sum, weight.
fn added(
    figures: &UnitFigures,
    settings: &Settings,
    place: usize,
    indicator: &Indicator,
    basis: Basis,
) -> (Option<bool>, Option<(Decimal, Decimal)>) {
    let figure = figures.of(place, basis);
    let counted = counts(figures, settings, place, indicator, basis);
    (counted, figure.map(|figure| (figure.sum, figure.weight)))
}

/// An indicator's total over units.
pub(super) fn over_units(
    by_unit: &ByUnit,
    settings: &Settings,
    place: usize,
    indicator: &Indicator,
    basis: Basis,
) -> Total {
    over_units_but(by_unit, None, settings, place, indicator, basis)
}

/// The same with other figures of one unit.
fn over_units_but(
    by_unit: &ByUnit,
    other: Option<(usize, &UnitFigures)>,
    settings: &Settings,
    place: usize,
    indicator: &Indicator,
    basis: Basis,
) -> Total {
    let is_mean = matches!(indicator.over_units, OverUnits::MeanBy(_));
    let mut total = Total { weight: is_mean.then_some(Decimal::ZERO), ..Total::default() };
    let (mut any, mut missing) = (false, Vec::new());
    for (unit, figures) in by_unit.iter().enumerate() {
        let figures = match other {
            Some((replaced, own)) if replaced == unit => own,
            _ => figures,
        };
        let counted = counts(figures, settings, place, indicator, basis);
        let figure = figures.of(place, basis);
        if counted.is_none() || figure.is_none_or(|figure| !figure.complete) {
            missing.push(unit);
        }
        let Some(figure) = figure else { continue };
        any = true;
        if counted == Some(true) {
            // Within the limit of intake, sums of figures stay far within a decimal.
            total.sum = total.sum.saturating_add(figure.sum);
            total.weight = total.weight.map(|weight| weight.saturating_add(figure.weight));
        }
    }
    total.missing = missing.into();
    total.value = match total.weight {
        _ if !any => None,
        Some(weight) => total.sum.checked_div(weight),
        None => Some(total.sum),
    };
    total
}

/// Is the unit one of those added up? `None` where that cannot be told.
fn counts(
    figures: &UnitFigures,
    settings: &Settings,
    place: usize,
    indicator: &Indicator,
    basis: Basis,
) -> Option<bool> {
    let OverUnits::SumWhere { code, comparison, value } = &indicator.over_units else {
        return Some(true);
    };
    // Those beneath that do not count were left out when it was added up.
    if let Some(FigureSource::Added { .. }) = figures.of(place, basis).map(|f| &f.source) {
        return Some(true);
    }
    let other = settings.indicators.get_index_of(code).expect("resolving checked every code");
    let figure = figures.of(other, basis).filter(|figure| figure.complete)?;
    Some(comparison.holds(figure.value()?, *value))
}

fn ratio(totals: &[[Total; 4]], settings: &Settings, indicator: &Indicator, basis: Basis) -> Total {
    let OverUnits::Ratio(above, below) = &indicator.over_units else { return Total::default() };
    let total = |code: &str| {
        let place = settings.indicators.get_index_of(code).expect("resolving checked every code");
        &totals[place][basis as usize]
    };
    let (above, below) = (total(above), total(below));
    let mut missing = [&*above.missing, &*below.missing].concat();
    missing.sort_unstable();
    missing.dedup();
    let value = above.value.zip(below.value).and_then(|(part, whole)| per_cent(part, whole));
    Total { value, sum: above.sum, weight: Some(below.sum), missing: missing.into() }
}
