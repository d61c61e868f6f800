//! What the annex of an earlier period says, converted to today's units.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::figures::consolidate::{Total, UnitFigures};
use crate::form::ListRow;
use crate::settings::{Basis, Settings};
use viet_text::period::Period;

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
pub struct EarlierRows(pub(super) Vec<EarlierRow>);

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

/// A period's totals, as one piece of a longer period's.
#[derive(Clone, Copy, Debug)]
pub struct PeriodTotals<'a> {
    /// The period.
    pub period: Period,
    /// By indicator, then by basis.
    pub totals: &'a [[Total; 4]],
    /// Why its whole is not today's.
    pub gaps: &'a [HistoryGap],
    /// The figures that its annex itself called under review.
    pub under_review: &'a BTreeSet<(usize, Basis)>,
}
