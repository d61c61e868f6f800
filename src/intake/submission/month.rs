//! All that a period folder holds: its files and the submissions found in them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::senders::Senders;
use super::{Fate, FileRecord, Submission};
use crate::form::{FormSheet, NamedUnit};
use viet_text::period::Period;

/// All that a period folder holds.
#[derive(Clone, Debug)]
pub struct Month {
    /// The period consolidated.
    pub period: Period,
    /// Its files, in the order of their paths. Copies share them.
    pub files: Arc<Vec<FileRecord>>,
    /// The submissions found in them.
    pub submissions: Vec<Arc<Submission>>,
    /// Who sent what.
    pub(super) senders: Arc<Senders>,
    /// Submissions that the office has chosen, by their places.
    pub(super) chosen: BTreeSet<usize>,
}

impl Month {
    /// A month of these files and submissions, whose fates are settled already.
    #[must_use]
    pub fn new(period: Period, files: Vec<FileRecord>, submissions: Vec<Arc<Submission>>) -> Self {
        let senders = Arc::new(Senders::new(&files, &submissions));
        let chosen = BTreeSet::new();
        Self { period, files: Arc::new(files), submissions, senders, chosen }
    }

    /// Did the office choose this submission?
    #[must_use]
    pub fn is_chosen(&self, place: usize) -> bool {
        self.chosen.contains(&place)
    }

    /// Takes submissions for units', as the office says; [`Month::settle`] settles the rest.
    pub fn take_for(&mut self, units: &BTreeMap<usize, usize>) {
        for (place, unit) in units {
            Arc::make_mut(&mut self.submissions[*place]).unit = Some(NamedUnit::Known(*unit));
        }
    }

    /// All that a unit submitted, used or not.
    pub fn submitted_by(&self, unit: usize) -> impl Iterator<Item = &Arc<Submission>> {
        self.senders.submissions_of(unit).iter().map(|place| &self.submissions[*place])
    }

    /// The submissions used for a unit; several where it sent its forms in separate files.
    pub fn used_by(&self, unit: usize) -> impl Iterator<Item = &Arc<Submission>> {
        self.submitted_by(unit).filter(|own| own.fate == Fate::Used)
    }

    /// The places of a file's submissions, by its path.
    #[must_use]
    pub fn submissions_in(&self, file: &str) -> &[usize] {
        self.senders.submissions_in(file)
    }

    /// The forms read in a file, by its path.
    pub fn sheets_in<'m>(&'m self, file: &str) -> impl Iterator<Item = &'m FormSheet> + use<'m> {
        let places = self.senders.submissions_in(file).iter();
        places.flat_map(|place| &self.submissions[*place].sheets)
    }

    /// Is the unit's report an annex that lacks sub-units?
    #[must_use]
    pub fn lacks_sub_units(&self, unit: usize) -> bool {
        let mut annexes = self.used_by(unit).filter_map(|submission| submission.annexed.as_ref());
        annexes.any(|annexed| !annexed.missing().is_empty())
    }

    /// Has the unit sent anything, usable or not?
    #[must_use]
    pub fn sent_something(&self, unit: usize) -> bool {
        self.senders.has_sent(unit)
    }
}
