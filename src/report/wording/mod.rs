//! Words and sentences that several outputs share, so that annex, letter, review workbook and
//! screen say the same thing in the same way.

mod absent;
mod by_unit;
mod corrected;
mod figure;
mod item;
mod named_count;
mod not_written;
mod summary;
mod waiting;

pub use absent::{Absent, unit_names};
pub use by_unit::{amount, turn_and_gap, what_turns_it, who_makes_the_gap};
pub use corrected::{replaces_what_was_sent, what_was_sent};
pub use figure::{
    capital, difference_shown, figure, in_sentence, judged_against, required, with_unit,
};
pub use item::{judged_in_short, name_of, number_of, short_document};
pub use named_count::{NamedCount, named_count, named_counts};
pub use not_written::not_written;
pub use summary::{NOT_CHECKED, STILL, opening, summary, why_no_data};
pub use waiting::{
    WaitingItem, as_used, bare_figures, full_number, in_doubt, mark_in_words, of_items_to_verify,
    to_verify, waiting_items,
};
