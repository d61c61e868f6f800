//! What the officer reads on the screen.

mod forms;
mod plain;
mod settings;
mod start;
mod summary;
mod unused;

pub use forms::{blank_forms, learned};
pub(crate) use plain::escaped;
pub use settings::settings_in_words;
pub use start::new_workspace;
pub use summary::{findings, summary};

use std::io::Write as _;

/// Prints text for the person or program that asked for it, at once: a question ends no line,
/// and is to be seen before it is answered.
pub fn show(text: &str) {
    let mut out = std::io::stdout().lock();
    // A reader that went away (a closed pipe) wants nothing more.
    let _ = out.write_all(plain::plain(text).as_bytes()).and_then(|()| out.flush());
}

/// Says what went wrong.
pub fn complain(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}", plain::plain(text.trim_end()));
}
