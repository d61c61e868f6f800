//! What an item is judged by for one unit: the item's own yardstick, with the level that a document
//! gave to the unit.

use std::sync::Arc;

use chrono::NaiveDate;

use super::Settings;
use super::target::{Criterion, Item, TargetSet, Threshold, Yardstick};
use super::unit::Unit;
use crate::kinds::over_units::UnitTest;

/// What an item is judged by, for one unit.
#[derive(Clone, Debug)]
pub struct UnitYardstick {
    /// The item's, with the unit's level.
    pub yardstick: Yardstick,
    /// Who gave the level; `None` where nobody did.
    pub document: Option<Arc<str>>,
}

impl Settings {
    /// An item's yardsticks for a unit, one a part.
    #[must_use]
    pub fn unit_yardsticks(
        &self,
        unit: &Unit,
        set: &TargetSet,
        item: &Item,
        day: NaiveDate,
    ) -> Vec<UnitYardstick> {
        let own = |part: &str, yardstick: &Yardstick| {
            let assigned = self.assignments.level_of(unit, (set, item, part), day);
            let mut yardstick = yardstick.clone();
            if let Some(assigned) = assigned {
                yardstick.threshold = Threshold::Number(assigned.level);
                yardstick.upper = assigned.upper;
            }
            UnitYardstick { yardstick, document: assigned.map(|own| Arc::clone(&own.document)) }
        };
        match &item.criterion {
            Criterion::ByOffice => Vec::new(),
            Criterion::ByFigure(yardstick) => vec![own("", yardstick)],
            Criterion::ByParts { parts, .. } => {
                parts.iter().map(|part| own(&part.name, &part.yardstick)).collect()
            }
        }
    }

    /// The item that units must meet to be counted by a figure.
    #[must_use]
    pub fn counted_item(&self, test: &UnitTest) -> Option<(&TargetSet, &Item)> {
        match test {
            UnitTest::MeetsItem { set, item } => items_named(&self.sets, set, item).next(),
            UnitTest::IsRecognised => None,
        }
    }
}

/// Items of a number, of one resolution or, where none is named, of all.
pub fn items_named<'s>(
    sets: &'s [TargetSet],
    set: &str,
    number: &str,
) -> impl Iterator<Item = (&'s TargetSet, &'s Item)> {
    let sets = sets.iter().filter(move |own| set.is_empty() || own.code == set);
    let items = sets.flat_map(|set| {
        let items = set.targets.iter().flat_map(|target| &target.items);
        items.map(move |item| (set, item))
    });
    items.filter(move |(_, item)| item.number == number)
}
