//! What is ordinary among values of one kind: a list column over all units, a row of the
//! form over all units.
//!
//! A value is ordinary when it lies within 30 times of the median, or within Tukey's outer
//! fences (J. W. Tukey, Exploratory Data Analysis, 1977, ch. 2) drawn on a ratio scale: three
//! times the spread of the quartiles beyond them, but never more than 300 times from the
//! median, so that a quarter or more of wrong values does not make them ordinary.

use rust_decimal::Decimal;

use super::number_cell::NumberCell;
use crate::side_by_side::side_by_side;

/// Fewer values than this tell nothing of what is ordinary.
const ENOUGH: usize = 5;
/// Within this many times of the median, every value is ordinary.
const ORDINARY: Decimal = Decimal::from_parts(30, 0, 0, false, 0);
/// Beyond this many times of the median, none is, however wide the spread.
const UTMOST: Decimal = Decimal::from_parts(300, 0, 0, false, 0);
/// A corrected value may lie this many times beyond the ordinary ones.
const LEEWAY: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

/// The ordinary values of one kind, by their size.
#[derive(Clone, Debug)]
pub(super) struct Peers {
    median: Decimal,
    /// The range of ordinary values that occur.
    least: Decimal,
    most: Decimal,
    /// Beyond these, a value is not ordinary.
    low_fence: Decimal,
    high_fence: Decimal,
}

impl Peers {
    /// Learns from all values there are; zeros tell nothing. `None` where too few are left.
    pub(super) fn of(values: impl IntoIterator<Item = Decimal>) -> Option<Self> {
        let mut sizes: Vec<Decimal> =
            values.into_iter().map(|v| v.abs()).filter(|v| !v.is_zero()).collect();
        if sizes.len() < ENOUGH {
            return None;
        }
        let last = sizes.len() - 1;
        let mut quantile = |quarter: usize| *sizes.select_nth_unstable(last * quarter / 4).1;
        let (lower, median, upper) = (quantile(1), quantile(2), quantile(3));
        let spread = upper.checked_div(lower)?;
        let reach = spread.saturating_mul(spread).saturating_mul(spread);
        let low = lower.checked_div(reach).unwrap_or_default().max(median / UTMOST);
        let high = upper.saturating_mul(reach).min(median.saturating_mul(UTMOST));
        let low_fence = (median / ORDINARY).min(low);
        let high_fence = median.saturating_mul(ORDINARY).max(high);
        let ordinary = || sizes.iter().filter(|v| **v >= low_fence && **v <= high_fence);
        let (least, most) = (*ordinary().min()?, *ordinary().max()?);
        Some(Self { median, least, most, low_fence, high_fence })
    }

    /// Could it be one of them?
    pub(super) fn is_ordinary(&self, value: Decimal) -> bool {
        let size = value.abs();
        size.is_zero() || (size >= self.low_fence && size <= self.high_fence)
    }

    /// Does it lie among those that occur, or nearly?
    pub(super) fn is_among(&self, value: Decimal) -> bool {
        let size = value.abs();
        size * LEEWAY >= self.least && size <= self.most.saturating_mul(LEEWAY)
    }

    /// The middle one.
    pub(super) const fn median(&self) -> Decimal {
        self.median
    }
}

/// Numbers by the kind of their cells, each with its unit.
#[derive(Default)]
pub(super) struct Values(Vec<Vec<(Decimal, u32)>>);

impl Values {
    /// Adds a cell's number, where it has one.
    pub(super) fn add(&mut self, cell: &NumberCell<'_>) {
        if let Some(value) = cell.reading.number() {
            if self.0.len() <= cell.kin {
                self.0.resize_with(cell.kin + 1, Vec::new);
            }
            let unit = u32::try_from(cell.unit).expect("settings are smaller");
            self.0[cell.kin].push((value, unit));
        }
    }
}

/// The peers of every kind of number cell, by kind.
#[derive(Clone, Debug)]
pub(super) struct Kinds(Vec<Option<Peers>>);

impl Kinds {
    /// Learns from all numbers that there are.
    pub(super) fn of(parts: &[Values]) -> Self {
        Self::with_units_apart(parts).0
    }

    /// The same, beside the units of which any number is not ordinary.
    pub(super) fn with_units_apart(parts: &[Values]) -> (Self, Vec<usize>) {
        let most = parts.iter().map(|part| part.0.len()).max().unwrap_or(0);
        let kinds: Vec<usize> = (0..most).collect();
        let of_kind = |(): &mut (), kind: &usize| {
            let numbers = || parts.iter().flat_map(|part| part.0.get(*kind)).flatten();
            let peers = Peers::of(numbers().map(|(value, _)| *value));
            let is_apart = |value: Decimal| peers.as_ref().is_some_and(|p| !p.is_ordinary(value));
            let apart = numbers().filter(|(value, _)| is_apart(*value));
            let apart: Vec<usize> = apart.map(|(_, unit)| *unit as usize).collect();
            (peers, apart)
        };
        let (peers, apart): (Vec<_>, Vec<Vec<usize>>) =
            side_by_side(&kinds, || (), of_kind).into_iter().unzip();
        let mut apart = apart.concat();
        apart.sort_unstable();
        apart.dedup();
        (Self(peers), apart)
    }

    /// The peers of a cell, where there are enough.
    pub(super) fn of_cell(&self, cell: &NumberCell<'_>) -> Option<&Peers> {
        self.0.get(cell.kin)?.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peers(values: &[i64]) -> Peers {
        Peers::of(values.iter().map(|v| Decimal::from(*v))).unwrap()
    }

    #[test]
    fn a_slip_stands_out_and_spread_does_not() {
        let tight = peers(&[1_100, 1_300, 1_500, 1_600, 1_700, 2_200, 1_189_000_000]);
        assert!(!tight.is_ordinary(Decimal::from(1_189_000_000)));
        assert!(!tight.is_ordinary(Decimal::new(228, 2)));
        assert!(tight.is_ordinary(Decimal::from(20_000)));
        assert!(tight.is_among(Decimal::from(1_189)));
        assert!(!tight.is_among(Decimal::from(20_000)));
        let many_wrong = peers(&[1_100, 1_300, 1_500, 1_600, 1_700, 1_800_000, 2_200_000]);
        assert!(!many_wrong.is_ordinary(Decimal::from(1_800_000)));
        let wide = peers(&[2, 8, 20, 60, 200, 900, 4_000]);
        assert!(wide.is_ordinary(Decimal::from(9_000)));
        assert!(!wide.is_ordinary(Decimal::from(900_000)));
    }

    #[test]
    fn few_values_or_zeros_tell_nothing() {
        assert!(Peers::of([1, 2, 3, 4].map(Decimal::from)).is_none());
        assert!(Peers::of([0, 0, 0, 0, 0, 0, 7].map(Decimal::from)).is_none());
    }
}
