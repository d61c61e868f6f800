//! The texts on the screen.

mod assignments;
mod forms;
mod plain;
mod settings;
mod start;
mod summary;
mod unused;
mod waiting;

pub use forms::{blank_forms, learned};
pub(crate) use plain::{escaped, one_line, plain};
pub use settings::settings_in_words;
pub use start::new_workspace;
pub use summary::{findings, summary};

use std::io::Write as _;

/// Prints text at once, without buffering: a question has no line end and must be visible before it
/// is answered.
pub fn show(text: &str) {
    // Nobody may be there to read it: a closed pipe is no error.
    let _ = deliver(text);
}

/// Prints what another program reads. It must arrive whole: a full disk or a reader that has gone is an
/// error.
///
/// # Errors
/// The system's own.
pub fn deliver(text: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(plain::plain(text).as_bytes()).and_then(|()| out.flush())
}

/// Prints an error.
pub fn complain(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}", plain::plain(text.trim_end()));
}
