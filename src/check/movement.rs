//! What moved against an earlier value as others of its kind did not.
//!
//! Hidiroglou and Berthelot, "Statistical editing and imputation for periodic business
//! surveys", Survey Methodology 12 (1986) 73-83: with r the unit's ratio to its earlier value
//! and m the median ratio, s = r/m - 1 where r >= m, else 1 - m/r; the effect is
//! E = s * max(before, now)^U. Effects beyond C times the quartiles' distance from the median
//! effect are out of the ordinary; a distance is at least A times the median effect. Taken
//! here: U = 0.5, A = 0.05, C = 4. Most figures of this domain stand still from month to
//! month, which makes the quartiles collapse; so besides, a value must be off the common
//! movement by so much (s beyond 0.5 for a unit's figure, 2 for one organisation's), and a count
//! must move by more than chance would (E beyond 6: 20 to 40 is, 10 to 20 is not).
//!
//! A fall to zero has no ratio: it is out of the ordinary where there was a good deal (ten heads,
//! any money) and hardly anything else of its kind fell so.

use rust_decimal::{Decimal, MathematicalOps};

const A: Decimal = Decimal::from_parts(5, 0, 0, false, 2);
const C: Decimal = Decimal::from_parts(4, 0, 0, false, 0);
const BY_CHANCE: Decimal = Decimal::from_parts(6, 0, 0, false, 0);
/// Fewer values than this have no common movement.
const ENOUGH: usize = 5;
/// An amount is little where it is less than one of so many parts of the middle one.
const LITTLE: Decimal = Decimal::from_parts(5, 0, 0, false, 0);
/// How far a value scaled by a power of ten may lie off the earlier one, and be the same number
/// with a digit too many or too few.
const NEAR: Decimal = Decimal::from_parts(5, 0, 0, false, 2);
const NEAR_WITH_ZEROS: Decimal = Decimal::from_parts(25, 0, 0, false, 2);

/// A value now and before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Movement {
    pub(super) now: Decimal,
    pub(super) before: Decimal,
}

/// What is out of the ordinary among values of one kind.
#[derive(Clone, Copy, Debug)]
pub(super) struct OutOfOrder {
    /// How far it must be off the common movement.
    pub(super) least: Decimal,
    /// What it is of.
    pub(super) kind: MovedKind,
}

/// What moves by itself, without being out of the ordinary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MovedKind {
    /// Heads, which come and go by chance.
    Heads,
    /// Heads that add up over the year: nobody leaves for months, then ten do.
    HeadsOverTheYear,
    /// Anything else. Little money moves by more of itself than much.
    Amount,
}

impl MovedKind {
    /// Of a count or an amount, that adds up over the year or does not.
    pub(super) const fn new(is_count: bool, over_the_year: bool) -> Self {
        match (is_count, over_the_year) {
            (true, false) => Self::Heads,
            (true, true) => Self::HeadsOverTheYear,
            (false, _) => Self::Amount,
        }
    }

    fn is_count(self) -> bool {
        self != Self::Amount
    }

    /// Values below this are as good as one another.
    fn floor(self, movements: &[Movement]) -> Decimal {
        match self {
            Self::Heads => Decimal::ZERO,
            Self::HeadsOverTheYear => Decimal::TEN,
            Self::Amount => {
                let earlier = movements.iter().map(|movement| movement.before);
                let mut earlier: Vec<Decimal> =
                    earlier.filter(|value| *value > Decimal::ZERO).collect();
                if earlier.len() < ENOUGH {
                    return Decimal::ZERO;
                }
                quantile(&mut earlier, 2) / LITTLE
            }
        }
    }
}

impl OutOfOrder {
    /// Which of these movements are. Values that start from zero tell nothing.
    pub(super) fn among(&self, movements: &[Movement]) -> Vec<bool> {
        let floor = self.kind.floor(movements);
        let movements: Vec<Movement> = movements.iter().map(|moved| moved.above(floor)).collect();
        let movements = &movements[..];
        let mut ratios: Vec<Decimal> = movements.iter().filter_map(Movement::ratio).collect();
        let middle = if ratios.len() < ENOUGH { Decimal::ONE } else { quantile(&mut ratios, 2) };
        let moved: Vec<Option<(Decimal, Decimal)>> =
            movements.iter().map(|movement| movement.effect(middle)).collect();
        let mut effects: Vec<Decimal> = moved.iter().flatten().map(|(_, effect)| *effect).collect();
        let band = Band::new(&mut effects);
        let falls = movements.iter().filter(|movement| movement.is_fall()).count();
        let is_odd = |(movement, moved): (&Movement, &Option<(Decimal, Decimal)>)| match moved {
            Some((off, effect)) => {
                let by_size = match self.kind {
                    MovedKind::Amount => !movement.is_by_rounding(),
                    _ => effect.abs() > BY_CHANCE,
                };
                off.abs() >= self.least && by_size && band.is_beyond(*effect)
            }
            None => {
                let is_much = movement.before > floor
                    && (!self.kind.is_count() || movement.before >= Decimal::TEN);
                movement.is_fall() && is_much && (falls == 1 || falls * 4 <= movements.len())
            }
        };
        movements.iter().zip(&moved).map(is_odd).collect()
    }
}

impl Movement {
    /// Both values, where they are positive, raised to a floor.
    fn above(&self, floor: Decimal) -> Self {
        let raised = |value: Decimal| if value > Decimal::ZERO { value.max(floor) } else { value };
        Self { now: raised(self.now), before: raised(self.before) }
    }

    /// Do both hardly differ at the digits to which they are written? So 1 and 2 do, of millions.
    fn is_by_rounding(&self) -> bool {
        let scale = self.now.normalize().scale().max(self.before.normalize().scale());
        (self.now - self.before).abs() <= Decimal::new(2, scale)
    }

    fn is_fall(&self) -> bool {
        self.now.is_zero() && self.before > Decimal::ZERO
    }

    /// How many times the earlier value it is; only of positive values.
    fn ratio(&self) -> Option<Decimal> {
        let both = self.now > Decimal::ZERO && self.before > Decimal::ZERO;
        self.now.checked_div(self.before).filter(|ratio| both && !ratio.is_zero())
    }

    /// How many times it grew or shrank; none where it fell to zero.
    pub(super) fn times(&self) -> Option<Decimal> {
        let ratio = self.ratio()?;
        if ratio < Decimal::ONE { Decimal::ONE.checked_div(ratio) } else { Some(ratio) }
    }

    /// Did it move the same way as another, by so much of itself at least?
    pub(super) fn is_like(&self, other: &Self, least: Decimal, is_count: bool) -> bool {
        let same_way = (self.now > self.before) == (other.now > other.before);
        let by_itself = self.effect(Decimal::ONE).map_or_else(
            || self.is_fall(),
            |(off, effect)| off.abs() >= least && (!is_count || effect.abs() > BY_CHANCE),
        );
        same_way && by_itself
    }

    /// How far it is off the common movement, and with what effect.
    fn effect(&self, middle: Decimal) -> Option<(Decimal, Decimal)> {
        let ratio = self.ratio()?;
        let off = if ratio >= middle {
            ratio.checked_div(middle)? - Decimal::ONE
        } else {
            Decimal::ONE - middle.checked_div(ratio)?
        };
        let size = self.now.max(self.before).sqrt()?;
        Some((off, off.checked_mul(size)?))
    }

    /// The value without a digit too many or with the digit that it lacks, where that is nearly
    /// the earlier one: 1150 beside 115 or 118.
    pub(super) fn without_digit_slip(&self, is_count: bool) -> Option<Decimal> {
        let scaled = [Decimal::TEN, Decimal::ONE_HUNDRED].into_iter().flat_map(|times| {
            [(self.now.checked_div(times), true), (self.now.checked_mul(times), false)]
        });
        let is_near = |(likely, is_less): &(Decimal, bool)| {
            // A zero too many is seen as one.
            let loses_zeros = *is_less && self.now.is_integer() && likely.is_integer();
            let near = if loses_zeros { NEAR_WITH_ZEROS } else { NEAR };
            (likely - self.before).abs() <= self.before.abs() * near
                && (!is_count || likely.is_integer())
        };
        let scaled = scaled.filter_map(|(likely, is_less)| Some((likely?.normalize(), is_less)));
        let (likely, _) = scaled.filter(|_| !self.now.is_zero()).find(is_near)?;
        Some(likely)
    }
}

/// The band within which effects are ordinary.
struct Band {
    low: Decimal,
    high: Decimal,
}

impl Band {
    fn new(effects: &mut [Decimal]) -> Self {
        if effects.len() < ENOUGH {
            return Self { low: Decimal::ZERO, high: Decimal::ZERO };
        }
        let middle = quantile(effects, 2);
        let least = (middle * A).abs();
        let below = (middle - quantile(effects, 1)).max(least);
        let above = (quantile(effects, 3) - middle).max(least);
        Self {
            low: middle.saturating_sub(C.saturating_mul(below)),
            high: middle.saturating_add(C.saturating_mul(above)),
        }
    }

    fn is_beyond(&self, effect: Decimal) -> bool {
        effect < self.low || effect > self.high
    }
}

/// A quartile.
pub(super) fn quantile(values: &mut [Decimal], quarter: usize) -> Decimal {
    values.sort_unstable();
    values[(values.len() - 1) * quarter / 4]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn odd(moves: &[(i64, i64)], least: i64, is_count: bool) -> Vec<usize> {
        let movement = |(now, before): &(i64, i64)| Movement {
            now: Decimal::from(*now),
            before: Decimal::from(*before),
        };
        let movements: Vec<Movement> = moves.iter().map(movement).collect();
        let out = OutOfOrder { least: Decimal::from(least), kind: MovedKind::new(is_count, false) }
            .among(&movements);
        out.iter().enumerate().filter(|(_, odd)| **odd).map(|(place, _)| place).collect()
    }

    #[test]
    fn what_moves_alone_is_told_and_what_moves_with_all_is_not() {
        let still = [(30, 30), (41, 40), (25, 25), (60, 60), (12, 12)];
        let with = |one| [&still[..], &[one]].concat();
        assert_eq!(odd(&with((1150, 115)), 2, true), [5]);
        assert_eq!(odd(&with((12, 115)), 2, true), [5]);
        assert_eq!(odd(&with((9, 3)), 2, true), [0; 0]);
        let doubled: Vec<_> = still.iter().map(|(_, before)| (before * 2, *before)).collect();
        assert_eq!(odd(&doubled, 0, false), [0; 0]);
    }

    #[test]
    fn a_fall_to_zero_is_told_where_others_did_not_fall() {
        let others = [(30, 30), (41, 40), (25, 25), (60, 60)];
        assert_eq!(odd(&[&others[..], &[(0, 115)]].concat(), 2, true), [4]);
        assert_eq!(odd(&[&others[..], &[(0, 3)]].concat(), 2, true), [0; 0]);
        assert_eq!(odd(&[(0, 30), (0, 41), (0, 25), (60, 60)], 2, true), [0; 0]);
        assert_eq!(odd(&[&others[..], &[(7, 0)]].concat(), 2, true), [0; 0]);
    }

    #[test]
    fn what_adds_up_over_the_year_may_come_in_lumps_and_little_money_may_double() {
        let still = [(30, 30), (41, 40), (25, 25), (60, 60), (12, 12)];
        let of = |one: (i64, i64), kind| {
            let movement =
                |(now, before): (i64, i64)| Movement { now: now.into(), before: before.into() };
            let movements: Vec<Movement> = still.into_iter().chain([one]).map(movement).collect();
            OutOfOrder { least: Decimal::TWO, kind }.among(&movements)[5]
        };
        assert!(!of((11, 1), MovedKind::HeadsOverTheYear));
        assert!(of((70, 7), MovedKind::HeadsOverTheYear));
        assert!(of((11, 1), MovedKind::Heads));
        assert!(!of((6, 1), MovedKind::Amount) && !of((3, 1), MovedKind::Amount));
        assert!(of((60, 1), MovedKind::Amount));
    }

    #[test]
    fn a_digit_too_many_or_too_few_is_seen() {
        let likely = |now: i64, before: i64| {
            let movement = Movement { now: Decimal::from(now), before: Decimal::from(before) };
            movement.without_digit_slip(true)
        };
        assert_eq!(likely(1150, 115), Some(Decimal::from(115)));
        assert_eq!(likely(1180, 115), Some(Decimal::from(118)));
        assert_eq!(likely(12, 115), Some(Decimal::from(120)));
        assert_eq!(likely(21_950, 2_432), Some(Decimal::from(2_195)));
        assert_eq!(likely(1155, 115), None);
        assert_eq!(likely(373, 186), None);
    }
}
