//! What the officer reads on the screen.

use std::io::Write as _;

use crate::annex::Written;
use crate::results::Results;

/// Prints text for the person or program that asked for it.
pub fn show(text: &str) {
    // A reader that went away (a closed pipe) wants nothing more.
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// Says what went wrong.
pub fn complain(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// What a run came to.
#[must_use]
pub fn summary(results: &Results<'_>, written: &Written) -> String {
    let period = results.month.period.in_words();
    format!("Phụ lục {period}: {}\n", written.path.display())
}
