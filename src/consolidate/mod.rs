//! Consolidation: each unit's figures, and the whole's, in exact decimals.
//!
//! A mean is carried as sum and weight and divided once. A unit's figure comes from its list
//! where the list is filled, else from the form. Missing is never zero.

mod beneath;
mod lists;
mod rows;
mod total;
mod unit;

pub(crate) use beneath::{Parts, added_up, no_figures};
pub use lists::{MergedList, MergedRow, RowFate, merge_lists, name_key};
pub use total::Total;
pub(crate) use total::totals;
pub use unit::{FigureSource, UnitFigure};

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::reading::period::Period;
use crate::settings::{Basis, Indicator, Settings, Term};
use crate::side_by_side::side_by_side;
use crate::submission::Month;

/// All figures of a period.
#[derive(Clone, Debug)]
pub struct Figures {
    /// The communes' lists, merged.
    pub lists: Vec<MergedList>,
    /// By unit (settings' order), then by indicator (settings' order), then by basis.
    pub by_unit: Vec<Vec<[Option<UnitFigure>; 4]>>,
    /// By indicator, then by basis.
    pub totals: Vec<[Total; 4]>,
    /// Totals that the office entered, by indicator: no unit adds to them.
    entered: BTreeMap<usize, [Total; 4]>,
}

impl Figures {
    /// One unit's figure.
    #[must_use]
    pub fn of_unit(&self, unit: usize, indicator: usize, basis: Basis) -> Option<&UnitFigure> {
        self.by_unit[unit][indicator][basis as usize].as_ref()
    }

    /// The whole's figure.
    #[must_use]
    pub fn total(&self, indicator: usize, basis: Basis) -> &Total {
        let totals = self.entered.get(&indicator).unwrap_or(&self.totals[indicator]);
        &totals[basis as usize]
    }

    /// The whole's figures alone, as they would be with other figures of one unit and no unit
    /// missing. Lists and units' figures are left out.
    pub(crate) fn otherwise(
        &self,
        unit: usize,
        own: &[[Option<UnitFigure>; 4]],
        settings: &Settings,
    ) -> Self {
        let totals = total::otherwise(&self.totals, &self.by_unit, (unit, own), settings);
        let entered = self.entered.clone();
        Self { lists: Vec::new(), by_unit: Vec::new(), totals, entered }
    }

    /// Works the whole's figures out anew, after a unit's have changed.
    pub(crate) fn recount(&mut self, settings: &Settings) {
        self.totals = total::totals(&self.by_unit, settings);
    }

    /// The whole's figure for a term of an item, on the item's basis where it names none.
    #[must_use]
    pub fn total_of(&self, term: &Term, basis: Basis, settings: &Settings) -> &Total {
        let indicator = settings.indicators.get_index_of(&term.code);
        self.total(indicator.expect("resolving checked every code"), term.basis.unwrap_or(basis))
    }

    /// The organisations that an indicator counts, over all units; none where no list gives it.
    #[must_use]
    pub fn organisations(
        &self,
        indicator: &Indicator,
        basis: Basis,
        settings: &Settings,
        year: i32,
    ) -> Vec<&MergedRow> {
        let Some(derivation) = &indicator.derivation else { return Vec::new() };
        let place = settings.lists.get_index_of(&derivation.list);
        let place = place.expect("resolving checked every list");
        let (merged, list) = (&self.lists[place], &settings.lists[place]);
        let units = 0..merged.of_unit.len();
        let counts = |row: &&MergedRow| {
            rows::satisfies(&row.row, &derivation.conditions, list, basis, year) == Some(true)
        };
        units.flat_map(|unit| merged.counted(unit)).filter(counts).collect()
    }
}

/// Consolidates a month.
#[must_use]
pub fn consolidate(month: &Month, settings: &Settings) -> Figures {
    let lists = merge_lists(month, settings);
    let units: Vec<usize> = (0..settings.units.len()).collect();
    let figures = |(): &mut (), unit: &usize| unit::figures(*unit, month, &lists, settings);
    let by_unit = side_by_side(&units, || (), figures);
    let totals = total::totals(&by_unit, settings);
    Figures { lists, by_unit, totals, entered: entered(settings, month.period) }
}

/// One unit's figures, of a month that may hold its submissions only.
#[must_use]
pub(crate) fn of_one(
    unit: usize,
    month: &Month,
    settings: &Settings,
) -> Vec<[Option<UnitFigure>; 4]> {
    let lists = settings.lists.values().map(|list| lists::merge(list, month, unit..unit + 1));
    unit::figures(unit, month, &lists.collect::<Vec<_>>(), settings)
}

/// Totals that the office entered for a period, by indicator.
pub(crate) fn entered(settings: &Settings, period: Period) -> BTreeMap<usize, [Total; 4]> {
    let indicators = settings.indicators.values().enumerate();
    let entered = indicators.filter_map(|(place, indicator)| {
        let entered = indicator.entered.as_ref()?;
        let total = |basis| match entered.of(period, basis) {
            Some(figure) => {
                Total { value: Some(figure.value), sum: figure.value, ..Total::default() }
            }
            None => Total::default(),
        };
        Some((place, Basis::ALL.map(total)))
    });
    entered.collect()
}

/// A share in per cent.
pub(crate) fn per_cent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}
