//! Units over time: which exist on a day, and where a later unit's earlier figures stand.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::unit::{Extent, Unit};

/// All units of all days.
#[derive(Clone, Debug, Default)]
pub struct UnitTimeline(pub(in crate::settings) Vec<Unit>);

/// Where one unit's figures of an earlier day stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Predecessors {
    /// In these units of that day: all of them became part of it as a whole.
    Units(Vec<usize>),
    /// Nowhere: it was made of parts, or of units from elsewhere, or has no known past. The reason
    /// in the officer's words.
    Unknown(String),
}

impl UnitTimeline {
    /// The units that must report on a day, in the sheet's order.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Vec<Unit> {
        self.0.iter().filter(|unit| unit.reports_on(day)).cloned().collect()
    }

    /// Does any unit begin or end?
    #[must_use]
    pub fn has_changes(&self) -> bool {
        self.0
            .iter()
            .any(|unit| unit.from.is_some() || unit.to.is_some() || unit.extent == Extent::Outside)
    }

    /// All units, in the sheet's order.
    #[must_use]
    pub fn all(&self) -> &[Unit] {
        &self.0
    }

    /// The units that a unit was made of, as they were on an earlier day: by their places among
    /// `listed`, the units of [`UnitTimeline::on`] that day.
    #[must_use]
    pub fn predecessors(&self, unit: &Unit, then: NaiveDate, listed: &[Unit]) -> Predecessors {
        let mut from = BTreeSet::new();
        match self.trace(unit, then, listed, &mut from) {
            Ok(()) => Predecessors::Units(from.into_iter().collect()),
            Err(reason) => Predecessors::Unknown(reason),
        }
    }

    fn trace(
        &self,
        unit: &Unit,
        then: NaiveDate,
        listed: &[Unit],
        from: &mut BTreeSet<usize>,
    ) -> Result<(), String> {
        if unit.exists_on(then) {
            let place = listed.iter().position(|other| other == unit);
            from.insert(place.ok_or_else(|| outside(unit))?);
            return Ok(());
        }
        let parents = self.parents(unit);
        if parents.is_empty() {
            return Err(format!("{} chưa khai báo được nhập từ đơn vị nào", unit.name));
        }
        for parent in parents {
            match parent.extent {
                Extent::Outside => return Err(outside(parent)),
                Extent::Part => return Err(partly(parent)),
                Extent::Whole if parent.into.len() > 1 => return Err(partly(parent)),
                Extent::Whole => self.trace(parent, then, listed, from)?,
            }
        }
        Ok(())
    }

    /// The units that became part of one on its first day.
    #[must_use]
    pub fn parents(&self, unit: &Unit) -> Vec<&Unit> {
        let Some(before) = unit.from.and_then(|from| from.pred_opt()) else { return Vec::new() };
        let became = |other: &&Unit| other.to == Some(before) && other.into.contains(&unit.code);
        self.0.iter().filter(became).collect()
    }

    /// The one unit that all of an earlier unit became, by its place among `listed`, the units of
    /// [`UnitTimeline::on`] the day `now`; `None` where it was split, or left.
    #[must_use]
    pub fn successor(&self, unit: &Unit, now: NaiveDate, listed: &[Unit]) -> Option<usize> {
        let mut unit = unit;
        // A chain is no longer than the list.
        for _ in 0..=self.0.len() {
            if unit.exists_on(now) {
                return listed.iter().position(|other| other == unit);
            }
            let next = unit.to.and_then(|to| to.succ_opt())?;
            let [code] = &unit.into[..] else { return None };
            if unit.extent != Extent::Whole {
                return None;
            }
            unit = self.0.iter().find(|other| other.code == *code && other.exists_on(next))?;
        }
        None
    }

    /// A unit by its name that does not exist on a day: it is gone, or has not begun.
    #[must_use]
    pub fn find_on_other_days(&self, name: &str, day: NaiveDate) -> Option<&Unit> {
        let folded = viet_text::text::folded;
        let named = |unit: &&Unit| unit.names().any(|own| folded(own) == folded(name));
        self.0.iter().filter(|unit| !unit.exists_on(day)).find(named)
    }
}

fn outside(unit: &Unit) -> String {
    format!("có {} trước đây ở ngoài danh sách đơn vị báo cáo", unit.name)
}

fn partly(unit: &Unit) -> String {
    format!("chỉ gồm một phần của {}", unit.name)
}
