//! Earlier periods: their annexes are the history; there is no database.

pub mod names;
mod read;

pub use read::read;

use std::path::Path;

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

/// The nearest earlier period of the same length that has an annex; of several annexes the one
/// with the highest number.
#[must_use]
pub fn nearest(root: &Path, period: Period, settings: &Settings) -> Option<Earlier> {
    let folders = periods(root).ok()?.into_iter().rev();
    let mut earlier = folders.filter(|(p, _)| *p < period && p.months() == period.months());
    earlier.find_map(|(period, folder)| {
        let annexes = names::annexes(&folder.join(OUTPUT_FOLDER), period).ok()?;
        annexes.into_iter().rev().find_map(|(_, path)| {
            let book = open(&path).ok()?;
            let file = path.strip_prefix(root).unwrap_or(&path);
            read(&book, period, &file.to_string_lossy().replace('\\', "/"), settings)
        })
    })
}
