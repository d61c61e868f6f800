//! Whoever sits at the window: whether somebody does, and keeping a window open to be read.

use std::io::{BufRead as _, IsTerminal as _, stdin, stdout};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::arguments;
use crate::report::screen;

/// Answers that were prepared, in a file or by another program, come within this time.
const PATIENCE: Duration = Duration::from_secs(5);

/// Somebody reads the questions and types, or answers were prepared. What never yields
/// anything, as an input that a service leaves open, is not waited for.
pub(super) fn is_answered() -> bool {
    if stdin().is_terminal() {
        return stdout().is_terminal();
    }
    let (tell, told) = mpsc::channel();
    // What it reads stays in the buffer that all of the program shares.
    thread::spawn(move || {
        let comes = stdin().lock().fill_buf().is_ok_and(|answers| !answers.is_empty());
        // Nobody listens any more where it took too long.
        let _ = tell.send(comes);
    });
    told.recv_timeout(PATIENCE).unwrap_or(false)
}

/// Waits for Enter where the window would close with the program: started by dropping a
/// folder onto it or by a double click, not typed at a prompt, nor run by a program.
pub(super) fn keep_open() {
    let read_by_a_person = stdin().is_terminal() && stdout().is_terminal();
    if !read_by_a_person || arguments::are_given_by_program() || !closes_with_us() {
        return;
    }
    screen::show("\nNhấn Enter để đóng cửa sổ này.");
    // Whatever comes, even nothing, is leave to close.
    drop(stdin().lock().read_line(&mut String::new()));
}

/// A window that Windows opened for this program alone goes when it goes. It is seen only where a
/// person started the program from what shows files: another program may have hidden the window,
/// and would wait for ever.
#[cfg(windows)]
fn closes_with_us() -> bool {
    parent_name().is_some_and(|parent| shows_files(&parent))
}

#[cfg(windows)]
fn parent_name() -> Option<String> {
    use sysinfo::{ProcessRefreshKind, ProcessesToUpdate, System};
    let own = sysinfo::get_current_pid().ok()?;
    let mut system = System::new().ok()?;
    let mut look = |pid| {
        let only = ProcessesToUpdate::Some(&[pid]);
        system.refresh_processes_specifics(only, false, ProcessRefreshKind::nothing());
        let process = system.process(pid)?;
        Some((process.parent(), process.name().to_string_lossy().into_owned()))
    };
    let (parent, _) = look(own)?;
    Some(look(parent?)?.1)
}

/// Elsewhere programs are started from a shell.
#[cfg(not(windows))]
const fn closes_with_us() -> bool {
    false
}

/// Is it a program in which a person drops or double-clicks files?
#[cfg(any(windows, test))]
fn shows_files(program: &str) -> bool {
    const FILE_MANAGERS: [&str; 11] = [
        "7zfm",
        "dopus",
        "doublecmd",
        "explorer",
        "files",
        "freecommander",
        "onecommander",
        "q-dir",
        "totalcmd",
        "winrar",
        "xyplorer",
    ];
    let name = program.to_lowercase();
    let name = name.strip_suffix(".exe").unwrap_or(&name);
    // TOTALCMD64.EXE and Q-Dir_x64.exe are the same programs.
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches("_x");
    FILE_MANAGERS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_window_that_a_person_opened_is_kept_open() {
        for parent in ["explorer.exe", "Explorer.EXE", "TOTALCMD64.EXE", "Q-Dir_x64.exe"] {
            assert!(shows_files(parent), "{parent}");
        }
        for parent in
            ["cmd.exe", "PowerShell.exe", "svchost.exe", "lập lịch.exe", "python3.12.exe", ""]
        {
            assert!(!shows_files(parent), "{parent}");
        }
    }
}
