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
    /// They count from their first day: earlier months are not included.
    pub from_first_day: Vec<(usize, NaiveDate)>,
}

impl FirstYear {
    /// The units of a period that began within its year and were made of several others. A renamed
    /// unit goes on counting; a unit that began with the year has nothing to add.
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
