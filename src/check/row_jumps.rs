//! Organisations' own numbers beside those of the earlier period.

use super::Evidence;
use super::kept_rows::{KeptRow, ListChanges};
use super::movement::{MovedKind, Movement, OutOfOrder};
use crate::figures::consolidate::satisfies;
use crate::figures::history::EarlierPeriod;
use crate::form::{Field, ListRow};
use crate::settings::{
    Basis, Column, ColumnKind, Derivation, Indicator, List, ListOperation, OverPeriods,
};
use rust_decimal::Decimal;

/// One organisation's number must be off the common movement by this much.
const ROW_LEAST: Decimal = Decimal::TWO;

/// An organisation's number that moved out of the ordinary.
pub(super) struct RowJump<'a> {
    pub(super) unit: usize,
    pub(super) list: &'a List,
    pub(super) column: &'a Column,
    pub(super) row: KeptRow<'a>,
    pub(super) field: Field<'a>,
    pub(super) movement: Movement,
}

/// Both periods, beside which organisations are held.
#[derive(Clone, Copy)]
pub(super) struct TwoPeriods<'e, 'a> {
    pub(super) evidence: &'e Evidence<'a>,
    pub(super) earlier: &'a EarlierPeriod,
}

impl<'a> TwoPeriods<'_, 'a> {
    fn years(&self) -> (i32, i32) {
        (self.evidence.month.period.year(), self.earlier.period.year())
    }

    /// Does a figure go on from the earlier period?
    pub(super) fn is_comparable(&self, indicator: &Indicator) -> bool {
        let (now, before) = self.years();
        match indicator.over_periods {
            OverPeriods::Latest => true,
            OverPeriods::YearToDate => now == before,
            OverPeriods::Flow => false,
        }
    }

    /// All numbers of organisations that moved out of the ordinary.
    pub(super) fn row_jumps(&self, changes: &[Vec<ListChanges<'a>>]) -> Vec<RowJump<'a>> {
        let lists = self.evidence.settings.lists.values().enumerate();
        let columns = lists.flat_map(|(turn, list)| {
            let numeric = list.columns.values().enumerate().filter(|(_, c)| c.kind.is_numeric());
            numeric.map(move |(place, column)| (turn, list, place, column))
        });
        let on_basis = columns.flat_map(|of| [(of, Basis::Actual), (of, Basis::Estimate)]);
        on_basis.flat_map(|(of, basis)| self.jumps_of_column(changes, of, basis)).collect()
    }

    fn jumps_of_column(
        &self,
        changes: &[Vec<ListChanges<'a>>],
        (turn, list, place, column): (usize, &'a List, usize, &'a Column),
        basis: Basis,
    ) -> Vec<RowJump<'a>> {
        let drawn = self.drawn_from(list, column);
        let (now_year, before_year) = self.years();
        let goes_on = match &drawn[..] {
            [] => now_year == before_year,
            drawn => drawn.iter().all(|(indicator, _)| self.is_comparable(indicator)),
        };
        if !goes_on {
            return Vec::new();
        }
        let units = changes.iter().enumerate();
        let rows = units.flat_map(|(unit, lists)| lists[turn].kept.iter().map(move |r| (unit, *r)));
        let jumps = rows.filter_map(|(unit, row)| {
            let field = row.now.row.own_field(place, basis)?;
            let before = row.before.own_field(place, basis)?.number()?;
            let movement = Movement { now: field.number()?, before };
            let counts = |(_, from): &(&Indicator, &Derivation)| self.counts_in_both(from, row);
            let is_used = drawn.is_empty() || drawn.iter().any(counts);
            is_used.then_some(RowJump { unit, list, column, row, field, movement })
        });
        let jumps: Vec<RowJump<'_>> = jumps.collect();
        let movements: Vec<Movement> = jumps.iter().map(|jump| jump.movement).collect();
        let is_count = column.kind == ColumnKind::Count;
        let over_the_year =
            drawn.iter().any(|(own, _)| own.over_periods == OverPeriods::YearToDate);
        let kind = MovedKind::new(is_count, over_the_year);
        let odd = OutOfOrder { least: ROW_LEAST, kind }.among(&movements);
        jumps.into_iter().zip(odd).filter(|(_, odd)| *odd).map(|(jump, _)| jump).collect()
    }

    /// The figures for which a column is added up.
    fn drawn_from(&self, list: &List, column: &Column) -> Vec<(&'a Indicator, &'a Derivation)> {
        let indicators = self.evidence.settings.indicators.values();
        let drawn = indicators.filter_map(|own| Some((own, own.derivation.as_ref()?)));
        let of_column = drawn.filter(|(_, from)| {
            from.list == list.code && from.operation.column() == Some(&column.code)
        });
        of_column.collect()
    }

    /// Does a figure count an organisation then and now? One that was dissolved it does not.
    fn counts_in_both(&self, from: &Derivation, row: KeptRow<'_>) -> bool {
        let list = &self.evidence.settings.lists[&from.list];
        let (now, before) = self.years();
        let counts = |row: &ListRow, year: i32| {
            satisfies(row, &from.conditions, list, Basis::Actual, year) == Some(true)
        };
        counts(&row.now.row, now) && counts(row.before, before)
    }

    /// A figure of a list drawn from those organisations alone that are on both lists.
    pub(super) fn of_kept(
        &self,
        from: &Derivation,
        basis: Basis,
        changes: &ListChanges<'_>,
    ) -> Option<Movement> {
        let list = &self.evidence.settings.lists[&from.list];
        let (now_year, before_year) = self.years();
        if from.operation == ListOperation::Count {
            let count = |row: &ListRow, year: i32| {
                satisfies(row, &from.conditions, list, basis, year) == Some(true)
            };
            let now = changes.kept.iter().filter(|kept| count(&kept.now.row, now_year)).count();
            let before = changes.kept.iter().filter(|kept| count(kept.before, before_year)).count();
            return Some(Movement { now: now.into(), before: before.into() });
        }
        let kept = || changes.kept.iter().filter(|kept| self.counts_in_both(from, **kept));
        let now = drawn(&from.operation, kept().map(|kept| &*kept.now.row), basis)?;
        let before = drawn(&from.operation, kept().map(|kept| kept.before), basis)?;
        Some(Movement { now, before })
    }
}

/// The sum or mean of a column over rows; a mean of nothing is nothing.
fn drawn<'r>(
    operation: &ListOperation,
    rows: impl Iterator<Item = &'r ListRow>,
    basis: Basis,
) -> Option<Decimal> {
    let (mut sum, mut weights) = (Decimal::ZERO, Decimal::ZERO);
    for row in rows {
        let of = |column: &String| row.field(column, basis)?.number();
        let (value, weight) = match operation {
            ListOperation::Count => (Some(Decimal::ONE), Some(Decimal::ONE)),
            ListOperation::Sum(value) | ListOperation::Mean(value) => {
                (of(value), Some(Decimal::ONE))
            }
            ListOperation::MeanBy(value, weight) => (of(value), of(weight)),
        };
        let Some((value, weight)) = value.zip(weight) else { continue };
        sum = sum.checked_add(value.checked_mul(weight)?)?;
        weights += weight;
    }
    match operation {
        ListOperation::Count | ListOperation::Sum(_) => Some(sum),
        _ => Some(sum.checked_div(weights).unwrap_or_default()),
    }
}
