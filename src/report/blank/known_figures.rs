//! What the office knows already of a form's columns of last year and of the plan, so that units
//! need not type it every month.

use std::path::Path;

use rust_decimal::Decimal;

use crate::figures::consolidate::UnitFigure;
use crate::figures::history::{EarlierPeriod, History};
use crate::settings::{Basis, OverPeriods, Settings};
use viet_text::period::Period;

/// Decimals that a cell is given; a figure with more was computed and is not known exactly.
const DECIMALS: u32 = 6;

/// Units' figures of last year and of the year's plan.
#[derive(Clone, Debug, Default)]
pub struct KnownFigures {
    /// The year's earlier annexes, the latest first.
    this_year: Vec<EarlierPeriod>,
    /// Annexes that end with the last year, the longest first.
    last_year: Vec<EarlierPeriod>,
}

impl KnownFigures {
    /// What is known before a period.
    #[must_use]
    pub fn read_before(root: &Path, period: Period, settings: &Settings) -> Self {
        let History { mut periods, .. } = History::read(root, period, settings);
        periods.retain(|earlier| earlier.period < period);
        periods.reverse();
        let end = Period::Year { year: period.year() - 1 }.last_day();
        let (this_year, before): (Vec<_>, Vec<_>) =
            periods.into_iter().partition(|earlier| earlier.period.year() == period.year());
        let last_year = before.into_iter().filter(|earlier| earlier.period.last_day() == end);
        Self { this_year, last_year: last_year.collect() }
    }

    /// A unit's figure in a column of last year or of the plan: what it reported earlier this year,
    /// else what last year's annex says.
    pub(super) fn value(
        &self,
        unit: usize,
        indicator: usize,
        basis: Basis,
        settings: &Settings,
    ) -> Option<Decimal> {
        if !matches!(basis, Basis::Prior | Basis::Plan) {
            return None;
        }
        let of = |earlier: &EarlierPeriod, basis| {
            exact(earlier.by_unit.get(unit)?.get(indicator, basis)?)
        };
        let reported = self.this_year.iter().find_map(|earlier| of(earlier, basis));
        let is_flow = settings.indicators[indicator].over_periods == OverPeriods::Flow;
        // A month's flow is not the year's.
        let tells = |earlier: &&EarlierPeriod| !is_flow || earlier.period.months() == 12;
        let last_year = || {
            let annexes = self.last_year.iter().filter(|_| basis == Basis::Prior).filter(tells);
            annexes.into_iter().find_map(|earlier| of(earlier, Basis::Actual))
        };
        reported.or_else(last_year)
    }
}

/// A figure that nothing is missing from and that a cell can hold as it is.
fn exact(figure: &UnitFigure) -> Option<Decimal> {
    let value = figure.value().filter(|_| figure.complete)?.normalize();
    let whole = value.checked_mul(figure.weight) == Some(figure.sum);
    (whole && value.scale() <= DECIMALS).then_some(value)
}
