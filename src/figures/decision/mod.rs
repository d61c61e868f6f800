//! What the officer decided in the review workbook, applied to what the units sent.
//!
//! A decision is about a unit, a sheet, cells and what is written in them, not about a file: it
//! holds for the same report under another name, and lapses when the unit writes something else.
//! What cannot be understood is reported, never guessed.

mod carry_over;
mod cells;
mod decisions;
mod given_figure;
mod given_name;
mod key;
mod opinion_words;
mod rows;
mod typed_value;
mod unit_sheets;
mod units;
mod value;
mod versions;
mod whose;

pub use decisions::{CONFIRMED, Decisions, Effect, OPINION, REASON, Standing};
pub use given_figure::FORM_DIFFERS;
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

use crate::intake::submission::Month;
use crate::settings::Settings;
use crate::workspace::Entries;

/// Applies all decisions on files and cells.
#[must_use]
pub fn decide(month: &mut Month, entries: &mut Entries, settings: &Settings) -> Decisions {
    let mut decisions = Decisions::default();
    whose::decide(month, entries, settings, &mut decisions);
    units::decide(month, entries, settings, &mut decisions);
    cells::decide(month, entries, settings, &mut decisions);
    decisions
}
