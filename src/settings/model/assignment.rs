//! Levels that a document gives to units (sheet Giao chỉ tiêu).

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use foldhash::fast::RandomState;
use rust_decimal::Decimal;

use super::target::{Item, TargetSet};
use super::unit::Unit;
use viet_text::text::folded;

/// A level that a document gives to one unit, to a group of units or to all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The resolution's code.
    pub set: String,
    /// The item's number.
    pub item: String,
    /// The item's part; empty where it has none.
    pub part: String,
    /// Who has it.
    pub assignee: Assignee,
    /// The level.
    pub level: Decimal,
    /// The upper level of a range.
    pub upper: Option<Decimal>,
    /// The document, with number and date; empty for a draft, by which nobody is judged.
    pub document: Arc<str>,
    /// The first day on which it holds.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
}

/// Who has a level.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Assignee {
    /// A unit, by its code and name.
    Unit(String, String),
    /// A group of units, by its folded name.
    Group(String),
    /// Every unit.
    All,
}

impl Assignee {
    /// A unit as an assignee.
    #[must_use]
    pub fn unit(unit: &Unit) -> Self {
        Self::Unit(unit.code.clone(), folded(&unit.name))
    }

    /// A group as an assignee.
    #[must_use]
    pub fn group(name: &str) -> Self {
        Self::Group(folded(name))
    }
}

impl Assignment {
    /// Is anybody judged by it on a day?
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        !self.document.is_empty()
            && self.from.is_none_or(|from| from <= day)
            && self.to.is_none_or(|to| day <= to)
    }

    /// Are there days on which both hold?
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let starts_before_end =
            |one: &Self, other: &Self| one.from.zip(other.to).is_none_or(|(from, to)| from <= to);
        starts_before_end(self, other) && starts_before_end(other, self)
    }
}

/// What an item's part is called: resolution, item, part.
type Key = (String, String, String);

/// All levels given to units, found by item and unit.
#[derive(Clone, Debug, Default)]
pub struct Assignments {
    all: Vec<Assignment>,
    by_item: HashMap<Key, HashMap<Assignee, Vec<usize>, RandomState>, RandomState>,
}

impl Assignments {
    /// The levels, in the sheet's order.
    #[must_use]
    pub fn new(all: Vec<Assignment>) -> Self {
        let mut by_item: HashMap<Key, HashMap<Assignee, Vec<usize>, RandomState>, RandomState> =
            HashMap::default();
        for (place, own) in all.iter().enumerate() {
            let key = (own.set.clone(), own.item.clone(), own.part.clone());
            let of_item = by_item.entry(key).or_default();
            of_item.entry(own.assignee.clone()).or_default().push(place);
        }
        Self { all, by_item }
    }

    /// In the sheet's order.
    #[must_use]
    pub fn all(&self) -> &[Assignment] {
        &self.all
    }

    /// A unit's level on a day: its own, else its group's, else everybody's.
    #[must_use]
    pub fn level_of(
        &self,
        unit: &Unit,
        (set, item, part): (&TargetSet, &Item, &str),
        day: NaiveDate,
    ) -> Option<&Assignment> {
        let key = (set.code.clone(), item.number.clone(), part.to_owned());
        let of_item = self.by_item.get(&key)?;
        let groups = unit.groups_on(day).map(Assignee::group);
        let assignees = [Assignee::unit(unit)].into_iter().chain(groups).chain([Assignee::All]);
        assignees.into_iter().find_map(|assignee| {
            let mut own = of_item.get(&assignee)?.iter().map(|place| &self.all[*place]);
            own.find(|own| own.holds_on(day))
        })
    }
}
