//! Figures of units that moved against the earlier period as others' did not, and where they stand.

use rust_decimal::Decimal;

use super::kept_rows::ListChanges;
use super::movement::{MovedKind, Movement, OutOfOrder};
use super::row_jumps::{RowJump, TwoPeriods};
use crate::figures::consolidate::{FigureSource, UnitFigure};
use crate::origin::SheetPlace;
use crate::settings::{Basis, Indicator, ListOperation, NumberKind, OverPeriods};
use workbook_io::Address;

/// A unit's figure must be off the common movement by this much.
const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);
/// Other organisations than before do not explain a figure that is more than so many times the
/// earlier one, unless the list itself tells.
const EXPLAINED_UP_TO: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// A unit's figure now and before.
pub(super) struct FigureMove<'a> {
    pub(super) unit: usize,
    pub(super) place: usize,
    pub(super) indicator: &'a Indicator,
    pub(super) basis: Basis,
    pub(super) figure: &'a UnitFigure,
    pub(super) movement: Movement,
}

/// Which figures of an indicator moved out of the ordinary.
pub(super) fn figure_moves<'a>(
    periods: TwoPeriods<'_, 'a>,
    place: usize,
    indicator: &'a Indicator,
    basis: Basis,
) -> Vec<FigureMove<'a>> {
    let TwoPeriods { evidence, earlier } = periods;
    let figure = |unit: usize| {
        let value = |basis| {
            let now = evidence.figures.unit_figure(unit, place, basis)?;
            let then = earlier.by_unit.get(unit)?.get(place, basis)?;
            let movement = Movement { now: now.value()?, before: then.value()? };
            let is_whole = now.complete && then.complete;
            (is_whole && movement.before > Decimal::ZERO && movement.now >= Decimal::ZERO)
                .then_some((now, movement))
        };
        let (figure, movement) = value(basis)?;
        // What serves both is told once.
        let is_own = basis == Basis::Actual
            || value(Basis::Actual).is_none_or(|(_, actual)| {
                (actual.now, actual.before) != (movement.now, movement.before)
            });
        is_own.then_some(FigureMove { unit, place, indicator, basis, figure, movement })
    };
    let figures: Vec<FigureMove<'_>> =
        (0..evidence.settings.units.len()).filter_map(figure).collect();
    let movements: Vec<Movement> = figures.iter().map(|figure| figure.movement).collect();
    let is_count = indicator.kind == NumberKind::Count;
    let over_the_year = indicator.over_periods == OverPeriods::YearToDate;
    let kind = MovedKind::new(is_count, over_the_year);
    let odd = OutOfOrder { least: HALF, kind }.among(&movements);
    figures.into_iter().zip(odd).filter(|(_, odd)| *odd).map(|(figure, _)| figure).collect()
}

/// Is it drawn from a column in which a number of the unit's jumped by itself?
pub(super) fn is_told_by_rows(figure: &FigureMove<'_>, rows: &[RowJump<'_>]) -> bool {
    let Some(from) = &figure.indicator.derivation else { return false };
    let is_listed = matches!(own_source(figure), FigureSource::List { .. });
    is_listed
        && rows.iter().any(|row| {
            row.unit == figure.unit
                && row.list.code == from.list
                && from.columns().any(|column| column == row.column.code)
        })
}

/// Do organisations that came or left explain it? A figure of a list must have moved among those
/// that stayed, too; of another no more is known than that a third of them are others.
pub(super) fn is_explained<'a>(
    periods: TwoPeriods<'_, 'a>,
    figure: &FigureMove<'a>,
    changes: &[ListChanges<'a>],
) -> bool {
    let from = figure.indicator.derivation.as_ref();
    let of_list = |changes: &&ListChanges<'_>| from.is_none_or(|f| f.list == changes.list.code);
    let mut own = changes.iter().filter(of_list).filter(|own| own.is_on_both_sides());
    if let (Some(from), FigureSource::List { .. }) = (from, own_source(figure)) {
        let Some(own) = own.next() else { return false };
        let is_count = figure.indicator.kind == NumberKind::Count;
        let kept = periods.of_kept(from, figure.basis, own);
        return kept.is_none_or(|kept| !kept.is_like(&figure.movement, HALF, is_count));
    }
    let is_far = figure.movement.times().is_none_or(|times| times > EXPLAINED_UP_TO);
    !is_far && own.any(ListChanges::are_many_others)
}

pub(super) fn own_source<'a>(figure: &FigureMove<'a>) -> &'a FigureSource {
    match &figure.figure.source {
        FigureSource::WithFirstMonths(with) => &with.own,
        source => source,
    }
}

/// The sheet on which a figure stands; none, if it was carried over from that very period.
pub(super) fn sheet_of(source: &FigureSource) -> Option<&SheetPlace> {
    match source {
        FigureSource::WithFirstMonths(with) => sheet_of(&with.own),
        FigureSource::Form { origin, .. } | FigureSource::Annex { origin, .. } => Some(&origin.on),
        FigureSource::List { on, .. } => Some(on),
        FigureSource::Added { parts } => parts.iter().find_map(|(_, part)| sheet_of(&part.source)),
        FigureSource::Carried { .. } | FigureSource::Judged => None,
    }
}

/// The cells of a figure: of one drawn from a list those that moved likewise, where any did. Those
/// of one that was added up are many and lie beneath; the office below knows which.
pub(super) fn cells<'a>(
    periods: TwoPeriods<'_, 'a>,
    figure: &FigureMove<'a>,
    changes: &[ListChanges<'a>],
) -> Vec<Address> {
    match own_source(figure) {
        FigureSource::Form { origin, .. } | FigureSource::Annex { origin, .. } => vec![origin.cell],
        FigureSource::List { rows_used, .. } => {
            let moved = moved_cells(figure, changes);
            if !moved.is_empty() {
                return moved;
            }
            let (of, evidence) = ((figure.place, figure.basis), periods.evidence);
            evidence.figures.cells(figure.unit, None, of, rows_used, evidence.settings)
        }
        _ => Vec::new(),
    }
}

fn moved_cells(figure: &FigureMove<'_>, changes: &[ListChanges<'_>]) -> Vec<Address> {
    let Some(from) = &figure.indicator.derivation else { return Vec::new() };
    let column = match &from.operation {
        ListOperation::Count => return Vec::new(),
        operation => operation.column().unwrap_or_default(),
    };
    let own = changes.iter().filter(|changes| changes.list.code == from.list);
    let moved = own.flat_map(|changes| &changes.kept).filter_map(|kept| {
        let field = kept.now.row.field(column, figure.basis)?;
        let before = kept.before.field(column, figure.basis)?;
        let movement = Movement { now: field.number()?, before: before.number()? };
        movement.is_like(&figure.movement, HALF, false).then_some(field.at)
    });
    moved.collect()
}
