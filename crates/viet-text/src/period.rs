//! Reporting periods.

use std::cmp::Ordering;
use std::fmt;

use chrono::{Datelike, NaiveDate};

/// A period of report. Written as a folder is named: `2023-10`, `2024-Q2`, `2024-6T`, `2024-9T`,
/// `2024`.
///
/// Ordered by its end; of two with the same end, the shorter first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// A month.
    Month {
        /// The calendar year.
        year: i32,
        /// 1 to 12.
        month: u32,
    },
    /// A quarter.
    Quarter {
        /// The calendar year.
        year: i32,
        /// 1 to 4.
        quarter: u32,
    },
    /// Six months.
    HalfYear {
        /// The calendar year.
        year: i32,
        /// 1 or 2.
        half: u32,
    },
    /// The first nine months of a year, on which councils meet in October.
    NineMonths {
        /// The calendar year.
        year: i32,
    },
    /// A year.
    Year {
        /// The calendar year.
        year: i32,
    },
}

impl Period {
    /// The calendar year.
    #[must_use]
    pub fn year(self) -> i32 {
        match self {
            Self::Month { year, .. }
            | Self::Quarter { year, .. }
            | Self::HalfYear { year, .. }
            | Self::NineMonths { year }
            | Self::Year { year } => year,
        }
    }

    /// Its number of months.
    #[must_use]
    pub fn months(self) -> u32 {
        match self {
            Self::Month { .. } => 1,
            Self::Quarter { .. } => 3,
            Self::HalfYear { .. } => 6,
            Self::NineMonths { .. } => 9,
            Self::Year { .. } => 12,
        }
    }

    /// Its last month, 1 to 12.
    #[must_use]
    pub fn last_month(self) -> u32 {
        match self {
            Self::Month { month, .. } => month,
            Self::Quarter { quarter, .. } => quarter * 3,
            Self::HalfYear { half, .. } => half * 6,
            Self::NineMonths { .. } => 9,
            Self::Year { .. } => 12,
        }
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year(), self.last_month() + 1 - self.months(), 1)
            .expect("a period's months lie within its year")
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        let following = match self.last_month() {
            12 => NaiveDate::from_ymd_opt(self.year() + 1, 1, 1),
            month => NaiveDate::from_ymd_opt(self.year(), month + 1, 1),
        };
        following.and_then(|day| day.pred_opt()).expect("a period's months lie within its year")
    }

    /// The one before, of the same length; of nine months those of the year before.
    #[must_use]
    pub fn previous(self) -> Self {
        match self {
            Self::Month { year, month: 1 } => Self::Month { year: year - 1, month: 12 },
            Self::Month { year, month } => Self::Month { year, month: month - 1 },
            Self::Quarter { year, quarter: 1 } => Self::Quarter { year: year - 1, quarter: 4 },
            Self::Quarter { year, quarter } => Self::Quarter { year, quarter: quarter - 1 },
            Self::HalfYear { year, half: 1 } => Self::HalfYear { year: year - 1, half: 2 },
            Self::HalfYear { year, half } => Self::HalfYear { year, half: half - 1 },
            Self::NineMonths { year } => Self::NineMonths { year: year - 1 },
            Self::Year { year } => Self::Year { year: year - 1 },
        }
    }

    /// The same one of another year.
    #[must_use]
    pub const fn with_year(self, year: i32) -> Self {
        match self {
            Self::Month { month, .. } => Self::Month { year, month },
            Self::Quarter { quarter, .. } => Self::Quarter { year, quarter },
            Self::HalfYear { half, .. } => Self::HalfYear { year, half },
            Self::NineMonths { .. } => Self::NineMonths { year },
            Self::Year { .. } => Self::Year { year },
        }
    }

    /// The month that a day lies in.
    #[must_use]
    pub fn month_of(day: NaiveDate) -> Self {
        Self::Month { year: day.year(), month: day.month() }
    }

    /// The period of this one's length that a day lies in; of nine months none after September.
    #[must_use]
    pub fn around(self, day: NaiveDate) -> Option<Self> {
        let (year, month) = (day.year(), day.month());
        Some(match self {
            Self::Month { .. } => Self::month_of(day),
            Self::Quarter { .. } => Self::Quarter { year, quarter: month.div_ceil(3) },
            Self::HalfYear { .. } => Self::HalfYear { year, half: month.div_ceil(6) },
            Self::NineMonths { .. } if month > 9 => return None,
            Self::NineMonths { .. } => Self::NineMonths { year },
            Self::Year { .. } => Self::Year { year },
        })
    }

    /// Does the other lie within it?
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.first_day() <= other.first_day() && other.last_day() <= self.last_day()
    }

    /// The same period one year earlier.
    #[must_use]
    pub fn year_ago(self) -> Self {
        self.with_year(self.year() - 1)
    }

    /// A short form for a chart's axis: `T10/23`, `Q.II/24`, `6T đầu/24`, `2024`.
    #[must_use]
    pub fn in_short(self) -> String {
        let year = self.year().rem_euclid(100);
        match self {
            Self::Month { month, .. } => format!("T{month}/{year:02}"),
            Self::Quarter { quarter, .. } => {
                format!("Q.{}/{year:02}", roman(quarter))
            }
            Self::HalfYear { half: 1, .. } => format!("6T đầu/{year:02}"),
            Self::HalfYear { .. } => format!("6T cuối/{year:02}"),
            Self::NineMonths { .. } => format!("9T/{year:02}"),
            Self::Year { year } => year.to_string(),
        }
    }

    /// The period after it, of the same length.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Month { year, month: 12 } => Self::Month { year: year + 1, month: 1 },
            Self::Month { year, month } => Self::Month { year, month: month + 1 },
            Self::Quarter { year, quarter: 4 } => Self::Quarter { year: year + 1, quarter: 1 },
            Self::Quarter { year, quarter } => Self::Quarter { year, quarter: quarter + 1 },
            Self::HalfYear { year, half: 2 } => Self::HalfYear { year: year + 1, half: 1 },
            Self::HalfYear { year, half } => Self::HalfYear { year, half: half + 1 },
            Self::NineMonths { year } => Self::NineMonths { year: year + 1 },
            Self::Year { year } => Self::Year { year: year + 1 },
        }
    }

    /// The form used inside a sentence: `tháng 10/2023`, `quý II/2024`, `6 tháng đầu năm 2024`.
    #[must_use]
    pub fn in_words(self) -> String {
        match self {
            Self::Month { year, month } => format!("tháng {month}/{year}"),
            Self::Quarter { year, quarter } => {
                format!("quý {}/{year}", roman(quarter))
            }
            Self::HalfYear { year, half: 1 } => format!("6 tháng đầu năm {year}"),
            Self::HalfYear { year, .. } => format!("6 tháng cuối năm {year}"),
            Self::NineMonths { year } => format!("9 tháng đầu năm {year}"),
            Self::Year { year } => format!("năm {year}"),
        }
    }

    fn order(self) -> (i32, u32, u32) {
        (self.year(), self.last_month(), self.months())
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Month { year, month } => write!(out, "{year}-{month:02}"),
            Self::Quarter { year, quarter } => write!(out, "{year}-Q{quarter}"),
            Self::HalfYear { year, half: 1 } => write!(out, "{year}-6T"),
            Self::HalfYear { year, .. } => write!(out, "{year}-6TC"),
            Self::NineMonths { year } => write!(out, "{year}-9T"),
            Self::Year { year } => write!(out, "{year}"),
        }
    }
}

fn roman(quarter: u32) -> &'static str {
    ["I", "II", "III", "IV"][quarter.clamp(1, 4) as usize - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    const MONTH: Period = Period::Month { year: 2023, month: 10 };
    const QUARTER: Period = Period::Quarter { year: 2024, quarter: 2 };
    const HALF: Period = Period::HalfYear { year: 2024, half: 1 };
    const NINE: Period = Period::NineMonths { year: 2024 };
    const YEAR: Period = Period::Year { year: 2024 };

    #[test]
    fn a_day_lies_in_one_period_of_each_length() {
        let day = |month| NaiveDate::from_ymd_opt(2024, month, 30).unwrap();
        let month = |month| Period::Month { year: 2024, month };
        for period in [month(4), month(6), QUARTER, HALF, NINE, YEAR] {
            assert_eq!(period.around(period.last_day()), Some(period), "{period}");
            assert_eq!(period.contains(month(6)), period != month(4), "{period}");
        }
        assert_eq!(MONTH.around(day(6)), Some(month(6)));
        assert_eq!(HALF.around(day(7)), Some(Period::HalfYear { year: 2024, half: 2 }));
        assert_eq!((NINE.around(day(9)), NINE.around(day(10))), (Some(NINE), None));
    }

    #[test]
    fn names_and_words() {
        for (period, name, words) in [
            (MONTH, "2023-10", "tháng 10/2023"),
            (Period::Month { year: 2024, month: 5 }, "2024-05", "tháng 5/2024"),
            (QUARTER, "2024-Q2", "quý II/2024"),
            (HALF, "2024-6T", "6 tháng đầu năm 2024"),
            (Period::HalfYear { year: 2024, half: 2 }, "2024-6TC", "6 tháng cuối năm 2024"),
            (NINE, "2024-9T", "9 tháng đầu năm 2024"),
            (YEAR, "2024", "năm 2024"),
        ] {
            assert_eq!(period.to_string(), name);
            assert_eq!(period.in_words(), words);
        }
    }

    #[test]
    fn days() {
        let days = |period: Period| format!("{} {}", period.first_day(), period.last_day());
        assert_eq!(days(MONTH), "2023-10-01 2023-10-31");
        assert_eq!(days(Period::Month { year: 2024, month: 2 }), "2024-02-01 2024-02-29");
        assert_eq!(days(QUARTER), "2024-04-01 2024-06-30");
        assert_eq!(days(HALF), "2024-01-01 2024-06-30");
        assert_eq!(days(NINE), "2024-01-01 2024-09-30");
        assert_eq!(days(YEAR), "2024-01-01 2024-12-31");
    }

    #[test]
    fn before_and_after() {
        for (period, before) in [
            (Period::Month { year: 2024, month: 1 }, Period::Month { year: 2023, month: 12 }),
            (
                Period::Quarter { year: 2024, quarter: 1 },
                Period::Quarter { year: 2023, quarter: 4 },
            ),
            (HALF, Period::HalfYear { year: 2023, half: 2 }),
            (NINE, Period::NineMonths { year: 2023 }),
            (YEAR, Period::Year { year: 2023 }),
            (MONTH, Period::Month { year: 2023, month: 9 }),
        ] {
            assert_eq!(period.previous(), before);
            assert!(before < period);
        }
        assert!(MONTH < QUARTER && QUARTER < HALF && HALF < NINE && NINE < YEAR);
        assert_eq!(NINE.next().previous(), NINE);
        assert_eq!(NINE.year_ago(), NINE.previous());
    }
}
