//! The reminder to units whose reports are missing or unusable.

use std::fmt::Write as _;

use super::blanks::fill;
use crate::report::wording::Absent;
use crate::results::Results;

/// The reminder, ready to paste into a chat; `None` if no report is missing.
#[must_use]
pub fn reminder(results: &Results<'_>) -> Option<String> {
    if Absent::find(results).count() == 0 {
        return None;
    }
    let wordings = results.workspace.settings.letter.reminder.iter();
    let mut text = String::new();
    for line in wordings.filter_map(|wording| wording.filled(|blank| fill(results, "", blank))) {
        writeln!(text, "{line}").expect("writing to a string cannot fail");
    }
    Some(text)
}
