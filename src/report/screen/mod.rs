//! The texts on the screen.

mod forms;
mod plain;
mod settings;
mod start;
mod summary;
mod unused;
mod waiting;

pub use forms::{blank_forms, learned};
pub(crate) use plain::escaped;
pub use settings::settings_in_words;
pub use start::new_workspace;
pub use summary::{findings, summary};

use std::io::Write as _;

/// Prints text at once, without buffering: a question has no line end and must be visible before it
/// is answered.
pub fn show(text: &str) {
    let mut out = std::io::stdout().lock();
    // A closed pipe is no error.
    let _ = out.write_all(plain::plain(text).as_bytes()).and_then(|()| out.flush());
}

/// Prints an error.
pub fn complain(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}", plain::plain(text.trim_end()));
}
