//! The day of a month on which the figures of a period are closed.

use chrono::{Datelike, NaiveDate};

use viet_text::period::Period;

/// On which day a period closes: the last of its last month, unless the office says another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClosingDay(pub(in crate::settings) Option<u32>);

impl ClosingDay {
    /// The day up to which a period's figures are counted. A month without that day closes on its
    /// last.
    #[must_use]
    pub fn last_day(self, period: Period) -> NaiveDate {
        let last = period.last_day();
        let day = self.0.filter(|day| *day < last.day());
        day.and_then(|day| last.with_day(day)).unwrap_or(last)
    }

    /// The day after the one on which the period before it closed.
    #[must_use]
    pub fn first_day(self, period: Period) -> NaiveDate {
        let first = period.first_day();
        let month_before = first.pred_opt().map(Period::month_of);
        let closed = month_before.and_then(|month| self.last_day(month).succ_opt());
        closed.unwrap_or(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_from_one_closing_day_to_the_next() {
        let days = |day: Option<u32>, period: Period| {
            let closing = ClosingDay(day);
            format!("{} {}", closing.first_day(period), closing.last_day(period))
        };
        let (month, year) = (Period::Month { year: 2024, month: 3 }, Period::Year { year: 2024 });
        assert_eq!(days(None, month), "2024-03-01 2024-03-31");
        assert_eq!(days(Some(14), month), "2024-02-15 2024-03-14");
        assert_eq!(days(Some(30), month), "2024-03-01 2024-03-30");
        assert_eq!(days(Some(31), month), "2024-03-01 2024-03-31");
        assert_eq!(days(Some(14), year), "2023-12-15 2024-12-14");
        let nine = Period::NineMonths { year: 2024 };
        assert_eq!(days(Some(14), nine), "2023-12-15 2024-09-14");
    }
}
