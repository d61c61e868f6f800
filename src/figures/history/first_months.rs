//! New units that count from their own first day: the figures of the units that they were made of
//! are added to theirs since the year's start.

use chrono::NaiveDate;

use super::{EarlierPeriod, FirstYear, History};
use crate::figures::consolidate::{
    FigureSource, Figures, UnitFigure, UnitFigures, WithFirstMonths,
};
use crate::settings::{Basis, Indicator, OverPeriods, Settings};
use viet_text::period::Period;

impl History {
    /// Adds the first months of the year to the figures of units that count from their own
    /// first day. Without an annex that ends on the day before, their figures are incomplete.
    pub fn add_first_months(&self, figures: &mut Figures, settings: &Settings, period: Period) {
        let units = FirstYear::find(settings, period).from_first_day;
        for (unit, day) in &units {
            self.add_months_before(*day, *unit, &mut figures.by_unit[*unit], settings);
        }
        if !units.is_empty() {
            figures.recount(settings);
        }
    }

    /// The same for the figures of one unit.
    pub(crate) fn add_first_months_of(
        &self,
        unit: usize,
        own: &mut UnitFigures,
        settings: &Settings,
        period: Period,
    ) {
        let units = FirstYear::find(settings, period).from_first_day;
        if let Some((_, day)) = units.iter().find(|(other, _)| *other == unit) {
            self.add_months_before(*day, unit, own, settings);
        }
    }

    fn add_months_before(
        &self,
        day: NaiveDate,
        unit: usize,
        own: &mut UnitFigures,
        settings: &Settings,
    ) {
        let before = self.ending_before(day);
        for (place, indicator) in settings.indicators.values().enumerate() {
            if !counts_from_january(indicator) {
                continue;
            }
            let then = before.and_then(|earlier| earlier.by_unit[unit].get(place, Basis::Actual));
            for basis in [Basis::Actual, Basis::Estimate] {
                if let Some(figure) = own.get_mut(place, basis) {
                    add(figure, then, before, indicator);
                }
            }
        }
    }

    /// The longest period that ends on the day before one.
    #[must_use]
    pub fn ending_before(&self, day: NaiveDate) -> Option<&EarlierPeriod> {
        let ends = |earlier: &&EarlierPeriod| earlier.period.last_day().succ_opt() == Some(day);
        self.periods.iter().rev().find(ends)
    }
}

fn counts_from_january(indicator: &Indicator) -> bool {
    indicator.over_periods == OverPeriods::YearToDate
        && indicator.entered.is_none()
        && !indicator.over_units.is_quotient()
}

fn add(
    figure: &mut UnitFigure,
    then: Option<&UnitFigure>,
    before: Option<&EarlierPeriod>,
    indicator: &Indicator,
) {
    // A figure carried over from a later month includes them already.
    if matches!(figure.source, FigureSource::Carried { .. }) {
        return;
    }
    let Some((then, earlier)) = then.filter(|then| then.complete).zip(before) else {
        figure.complete = false;
        return;
    };
    let mut own = figure.source.clone();
    if let FigureSource::Form { written, .. } = &mut own {
        *written = figure.written().map(|written| Box::new(written.into_owned()));
    }
    figure.sum = figure.sum.saturating_add(then.sum);
    if indicator.over_units.is_mean() {
        figure.weight = figure.weight.saturating_add(then.weight);
    }
    let (added, period) = (then.sum, earlier.period);
    let with = WithFirstMonths { own, added, period };
    figure.source = FigureSource::WithFirstMonths(Box::new(with));
}
