//! Earlier periods: their annexes are the history; there is no database.

mod annex_figures;
mod choice;
mod earlier_period;
mod first_months;
mod first_year;
mod manual_edits;
mod moments;
#[cfg(test)]
mod moments_tests;
pub mod sendings;
mod span;
#[cfg(test)]
mod tests;
mod unit_changes;

pub use crate::workspace::annex_book::names;
pub use annex_figures::read;
pub use earlier_period::{
    EarlierPeriod, EarlierRow, EarlierRows, HistoryGap, PeriodTotals, UnreadAnnex,
};
pub use first_year::FirstYear;
pub use span::Span;
pub(crate) use span::summed;
#[cfg(test)]
pub(crate) use unit_changes::convert_units;

use std::path::{Path, PathBuf};

use crate::settings::Settings;
use crate::workspace::{PeriodFolders, UnusedFolder};
use viet_text::period::Period;
use workbook_io::parallel_map;

/// Earlier periods that have an annex, the earliest first.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// One a period, whatever its length.
    pub periods: Vec<EarlierPeriod>,
    /// Those whose annex cannot be read.
    pub unread: Vec<UnreadAnnex>,
    /// Folders of the workspace that bear a period's name and are not read.
    pub unused: Vec<UnusedFolder>,
    /// What the column of the period before says: see [`History::moments`].
    pub preceding: Option<Span>,
}

impl History {
    /// Reads every earlier period's annex; of several annexes of one period the one that was
    /// sent last, else the one with the highest number.
    #[must_use]
    pub fn read(root: &Path, period: Period, settings: &Settings) -> Self {
        let PeriodFolders { used, unused } = PeriodFolders::list(root).unwrap_or_default();
        let before = used.into_iter().filter(|(other, _)| other.last_day() <= period.last_day());
        let others: Vec<(Period, PathBuf)> = before.filter(|(other, _)| *other != period).collect();
        let read = |(): &mut (), (other, folder): &(Period, PathBuf)| {
            let then = settings.on(other.last_day());
            let earlier = choice::read_of_period(root, *other, folder, &then);
            earlier.map(|earlier| {
                earlier.map(|earlier| {
                    unit_changes::convert_units(earlier, &then, settings, period.last_day())
                })
            })
        };
        let mut history = Self { unused, ..Self::default() };
        for earlier in parallel_map(&others, || (), read) {
            match earlier {
                Ok(earlier) => history.periods.extend(earlier),
                Err(unread) => history.unread.push(unread),
            }
        }
        history.preceding = history.find_preceding(period, settings);
        history
    }

    /// The nearest earlier period of the same length; none where its annex cannot be read, for
    /// figures from further back are no substitute.
    #[must_use]
    pub fn nearest(&self, period: Period) -> Option<&EarlierPeriod> {
        let same_length = |other: Period| other < period && other.months() == period.months();
        let read = self.periods.iter().rev().find(|earlier| same_length(earlier.period));
        let unread = self.unread_before(period).map(|unread| unread.period).max();
        read.filter(|earlier| unread.is_none_or(|unread| unread <= earlier.period))
    }

    /// The nearest earlier period of the same length of which nothing was under review, at most half a
    /// dozen periods back: what was in doubt then is no measure for what follows.
    #[must_use]
    pub fn nearest_without_doubt(&self, period: Period) -> Option<&EarlierPeriod> {
        let same_length = |other: Period| other < period && other.months() == period.months();
        let own = self.periods.iter().rev().filter(|earlier| same_length(earlier.period));
        own.take(6).find(|earlier| earlier.under_review.is_empty())
    }

    /// Earlier periods of the same length whose annex cannot be read.
    pub fn unread_before(&self, period: Period) -> impl Iterator<Item = &UnreadAnnex> {
        let same_length = move |other: Period| other < period && other.months() == period.months();
        self.unread.iter().filter(move |unread| same_length(unread.period))
    }

    /// Periods within a longer one whose annex cannot be read.
    pub fn unread_within(&self, whole: Period) -> impl Iterator<Item = &UnreadAnnex> {
        let is_within = move |part: Period| {
            whole.first_day() <= part.first_day() && part.last_day() <= whole.last_day()
        };
        self.unread.iter().filter(move |unread| is_within(unread.period))
    }

    /// A period's totals: its own annex's, else put together from those of shorter periods
    /// within it. None where it has one that cannot be read.
    #[must_use]
    pub fn over(&self, period: Period, settings: &Settings) -> Option<Span> {
        if self.unread.iter().any(|unread| unread.period == period) {
            return None;
        }
        let pieces: Vec<PeriodTotals<'_>> = self.period_totals().collect();
        Span::assemble(period, &pieces, settings)
    }

    /// The same period of the year before.
    #[must_use]
    pub fn same_period_last_year(&self, period: Period, settings: &Settings) -> Option<Span> {
        self.over(period.year_ago(), settings)
    }

    /// Every period's totals.
    pub fn period_totals(&self) -> impl Iterator<Item = PeriodTotals<'_>> {
        self.periods.iter().map(EarlierPeriod::totals)
    }
}
