//! What the officer reads on the screen.

mod forms;
mod settings;
mod start;
mod summary;
mod unused;

pub use forms::{blank_forms, learned};
pub use settings::settings_in_words;
pub use start::new_workspace;
pub use summary::{findings, summary};

use std::io::Write as _;

/// Prints text for the person or program that asked for it.
pub fn show(text: &str) {
    // A reader that went away (a closed pipe) wants nothing more.
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// Says what went wrong.
pub fn complain(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}", text.trim_end());
}
