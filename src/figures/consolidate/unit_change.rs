//! What units would add to the totals if their figures were others, and the totals moved by that.

use std::collections::{BTreeMap, BTreeSet};

use super::addend::Addend;
use super::total::{ByUnit, Total, over_units_but, ratio};
use super::unit_figures::UnitFigures;
use crate::settings::{Basis, Indicator, Settings};
use rust_decimal::Decimal;

/// What a unit adds with the figures in use, and with others.
type NowAndThen = [Option<Addend>; 2];

/// How the figures of one unit would change what it adds to the totals.
#[derive(Clone, Debug)]
pub struct UnitChange {
    unit: usize,
    /// By indicator and basis, only where it differs: what the unit adds today, and what then.
    addends: Vec<(usize, Basis, NowAndThen)>,
}

impl UnitChange {
    /// From a unit's figures today and those that it would have.
    #[must_use]
    pub fn between(
        unit: usize,
        today: &UnitFigures,
        then: &UnitFigures,
        settings: &Settings,
    ) -> Self {
        let mut addends = Vec::new();
        for (place, indicator) in settings.indicators.values().enumerate() {
            for basis in Basis::ALL {
                let both =
                    [today, then].map(|own| Addend::new(own, settings, place, indicator, basis));
                if !indicator.over_units.is_quotient() && both[0] != both[1] {
                    addends.push((place, basis, both));
                }
            }
        }
        Self { unit, addends }
    }

    /// Does it change nothing?
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.addends.is_empty()
    }

    /// The unit, by its place in the settings.
    #[must_use]
    pub const fn unit(&self) -> usize {
        self.unit
    }

    /// What the unit would add then.
    pub(super) fn then(&self) -> impl Iterator<Item = (usize, Basis, Option<Addend>)> {
        self.addends.iter().map(|(place, basis, [_, then])| (*place, *basis, *then))
    }

    /// The totals that it changes.
    pub fn totals(&self) -> impl Iterator<Item = (usize, Basis)> {
        self.addends.iter().map(|(place, basis, _)| (*place, *basis))
    }

    /// Does it change any of these totals?
    #[must_use]
    pub fn is_about(&self, totals: &BTreeSet<(usize, Basis)>) -> bool {
        self.totals().any(|total| totals.contains(&total))
    }
}

/// All totals as they would be with these changes, of different units.
pub(super) fn totals_with_changes(
    totals: &[[Total; 4]],
    by_unit: &ByUnit,
    changes: &[&UnitChange],
    settings: &Settings,
) -> Vec<[Total; 4]> {
    let mut others = totals.to_vec();
    let mut changed: BTreeMap<(usize, Basis), Vec<_>> = BTreeMap::new();
    for change in changes {
        for (place, basis, both) in &change.addends {
            changed.entry((*place, *basis)).or_default().push((change.unit, *both));
        }
    }
    for ((place, basis), of_units) in changed {
        let (_, indicator) = settings.indicators.get_index(place).expect("a place in the settings");
        let total = &mut others[place][basis as usize];
        match moved(total, &of_units, indicator) {
            Some(moved) => *total = moved,
            None => {
                let then = of_units.iter().map(|(unit, both)| (*unit, both[1])).collect();
                *total = over_units_but(by_unit, &then, settings, place, indicator, basis);
            }
        }
    }
    for (place, indicator) in settings.ratios() {
        for basis in Basis::ALL {
            others[place][basis as usize] = ratio(&others, settings, indicator, basis);
        }
    }
    others
}

/// A total moved by what some units add more or less; `None` where one of them has no whole figure
/// today or then, or the sum is too large to be told so.
fn moved(total: &Total, of_units: &[(usize, NowAndThen)], indicator: &Indicator) -> Option<Total> {
    let mut moved = total.clone();
    for (_, both) in of_units {
        let [today, then] = both.map(|addend| addend.filter(Addend::is_whole));
        for (addend, is_added) in [(today?, false), (then?, true)] {
            if addend.counted != Some(true) {
                continue;
            }
            let add = |sum: Decimal, part: Decimal| {
                if is_added { sum.checked_add(part) } else { sum.checked_sub(part) }
            };
            moved.sum = add(moved.sum, addend.sum)?;
            if let Some(weight) = moved.weight {
                moved.weight = Some(add(weight, addend.weight)?);
            }
        }
    }
    moved.value = (indicator.over_units.rule.value)(moved.sum, moved.weight);
    Some(moved)
}
