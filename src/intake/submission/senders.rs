//! Who sent what, looked up by unit and by file: the time never grows with units times files.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::{FileRecord, Outcome, Submission};
use crate::form::NamedUnit;
use crate::intake::FileError;

/// A month's submissions and files by unit; only for look-ups, as the order of the maps is random.
#[derive(Clone, Debug, Default)]
pub(super) struct Senders {
    /// Places of submissions in the month's list, in its order.
    submissions: HashMap<usize, Vec<usize>, RandomState>,
    /// Units that a file's name points to, or that are nearly named in one.
    named: HashSet<usize, RandomState>,
    /// Places of a file's submissions, by its path.
    of_file: HashMap<Arc<str>, Vec<usize>, RandomState>,
}

impl Senders {
    pub(super) fn new(files: &[FileRecord], submissions: &[Arc<Submission>]) -> Self {
        let mut senders = Self::default();
        for (place, submission) in submissions.iter().enumerate() {
            if let Some(file) = files.get(submission.file) {
                senders.of_file.entry(Arc::clone(&file.path)).or_default().push(place);
            }
            if let Some(NamedUnit::Known(unit)) = submission.unit {
                senders.submissions.entry(unit).or_default().push(place);
            }
        }
        let reports = files.iter().filter(|file| {
            !matches!(file.outcome, Outcome::Refused(FileError::Ignored(_)) | Outcome::Own(_))
        });
        let nearly = submissions.iter().filter_map(|submission| submission.nearly_of());
        senders.named = reports.filter_map(|file| file.unit_by_name).chain(nearly).collect();
        senders
    }

    /// Places of all that a unit submitted, used or not.
    pub(super) fn submissions_of(&self, unit: usize) -> &[usize] {
        self.submissions.get(&unit).map_or(&[], Vec::as_slice)
    }

    /// Places of the submissions in a file.
    pub(super) fn submissions_in(&self, file: &str) -> &[usize] {
        self.of_file.get(file).map_or(&[], Vec::as_slice)
    }

    /// Has the unit sent anything, usable or not?
    pub(super) fn has_sent(&self, unit: usize) -> bool {
        self.named.contains(&unit) || self.submissions.contains_key(&unit)
    }
}
