//! What is usual among values of one kind: a list column or a form row over all units.
//!
//! A value is ordinary if it is within 30 times the median, or within Tukey's outer fences (J. W.
//! Tukey, Exploratory Data Analysis, 1977, ch. 2) on a ratio scale: three times the spread of the
//! quartiles beyond them, but at most 300 times the median, so that a quarter or more of wrong
//! values does not count as ordinary.

use rust_decimal::{Decimal, RoundingStrategy};

use super::number_cell::NumberCell;
use workbook_io::parallel_map;

/// With fewer values than this, nothing can be said.
const ENOUGH: usize = 5;
/// Within this many times of the median, every value is ordinary.
const ORDINARY: Decimal = Decimal::from_parts(30, 0, 0, false, 0);
/// Beyond this many times of the median, none is, however wide the spread.
const UTMOST: Decimal = Decimal::from_parts(300, 0, 0, false, 0);
/// A corrected value may lie this many times beyond the ordinary ones.
const LEEWAY: u64 = 3;

/// A value's absolute size in ten-thousandths, rounded down and capped. This is finer than amounts are
/// written, and compares fast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Size(u64);

impl Size {
    const PLACES: u32 = 4;

    /// Every value but 0 has a size above 0.
    fn new(value: Decimal) -> Self {
        let whole = value.mantissa().unsigned_abs();
        let power = |places: u32| 10_u128.saturating_pow(places);
        let size = match Self::PLACES.checked_sub(value.scale()) {
            Some(places) => whole.saturating_mul(power(places)),
            None => whole / power(value.scale() - Self::PLACES),
        };
        let size = u64::try_from(size).unwrap_or(u64::MAX);
        Self(size.max((whole > 0).into()))
    }

    fn value(self) -> Decimal {
        Decimal::from_i128_with_scale(self.0.into(), Self::PLACES).normalize()
    }

    const fn is_none(self) -> bool {
        self.0 == 0
    }

    const fn times(self, times: u64) -> Self {
        Self(self.0.saturating_mul(times))
    }
}

/// The ordinary values of one kind, by their size.
#[derive(Clone, Debug)]
pub(super) struct Peers {
    median: Decimal,
    /// The smallest and largest ordinary values that occur.
    least: Size,
    most: Size,
    /// Beyond these, a value is not ordinary.
    low_fence: Size,
    high_fence: Size,
}

impl Peers {
    /// Learns from all values except zeros. `None` if there are too few.
    fn learn(values: impl IntoIterator<Item = Size>) -> Option<Self> {
        let mut sizes: Vec<Size> = values.into_iter().filter(|size| !size.is_none()).collect();
        if sizes.len() < ENOUGH {
            return None;
        }
        let last = sizes.len() - 1;
        let mut quantile = |quarter: usize| *sizes.select_nth_unstable(last * quarter / 4).1;
        let [lower, median, upper] = [1, 2, 3].map(|quarter| quantile(quarter).value());
        let spread = upper.checked_div(lower)?;
        let reach = spread.saturating_mul(spread).saturating_mul(spread);
        let low = lower.checked_div(reach).unwrap_or_default().max(median / UTMOST);
        let high = upper.saturating_mul(reach).min(median.saturating_mul(UTMOST));
        let low = (median / ORDINARY).min(low);
        let low = low.round_dp_with_strategy(Size::PLACES, RoundingStrategy::AwayFromZero);
        let (low_fence, high_fence) =
            (Size::new(low), Size::new(median.saturating_mul(ORDINARY).max(high)));
        let ordinary = || sizes.iter().filter(|size| (low_fence..=high_fence).contains(*size));
        let (least, most) = (*ordinary().min()?, *ordinary().max()?);
        Some(Self { median, least, most, low_fence, high_fence })
    }

    /// Is the value ordinary?
    pub(super) fn is_ordinary(&self, value: Decimal) -> bool {
        self.is_size_ordinary(Size::new(value))
    }

    fn is_size_ordinary(&self, size: Size) -> bool {
        size.is_none() || (self.low_fence..=self.high_fence).contains(&size)
    }

    /// Is the value within or near the range that occurs?
    pub(super) fn is_among(&self, value: Decimal) -> bool {
        let size = Size::new(value);
        size.times(LEEWAY) >= self.least && size <= self.most.times(LEEWAY)
    }

    /// The middle one.
    pub(super) const fn median(&self) -> Decimal {
        self.median
    }
}

/// Sizes of numbers by the kind of their cells, each with its unit.
#[derive(Default)]
pub(super) struct SizesByKind(Vec<Vec<(Size, u32)>>);

impl SizesByKind {
    /// Adds a cell's number, where it has one.
    pub(super) fn add(&mut self, cell: &NumberCell<'_>) {
        if let Some(value) = cell.reading.number() {
            if self.0.len() <= cell.kind_id {
                self.0.resize_with(cell.kind_id + 1, Vec::new);
            }
            let unit = u32::try_from(cell.unit).expect("settings are smaller");
            self.0[cell.kind_id].push((Size::new(value), unit));
        }
    }
}

/// The peers of every kind of number cell, by kind.
#[derive(Clone, Debug)]
pub(super) struct PeersByKind(Vec<Option<Peers>>);

impl PeersByKind {
    /// Learns from all numbers.
    pub(super) fn learn(parts: &[SizesByKind]) -> Self {
        Self::learn_with_outliers(parts).0
    }

    /// The same, and the units that have an unusual number.
    pub(super) fn learn_with_outliers(parts: &[SizesByKind]) -> (Self, Vec<usize>) {
        let most = parts.iter().map(|part| part.0.len()).max().unwrap_or(0);
        let kinds: Vec<usize> = (0..most).collect();
        let of_kind = |(): &mut (), kind: &usize| {
            let numbers = || parts.iter().flat_map(|part| part.0.get(*kind)).flatten();
            let peers = Peers::learn(numbers().map(|(size, _)| *size));
            let is_apart = |size: Size| peers.as_ref().is_some_and(|p| !p.is_size_ordinary(size));
            let apart = numbers().filter(|(size, _)| is_apart(*size));
            let apart: Vec<usize> = apart.map(|(_, unit)| *unit as usize).collect();
            (peers, apart)
        };
        let (peers, apart): (Vec<_>, Vec<Vec<usize>>) =
            parallel_map(&kinds, || (), of_kind).into_iter().unzip();
        let mut apart = apart.concat();
        apart.sort_unstable();
        apart.dedup();
        (Self(peers), apart)
    }

    /// The peers of a cell, if there are enough.
    pub(super) fn of_cell(&self, cell: &NumberCell<'_>) -> Option<&Peers> {
        self.0.get(cell.kind_id)?.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use workbook_io::number;

    fn peers(values: &[i64]) -> Peers {
        Peers::learn(values.iter().map(|v| Size::new(Decimal::from(*v)))).unwrap()
    }

    #[test]
    fn errors_are_unusual_and_a_wide_spread_is_not() {
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
    fn few_values_or_zeros_are_not_judged() {
        let none =
            |values: &[i64]| Peers::learn(values.iter().map(|v| Size::new(Decimal::from(*v))));
        assert!(none(&[1, 2, 3, 4]).is_none());
        assert!(none(&[0, 0, 0, 0, 0, 0, 7]).is_none());
    }

    #[test]
    fn sizes_have_the_order_of_values_and_only_zero_is_none() {
        let written = ["0", "0.00000000001", "-0.000001", "0.25", "-1.5", "1.500001", "999"];
        let sizes = written.map(|text| Size::new(text.parse().unwrap()));
        assert!(sizes.is_sorted() && sizes[0].is_none() && !sizes[1].is_none());
        assert_eq!(sizes[4].value(), Decimal::new(15, 1));
        assert!(Size::new(Decimal::MAX) > Size::new(number::LIMIT));
        assert_eq!(Size::new(number::LIMIT).value(), number::LIMIT);
    }
}
