//! Consolidation: each unit's figures, and the whole's, in exact decimals.
//!
//! A mean is carried as sum and weight and divided once. A unit's figure comes from its list
//! where the list is filled, else from the form. Missing is never zero.

mod addend;
mod counted_units;
mod figure;
mod lists;
mod plan;
mod row_bitset;
mod rows;
mod sub_units;
mod total;
mod unit;
mod unit_change;
mod unit_figures;
mod unit_totals;

pub(crate) use counted_units::count_unit;
pub use figure::{FigureSource, SubUnitSource, UnitFigure, WithFirstMonths};
pub use lists::{MergedList, MergedRow, RowFate, same_days, same_person};
pub(crate) use plan::ConsolidationPlan;
pub use row_bitset::RowBitset;
pub(crate) use rows::satisfies;
pub(crate) use sub_units::{SubUnitFigures, added_up};
pub(crate) use total::totals;
pub use total::{Total, Totals};
pub use unit_change::UnitChange;
pub use unit_figures::UnitFigures;
pub use unit_totals::UnitTotals;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::form::ListRow;
use crate::intake::submission::Month;
use crate::origin::SheetPlace;
use crate::settings::{Basis, List, Settings, Term};
use viet_text::period::Period;
use workbook_io::Address;
use workbook_io::parallel_map;

/// A row of a list: its sheet and its row there.
pub(crate) type RowPlace = (Arc<SheetPlace>, u32);

/// All figures of a period.
#[derive(Clone, Debug)]
pub struct Figures {
    /// The communes' lists, merged.
    pub lists: Vec<MergedList>,
    /// By unit (settings' order).
    pub by_unit: Vec<UnitFigures>,
    /// By indicator, then by basis.
    pub totals: Vec<[Total; 4]>,
    /// Totals that the office entered, by indicator: no unit adds to them.
    entered: BTreeMap<usize, [Total; 4]>,
}

impl Totals for Figures {
    fn total(&self, indicator: usize, basis: Basis) -> &Total {
        Self::total(self, indicator, basis)
    }
}

impl Figures {
    /// One unit's figure.
    #[must_use]
    pub fn unit_figure(&self, unit: usize, indicator: usize, basis: Basis) -> Option<&UnitFigure> {
        self.by_unit[unit].get(indicator, basis)
    }

    /// The whole's figure.
    #[must_use]
    pub fn total(&self, indicator: usize, basis: Basis) -> &Total {
        let totals = self.entered.get(&indicator).unwrap_or(&self.totals[indicator]);
        &totals[basis as usize]
    }

    /// The figures of one unit by what it sent in a month, which may hold its submissions only. These
    /// rows count although they repeat others.
    pub(crate) fn of_unit(
        unit: usize,
        month: &Month,
        repeats: &BTreeSet<RowPlace>,
        plan: &ConsolidationPlan<'_>,
    ) -> UnitFigures {
        let lists = plan.settings.lists.values();
        let rows = lists.map(|list| {
            let mut rows = lists::merge(list, month, unit);
            if !repeats.is_empty() {
                let counts =
                    |row: &MergedRow| repeats.contains(&(Arc::clone(&row.on), row.row.row));
                let anew = rows.iter().cloned().map(|row| MergedRow {
                    fate: if counts(&row) { RowFate::Counted } else { row.fate },
                    ..row
                });
                rows = anew.collect();
            }
            rows
        });
        let rows: UnitRows = rows.collect();
        unit::figures(unit, month, &rows, plan)
    }

    /// The totals as they would be with these changes, of different units; without lists and units'
    /// figures.
    #[must_use]
    pub fn with_changes(&self, changes: &[&UnitChange], settings: &Settings) -> Self {
        let totals =
            unit_change::totals_with_changes(&self.totals, &self.by_unit, changes, settings);
        let entered = self.entered.clone();
        Self { lists: Vec::new(), by_unit: Vec::new(), totals, entered }
    }

    /// A unit's rows and figures in a month in which only numbers of its reports differ.
    fn recompute_unit(
        &self,
        unit: usize,
        month: &Month,
        plan: &ConsolidationPlan<'_>,
    ) -> (UnitRows, UnitFigures) {
        let rows: UnitRows = self.lists.iter().map(|list| list.reread(month, unit)).collect();
        let figures = unit::figures(unit, month, &rows, plan);
        (rows, figures)
    }

    /// The figures of some units in such a month, which may hold their submissions only.
    pub(crate) fn recompute_unit_figures(
        &self,
        units: &[usize],
        month: &Month,
        settings: &Settings,
    ) -> Vec<UnitFigures> {
        let plan = ConsolidationPlan::new(settings);
        parallel_map(units, || (), |(): &mut (), unit| self.recompute_unit(*unit, month, &plan).1)
    }

    /// All figures, with those of some units computed again for such a month.
    pub(crate) fn recompute_units(
        &self,
        units: &[usize],
        month: &Month,
        settings: &Settings,
    ) -> Self {
        let plan = ConsolidationPlan::new(settings);
        let own = parallel_map(
            units,
            || (),
            |(): &mut (), unit| self.recompute_unit(*unit, month, &plan),
        );
        let (mut lists, mut by_unit) = (self.lists.clone(), self.by_unit.clone());
        for (unit, (rows, figures)) in units.iter().zip(own) {
            by_unit[*unit] = figures;
            lists.iter_mut().zip(rows).for_each(|(list, own)| list.by_unit[*unit] = own);
        }
        let totals = total::totals(&by_unit, settings);
        Self { lists, by_unit, totals, entered: self.entered.clone() }
    }

    /// Units' figures alone, without lists and without figures of the office.
    #[cfg(test)]
    pub(crate) fn of_units(by_unit: Vec<UnitFigures>, settings: &Settings) -> Self {
        let totals = total::totals(&by_unit, settings);
        Self { lists: Vec::new(), by_unit, totals, entered: BTreeMap::new() }
    }

    /// The totals as they would be with no unit missing.
    pub(crate) fn none_missing(&self) -> Self {
        let totals = self.totals.iter().map(|of| of.each_ref().map(Total::none_missing)).collect();
        let entered = self.entered.clone();
        Self { lists: Vec::new(), by_unit: Vec::new(), totals, entered }
    }

    /// Counts units again after figures have changed.
    pub(crate) fn count_units(&mut self, settings: &Settings, day: NaiveDate) {
        if settings.indicators.values().any(|own| own.over_units.test.is_some()) {
            for (own, unit) in self.by_unit.iter_mut().zip(&settings.units) {
                count_unit(own, unit, settings, day);
            }
            self.recount(settings);
        }
    }

    /// Computes the totals again after a unit's figures have changed.
    pub(crate) fn recount(&mut self, settings: &Settings) {
        self.totals = total::totals(&self.by_unit, settings);
    }

    /// The cells of a list that a unit's figure was drawn from; with a name, those of that
    /// sub-unit.
    #[must_use]
    pub fn cells(
        &self,
        unit: usize,
        sub_unit: Option<&str>,
        (indicator, basis): (usize, Basis),
        rows_used: &RowBitset,
        settings: &Settings,
    ) -> Vec<Address> {
        let from = settings.indicators[indicator].derivation.as_ref();
        let list = from.and_then(|from| self.lists.iter().find(|list| list.list == from.list));
        let (Some(from), Some(list)) = (from, list) else { return Vec::new() };
        let own = |row: &&MergedRow| sub_unit.is_none() || row.sub_unit.as_deref() == sub_unit;
        let rows = list.counted(unit).filter(own).enumerate();
        let rows = rows.filter(|(turn, _)| rows_used.contains(*turn)).map(|(_, row)| &*row.row);
        let column = from.operation.column();
        // Rows of one sheet share their columns.
        let mut last: Option<(&ListRow, u32)> = None;
        let mut cells = Vec::new();
        for row in rows {
            let col = match last {
                Some((other, col)) if row.shares_columns(other) => col,
                _ => rows::cell_of(row, column, basis).col,
            };
            last = Some((row, col));
            cells.push(Address::new(row.row, col));
        }
        cells
    }

    /// The whole's figure for a term of an item, on the item's basis where it names none.
    #[must_use]
    pub fn total_of(&self, term: &Term, basis: Basis, settings: &Settings) -> &Total {
        self.of_term(term, basis, settings)
    }

    /// The organisations that an indicator counts, over all units; none where no list gives it.
    #[must_use]
    pub fn organisations(
        &self,
        indicator: usize,
        basis: Basis,
        settings: &Settings,
        year: i32,
    ) -> Vec<&MergedRow> {
        let Some(derivation) = &settings.indicators[indicator].derivation else {
            return Vec::new();
        };
        let place = settings.lists.get_index_of(&derivation.list);
        let place = place.expect("resolving checked every list");
        let (merged, list) = (&self.lists[place], &settings.lists[place]);
        // A unit whose figure from its list is 0 has no such rows.
        let has_none = |unit: usize| {
            let own = self.by_unit.get(unit).and_then(|own| own.get(indicator, basis));
            own.is_some_and(|own| {
                own.sum.is_zero() && matches!(own.source, FigureSource::List { .. })
            })
        };
        let units = (0..merged.by_unit.len()).filter(|unit| !has_none(*unit));
        let counts = |row: &&MergedRow| {
            rows::satisfies(&row.row, &derivation.conditions, list, basis, year) == Some(true)
        };
        units.flat_map(|unit| merged.counted(unit)).filter(counts).collect()
    }
}

/// Consolidates a month.
#[must_use]
pub fn consolidate(month: &Month, settings: &Settings) -> Figures {
    let plan = ConsolidationPlan::new(settings);
    let units: Vec<usize> = (0..settings.units.len()).collect();
    let of_unit = |(): &mut (), unit: &usize| merge_unit(*unit, month, &plan);
    let (rows, by_unit): (Vec<UnitRows>, Vec<UnitFigures>) =
        parallel_map(&units, || (), of_unit).into_iter().unzip();
    let empty = |list: &List| {
        let by_unit = Vec::with_capacity(units.len());
        MergedList { list: list.code.clone(), by_unit }
    };
    let mut lists: Vec<MergedList> = settings.lists.values().map(empty).collect();
    for rows in rows {
        lists.iter_mut().zip(rows).for_each(|(list, own)| list.by_unit.push(own));
    }
    let totals = total::totals(&by_unit, settings);
    Figures { lists, by_unit, totals, entered: entered(settings, month.period) }
}

/// A unit's rows by list.
type UnitRows = Vec<Arc<[MergedRow]>>;

/// A unit's rows by list, and its figures.
fn merge_unit(unit: usize, month: &Month, plan: &ConsolidationPlan<'_>) -> (UnitRows, UnitFigures) {
    let lists = plan.settings.lists.values();
    let rows: UnitRows = lists.map(|list| lists::merge(list, month, unit)).collect();
    let figures = unit::figures(unit, month, &rows, plan);
    (rows, figures)
}

/// Totals that the office entered for a period, by indicator.
pub(crate) fn entered(settings: &Settings, period: Period) -> BTreeMap<usize, [Total; 4]> {
    let indicators = settings.indicators.values().enumerate();
    let entered = indicators.filter_map(|(place, indicator)| {
        let entered = indicator.entered.as_ref()?;
        let total = |basis| match entered.figure_for(period, basis) {
            Some(figure) => {
                Total { value: Some(figure.value), sum: figure.value, ..Total::default() }
            }
            None => Total::default(),
        };
        Some((place, Basis::ALL.map(total)))
    });
    entered.collect()
}
