//! What a sentence stands in: its document's day, its section's deadline, the terms in use.

use chrono::NaiveDate;

use super::super::terms::Terms;
use super::super::times::{Time, TimeRole};

/// What a sentence takes from its document.
#[derive(Clone, Debug, Default)]
pub(in crate::setup::resolution) struct Context {
    /// The document's date.
    pub day: Option<NaiveDate>,
    /// The day by which the aims of its section are to be met.
    pub deadline: Option<NaiveDate>,
    /// Abbreviations.
    pub terms: Terms,
}

/// The day by which a time asks for something.
pub(super) fn deadline(time: &Time) -> Option<NaiveDate> {
    match time.role {
        TimeRole::Deadline => time.last_day,
        TimeRole::Before => time.last_day.and_then(|day| day.pred_opt()),
        TimeRole::Other => None,
    }
}
