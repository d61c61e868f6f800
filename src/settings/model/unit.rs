//! Units that must report. Units begin, end, are merged, renamed and split, and codes are used
//! again: a code means a unit only together with a day.

use chrono::NaiveDate;

/// A unit that must report (đơn vị báo cáo).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// Its code in the office's list.
    pub code: String,
    /// Its full name: "Xã Hai".
    pub name: String,
    /// Other ways in which communes write it.
    pub also: Vec<String>,
    /// Its first day; `None`: always.
    pub from: Option<NaiveDate>,
    /// Its last day; `None`: it still is.
    pub to: Option<NaiveDate>,
    /// Codes of the units that it became, from the day after its last: one where it was merged
    /// or renamed, several where it was split.
    pub into: Vec<String>,
    /// How much of it they took over.
    pub extent: Extent,
    /// From when its figures since the year's start are counted, in the year in which it began;
    /// `None` where that is not known yet.
    pub counts_from: Option<CountsFrom>,
    /// The office between it and this one, whose annex may bring its figures; empty where it
    /// reports straight to this one.
    pub group: String,
    /// The groups of units to which it belongs, as documents name them when they give levels.
    pub groups: Vec<GroupMembership>,
    /// The decision by which a higher office recognised it.
    pub recognition: Option<Recognition>,
}

/// A unit in a group of units, such as the communes of one region.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupMembership {
    /// The group's name.
    pub name: String,
    /// The first day; `None`: always.
    pub from: Option<NaiveDate>,
    /// The last day; `None`: still.
    pub to: Option<NaiveDate>,
}

impl GroupMembership {
    /// Are there days on which a unit belongs to both groups?
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let starts_before_end =
            |one: &Self, other: &Self| one.from.zip(other.to).is_none_or(|(from, to)| from <= to);
        starts_before_end(self, other) && starts_before_end(other, self)
    }
}

/// A decision that recognises a unit as having reached a standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognition {
    /// The decision as written: number and date.
    pub decision: String,
    /// Its day.
    pub on: NaiveDate,
}

/// How much of a unit its successor took over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    #[default]
    Whole,
    /// A part of it.
    Part,
    /// It never reported to this office: it was, wholly or partly, a neighbour's unit.
    Outside,
}

/// From when a new unit's figures since the year's start are counted, in its first year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountsFrom {
    /// From 1 January: they include the figures of the units that it was made of.
    YearStart,
    /// From its own first day: they do not include the figures of the units that it was made of.
    FirstDay,
}

impl Unit {
    /// Its name and the other ways to write it.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.name).chain(&self.also)
    }

    /// The names of the groups to which it belongs on a day.
    pub fn groups_on(&self, day: NaiveDate) -> impl Iterator<Item = &str> {
        let holds = move |own: &&GroupMembership| {
            own.from.is_none_or(|from| from <= day) && own.to.is_none_or(|to| day <= to)
        };
        self.groups.iter().filter(holds).map(|own| own.name.as_str())
    }

    /// Was it recognised by a day?
    #[must_use]
    pub fn is_recognised_on(&self, day: NaiveDate) -> bool {
        self.recognition.as_ref().is_some_and(|own| own.on <= day)
    }

    /// Must it report on a day?
    #[must_use]
    pub fn reports_on(&self, day: NaiveDate) -> bool {
        self.extent != Extent::Outside && self.exists_on(day)
    }

    /// Does it exist on a day, whether or not it reports?
    #[must_use]
    pub fn exists_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Are there days on which both are?
    pub(in crate::settings) fn overlaps(&self, other: &Self) -> bool {
        let starts_before_end =
            |one: &Self, other: &Self| one.from.zip(other.to).is_none_or(|(from, to)| from <= to);
        starts_before_end(self, other) && starts_before_end(other, self)
    }
}
