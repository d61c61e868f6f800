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
        return stdout().is_terminal();
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
/// or by a double click, not from a prompt or by a program.
pub(super) fn keep_open() {
    let read_by_a_person = stdin().is_terminal() && stdout().is_terminal();
    if !read_by_a_person || arguments::are_given_by_program() || !closes_with_us() {
        return;
    }
    screen::show("\nNhấn Enter để đóng cửa sổ này.");
    // Any input, or its end, closes the window.
    drop(stdin().lock().read_line(&mut String::new()));
}

/// Does the window close with this program? Only if a person started it from a file manager:
/// another program may have hidden the window, and waiting would never end.
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

/// On other systems programs are started from a shell.
#[cfg(not(windows))]
const fn closes_with_us() -> bool {
    false
}

/// Is it a file manager?
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
