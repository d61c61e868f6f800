//! What each unit adds to the gap between an unmet item's figure and its level, exactly.

use rust_decimal::Decimal;

use super::fraction::Fraction;
use super::turning::{Direction, direction_to_level};
use super::{UnitMeasure, unit_totals};
use crate::figures::consolidate::{Figures, Totals, UnitTotals};
use crate::judge::{Measurement, Status};
use crate::settings::{Settings, Test, Yardstick};

/// How a gap is split over units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// Of a sum: what each unit lacks of the level that it was given.
    Assigned,
    /// Of a mean or a share: the level times the unit's weight, less what the unit adds.
    CommonLevel,
    /// Of a count: the units that have none.
    Lacking,
    /// Of a sum of which no unit was given a level.
    NoLevels,
    /// The figure is no fraction of sums over units.
    Impossible,
}

/// A gap and its parts, in the numerator's unit; above zero is what is lacking, or too much.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    /// How it is split.
    pub split: Split,
    /// Which way the figure must go.
    pub direction: Direction,
    /// The gap of the numerator.
    pub gap: Decimal,
    /// Each unit's part, by its place in the settings.
    pub parts: Vec<Option<Decimal>>,
    /// What is no unit's: of a sum what nobody was given, and what units without a level have.
    pub remainder: Decimal,
    /// Units that have none of what is counted, by their places.
    pub lacking: Vec<usize>,
}

/// The parts of an unmet figure's gap.
#[must_use]
pub(super) fn contribution(
    yardstick: &Yardstick,
    measured: &Measurement,
    units: &[UnitMeasure],
    figures: &Figures,
    settings: &Settings,
) -> Option<Contribution> {
    if measured.status != Status::Unmet {
        return None;
    }
    let (value, level) = (measured.value?, measured.threshold?);
    let direction = direction_to_level(yardstick, value, level);
    let level = match (direction, yardstick.upper) {
        (Direction::Down, Some(upper)) if yardstick.holds(upper, level) => upper,
        _ => level,
    };
    let is_assigned = units.iter().any(|unit| unit.document.is_some());
    let case = Case { yardstick, level, direction, figures, settings };
    let Some(fraction) = Fraction::of(yardstick, settings) else {
        return Some(case.without_parts(Split::Impossible, level.checked_sub(value)?));
    };
    let gap = case.lack(&fraction, level, figures)?;
    if !fraction.divisor.is_number() {
        return case.by_common_level(&fraction, gap);
    }
    if is_assigned {
        return case.by_assigned_levels(&fraction, gap, units);
    }
    if direction == Direction::Up && counts_beginnings(yardstick, settings) {
        let lacking = case.lacking(&fraction)?;
        return Some(Contribution { lacking, ..case.without_parts(Split::Lacking, gap) });
    }
    Some(case.without_parts(Split::NoLevels, gap))
}

struct Case<'a> {
    yardstick: &'a Yardstick,
    level: Decimal,
    direction: Direction,
    figures: &'a Figures,
    settings: &'a Settings,
}

impl Case<'_> {
    /// What a numerator lacks of a level, or has too much.
    fn lack(&self, fraction: &Fraction, level: Decimal, totals: &impl Totals) -> Option<Decimal> {
        let weight = fraction.divisor.value(totals)?;
        let wanted = level.checked_mul(weight)?.checked_div(fraction.scale)?;
        let lack = wanted.checked_sub(fraction.numerator.value(totals)?)?;
        Some(self.direction.signed(lack))
    }

    fn without_parts(&self, split: Split, gap: Decimal) -> Contribution {
        Contribution {
            split,
            direction: self.direction,
            gap,
            parts: vec![None; self.figures.by_unit.len()],
            remainder: gap,
            lacking: Vec::new(),
        }
    }

    /// Units with all figures that a fraction names.
    fn units<'u>(
        &'u self,
        fraction: &'u Fraction,
    ) -> impl Iterator<Item = (usize, Option<UnitTotals>)> + 'u {
        let wanted = fraction.figures_named();
        (0..self.figures.by_unit.len()).map(move |unit| {
            let own = &self.figures.by_unit[unit];
            (unit, unit_totals(own, &wanted, self.settings))
        })
    }

    fn by_common_level(&self, fraction: &Fraction, gap: Decimal) -> Option<Contribution> {
        let is_entered = |indicator: usize| self.settings.indicators[indicator].entered.is_some();
        let divided_by_entered =
            fraction.divisor.terms.iter().any(|(own, _)| is_entered(own.indicator));
        if divided_by_entered {
            return Some(self.without_parts(Split::Impossible, gap));
        }
        let mut parts = vec![None; self.figures.by_unit.len()];
        for (unit, totals) in self.units(fraction) {
            let Some(totals) = totals else { continue };
            let weight = fraction.divisor.of_units(&totals)?;
            let wanted = self.level.checked_mul(weight)?.checked_div(fraction.scale)?;
            let lack = wanted.checked_sub(fraction.numerator.of_units(&totals)?)?;
            parts[unit] = Some(self.direction.signed(lack));
        }
        // What belongs to no unit: numbers of the arithmetic, and figures that the office entered.
        let wanted = self.level.checked_mul(fraction.divisor.constant)?;
        let wanted = wanted.checked_div(fraction.scale)?;
        let entered = fraction.numerator.entered(self.figures, self.settings)?;
        let remainder = self.direction.signed(wanted.checked_sub(entered)?);
        let without = self.without_parts(Split::CommonLevel, gap);
        Some(Contribution { parts, remainder, ..without })
    }

    fn by_assigned_levels(
        &self,
        fraction: &Fraction,
        gap: Decimal,
        units: &[UnitMeasure],
    ) -> Option<Contribution> {
        let divisor = fraction.divisor.constant;
        let mut parts = vec![None; self.figures.by_unit.len()];
        // What nobody was given.
        let mut rest = self.level.checked_mul(divisor)?;
        rest = rest.checked_sub(fraction.numerator.entered(self.figures, self.settings)?)?;
        for (unit, totals) in self.units(fraction) {
            let Some(totals) = totals else { continue };
            let own = fraction.numerator.of_units(&totals)?;
            let level = units[unit].level_towards(self.direction);
            match level.filter(|_| units[unit].document.is_some()) {
                Some(level) => {
                    let level = level.checked_mul(divisor)?;
                    rest = rest.checked_sub(level)?;
                    parts[unit] = Some(self.direction.signed(level.checked_sub(own)?));
                }
                None => rest = rest.checked_sub(own)?,
            }
        }
        let remainder = self.direction.signed(rest);
        Some(Contribution { parts, remainder, ..self.without_parts(Split::Assigned, gap) })
    }

    /// Units that count and have none.
    fn lacking(&self, fraction: &Fraction) -> Option<Vec<usize>> {
        let mut lacking = Vec::new();
        for (unit, totals) in self.units(fraction) {
            let has_none = |totals: UnitTotals| {
                fraction.numerator.of_units(&totals).is_some_and(|own| own.is_zero())
            };
            if self.counts(unit) && totals.is_some_and(has_none) {
                lacking.push(unit);
            }
        }
        Some(lacking)
    }

    /// Does a unit count, where only some do?
    fn counts(&self, unit: usize) -> bool {
        let terms = self.yardstick.figure.terms();
        terms.iter().all(|term| {
            let Some(selection) = self.settings.indicators[&term.code].over_units.selection()
            else {
                return true;
            };
            let place = self.settings.indicators.get_index_of(selection.code);
            let basis = term.basis.unwrap_or(self.yardstick.basis);
            let own = place.and_then(|place| self.figures.unit_figure(unit, place, basis));
            own.and_then(|own| own.value()).is_some_and(|value| selection.holds(value))
        })
    }
}

/// Does the figure count organisations by the day on which they began, or count units? Of such a figure, the
/// units that have none of what is counted are told by name.
fn counts_beginnings(yardstick: &Yardstick, settings: &Settings) -> bool {
    let terms = yardstick.figure.terms();
    let counts = |code: &str| {
        let own = &settings.indicators[code];
        let since = own.derivation.as_ref().is_some_and(|from| {
            from.conditions
                .iter()
                .any(|condition| matches!(condition.test, Test::Day(..) | Test::InReportYear))
        });
        since || own.over_units.test.is_some()
    };
    !terms.is_empty() && terms.iter().all(|term| counts(&term.code))
}
