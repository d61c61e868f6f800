//! What comes of holding an office's own annex against what the program adds up, as plain data.

use rust_decimal::Decimal;
use workbook_io::Address;

use crate::settings::Basis;

/// An annex held against the reports.
#[derive(Clone, Debug, Default)]
pub struct AnnexComparison {
    /// Its file.
    pub file: String,
    /// Cells that say the same.
    pub equal: usize,
    /// Cells that say something else.
    pub differences: Vec<Difference>,
    /// Rules that the annex shows: how figures of units make the whole's.
    pub rules: Vec<LearntRule>,
    /// What could not be compared, in words.
    pub unread: Vec<String>,
}

/// A cell of the annex that says something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The sheet.
    pub sheet: String,
    /// The cell.
    pub at: Address,
    /// What it is about.
    pub what: String,
    /// What the annex says.
    pub theirs: String,
    /// What the program has.
    pub ours: String,
    /// Who or what is behind it, as far as that can be told.
    pub behind: String,
}

/// How the whole's figure of an indicator comes about, as the annex shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LearntRule {
    /// The indicator's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The rule as the settings write it.
    pub rule: String,
    /// The name of the figure by which it is weighted.
    pub by: String,
}

/// A figure, by its place in the settings, on a basis.
pub(super) type FigureId = (usize, Basis);

/// A cell of the annex that holds a figure of a unit, or of the whole.
#[derive(Clone, Debug)]
pub(super) struct FigureCell {
    pub sheet: String,
    pub at: Address,
    pub figure: FigureId,
    /// The unit, by its place in the settings; `None` for the whole.
    pub unit: Option<usize>,
    pub value: Decimal,
}

impl AnnexComparison {
    /// All cells that were compared.
    #[must_use]
    pub fn compared(&self) -> usize {
        self.equal + self.differences.len()
    }
}
