//! One thing to know about the input.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::settings::Basis;
use workbook_io::Address;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A figure is wrong or missing, or very likely so.
    Error,
    /// Something to look at.
    Warning,
    /// Something done that one may want to know.
    #[default]
    Info,
}

impl Severity {
    /// The officer's word for it.
    #[must_use]
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Error => "Sai, thiếu",
            Self::Warning => "Cần xem",
            Self::Info => "Để biết",
        }
    }
}

/// A value that a cell would take if the officer accepts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The cell, on the finding's sheet.
    pub at: Address,
    /// What is written there now.
    pub written: String,
    /// What it would be.
    pub value: Decimal,
}

/// A unit's figure as it would be if what the finding doubts were so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhatIf {
    /// The indicator.
    pub code: String,
    /// The basis.
    pub basis: Basis,
    /// The unit's figure (of a mean, the mean).
    pub value: Decimal,
}

/// One thing to know about the input, at its cells.
///
/// A rule fills what is its own; code and severity come from the rule's declaration.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Finding {
    /// The rule's code.
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// The unit, by its place in the settings.
    pub unit: Option<usize>,
    /// The file, relative to the period folder; empty where none is at fault.
    pub file: String,
    /// The sheet.
    pub sheet: String,
    /// The cells; a list row's finding names its name cell or the cell at fault.
    pub cells: Vec<Address>,
    /// What is written.
    pub found: String,
    /// What it should be.
    pub expected: String,
    /// The whole sentence: who, where, what is written, what it should be, what is used now,
    /// what to do.
    pub message: String,
    /// What the unit is asked, without saying where: what is written and what to do, and nothing
    /// that is the office's own (what is used meanwhile, what hangs on it, its other files). Empty
    /// where there is nothing that the unit could do.
    pub ask: String,
    /// Values to take instead, cell by cell, for the officer to accept.
    pub fixes: Vec<Fix>,
    /// The value to take instead, where it is one and the same for all cells.
    pub proposal: Option<Decimal>,
    /// The officer answered it, with what is in use kept or a value given: it is no longer open.
    pub settled: bool,
    /// What stays in use if the officer decides so, where that is not what is written.
    pub in_use: String,
    /// Indicators whose figures hang on it.
    pub indicators: Vec<String>,
    /// The bases on which they do; all where none is named.
    pub bases: Vec<Basis>,
    /// Items whose figures hang on it, as "set item".
    pub affects: Vec<String>,
    /// Items whose verdict another value could change, as "set item".
    pub flips: Vec<String>,
    /// Figures that would hold instead, where neither cell nor list can be said to be right.
    pub(super) what_if: Vec<WhatIf>,
    /// How grave it is, where less hangs on it than its rule says.
    pub(super) eased: Option<Severity>,
}

impl Finding {
    /// Is it still to be dealt with?
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.severity != Severity::Info && !self.settled
    }

    /// What the officer may accept, cell by cell.
    #[must_use]
    pub fn proposed(&self) -> Vec<(Address, Decimal)> {
        match (self.proposal, &self.fixes[..]) {
            (Some(value), []) => self.cells.iter().map(|cell| (*cell, value)).collect(),
            (_, fixes) => fixes.iter().map(|fix| (fix.at, fix.value)).collect(),
        }
    }

    /// Findings that could change a verdict come first, then the graver ones, then by place.
    #[must_use]
    pub(super) fn rank(&self) -> impl Ord + use<> {
        (
            self.flips.is_empty() || self.severity == Severity::Info,
            self.severity,
            self.unit.unwrap_or(usize::MAX),
            self.file.clone(),
            self.sheet.clone(),
            self.cells.clone(),
            self.code,
            self.message.clone(),
        )
    }

    /// The one value proposed, where all cells would take the same.
    pub(super) fn one_proposal(&self) -> Option<Decimal> {
        let first = self.fixes.first()?.value;
        self.fixes.iter().all(|fix| fix.value == first).then_some(first)
    }
}
