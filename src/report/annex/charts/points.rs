//! The periods along a trend's axis: earlier annexes, gaps where one is missing, and this period.

use std::iter::successors;

use crate::figures::history::Span;
use crate::results::Results;
use viet_text::period::Period;

/// The most earlier periods drawn; the latest ones are taken.
const MOST: usize = 11;

/// An earlier period on the axis.
pub(super) struct Point {
    /// The annex that tells of it, or that is missing.
    pub(super) period: Period,
    /// What was told; none where there is no annex.
    pub(super) told: Option<Span>,
}

/// The earlier periods to draw, the earliest first. A half-year has its months.
pub(super) fn points(results: &Results<'_>) -> Vec<Point> {
    let period = results.month.period;
    let spans = results.history.moments(period, MOST, &results.workspace.settings);
    let ends: Vec<Period> = spans.iter().map(|span| span.latest).skip(1).chain([period]).collect();
    let mut points = Vec::new();
    for (span, end) in spans.into_iter().zip(ends) {
        let latest = span.latest;
        points.push(Point { period: latest, told: Some(span) });
        points.extend(between(latest, end).map(|period| Point { period, told: None }));
    }
    // Gaps are no reason to leave out what is known.
    if points.len() > MOST {
        points.retain(|point| point.told.is_some());
    }
    points
}

/// The periods without an annex from one to the next.
fn between(earlier: Period, later: Period) -> impl Iterator<Item = Period> {
    let following = successors(Some(earlier.next()), |period| Some(period.next()));
    following.take_while(move |period| period.last_day() < later.last_day()).take(MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_month_leaves_a_gap() {
        let month = |month| Period::Month { year: 2026, month };
        let half = Period::HalfYear { year: 2026, half: 1 };
        let names = |from, to| between(from, to).map(Period::in_short).collect::<Vec<_>>();
        assert_eq!(names(month(1), month(2)), [""; 0]);
        assert_eq!(names(month(1), month(4)), ["T2/26", "T3/26"]);
        assert_eq!(names(month(4), half), ["T5/26"]);
        assert_eq!(names(Period::Quarter { year: 2026, quarter: 1 }, month(5)), [""; 0]);
    }
}
