//! The straight line from an item's start to its level on the deadline, and where the present
//! pace leads.

use chrono::{Datelike as _, NaiveDate};
use rust_decimal::Decimal;

use super::pace::{BEGINS_ANEW, begins_anew, day, no_pace, start};
use crate::judge::Status;
use crate::report::annex::mirror::PageItem;
use crate::results::Results;
use crate::settings::{Settings, TargetSet, Yardstick};
use workbook_io::number::rounded;

/// Met and will stay so; met and will be lost; will arrive in time; will not.
pub(super) const VERDICTS: [&str; 4] = [
    "Đã đạt",
    "Đã đạt; nếu giữ tốc độ hiện nay: khó giữ mức",
    "Nếu giữ tốc độ hiện nay: có khả năng đạt",
    "Nếu giữ tốc độ hiện nay: khó đạt",
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
    /// What the figure cannot fall below or rise above.
    pub(super) bounds: [Option<Decimal>; 2],
    level: Option<Decimal>,
    figure: Option<Decimal>,
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
    let settings = &results.workspace.settings;
    if let Some(reason) = no_pace(yardstick, settings) {
        return Err(reason);
    }
    let now = day(results);
    if now >= to {
        return Err("Đã đến hạn");
    }
    if begins_anew(yardstick, settings) && to.year() != now.year() {
        return Err(BEGINS_ANEW);
    }
    if page_item.measured.as_ref().is_some_and(|measured| measured.decided_early) {
        return Err("Chưa đủ số liệu kỳ này: không tính tiến độ");
    }
    let figure = known_figure(page_item);
    let (base, from) = start(results, set, yardstick, figure.map(|_| now))?;
    // Spreadsheets disagree on days before March 1900.
    if excel_serial(from) < 61 || to <= from {
        return Err("Hạn hoàn thành không sau ngày xuất phát");
    }
    if now <= from {
        return Err("Chưa có kỳ nào sau mức xuất phát");
    }
    let level = page_item.level_now();
    let bounds = bounds(yardstick, settings, &[Some(base), level, figure]);
    Ok(StraightPath { base, from, to, now, bounds, level, figure })
}

/// The figure as printed, where it is judged.
pub(super) fn known_figure(page_item: &PageItem<'_>) -> Option<Decimal> {
    let is_judged = matches!(page_item.status, Status::Met | Status::Unmet);
    page_item.figure_now().filter(|_| is_judged)
}

/// Counts are never negative, and a share of a whole is at most all of it.
fn bounds(
    yardstick: &Yardstick,
    settings: &Settings,
    numbers: &[Option<Decimal>],
) -> [Option<Decimal>; 2] {
    let all = |holds: &dyn Fn(Decimal) -> bool| numbers.iter().flatten().all(|n| holds(*n));
    let positive = all(&|number| !number.is_sign_negative() || number.is_zero());
    let is_part = yardstick.is_share() && all(&|number| number <= Decimal::ONE_HUNDRED);
    let is_count = yardstick.is_share() || yardstick.figure.cannot_fall(settings);
    let floor = (positive && is_count).then_some(Decimal::ZERO);
    [floor, (positive && is_part).then_some(Decimal::ONE_HUNDRED)]
}

impl StraightPath {
    fn days(&self) -> (Decimal, Decimal) {
        let days = |to: NaiveDate| Decimal::from((to - self.from).num_days());
        (days(self.now), days(self.to))
    }

    /// The figure that the line has today. Where the start meets the level already, the level.
    pub(super) fn due(&self, yardstick: &Yardstick) -> Option<Decimal> {
        self.figure?;
        let level = self.level?;
        if yardstick.holds(self.base, level) {
            return Some(level);
        }
        let (gone, all) = self.days();
        let way = level.checked_sub(self.base)?;
        way.checked_mul(gone)?.checked_div(all)?.checked_add(self.base)
    }

    /// How far the figure is ahead of the line.
    pub(super) fn ahead(&self, yardstick: &Yardstick) -> Option<Decimal> {
        self.figure?.checked_sub(self.due(yardstick)?)
    }

    /// The figure on the deadline at the present pace.
    pub(super) fn end(&self) -> Option<Decimal> {
        self.level?;
        let (gone, all) = self.days();
        let way = self.figure?.checked_sub(self.base)?;
        let end = way.checked_mul(all)?.checked_div(gone)?.checked_add(self.base)?;
        let [floor, ceiling] = self.bounds;
        let end = floor.map_or(end, |floor| end.max(floor));
        Some(ceiling.map_or(end, |ceiling| end.min(ceiling)))
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
    use crate::kinds::KINDS;
    use crate::settings::{Basis, Expr, Threshold};

    fn yardstick(code: &str) -> Yardstick {
        Yardstick {
            figure: Expr::Number(Decimal::ONE),
            kind: KINDS.iter().find(|kind| kind.code == code).unwrap(),
            threshold: Threshold::Column(Basis::Plan),
            upper: None,
            baseline: None,
            unit: "%".to_owned(),
            basis: Basis::Actual,
            decimals: 2,
        }
    }

    fn path(base: i64, level: i64, figure: i64) -> StraightPath {
        let day = |month, day| NaiveDate::from_ymd_opt(2023, month, day).unwrap();
        StraightPath {
            base: base.into(),
            from: day(1, 1),
            to: day(4, 11),
            now: day(2, 20),
            bounds: [None, None],
            level: Some(level.into()),
            figure: Some(figure.into()),
        }
    }

    #[test]
    fn half_the_time_is_half_the_way() {
        let (rising, from) = (path(2_400, 2_600, 2_490), yardstick(">="));
        assert_eq!(rising.due(&from), Some(2_500.into()));
        assert_eq!(rising.ahead(&from), Some((-10).into()));
        assert_eq!(rising.end(), Some(2_580.into()));
        assert_eq!(rising.verdict(&from), Some(VERDICTS[3]));
        assert_eq!(path(2_400, 2_600, 2_500).verdict(&from), Some(VERDICTS[2]));
        // A level not to exceed is approached from above.
        assert_eq!(path(10, 4, 6).end(), Some(2.into()));
    }

    #[test]
    fn a_start_that_meets_the_level_asks_for_the_level() {
        for (code, [base, level, figure], verdict) in [
            (">=", [74, 40, 75], VERDICTS[0]),
            (">=", [80, 40, 61], VERDICTS[0]),
            (">=", [80, 40, 59], VERDICTS[1]),
            ("<=", [3, 5, 3], VERDICTS[0]),
        ] {
            let (path, yardstick) = (path(base, level, figure), yardstick(code));
            assert_eq!(path.due(&yardstick), Some(level.into()), "{base} {figure}");
            assert_eq!(path.verdict(&yardstick), Some(verdict), "{base} {figure}");
        }
    }

    #[test]
    fn a_share_stays_a_part_of_its_whole() {
        let pack = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/trong/khai-bao.xlsx");
        let book = crate::workspace::open(std::path::Path::new(pack)).unwrap();
        let settings = Settings::read(&book).unwrap();
        let of = |numbers: [i64; 3]| {
            bounds(&yardstick(">="), &settings, &numbers.map(|number| Some(number.into())))
        };
        assert_eq!(of([40, 70, 90]), [Some(0.into()), Some(100.into())]);
        // A growth may well be more than all.
        assert_eq!(of([40, 110, 90]), [Some(0.into()), None]);
        let bounded = |base, figure| StraightPath {
            bounds: of([base, 70, figure]),
            ..path(base, 70, figure)
        };
        assert_eq!(bounded(40, 90).end(), Some(100.into()));
        assert_eq!(bounded(60, 20).end(), Some(0.into()));
    }

    #[test]
    fn a_day_is_counted_as_excel_does() {
        assert_eq!(excel_serial(NaiveDate::from_ymd_opt(2023, 10, 31).unwrap()), 45_230);
    }
}
