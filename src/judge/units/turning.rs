//! What would turn a verdict: the least change of a figure's numerator after which an unmet item is
//! met, and how much may change before a met one is not.

use rust_decimal::Decimal;

use super::fraction::{Fraction, Linear, Quantity};
use crate::figures::consolidate::Totals;
use crate::judge::{Measurement, Status};
use crate::kinds::Upper;
use crate::settings::{Settings, Yardstick};

/// Which way a figure's numerator changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// It grows.
    Up,
    /// It falls.
    Down,
}

impl Direction {
    /// A difference counted in this direction.
    #[must_use]
    pub fn signed(self, rise: Decimal) -> Decimal {
        if self == Self::Up { rise } else { -rise }
    }

    const fn back(self) -> Self {
        if matches!(self, Self::Up) { Self::Down } else { Self::Up }
    }
}

/// What would turn a verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turning {
    /// Of an unmet item the way towards its level, of a met one the way out.
    pub direction: Direction,
    /// Of an unmet item the least change of the numerator after which it is met; of a met one the
    /// greatest after which it still is.
    pub change: Decimal,
    /// The change itself is not enough, or already too much: there is no least or greatest one.
    pub is_open: bool,
    /// Only whole numbers can change.
    pub is_whole: bool,
    /// What changes.
    pub of: Quantity,
}

/// A bound of a figure's numerator.
#[derive(Clone, Copy, Debug)]
struct Bound {
    numerator: Decimal,
    /// Is the bound itself on the side of what is met?
    is_met: bool,
}

/// What would turn a verdict by a figure over these totals. `None` where nothing was judged by
/// whole figures, or no one change of the numerator turns it.
#[must_use]
pub fn turning(
    yardstick: &Yardstick,
    measured: &Measurement,
    totals: &impl Totals,
    settings: &Settings,
) -> Option<Turning> {
    if !measured.missing.is_empty() {
        return None;
    }
    let fraction = Fraction::of(yardstick, settings)?;
    let of = moved(&fraction)?;
    let (numerator, divisor) = (fraction.numerator.value(totals)?, fraction.divisor.value(totals)?);
    let scale = divisor.checked_div(fraction.scale)?;
    let numbers = Numbers { yardstick, level: measured.threshold?, scale, numerator };
    let is_whole = fraction.numerator.is_whole(settings) && numerator.is_integer();
    let value = measured.value?;
    let turning = match measured.status {
        Status::Unmet => numbers.towards_level(value),
        Status::Met => numbers.out_of_level(),
        Status::NoData | Status::NotChecked => None,
    };
    let (direction, change, is_open) = turning?;
    let is_met = measured.status == Status::Met;
    let (change, is_open) = match is_whole {
        true => (whole(change, is_open, is_met), false),
        false => (change, is_open),
    };
    // Between two bounds there may be no whole number at all.
    let then = numerator.checked_add(direction.signed(change))?;
    (is_open || numbers.meets(then)?).then_some(())?;
    Some(Turning { direction, change, is_open, is_whole, of })
}

/// Whole things: the next whole change on the right side of the bound.
fn whole(change: Decimal, is_open: bool, is_met: bool) -> Decimal {
    match (is_met, is_open) {
        (false, false) => change.ceil(),
        (false, true) => change.floor() + Decimal::ONE,
        (true, false) => change.floor(),
        (true, true) => change.ceil() - Decimal::ONE,
    }
}

/// The quantity of which a change is a change of the numerator alone; none where the numerator is
/// made of several kinds of things, or stands in the divisor, too.
fn moved(fraction: &Fraction) -> Option<Quantity> {
    let is_fixed = |quantity: &Quantity| has(&fraction.divisor, quantity);
    let mut free = fraction.numerator.terms.iter().filter(|(own, _)| !is_fixed(own));
    let (first, factor) = free.next()?;
    let alike = factor.is_integer() && *factor == Decimal::ONE;
    (alike && free.all(|(_, other)| other == factor)).then_some(*first)
}

fn has(linear: &Linear, quantity: &Quantity) -> bool {
    linear.terms.iter().any(|(own, _)| own == quantity)
}

/// A figure's numbers.
struct Numbers<'a> {
    yardstick: &'a Yardstick,
    level: Decimal,
    /// What a figure is multiplied with to give its numerator.
    scale: Decimal,
    numerator: Decimal,
}

impl Numbers<'_> {
    /// From an unmet figure to the nearer side of what is met.
    fn towards_level(&self, value: Decimal) -> Option<(Direction, Decimal, bool)> {
        let direction = direction_to_level(self.yardstick, value, self.level);
        let level = match (direction, self.upper()) {
            (Direction::Down, Some(upper)) => upper,
            _ => self.level,
        };
        let bound = self.bound(level, direction)?;
        let change = direction.signed(bound.numerator.checked_sub(self.numerator)?);
        Some((direction, change.max(Decimal::ZERO), !bound.is_met))
    }

    /// From a met figure to the nearer end of what is met.
    fn out_of_level(&self) -> Option<(Direction, Decimal, bool)> {
        let far = Decimal::from(10_i64.pow(15));
        let ends = [
            (Direction::Down, self.level, self.level.checked_sub(far)?),
            (Direction::Up, self.upper().unwrap_or(self.level), self.level.checked_add(far)?),
        ];
        let found = ends.into_iter().filter(|(_, _, beyond)| !self.holds(*beyond));
        let found = found.filter_map(|(direction, level, _)| {
            let bound = self.bound(level, direction.back())?;
            let change = direction.signed(bound.numerator.checked_sub(self.numerator)?);
            Some((direction, change.max(Decimal::ZERO), !bound.is_met))
        });
        found.min_by_key(|(_, change, _)| *change)
    }

    /// The upper level, where the verdict changes there, too; else the level is the only one.
    fn upper(&self) -> Option<Decimal> {
        self.yardstick.upper.filter(|_| self.yardstick.kind.upper == Upper::Required)
    }

    /// The judgement with another numerator.
    fn meets(&self, numerator: Decimal) -> Option<bool> {
        let judged = self.yardstick.judged_value(numerator.checked_div(self.scale)?, self.level);
        Some(self.holds(judged))
    }

    fn holds(&self, figure: Decimal) -> bool {
        self.yardstick.holds(figure, self.level)
    }

    /// The numerator at which a figure that comes from the unmet side of a level begins to be met.
    fn bound(&self, level: Decimal, direction: Direction) -> Option<Bound> {
        let (figure, is_met) = if self.yardstick.is_judged_unrounded(self.level) {
            (level, self.holds(level))
        } else {
            let step = Decimal::new(1, self.yardstick.decimals);
            let inside = level.checked_add(direction.signed(step))?;
            let nearest = if self.holds(level) { level } else { inside };
            let half = direction.signed(step / Decimal::TWO);
            // Halves are rounded away from zero: those below a positive number up to it.
            let is_met = match direction {
                Direction::Up => nearest > Decimal::ZERO,
                Direction::Down => nearest < Decimal::ZERO,
            };
            (nearest.checked_sub(half)?, is_met)
        };
        // A negative divisor would turn the comparison round.
        (self.scale > Decimal::ZERO).then_some(())?;
        Some(Bound { numerator: figure.checked_mul(self.scale)?, is_met })
    }
}

/// Which way an unmet figure must change.
pub(super) fn direction_to_level(
    yardstick: &Yardstick,
    value: Decimal,
    level: Decimal,
) -> Direction {
    let judged = yardstick.judged_value(value, level);
    let rises = judged < level
        || judged == level && yardstick.holds(level + Decimal::new(1, yardstick.decimals), level);
    if rises { Direction::Up } else { Direction::Down }
}
