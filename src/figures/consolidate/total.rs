//! The whole's figures, by the rule over units of each indicator.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::addend::Addend;
use super::unit_figures::UnitFigures;
use crate::settings::{Basis, Indicator, Settings, Term};
use workbook_io::parallel_map;

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

impl Total {
    /// The same with no unit missing.
    pub(super) fn none_missing(&self) -> Self {
        Self { missing: Arc::default(), ..*self }
    }
}

/// Whoever has totals: a whole, or one unit alone.
pub trait Totals {
    /// An indicator's total on a basis.
    fn total(&self, indicator: usize, basis: Basis) -> &Total;

    /// The total for a term of an item, on the item's basis where it names none.
    fn of_term(&self, term: &Term, basis: Basis, settings: &Settings) -> &Total {
        let indicator = settings.indicators.get_index_of(&term.code);
        let indicator = indicator.expect("resolving checked every code");
        self.total(indicator, term.basis.unwrap_or(basis))
    }
}

pub(super) type ByUnit = [UnitFigures];

/// Units that one thread adds up at a time.
const AT_ONCE: usize = 256;

/// All totals, by indicator and basis.
pub(crate) fn totals<'s>(by_unit: &ByUnit, settings: &'s Settings) -> Vec<[Total; 4]> {
    let indicators: Vec<(usize, &'s Indicator)> =
        settings.indicators.values().enumerate().collect();
    let none_yet = || -> Vec<[RunningSum<'_>; 4]> {
        let of = |(_, indicator): &(usize, &'s Indicator)| {
            Basis::ALL.map(|_| RunningSum::new(indicator))
        };
        indicators.iter().map(of).collect()
    };
    let units: Vec<(usize, &UnitFigures)> = by_unit.iter().enumerate().collect();
    let parts: Vec<&[(usize, &UnitFigures)]> = units.chunks(AT_ONCE).collect();
    let of_part = |(): &mut (), part: &&[(usize, &UnitFigures)]| {
        let mut sums = none_yet();
        for (unit, figures) in *part {
            for (place, basis, _) in figures.iter() {
                let indicator = indicators[place].1;
                let addend = Addend::new(figures, settings, place, indicator, basis);
                addend.iter().for_each(|own| sums[place][basis as usize].add(*unit, own));
            }
        }
        sums
    };
    let mut sums = none_yet();
    for part in parallel_map(&parts, || (), of_part) {
        let pairs = sums.iter_mut().flatten().zip(part.into_iter().flatten());
        pairs.for_each(|(sum, next)| sum.join(next));
    }
    let mut known = Vec::new();
    let mut totals: Vec<[Total; 4]> =
        sums.iter().map(|of| of.each_ref().map(|sum| sum.total(units.len(), &mut known))).collect();
    // A ratio is drawn from totals, so it comes last.
    for (place, indicator) in settings.ratios() {
        for basis in Basis::ALL {
            totals[place][basis as usize] = ratio(&totals, settings, indicator, basis);
        }
    }
    share(&mut totals);
    totals
}

/// Lets totals share their lists of missing units: mostly they are equal.
fn share(totals: &mut [[Total; 4]]) {
    let mut known: Vec<Arc<[usize]>> = Vec::new();
    for total in totals.iter_mut().flatten() {
        match known.iter().find(|known| **known == total.missing) {
            Some(same) => total.missing = Arc::clone(same),
            None => known.push(Arc::clone(&total.missing)),
        }
    }
}

/// An indicator's total over units.
pub(super) fn over_units(
    by_unit: &ByUnit,
    settings: &Settings,
    place: usize,
    indicator: &Indicator,
    basis: Basis,
) -> Total {
    over_units_but(by_unit, &BTreeMap::new(), settings, place, indicator, basis)
}

/// The same where some units add something else.
pub(super) fn over_units_but(
    by_unit: &ByUnit,
    others: &BTreeMap<usize, Option<Addend>>,
    settings: &Settings,
    place: usize,
    indicator: &Indicator,
    basis: Basis,
) -> Total {
    let mut sum = RunningSum::new(indicator);
    for (unit, figures) in by_unit.iter().enumerate() {
        let own = || Addend::new(figures, settings, place, indicator, basis);
        let addend = others.get(&unit).copied().unwrap_or_else(own);
        if let Some(addend) = addend {
            sum.add(unit, &addend);
        }
    }
    sum.total(by_unit.len(), &mut Vec::new())
}

/// An indicator's figures on a basis, added up over the units so far.
struct RunningSum<'s> {
    indicator: &'s Indicator,
    sum: Decimal,
    /// A mean's.
    weight: Option<Decimal>,
    /// Has any unit a figure?
    any: bool,
    /// The units that have a complete one, in order.
    complete: Vec<usize>,
}

/// Complete units, with the list of the missing ones.
type Missing = (Vec<usize>, Arc<[usize]>);

impl<'s> RunningSum<'s> {
    fn new(indicator: &'s Indicator) -> Self {
        let is_mean = indicator.over_units.is_mean();
        let (sum, weight) = (Decimal::ZERO, is_mean.then_some(Decimal::ZERO));
        Self { indicator, sum, weight, any: false, complete: Vec::new() }
    }

    /// Adds what the next unit that has a figure adds.
    fn add(&mut self, unit: usize, addend: &Addend) {
        if addend.is_whole() {
            self.complete.push(unit);
        }
        self.any = true;
        if addend.counted == Some(true) {
            // Figures are limited when they are read, so that their sums stay far below a
            // decimal's limit.
            self.sum = self.sum.saturating_add(addend.sum);
            self.weight = self.weight.map(|weight| weight.saturating_add(addend.weight));
        }
    }

    /// Adds the units that come next.
    fn join(&mut self, next: Self) {
        self.sum = self.sum.saturating_add(next.sum);
        self.weight = self.weight.zip(next.weight).map(|(one, other)| one.saturating_add(other));
        self.any |= next.any;
        self.complete.extend(next.complete);
    }

    /// The total; lists of missing units are shared by way of `known`.
    fn total(&self, units: usize, known: &mut Vec<Missing>) -> Total {
        let rule = self.indicator.over_units.rule;
        let value = if self.any { (rule.value)(self.sum, self.weight) } else { None };
        let same = known.iter().find(|(complete, _)| *complete == self.complete);
        let missing = same.map(|(_, missing)| Arc::clone(missing)).unwrap_or_else(|| {
            let mut complete = self.complete.iter().copied().peekable();
            let is_missing = |unit: &usize| complete.next_if_eq(unit).is_none();
            let missing: Arc<[usize]> = (0..units).filter(is_missing).collect();
            known.push((self.complete.clone(), Arc::clone(&missing)));
            missing
        });
        Total { value, sum: self.sum, weight: self.weight, missing }
    }
}

pub(super) fn ratio(
    totals: &[[Total; 4]],
    settings: &Settings,
    indicator: &Indicator,
    basis: Basis,
) -> Total {
    let Some([above, below]) = indicator.over_units.quotient() else { return Total::default() };
    let total = |code: &str| {
        let place = settings.indicators.get_index_of(code).expect("resolving checked every code");
        &totals[place][basis as usize]
    };
    quotient_of(total(above), total(below), indicator)
}

/// One total divided by another.
pub(super) fn quotient_of(above: &Total, below: &Total, indicator: &Indicator) -> Total {
    let mut missing = [&*above.missing, &*below.missing].concat();
    missing.sort_unstable();
    missing.dedup();
    let value = above.value.and_then(|part| (indicator.over_units.rule.value)(part, below.value));
    Total { value, sum: above.sum, weight: Some(below.sum), missing: missing.into() }
}
