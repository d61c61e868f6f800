//! Which items have a pace towards their level, and from where it is counted.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::figures::history::Span;
use crate::report::annex::earlier::{self, EarlierFigure};
use crate::results::Results;
use crate::settings::{Basis, Expr, Operator, OverPeriods, Settings, TargetSet, Yardstick};

/// Without a declared start so many periods are needed, this one among them, over so many days:
/// one month more or less is no pace.
const FEWEST_PERIODS: usize = 3;
const FEWEST_DAYS: i64 = 90;

const TOO_FEW: &str = "Chưa đủ kỳ để tính";
pub(super) const BEGINS_ANEW: &str = "Số lũy kế tính lại từ đầu năm: không tính tiến độ";

/// Why an item has no pace, in Vietnamese; `None` where it has one.
pub(super) fn no_pace(yardstick: &Yardstick, settings: &Settings) -> Option<&'static str> {
    let terms = yardstick.figure.terms();
    let is_estimate = yardstick.basis == Basis::Estimate
        || terms.iter().any(|term| term.basis == Some(Basis::Estimate));
    let is_mean = |code: &str| settings.indicators[code].over_units.is_mean();
    let is_flow = |code: &str| settings.indicators[code].over_periods == OverPeriods::Flow;
    if let Some(reason) = yardstick.kind.no_pace {
        return Some(reason);
    }
    if is_estimate {
        return Some("Đánh giá theo ước cả năm: không tính tiến độ");
    }
    if terms.iter().any(|term| is_mean(&term.code))
        || !yardstick.is_share() && divides(&yardstick.figure)
    {
        return Some("Số bình quân: không tính tiến độ");
    }
    if terms.iter().any(|term| is_flow(&term.code)) {
        return Some("Số phát sinh trong kỳ: không tính tiến độ");
    }
    None
}

/// Is a figure divided by another?
fn divides(figure: &Expr) -> bool {
    match figure {
        Expr::Binary(_, Operator::Divide, by) if !by.terms().is_empty() => true,
        Expr::Binary(one, _, other) => divides(one) || divides(other),
        _ => false,
    }
}

/// Is the figure counted from each year's start? Then it has a pace within one year only.
pub(super) fn begins_anew(yardstick: &Yardstick, settings: &Settings) -> bool {
    let terms = yardstick.figure.terms();
    let over_periods = |code: &str| settings.indicators[code].over_periods;
    terms.iter().any(|term| over_periods(&term.code) == OverPeriods::YearToDate)
}

/// Where the line starts: the baseline of the settings, or the earliest whole figure of several
/// periods. `now` is the day of this period's figure, where it has one.
pub(super) fn start(
    results: &Results<'_>,
    set: &TargetSet,
    yardstick: &Yardstick,
    now: Option<NaiveDate>,
) -> Result<(Decimal, NaiveDate), &'static str> {
    let settings = &results.workspace.settings;
    let begins_anew = begins_anew(yardstick, settings);
    let of_this_year = |from: NaiveDate| !begins_anew || from.year() == day(results).year();
    if let Some(base) = yardstick.baseline {
        let from = set.from.ok_or("Có mức xuất phát nhưng trang Bộ chỉ tiêu chưa ghi Từ ngày")?;
        return match of_this_year(from) {
            true => Ok((base, from)),
            false => Err(BEGINS_ANEW),
        };
    }
    let period = results.month.period;
    let in_force = |on: NaiveDate| set.from.is_none_or(|from| on.succ_opt() >= Some(from));
    let figure = |span: Span| {
        let on = settings.office.closing.last_day(span.latest);
        let known = earlier::figure(span.totals(), yardstick, yardstick.basis, settings);
        let EarlierFigure { value, whole, .. } = known?;
        (whole && in_force(on) && of_this_year(on)).then_some((value, on))
    };
    let spans = results.history.moments(period, usize::MAX, settings).into_iter();
    let known: Vec<(Decimal, NaiveDate)> = spans.filter_map(figure).collect();
    let first = known.first().copied();
    let unread =
        results.history.unread_telling(period).map(|unread| unread.period.last_day()).min();
    // If the earliest annex cannot be read, a later one is not used instead.
    if unread.is_some_and(|unread| first.is_none_or(|(_, on)| unread < on)) {
        return Err("Chưa đủ kỳ để tính: chưa đọc được phụ lục kỳ sớm nhất");
    }
    let (base, from) = first.ok_or(TOO_FEW)?;
    let periods = known.len() + usize::from(now.is_some());
    let days = (day(results) - from).num_days();
    if periods < FEWEST_PERIODS || days < FEWEST_DAYS { Err(TOO_FEW) } else { Ok((base, from)) }
}

/// The day of the figures.
pub(super) fn day(results: &Results<'_>) -> NaiveDate {
    results.entries.facts.data_until.unwrap_or(results.closing_day())
}
