//! An earlier period converted to today's units: figures of units that were merged whole are added
//! up. A unit with a part from elsewhere has no figures, and the reason is given.

use rust_decimal::Decimal;

use super::{EarlierPeriod, EarlierRow, HistoryGap};
use crate::figures::consolidate::{FigureSource, UnitFigure, UnitFigures};
use crate::kinds::over_units::{OverUnits, per_cent};
use crate::settings::{Basis, Predecessors, Settings, Unit};
use chrono::NaiveDate;

/// Converts an earlier period from the units of `then` to those of `now`.
pub(crate) fn convert_units(
    earlier: EarlierPeriod,
    then: &Settings,
    now: &Settings,
    today: NaiveDate,
) -> EarlierPeriod {
    if then.units == now.units {
        return earlier;
    }
    let day = earlier.period.last_day();
    let mut gaps = Vec::new();
    let by_unit = now.units.iter().enumerate().map(|(place, unit)| {
        match now.timeline.predecessors(unit, day, &then.units) {
            Predecessors::Units(places) => together(&earlier, &places, now),
            Predecessors::Unknown(reason) => {
                gaps.push(HistoryGap { unit: Some(place), reason });
                UnitFigures::default()
            }
        }
    });
    let by_unit = by_unit.collect();
    let became: Vec<Option<usize>> =
        then.units.iter().map(|unit| now.timeline.successor(unit, today, &now.units)).collect();
    gaps.extend(then.units.iter().filter(|unit| left(unit, today)).map(|unit| HistoryGap {
        unit: None,
        reason: format!("{} không còn trong danh sách đơn vị báo cáo", unit.name),
    }));
    let row = |row: EarlierRow| Some(EarlierRow { unit: became[row.unit]?, ..row });
    let rows = earlier.rows.into_iter().map(|list| list.0.into_iter().filter_map(row).collect());
    let mut totals = earlier.totals;
    for total in totals.iter_mut().flatten() {
        let mut missing: Vec<usize> =
            total.missing.iter().filter_map(|unit| became[*unit]).collect();
        missing.sort_unstable();
        missing.dedup();
        total.missing = missing.into();
    }
    let other_units = Some(then.units.len());
    EarlierPeriod { by_unit, totals, rows: rows.collect(), other_units, gaps, ..earlier }
}

/// Is a unit gone without a known successor? A successor's own history covers the others.
fn left(unit: &Unit, today: NaiveDate) -> bool {
    !unit.exists_on(today) && unit.into.is_empty()
}

/// The figures of several units as those of one.
fn together(earlier: &EarlierPeriod, places: &[usize], settings: &Settings) -> UnitFigures {
    if let [one] = places {
        return earlier.by_unit[*one].clone();
    }
    let source =
        FigureSource::Carried { period: earlier.period, file: earlier.file.as_str().into() };
    let indicators = settings.indicators.len();
    let mut figures = UnitFigures::from_fn(indicators, |indicator, basis| {
        let of = |place: &usize| earlier.by_unit[*place].get(indicator, basis);
        let parts: Vec<Option<&UnitFigure>> = places.iter().map(of).collect();
        added(&parts, &settings.indicators[indicator].over_units, &source)
    });
    for (place, indicator) in settings.indicators.values().enumerate() {
        if let Some([above, below]) = indicator.over_units.quotient() {
            for basis in Basis::ALL {
                let of = |code: &str| figures.get(settings.indicators.get_index_of(code)?, basis);
                let share = of(above).zip(of(below));
                let share = share.and_then(|(above, below)| share_of(above, below, &source));
                figures.set(place, basis, share);
            }
        }
    }
    figures
}

/// Several units' figures added up, for a mean numerators and divisors. The sum is complete only
/// where every figure is.
fn added(
    parts: &[Option<&UnitFigure>],
    over_units: &OverUnits,
    source: &FigureSource,
) -> Option<UnitFigure> {
    let there: Vec<&UnitFigure> = parts.iter().flatten().copied().collect();
    if there.is_empty() {
        return None;
    }
    let sum = there.iter().fold(Decimal::ZERO, |sum, part| sum.saturating_add(part.sum));
    let weights = || there.iter().fold(Decimal::ZERO, |sum, part| sum.saturating_add(part.weight));
    let weight = if over_units.is_mean() { weights() } else { Decimal::ONE };
    let complete = there.len() == parts.len() && there.iter().all(|part| part.complete);
    Some(UnitFigure { sum, weight, complete, source: source.clone() })
}

fn share_of(above: &UnitFigure, below: &UnitFigure, source: &FigureSource) -> Option<UnitFigure> {
    Some(UnitFigure {
        sum: per_cent(above.sum, below.sum)?,
        weight: Decimal::ONE,
        complete: above.complete && below.complete,
        source: source.clone(),
    })
}
