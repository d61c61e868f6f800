//! Figures that count units: a unit counts 1 where it meets an item or is recognised, else 0.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::figure::{FigureSource, UnitFigure};
use super::total::Totals;
use super::unit_figures::UnitFigures;
use super::unit_totals::UnitTotals;
use crate::kinds::over_units::UnitTest;
use crate::settings::{
    Basis, Criterion, Item, Settings, TargetSet, Term, Threshold, Unit, Yardstick,
};
use workbook_io::number::rounded;

/// Adds to a unit's figures whether it counts, for each figure that counts units.
pub(crate) fn count_unit(own: &mut UnitFigures, unit: &Unit, settings: &Settings, day: NaiveDate) {
    for (place, indicator) in settings.indicators.values().enumerate() {
        let Some(test) = &indicator.over_units.test else { continue };
        let counts = match test {
            UnitTest::IsRecognised => Some(unit.is_recognised_on(day)),
            UnitTest::MeetsItem { .. } => settings
                .counted_item(test)
                .and_then(|(set, item)| meets_item(own, unit, (set, item), settings, day)),
        };
        let figure = counts.map(|counts| UnitFigure {
            sum: Decimal::from(u32::from(counts)),
            weight: Decimal::ONE,
            complete: true,
            source: FigureSource::Judged,
        });
        // The office's own knowledge is the same, whichever column it is asked in.
        for basis in [Basis::Actual, Basis::Estimate] {
            own.set(place, basis, figure.clone());
        }
    }
}

/// Does a unit meet an item by its own figures? `None` where they do not tell.
fn meets_item(
    own: &UnitFigures,
    unit: &Unit,
    (set, item): (&TargetSet, &Item),
    settings: &Settings,
    day: NaiveDate,
) -> Option<bool> {
    let yardsticks = settings.unit_yardsticks(unit, set, item, day);
    let met = yardsticks.iter().map(|part| meets(own, &part.yardstick, settings));
    let needs_all = match &item.criterion {
        Criterion::ByParts { how, .. } => how.needs_all,
        _ => true,
    };
    let mut all_known = Some(needs_all);
    for met in met {
        match met {
            Some(met) if met != needs_all => return Some(met),
            Some(_) => {}
            None => all_known = None,
        }
    }
    all_known
}

fn meets(own: &UnitFigures, yardstick: &Yardstick, settings: &Settings) -> Option<bool> {
    let wanted = yardstick.figures_named(settings);
    let totals = UnitTotals::new(own, &wanted, settings);
    let value_on = |basis: Basis| {
        let total = |term: &Term| totals.of_term(term, basis, settings).value;
        yardstick.figure_over(settings, &total)
    };
    let value = value_on(yardstick.basis)?;
    let level = match yardstick.threshold {
        Threshold::Number(level) => level,
        Threshold::Column(basis) => rounded(value_on(basis)?, yardstick.decimals),
    };
    let judged = yardstick.judged_value(value, level);
    let holds = yardstick.holds(judged, level);
    let is_whole = wanted.iter().all(|(place, basis)| {
        let total = totals.total(*place, *basis);
        total.missing.is_empty() && total.value.is_some()
    });
    (is_whole || yardstick.is_certain(holds, judged, level, settings)).then_some(holds)
}
