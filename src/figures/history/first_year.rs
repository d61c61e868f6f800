//! Units in the year in which they began: from when do their figures since the year's start
//! count?

use chrono::{Datelike, NaiveDate};

use crate::settings::{CountsFrom, Settings};
use viet_text::period::Period;

/// Units made of others within the year, by their place in the settings, with their first day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FirstYear {
    /// Nobody has said yet from when they count.
    pub unclear: Vec<(usize, NaiveDate)>,
    /// They count from their first day: what came before is not within.
    pub from_first_day: Vec<(usize, NaiveDate)>,
}

impl FirstYear {
    /// The units of a period to which the question comes. One that was only renamed goes on
    /// counting; one that began with the year has nothing before.
    #[must_use]
    pub fn find(settings: &Settings, period: Period) -> Self {
        let mut found = Self::default();
        for (place, unit) in settings.units.iter().enumerate() {
            let within = |day: &NaiveDate| day.year() == period.year() && day.ordinal() > 1;
            let Some(day) = unit.from.filter(within) else { continue };
            if settings.timeline.parents(unit).len() < 2 {
                continue;
            }
            match unit.counts_from {
                None => found.unclear.push((place, day)),
                Some(CountsFrom::FirstDay) => found.from_first_day.push((place, day)),
                Some(CountsFrom::YearStart) => {}
            }
        }
        found
    }
}
