//! What was told of a period, and of those of its length before it, day by day: a half-year at the
//! end of May is what its months say until then.

use chrono::NaiveDate;

use super::{EarlierPeriod, History, PeriodTotals, Span, UnreadAnnex};
use crate::settings::Settings;
use viet_text::period::Period;

impl History {
    /// A period's totals and those of earlier periods of its length as each annex told them, at
    /// most this many, the earliest first. Figures of a day and since the year's start are the
    /// annex's own; flows are summed from the first month of the period that the day lies in.
    #[must_use]
    pub fn moments(&self, period: Period, most: usize, settings: &Settings) -> Vec<Span> {
        let pieces: Vec<PeriodTotals<'_>> = self.period_totals().collect();
        let told = pieces.iter().map(|piece| piece.period).filter(|told| tells(*told, period));
        let mut ends: Vec<NaiveDate> = told.map(Period::last_day).collect();
        ends.sort_unstable();
        ends.dedup();
        ends.drain(..ends.len().saturating_sub(most));
        let at = |end: NaiveDate| {
            let known = |piece: &&PeriodTotals<'_>| piece.period.last_day() <= end;
            let known: Vec<PeriodTotals<'_>> = pieces.iter().filter(known).copied().collect();
            let span = Span::assemble(period.around(end)?, &known, settings)?;
            // A shorter period's annex is no substitute for one that cannot be read.
            let lost = |unread: &UnreadAnnex| {
                tells(unread.period, period)
                    && unread.period.last_day() == end
                    && unread.period > span.latest
            };
            (!self.unread.iter().any(lost)).then_some(span)
        };
        ends.into_iter().filter_map(at).collect()
    }

    /// The latest of them; none where a later annex cannot be read, for figures from further back
    /// are no substitute.
    pub(super) fn find_preceding(&self, period: Period, settings: &Settings) -> Option<Span> {
        let last = self.moments(period, 1, settings).pop()?;
        let unread = self.unread_telling(period).map(|unread| unread.period).max();
        unread.is_none_or(|unread| unread <= last.latest).then_some(last)
    }

    /// Annexes that cannot be read and would tell of a period or of those of its length before.
    pub fn unread_telling(&self, period: Period) -> impl Iterator<Item = &UnreadAnnex> {
        self.unread.iter().filter(move |unread| tells(unread.period, period))
    }

    /// The annex whose figures are a span's latest.
    #[must_use]
    pub fn latest_of(&self, span: &Span) -> Option<&EarlierPeriod> {
        self.periods.iter().find(|earlier| earlier.period == span.latest)
    }
}

/// Did a period end before another, and does it lie within one of the other's length?
fn tells(told: Period, period: Period) -> bool {
    let within = || period.around(told.last_day()).is_some_and(|whole| whole.contains(told));
    told.last_day() < period.last_day() && within()
}
