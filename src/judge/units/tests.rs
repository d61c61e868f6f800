//! The units' parts of a gap add up to the gap; the change that is said to turn a verdict turns it, and any
//! smaller one does not: both are judged again.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::measure_unit::measure_unit;
use super::{Direction, Fraction, Split, UnitMeasure, contribution, turning};
use crate::figures::consolidate::{FigureSource, Figures, UnitFigure, UnitFigures};
use crate::intake::locate;
use crate::judge::{Measurement, Status, measure};
use crate::kinds::KINDS;
use crate::settings::{Basis, NumberKind, Settings, Threshold, UnitYardstick, Yardstick};
use crate::workspace::Workspace;

static SETTINGS: LazyLock<Settings> = LazyLock::new(|| {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/thap-muoi/2023-10");
    Workspace::open_for(&locate(&sample, None).unwrap()).unwrap().settings
});

/// A month's numbers: what each unit reports, one after another, `None` where it reports nothing.
type Numbers = Vec<Option<u16>>;

fn figures(numbers: &Numbers) -> Figures {
    let settings = &*SETTINGS;
    let mut numbers = numbers.iter().cycle();
    let mut next = || *numbers.next().unwrap();
    let of_unit = |_: &_| {
        let mut own = UnitFigures::with_capacity(settings.indicators.len());
        for (place, indicator) in settings.indicators.values().enumerate() {
            let is_count = indicator.kind == NumberKind::Count;
            for basis in Basis::ALL {
                let Some(number) = next() else { continue };
                let scale = if is_count { 0 } else { 2 };
                let weight = match indicator.over_units.is_mean() {
                    true => Decimal::from(next().unwrap_or(7)),
                    false => Decimal::ONE,
                };
                let source = FigureSource::Added { parts: Vec::new() };
                let sum = Decimal::new(number.into(), scale);
                own.set(place, basis, Some(UnitFigure { sum, weight, complete: true, source }));
            }
        }
        own
    };
    Figures::of_units(settings.units.iter().map(of_unit).collect(), settings)
}

/// Every figure that the sample's items are judged by, held against another level.
fn yardsticks(kind: usize, level: i64, upper: i64, decimals: u32) -> Vec<Yardstick> {
    let items = SETTINGS.sets.iter().flat_map(|set| &set.targets).flat_map(|own| &own.items);
    let own = items.flat_map(crate::settings::Item::yardsticks).cloned();
    let change = |own: Yardstick| {
        let decimals = if own.is_share() { 2 } else { decimals };
        let level = if own.is_share() { level % 101 } else { level };
        let threshold = Threshold::Number(level.into());
        let upper = Some(Decimal::from(level + upper));
        Yardstick { kind: KINDS[kind % KINDS.len()], threshold, upper, decimals, ..own }
    };
    own.map(change).collect()
}

fn units(yardstick: &Yardstick, levels: &[Option<u16>], figures: &Figures) -> Vec<UnitMeasure> {
    let own = figures.by_unit.iter().zip(levels.iter().cycle());
    let measures = own.map(|(own, level)| {
        let (mut yardstick, document) = (yardstick.clone(), level.map(|_| Arc::from("45/QĐ")));
        if let Some(level) = level {
            yardstick.threshold = Threshold::Number((*level).into());
            yardstick.upper = Some((*level + 3).into());
        }
        measure_unit(own, &UnitYardstick { yardstick, document }, (&[], false), &SETTINGS)
    });
    measures.collect()
}

/// The item judged again after the figure that [`turning`] names has changed by so much.
fn with_change(
    figures: &Figures,
    (yardstick, measured): (&Yardstick, &Measurement),
    change: Decimal,
    direction: Direction,
) -> Option<Measurement> {
    let of = turning(yardstick, measured, figures, &SETTINGS)?.of;
    let mut by_unit = figures.by_unit.clone();
    let own = by_unit.iter_mut().find_map(|own| own.get_mut(of.indicator, of.basis))?;
    let change = direction.signed(change);
    if of.is_weight {
        own.weight += change
    } else {
        own.sum += change
    }
    Some(measure(yardstick, &Figures::of_units(by_unit, &SETTINGS), &SETTINGS))
}

fn numbers() -> impl Strategy<Value = Numbers> {
    let number = prop_oneof![9 => (0_u16..400).prop_map(Some), 1 => Just(Some(0))];
    prop::collection::vec(number, 300..700)
}

fn numbers_with_gaps() -> impl Strategy<Value = Numbers> {
    let number = prop_oneof![20 => (0_u16..400).prop_map(Some), 1 => Just(None)];
    prop::collection::vec(number, 300..700)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn parts_add_up_to_the_gap(
        numbers in numbers_with_gaps(),
        levels in prop::collection::vec(prop::option::of(0_u16..400), 13),
        (kind, level, upper) in (0_usize..9, 0_i64..6000, 0_i64..40),
    ) {
        let figures = figures(&numbers);
        for yardstick in yardsticks(kind, level, upper, 1) {
            let measured = measure(&yardstick, &figures, &SETTINGS);
            let units = units(&yardstick, &levels, &figures);
            let own = contribution::contribution(&yardstick, &measured, &units, &figures, &SETTINGS);
            prop_assert_eq!(own.is_some(), measured.status == Status::Unmet);
            let Some(own) = own else { continue };
            let parts: Decimal = own.parts.iter().flatten().sum();
            prop_assert_eq!(parts + own.remainder, own.gap, "{:?}", own);
            prop_assert!(own.split != Split::Impossible, "{:?}", yardstick.figure);
        }
    }

    #[test]
    fn the_gap_without_a_unit_is_less_by_its_part(
        numbers in numbers(), unit in 0_usize..13, level in 0_i64..6000,
    ) {
        let all = figures(&numbers);
        let mut by_unit = all.by_unit.clone();
        by_unit[unit] = UnitFigures::with_capacity(SETTINGS.indicators.len());
        let without = Figures::of_units(by_unit, &SETTINGS);
        for yardstick in yardsticks(0, level, 0, 1) {
            let gap = |figures: &Figures| {
                let fraction = Fraction::of(&yardstick, &SETTINGS).unwrap();
                let Threshold::Number(level) = yardstick.threshold else { unreachable!() };
                let weight = fraction.divisor.value(figures).unwrap() / fraction.scale;
                level * weight - fraction.numerator.value(figures).unwrap()
            };
            let measured = measure(&yardstick, &all, &SETTINGS);
            let units = units(&yardstick, &[None], &all);
            let own = contribution::contribution(&yardstick, &measured, &units, &all, &SETTINGS);
            let Some(own) = own.filter(|own| own.split == Split::CommonLevel) else { continue };
            prop_assert_eq!(own.parts[unit], Some(gap(&all) - gap(&without)));
        }
    }

    #[test]
    fn the_least_change_turns_the_verdict_and_no_less_does(
        numbers in numbers(), (kind, level, upper) in (0_usize..9, 0_i64..6000, 0_i64..40),
        decimals in 0_u32..3,
    ) {
        let figures = figures(&numbers);
        for yardstick in yardsticks(kind, level, upper, decimals) {
            let measured = measure(&yardstick, &figures, &SETTINGS);
            let selects = yardstick.figure.terms().iter().any(|term| {
                SETTINGS.indicators[&term.code].over_units.selection().is_some()
            });
            let turns = turning(&yardstick, &measured, &figures, &SETTINGS);
            let Some(turns) = turns.filter(|_| !selects) else { continue };
            let step = if turns.is_whole { Decimal::ONE } else { Decimal::new(1, 9) };
            let is_met = |change: Decimal| {
                let then = with_change(&figures, (&yardstick, &measured), change, turns.direction);
                then.unwrap().status == Status::Met
            };
            let (inside, outside) = match (measured.status, turns.is_open) {
                (Status::Unmet, false) => (turns.change, turns.change - step),
                (Status::Unmet, true) => (turns.change + step, turns.change),
                (_, false) => (turns.change, turns.change + step),
                (_, true) => (turns.change - step, turns.change),
            };
            prop_assert!(is_met(inside), "{:?} {:?} {:?}", yardstick, measured, turns);
            prop_assert!(!is_met(outside), "{:?} {:?} {:?}", yardstick, measured, turns);
        }
    }
}
