//! What became of the officer's decisions.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::form::Reading;
use crate::settings::Basis;
use crate::workspace::{Entries, EntryRow};
use workbook_io::Address;

/// The column of decisions, on both sheets that have one.
pub const OPINION: &str = "Ý kiến";

/// The column of reasons beside it on sheet Cần kiểm tra.
pub const REASON: &str = "Lý do";

/// The column there that says who of the unit confirmed the figure, and when. Nothing is asked of it.
pub const CONFIRMED: &str = "Xã xác nhận";

/// What became of the decisions.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    /// On sheet Cần kiểm tra, by row.
    pub checks: BTreeMap<u32, Effect>,
    /// On sheet Theo dõi tiếp nhận, by row.
    pub receipt: BTreeMap<u32, Effect>,
    /// Findings that the officer answered, by the key of their rows ([`row_key`]): what is in use
    /// is kept, or a value was given. An accepted proposal is not here: it removes its finding, or
    /// it did not help.
    pub kept: BTreeSet<String>,
    /// Single cells of such rows that are kept, by the keys that rows about them alone would have.
    pub kept_cells: BTreeSet<String>,
    /// Opinions of an earlier period that stand, by the key of the finding that they settle.
    pub standing: BTreeMap<String, Standing>,
    /// Units whose last figures are carried over, by their place in the settings.
    pub carried: Vec<usize>,
    /// Figures given on sheet Cần kiểm tra.
    pub(super) given: Vec<GivenFigure>,
}

/// An opinion of an earlier period that stands, as it is written beside the finding of this one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The opinion.
    pub opinion: String,
    /// Its reason, with the period that it comes from.
    pub reason: String,
    /// Who of the unit confirmed it.
    pub confirmed: String,
}

/// A figure that a row of the review workbook gives, and what its cell said before.
#[derive(Clone, Debug)]
pub(super) struct GivenFigure {
    pub(super) row: EntryRow,
    pub(super) indicator: usize,
    pub(super) basis: Basis,
    /// Submission, sheet and cell.
    pub(super) place: (usize, usize, Address),
    pub(super) number: Decimal,
    pub(super) before: Reading,
}

/// What became of one decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It was applied.
    Applied,
    /// What is written is kept.
    Kept,
    /// It fits nothing any more.
    Stale,
    /// It cannot be understood.
    Unclear,
}

/// What a decision came to: its effect, or what should have been written.
pub(super) type DecisionOutcome = Result<Effect, &'static str>;

/// Rows of a sheet that hold a decision.
pub(super) fn decided_rows(entries: &Entries, sheet: &str) -> Vec<EntryRow> {
    entries.rows(sheet).filter(|row| !row.text(OPINION).is_empty()).cloned().collect()
}

/// Notes in the entries decisions that were not understood or fit nothing any more.
pub(super) fn note(
    entries: &mut Entries,
    sheet: &'static str,
    row: &EntryRow,
    outcome: DecisionOutcome,
    about: String,
) -> Effect {
    match outcome {
        Err(expected) => {
            entries.unclear(sheet, row, OPINION, expected);
            Effect::Unclear
        }
        Ok(Effect::Stale) => {
            entries.stale(sheet, row, OPINION, about);
            Effect::Stale
        }
        Ok(effect) => effect,
    }
}

impl Decisions {
    /// Takes in the opinions of an earlier period that settle findings, by the findings' keys.
    pub fn stand(&mut self, standing: BTreeMap<String, Standing>) {
        self.kept.extend(standing.keys().cloned());
        self.standing = standing;
    }
}
