//! Earlier periods: their annexes are the history; there is no database.

use crate::consolidate::{Total, UnitFigure};
use crate::reading::period::Period;

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
