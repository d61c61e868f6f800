//! Whether somebody is at the console, and keeping its window open to be read.

use std::io::{BufRead as _, IsTerminal as _, stdin, stdout};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::arguments;
use crate::report::screen;

/// Prepared answers, from a file or another program, arrive within this time.
const PATIENCE: Duration = Duration::from_secs(5);

/// Is there somebody to answer, or are there prepared answers? An input that never yields anything,
/// such as one that a service leaves open, is not waited for.
pub(super) fn is_answered() -> bool {
    if stdin().is_terminal() {
        return has_person();
    }
    let (tell, told) = mpsc::channel();
    // The data read stays in the shared buffer of stdin.
    thread::spawn(move || {
        let comes = stdin().lock().fill_buf().is_ok_and(|answers| !answers.is_empty());
        // The receiver is gone if this took too long.
        let _ = tell.send(comes);
    });
    told.recv_timeout(PATIENCE).unwrap_or(false)
}

/// Waits for Enter if the window would close with the program: it was started by dropping a folder
/// or by a double click, not from a prompt. In a window that nobody sees it never waits.
pub(super) fn keep_open() {
    if !has_person() || arguments::are_given_by_program() || !console_window::closes_with_us() {
        return;
    }
    screen::show("\nNhấn Enter để đóng cửa sổ này.");
    // Any input, or its end, closes the window.
    drop(stdin().lock().read_line(&mut String::new()));
}

/// Does a person see what is shown and type what is read?
fn has_person() -> bool {
    stdin().is_terminal() && stdout().is_terminal() && console_window::is_seen()
}
