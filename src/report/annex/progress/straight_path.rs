//! The straight line from an item's baseline to its level on the deadline.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::report::annex::earlier;
use crate::report::annex::mirror::PageItem;
use crate::results::Results;
use crate::settings::{TargetSet, Yardstick};
use workbook_io::number::rounded;

/// Met and will stay so; met and will be lost; will arrive in time; will not.
pub(super) const VERDICTS: [&str; 4] = [
    "Đang đạt mức, theo nhịp này vẫn đạt",
    "Đang đạt mức, theo nhịp này không giữ được",
    "Theo nhịp này thì kịp",
    "Theo nhịp này thì chưa kịp",
];

/// The line, and the item's present figure.
pub(super) struct StraightPath {
    /// The figure at the start.
    pub(super) base: Decimal,
    /// The day of the start.
    pub(super) from: NaiveDate,
    /// The day by which the level is to be met.
    pub(super) to: NaiveDate,
    /// The day of the figures.
    pub(super) now: NaiveDate,
    level: Option<Decimal>,
    figure: Option<Decimal>,
}

/// The day of the figures.
pub(super) fn day(results: &Results<'_>) -> NaiveDate {
    results.entries.facts.data_until.unwrap_or(results.closing_day())
}

/// A day as Excel's serial number.
pub(super) fn excel_serial(day: NaiveDate) -> i64 {
    let start = NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day of the calendar");
    (day - start).num_days()
}

/// An item's line, or the reason in Vietnamese why there is none.
pub(super) fn straight_path(
    results: &Results<'_>,
    set: &TargetSet,
    page_item: &PageItem<'_>,
    yardstick: &Yardstick,
) -> Result<StraightPath, &'static str> {
    let to = page_item.item.deadline.ok_or("Văn bản không ghi hạn hoàn thành")?;
    if let Some(reason) = yardstick.kind.no_pace {
        return Err(reason);
    }
    let now = day(results);
    let (base, from) = start(results, set, yardstick)?;
    // Spreadsheets disagree on days before March 1900.
    if excel_serial(from) < 61 || to <= from {
        return Err("Hạn hoàn thành không sau ngày xuất phát");
    }
    if now <= from {
        return Err("Chưa có kỳ nào sau mức xuất phát");
    }
    if now >= to {
        return Err("Đã đến hạn");
    }
    let (level, figure) = (page_item.level_now(), page_item.whole_figure());
    Ok(StraightPath { base, from, to, now, level, figure })
}

/// The baseline of the settings, or the earliest known figure.
fn start(
    results: &Results<'_>,
    set: &TargetSet,
    yardstick: &Yardstick,
) -> Result<(Decimal, NaiveDate), &'static str> {
    if let Some(base) = yardstick.baseline {
        let from = set.from.ok_or("Có mức xuất phát nhưng trang Bộ chỉ tiêu chưa ghi Từ ngày")?;
        return Ok((base, from));
    }
    let settings = &results.workspace.settings;
    let period = results.month.period;
    let same =
        results.history.periods.iter().filter(|earlier| {
            earlier.period < period && earlier.period.months() == period.months()
        });
    let mut values = same.filter_map(|earlier| {
        let value = earlier::value(earlier, yardstick, yardstick.basis, settings)?;
        Some((value, earlier.period.last_day()))
    });
    let first = values.next();
    let unread = results.history.unread_before(period).map(|unread| unread.period.last_day()).min();
    // If the earliest annex cannot be read, a later one is not used instead.
    if unread.is_some_and(|unread| first.is_none_or(|(_, on)| unread < on)) {
        return Err("Chưa có mức xuất phát, chưa đọc được phụ lục kỳ sớm nhất");
    }
    first.ok_or("Chưa có mức xuất phát, chưa có phụ lục kỳ trước")
}

impl StraightPath {
    fn days(&self) -> (Decimal, Decimal) {
        let days = |to: NaiveDate| Decimal::from((to - self.from).num_days());
        (days(self.now), days(self.to))
    }

    /// The figure that the line has today.
    pub(super) fn due(&self) -> Option<Decimal> {
        self.figure?;
        let (gone, all) = self.days();
        let way = self.level?.checked_sub(self.base)?;
        way.checked_mul(gone)?.checked_div(all)?.checked_add(self.base)
    }

    /// How far the figure is ahead of the line.
    pub(super) fn ahead(&self) -> Option<Decimal> {
        self.figure?.checked_sub(self.due()?)
    }

    /// The figure on the deadline at the present pace.
    pub(super) fn end(&self) -> Option<Decimal> {
        self.level?;
        let (gone, all) = self.days();
        let way = self.figure?.checked_sub(self.base)?;
        way.checked_mul(all)?.checked_div(gone)?.checked_add(self.base)
    }

    /// Whether the level is met on the deadline.
    pub(super) fn verdict(&self, yardstick: &Yardstick) -> Option<&'static str> {
        let (figure, level) = (self.figure?, self.level?);
        let holds = |figure| yardstick.holds(figure, level);
        let end = holds(rounded(self.end()?, 6));
        Some(match (holds(figure), end) {
            (true, true) => VERDICTS[0],
            (true, false) => VERDICTS[1],
            (false, true) => VERDICTS[2],
            (false, false) => VERDICTS[3],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(base: i64, level: i64, figure: i64) -> StraightPath {
        let day = |month, day| NaiveDate::from_ymd_opt(2023, month, day).unwrap();
        StraightPath {
            base: base.into(),
            from: day(1, 1),
            to: day(4, 11),
            now: day(2, 20),
            level: Some(level.into()),
            figure: Some(figure.into()),
        }
    }

    #[test]
    fn half_the_time_is_half_the_way() {
        let rising = path(2_400, 2_600, 2_490);
        assert_eq!(rising.due(), Some(2_500.into()));
        assert_eq!(rising.ahead(), Some((-10).into()));
        assert_eq!(rising.end(), Some(2_580.into()));
        // A level not to exceed is approached from above.
        assert_eq!(path(10, 4, 6).end(), Some(2.into()));
    }

    #[test]
    fn a_day_is_counted_as_excel_does() {
        assert_eq!(excel_serial(NaiveDate::from_ymd_opt(2023, 10, 31).unwrap()), 45_230);
    }
}
