//! Earlier periods: their annexes are the history; there is no database.

mod read;

pub use crate::annexed::names;
pub use read::read;

use std::path::{Path, PathBuf};

use crate::consolidate::{Total, UnitFigure};
use crate::intake::OUTPUT_FOLDER;
use crate::reading::period::Period;
use crate::settings::Settings;
use crate::workspace::{open, periods};

/// An earlier period as its annex has it, in the order of today's settings.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// The period.
    pub period: Period,
    /// The annex it was read from, relative to the workspace.
    pub file: String,
    /// By unit, then by indicator, then by basis.
    pub by_unit: Vec<Vec<[Option<UnitFigure>; 4]>>,
    /// By indicator, then by basis.
    pub totals: Vec<[Total; 4]>,
    /// By list: the organisations named.
    pub rows: Vec<Vec<EarlierRow>>,
}

/// An organisation on an earlier period's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierRow {
    /// The unit, by its place in the settings.
    pub unit: usize,
    /// Its name.
    pub name: String,
}

/// Earlier periods that have an annex, the earliest first.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// One a period, whatever its length.
    pub periods: Vec<Earlier>,
}

impl History {
    /// Reads every earlier period's annex; of several annexes of one period the one with the
    /// highest number.
    #[must_use]
    pub fn of(root: &Path, period: Period, settings: &Settings) -> Self {
        let folders = periods(root).unwrap_or_default().into_iter();
        let before = folders.filter(|(other, _)| other.last_day() <= period.last_day());
        let others = before.filter(|(other, _)| *other != period);
        let read = |(period, folder): (Period, PathBuf)| of_period(root, period, &folder, settings);
        Self { periods: others.filter_map(read).collect() }
    }

    /// The nearest earlier period of the same length.
    #[must_use]
    pub fn nearest(&self, period: Period) -> Option<&Earlier> {
        let same_length =
            |other: &&Earlier| other.period < period && other.period.months() == period.months();
        self.periods.iter().rev().find(same_length)
    }
}

fn of_period(root: &Path, period: Period, folder: &Path, settings: &Settings) -> Option<Earlier> {
    let annexes = names::annexes(&folder.join(OUTPUT_FOLDER), period).ok()?;
    annexes.into_iter().rev().find_map(|(_, path)| {
        let book = open(&path).ok()?;
        let file = path.strip_prefix(root).unwrap_or(&path);
        read(&book, period, &file.to_string_lossy().replace('\\', "/"), settings)
    })
}
