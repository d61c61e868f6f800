//! One unit's figures as totals over that unit alone, so that a unit is judged as the whole is.

use std::collections::BTreeMap;

use super::addend::Addend;
use super::total::{Total, Totals, over_units_but, quotient_of};
use super::unit_change::UnitChange;
use super::unit_figures::UnitFigures;
use crate::kinds::over_units::Divisor;
use crate::settings::{Basis, Settings};

/// Totals over one unit, of the figures that somebody asks for.
#[derive(Clone, Debug, Default)]
pub struct UnitTotals {
    totals: BTreeMap<(usize, Basis), Total>,
    /// Of what nobody asked for.
    none: Total,
}

impl UnitTotals {
    /// The totals of these figures; ratios with what they are drawn from.
    #[must_use]
    pub fn new(own: &UnitFigures, wanted: &[(usize, Basis)], settings: &Settings) -> Self {
        Self::but(own, &BTreeMap::new(), wanted, settings)
    }

    /// The same with a change of what the unit reports.
    #[must_use]
    pub fn with_change(
        own: &UnitFigures,
        change: &UnitChange,
        wanted: &[(usize, Basis)],
        settings: &Settings,
    ) -> Self {
        let then = change.then().map(|(place, basis, addend)| ((place, basis), addend)).collect();
        Self::but(own, &then, wanted, settings)
    }

    fn but(
        own: &UnitFigures,
        then: &BTreeMap<(usize, Basis), Option<Addend>>,
        wanted: &[(usize, Basis)],
        settings: &Settings,
    ) -> Self {
        let mut totals = BTreeMap::new();
        for (indicator, basis) in wanted {
            // What a ratio is drawn from comes before it.
            for place in settings.with_parts(*indicator).into_iter().rev() {
                let key = (place, *basis);
                if !totals.contains_key(&key) {
                    let total = one(own, then.get(&key), key, &totals, settings);
                    totals.insert(key, total);
                }
            }
        }
        Self { totals, none: Total::default() }
    }
}

/// One figure's total over the unit.
fn one(
    own: &UnitFigures,
    then: Option<&Option<Addend>>,
    (place, basis): (usize, Basis),
    known: &BTreeMap<(usize, Basis), Total>,
    settings: &Settings,
) -> Total {
    let indicator = &settings.indicators[place];
    if let Some([above, below]) = indicator.over_units.quotient() {
        let total = |code: &str| {
            let at = settings.indicators.get_index_of(code);
            known.get(&(at.expect("resolving checked every code"), basis)).cloned()
        };
        let [above, below] = [total(above), total(below)].map(Option::unwrap_or_default);
        return quotient_of(&above, &below, indicator);
    }
    let others = then.map(|addend| (0, *addend)).into_iter().collect();
    let alone = std::slice::from_ref(own);
    let total = over_units_but(alone, &others, settings, place, indicator, basis);
    let is_plain = indicator.over_units.rule.divisor == Divisor::None;
    let has_figure = match then {
        Some(addend) => addend.is_some(),
        None => own.get(place, basis).is_some(),
    };
    // A figure that is not added up over units is one of the unit all the same.
    let value = if is_plain { has_figure.then_some(total.sum) } else { total.value };
    Total { value, ..total }
}

impl Totals for UnitTotals {
    fn total(&self, indicator: usize, basis: Basis) -> &Total {
        self.totals.get(&(indicator, basis)).unwrap_or(&self.none)
    }
}
