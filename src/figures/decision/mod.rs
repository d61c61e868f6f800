//! What the officer decided in the review workbook, applied to what the units sent.
//!
//! A decision is about a unit, a sheet, cells and what is written in them, not about a file: it
//! holds for the same report under another name, and lapses when the unit writes something else.
//! What cannot be understood is reported, never guessed.

mod cells;
mod given_figure;
mod given_name;
mod key;
mod opinion_words;
mod rows;
mod typed_value;
mod units;
mod value;
mod versions;
mod whose;

pub use cells::FORM_DIFFERS;
pub use key::{
    FindingSubject, LEFT_THE_LIST, against_list, has_row, not_on_list, of_any_rule, row_key,
    row_written, without_list,
};
pub use opinion_words::{accepts, keeps, stands_later};
pub use rows::{
    CROSSED_OUT, EXAMPLE_ROW, HIDDEN, IN_TWO_UNITS, LISTED_LATE, NAMED_TWICE, SAME_ORGANISATION,
};
pub use units::NO_REPORT;
pub use value::{proposals_in_words, written_in_words};
pub use versions::{OTHER_PERIOD, SEVERAL_VERSIONS};
pub use whose::UNIT_UNKNOWN;

use std::collections::{BTreeMap, BTreeSet};

use crate::figures::consolidate::Figures;
use crate::figures::history::EarlierPeriod;
use crate::intake::submission::Month;
use crate::settings::Settings;
use crate::workspace::{Entries, EntryRow, sheets};

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
    given: Vec<given_figure::GivenFigure>,
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
type DecisionOutcome = Result<Effect, &'static str>;

/// Applies all decisions on files and cells.
#[must_use]
pub fn decide(month: &mut Month, entries: &mut Entries, settings: &Settings) -> Decisions {
    let mut decisions = Decisions::default();
    whose::decide(month, entries, settings, &mut decisions);
    units::decide(month, entries, settings, &mut decisions);
    cells::decide(month, entries, settings, &mut decisions);
    decisions
}

/// Rows of a sheet that hold a decision.
fn decided_rows(entries: &Entries, sheet: &str) -> Vec<EntryRow> {
    entries.rows(sheet).filter(|row| !row.text(OPINION).is_empty()).cloned().collect()
}

/// Notes in the entries decisions that were not understood or fit nothing any more.
fn note(
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

    /// Puts the last figures of units that are carried over in the place of those they lack.
    pub fn carry_over(
        &mut self,
        figures: &mut Figures,
        earlier: Option<&EarlierPeriod>,
        entries: &mut Entries,
        settings: &Settings,
    ) {
        for unit in std::mem::take(&mut self.carried) {
            let found = earlier.filter(|earlier| {
                let figures = earlier.by_unit.get(unit);
                figures.is_some_and(|figures| figures.iter().next().is_some())
            });
            let Some(earlier) = found else {
                nothing_earlier(self, entries, &settings.units[unit].name);
                continue;
            };
            figures.by_unit[unit] = earlier.by_unit[unit].clone();
            let file = earlier.file.as_str().into();
            figures.by_unit[unit].each(|figure| figure.carry(earlier.period, &file));
            self.carried.push(unit);
        }
        if !self.carried.is_empty() {
            figures.recount(settings);
        }
    }
}

fn nothing_earlier(decisions: &mut Decisions, entries: &mut Entries, unit: &str) {
    for sheet in [sheets::RECEIPT, sheets::CHECKS] {
        for row in decided_rows(entries, sheet) {
            if units::asks_to_carry(&row) && units::is_named(&row, unit) {
                let expected = "để trống: chưa đọc được ở phụ lục kỳ trước nào số liệu của đơn vị này để \
                                dùng lại";
                entries.unclear(sheet, &row, OPINION, expected);
                decisions.kept.remove(&row_key(&row));
                let effects = match sheet {
                    sheets::CHECKS => &mut decisions.checks,
                    _ => &mut decisions.receipt,
                };
                effects.insert(row.row, Effect::Unclear);
            }
        }
    }
}
