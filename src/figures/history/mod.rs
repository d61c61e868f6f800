//! Earlier periods: their annexes are the history; there is no database.

mod annex_figures;
mod choice;
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
pub use first_year::FirstYear;
pub(crate) use span::summed;
pub use span::{PeriodTotals, Span};
#[cfg(test)]
pub(crate) use unit_changes::convert_units;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::figures::consolidate::{Total, UnitFigures};
use crate::form::ListRow;
use crate::settings::{Basis, Settings};
use crate::workspace::{PeriodFolders, UnusedFolder};
use viet_text::period::Period;
use workbook_io::parallel_map;

/// An earlier period as its annex has it, converted to today's units.
#[derive(Clone, Debug)]
pub struct EarlierPeriod {
    /// The period.
    pub period: Period,
    /// The annex it was read from, relative to the workspace.
    pub file: String,
    /// By today's unit, then by indicator, then by basis. A unit made of several has their
    /// figures together.
    pub by_unit: Vec<UnitFigures>,
    /// By indicator, then by basis: over the units that reported then.
    pub totals: Vec<[Total; 4]>,
    /// By list: the organisations named.
    pub rows: Vec<EarlierRows>,
    /// The annex was changed by hand after the tool wrote it; what it says now is used.
    pub edited: bool,
    /// The figures that the annex itself called under review.
    pub under_review: BTreeSet<(usize, Basis)>,
    /// How many units reported then, where the list has changed since.
    pub other_units: Option<usize>,
    /// Why its whole is not today's; empty where it is.
    pub gaps: Vec<HistoryGap>,
}

impl EarlierPeriod {
    /// Its totals.
    #[must_use]
    pub fn totals(&self) -> PeriodTotals<'_> {
        let (totals, gaps, under_review) = (&self.totals, &self.gaps, &self.under_review);
        PeriodTotals { period: self.period, totals, gaps, under_review }
    }

    /// Why its whole is not today's, unit by unit.
    #[must_use]
    pub fn reasons(&self, settings: &Settings) -> Vec<String> {
        self.gaps.iter().map(|gap| gap.in_words(settings)).collect()
    }
}

impl HistoryGap {
    /// The unit and why.
    #[must_use]
    pub fn in_words(&self, settings: &Settings) -> String {
        match self.unit {
            Some(unit) => format!("{} ({})", settings.units[unit].name, self.reason),
            None => self.reason.clone(),
        }
    }
}

/// A reason why an earlier period's whole is not today's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryGap {
    /// Today's unit without earlier figures, by its place in the settings; `None` where a unit
    /// of then is gone.
    pub unit: Option<usize>,
    /// Why, in the officer's words.
    pub reason: String,
}

/// An organisation on an earlier period's list.
#[derive(Clone, Debug)]
pub struct EarlierRow {
    /// Today's unit, by its place in the settings.
    pub unit: usize,
    /// Its name.
    pub name: String,
    /// What was said of it then; none where only its name is known.
    pub row: Option<Arc<ListRow>>,
}

/// The organisations on an earlier period's list, by unit.
#[derive(Clone, Debug, Default)]
pub struct EarlierRows(Vec<EarlierRow>);

impl EarlierRows {
    /// A unit's, in the list's order.
    #[must_use]
    pub fn of_unit(&self, unit: usize) -> &[EarlierRow] {
        let from = self.0.partition_point(|row| row.unit < unit);
        let own = &self.0[from..];
        &own[..own.partition_point(|row| row.unit == unit)]
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &EarlierRow> {
        self.0.iter()
    }
}

impl FromIterator<EarlierRow> for EarlierRows {
    fn from_iter<I: IntoIterator<Item = EarlierRow>>(rows: I) -> Self {
        let mut rows: Vec<EarlierRow> = rows.into_iter().collect();
        rows.sort_by_key(|row| row.unit);
        Self(rows)
    }
}

/// An earlier period whose annex exists and cannot be read. It has no figures, and nothing
/// replaces them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadAnnex {
    /// The period.
    pub period: Period,
    /// What cannot be read, relative to the workspace: the annex, the folder of annexes, or the
    /// review workbook that says which of several was sent.
    pub file: String,
    /// Why, in Vietnamese: one sentence without its full stop.
    pub why: String,
    /// What to do about it, likewise.
    pub to_do: &'static str,
}

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
