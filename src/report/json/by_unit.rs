//! Units' verdicts, what they add to gaps, and what would turn verdicts.

use rust_decimal::Decimal;

use super::document::figure;
use super::unit_document::{ContributionJson, GapJson, TurningJson, UnitItemJson, UnitTallyJson};
use crate::judge::units::{
    Contribution, Direction, Split, Standing, Turning, UnitMeasure, figure_of_unit, unit_turning,
};
use crate::results::Results;
use crate::settings::{Criterion, Item, Yardstick};

/// A number as it is, without trailing zeros.
fn exact(number: Decimal) -> String {
    number.normalize().to_string()
}

const fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "up",
        Direction::Down => "down",
    }
}

pub(super) fn gap(own: &Contribution) -> GapJson {
    let split = match own.split {
        Split::Assigned => "assigned",
        Split::CommonLevel => "common",
        Split::Lacking => "lacking",
        Split::NoLevels => "no_levels",
        Split::Impossible => "none",
    };
    GapJson {
        split,
        direction: direction(own.direction),
        value: exact(own.gap),
        remainder: exact(own.remainder),
    }
}

pub(super) fn contributions(results: &Results<'_>, own: &Contribution) -> Vec<ContributionJson> {
    let units = results.workspace.settings.units.iter().enumerate();
    let json = units.filter_map(|(place, unit)| {
        let part = own.parts[place].map(exact);
        let is_named = part.is_some() || own.lacking.contains(&place);
        let (code, name) = (unit.code.clone(), unit.name.clone());
        is_named.then_some(ContributionJson { code, unit: name, part })
    });
    json.collect()
}

pub(super) fn turning(results: &Results<'_>, own: &Turning) -> TurningJson {
    TurningJson {
        direction: direction(own.direction),
        change: exact(own.change),
        open: own.is_open,
        whole: own.is_whole,
        indicator: results.workspace.settings.indicators[own.of.indicator].code.clone(),
    }
}

/// One unit's items.
pub(super) fn items(results: &Results<'_>, unit: usize) -> Vec<UnitItemJson> {
    let mut items = Vec::new();
    for ([set, target, place], by_unit) in results.by_unit.all() {
        let set = results.verdicts[set].set;
        let item = &set.targets[target].items[place];
        for (part, (yardstick, by_unit)) in item.yardsticks().iter().zip(&by_unit.parts).enumerate()
        {
            let own = &by_unit.units[unit];
            if own.standing == Standing::Unrelated {
                continue;
            }
            items.push(UnitItemJson {
                set: set.code.clone(),
                item: item.number.clone(),
                part: part_name(item, part),
                ..unit_item(results, unit, yardstick, own)
            });
        }
    }
    items
}

fn part_name(item: &Item, part: usize) -> String {
    match &item.criterion {
        Criterion::ByParts { parts, .. } => parts[part].name.clone(),
        _ => String::new(),
    }
}

fn unit_item(
    results: &Results<'_>,
    unit: usize,
    yardstick: &Yardstick,
    own: &UnitMeasure,
) -> UnitItemJson {
    let settings = &results.workspace.settings;
    let figures = &results.figures.by_unit[unit];
    let turns = unit_turning(yardstick, own, figures, settings);
    UnitItemJson {
        set: String::new(),
        item: String::new(),
        part: String::new(),
        value: figure(own.value),
        printed: figure(own.printed),
        level: figure(own.level),
        upper: figure(own.upper),
        against: match own.standing {
            Standing::Assigned(_) => "assigned",
            Standing::Common(_) => "common",
            Standing::NoLevel | Standing::Unrelated => "none",
        },
        status: own.standing.status(),
        beyond: own.is_beyond,
        document: own.document.as_deref().map(str::to_owned),
        change: figure(change(results, unit, yardstick)),
        turning: turns.map(|own| turning(results, &own)),
    }
}

/// The change of a unit's exact figure since the earlier period; none where either is not whole.
fn change(results: &Results<'_>, unit: usize, yardstick: &Yardstick) -> Option<Decimal> {
    let settings = &results.workspace.settings;
    let then = results.earlier()?.by_unit.get(unit)?;
    let now = figure_of_unit(yardstick, &results.figures.by_unit[unit], settings)?;
    now.checked_sub(figure_of_unit(yardstick, then, settings)?)
}

pub(super) fn tally(results: &Results<'_>, unit: usize) -> Option<UnitTallyJson> {
    let own = results.by_unit.tally(unit);
    (own.assigned > 0).then_some(UnitTallyJson {
        assigned: own.assigned,
        met: own.met,
        beyond: own.beyond,
        unmet: own.unmet,
        in_doubt: own.in_doubt,
        no_data: own.no_data,
    })
}
