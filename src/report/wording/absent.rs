//! Units without a usable report.

use crate::results::Results;

/// Units without a usable report, by their position in the settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Absent {
    /// They sent nothing.
    pub unsent: Vec<usize>,
    /// They sent something unusable.
    pub unusable: Vec<usize>,
}

impl Absent {
    /// All of them, including those for which an earlier period's figures are used.
    #[must_use]
    pub fn find(results: &Results<'_>) -> Self {
        let units = 0..results.workspace.settings.units.len();
        let absent = units.filter(|unit| results.month.used_by(*unit).next().is_none());
        let (unusable, unsent) = absent.partition(|unit| results.month.sent_something(*unit));
        Self { unsent, unusable }
    }

    /// Those without figures in the results, not even an earlier period's.
    #[must_use]
    pub fn not_in_results(results: &Results<'_>) -> Self {
        let mut absent = Self::find(results);
        let carried = &results.decisions.carried;
        absent.unsent.retain(|unit| !carried.contains(unit));
        absent.unusable.retain(|unit| !carried.contains(unit));
        absent
    }

    /// How many.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.unsent.len() + self.unusable.len()
    }
}

/// Names of units, in the order given.
#[must_use]
pub fn unit_names(results: &Results<'_>, units: &[usize]) -> String {
    let all = &results.workspace.settings.units;
    units.iter().map(|unit| all[*unit].name.as_str()).collect::<Vec<_>>().join(", ")
}
