//! Every unit judged on every item.

use std::collections::BTreeMap;

use super::contribution::{Contribution, contribution};
use super::measure_unit::{Standing, UnitMeasure, measure_unit};
use super::turning::{Turning, turning};
use crate::figures::consolidate::{Figures, UnitChange};
use crate::judge::{FigureDoubt, ItemVerdict, SetVerdict, Status};
use crate::settings::{Criterion, Item, Settings, TargetSet, Yardstick};
use viet_text::period::Period;
use workbook_io::parallel_map;

/// Every unit's standing on every item, in the verdicts' order.
#[derive(Clone, Debug, Default)]
pub struct UnitVerdicts {
    /// By resolution, target and item.
    items: Vec<Vec<Vec<ItemByUnits>>>,
}

/// An item unit by unit.
#[derive(Clone, Debug, Default)]
pub struct ItemByUnits {
    /// The figure by which it is judged, or each part's; none for a judgement.
    pub parts: Vec<PartByUnits>,
    /// Are the parts' verdicts one verdict only together?
    needs_all: bool,
}

/// One figure of an item, unit by unit.
#[derive(Clone, Debug)]
pub struct PartByUnits {
    /// By unit, in the settings' order.
    pub units: Vec<UnitMeasure>,
    /// Where the figure is unmet, what each unit adds to the gap.
    pub contribution: Option<Contribution>,
    /// What would turn the whole's verdict.
    pub turning: Option<Turning>,
}

/// How many of a unit's assigned items have each verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnitTally {
    /// All.
    pub assigned: usize,
    /// Met.
    pub met: usize,
    /// Of these, better than asked.
    pub beyond: usize,
    /// Unmet.
    pub unmet: usize,
    /// In doubt.
    pub in_doubt: usize,
    /// Without enough figures.
    pub no_data: usize,
}

impl UnitVerdicts {
    /// An item by its places among the verdicts: resolution, target, item.
    #[must_use]
    pub fn item(&self, [set, target, item]: [usize; 3]) -> Option<&ItemByUnits> {
        self.items.get(set)?.get(target)?.get(item)
    }

    /// All items with their places.
    pub fn all(&self) -> impl Iterator<Item = ([usize; 3], &ItemByUnits)> {
        self.items.iter().enumerate().flat_map(|(set, targets)| {
            targets.iter().enumerate().flat_map(move |(target, items)| {
                let items = items.iter().enumerate();
                items.map(move |(item, own)| ([set, target, item], own))
            })
        })
    }

    /// One unit's verdicts, counted.
    #[must_use]
    pub fn tally(&self, unit: usize) -> UnitTally {
        let mut tally = UnitTally::default();
        for (status, is_beyond) in self.all().filter_map(|(_, item)| item.verdict(unit)) {
            tally.assigned += 1;
            match status {
                Status::Met => {
                    tally.met += 1;
                    tally.beyond += usize::from(is_beyond);
                }
                Status::Unmet => tally.unmet += 1,
                Status::NotChecked => tally.in_doubt += 1,
                Status::NoData => tally.no_data += 1,
            }
        }
        tally
    }
}

impl ItemByUnits {
    /// A unit's verdict on the item, where it was given a level for each figure: and is every figure
    /// better than asked?
    #[must_use]
    pub fn verdict(&self, unit: usize) -> Option<(Status, bool)> {
        let own = self.parts.iter().map(|part| match part.units[unit].standing {
            Standing::Assigned(status) => Some((status, part.units[unit].is_beyond)),
            _ => None,
        });
        let own: Vec<(Status, bool)> = own.collect::<Option<_>>()?;
        let statuses = own.iter().map(|(status, _)| *status);
        let status = match (own.is_empty(), self.needs_all) {
            (true, _) => return None,
            (false, true) => Status::all_of(statuses),
            (false, false) => Status::any_of(statuses),
        };
        Some((status, own.iter().all(|(_, is_beyond)| *is_beyond)))
    }
}

/// Judges every unit. `changes` are what open findings could make of what units report, one by one.
#[must_use]
pub fn judge_units(
    verdicts: &[SetVerdict<'_>],
    figures: &Figures,
    settings: &Settings,
    period: Period,
    changes: &[UnitChange],
) -> UnitVerdicts {
    let mut by_unit: BTreeMap<usize, Vec<&UnitChange>> = BTreeMap::new();
    for change in changes {
        by_unit.entry(change.unit()).or_default().push(change);
    }
    let units = Units { figures, settings, period, changes: by_unit };
    let items = verdicts.iter().map(|set| {
        let targets = set.set.targets.iter().zip(&set.targets);
        let targets = targets.map(|(target, judged)| {
            let items = target.items.iter().zip(&judged.items);
            items.map(|(item, judged)| units.item(set.set, item, judged)).collect()
        });
        targets.collect()
    });
    UnitVerdicts { items: items.collect() }
}

struct Units<'a> {
    figures: &'a Figures,
    settings: &'a Settings,
    period: Period,
    changes: BTreeMap<usize, Vec<&'a UnitChange>>,
}

impl Units<'_> {
    fn item(&self, set: &TargetSet, item: &Item, judged: &ItemVerdict) -> ItemByUnits {
        let (settings, own) = (self.settings, 0..self.figures.by_unit.len());
        let waits = settings.open_questions().any(|question| settings.hangs_on(item, question));
        let own: Vec<usize> = own.collect();
        let by_unit =
            parallel_map(&own, || (), |(): &mut (), unit| self.unit(*unit, set, item, waits));
        let mut by_unit: Vec<_> = by_unit.into_iter().map(Vec::into_iter).collect();
        let parts =
            item.yardsticks().into_iter().zip(&judged.measured).map(|(yardstick, measured)| {
                let units: Vec<UnitMeasure> =
                    by_unit.iter_mut().filter_map(std::iter::Iterator::next).collect();
                self.part(yardstick, measured, units)
            });
        let needs_all = match &item.criterion {
            Criterion::ByParts { how, .. } => how.needs_all,
            _ => true,
        };
        ItemByUnits { parts: parts.collect(), needs_all }
    }

    /// One unit's figures of an item, one a part.
    fn unit(&self, unit: usize, set: &TargetSet, item: &Item, waits: bool) -> Vec<UnitMeasure> {
        let (settings, day) = (self.settings, self.period.last_day());
        let yardsticks = settings.unit_yardsticks(&settings.units[unit], set, item, day);
        let changes = self.changes.get(&unit).map_or(&[][..], Vec::as_slice);
        let own = &self.figures.by_unit[unit];
        yardsticks.iter().map(|part| measure_unit(own, part, (changes, waits), settings)).collect()
    }

    fn part(
        &self,
        yardstick: &Yardstick,
        measured: &crate::judge::Measurement,
        units: Vec<UnitMeasure>,
    ) -> PartByUnits {
        let is_settled = measured.doubt != FigureDoubt::Verdict;
        let (figures, settings) = (self.figures, self.settings);
        let contribution = contribution(yardstick, measured, &units, figures, settings);
        let turning = turning(yardstick, measured, figures, settings);
        PartByUnits { units, contribution, turning: turning.filter(|_| is_settled) }
    }
}
