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
    if !read_by_a_person || arguments::are_a_programs() || !closes_with_us() {
        return;
    }
    screen::show("\nNhấn Enter để đóng cửa sổ này.");
    // Whatever comes, even nothing, is leave to close.
    drop(stdin().lock().read_line(&mut String::new()));
}

/// A window that Windows opened for this program alone goes when it goes; one that a shell
/// runs in stays, and one that a service runs in nobody sees.
#[cfg(windows)]
fn closes_with_us() -> bool {
    !stays(&parent_name().unwrap_or_default())
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

/// Does what started the program keep its window, or have none that is seen?
#[cfg(any(windows, test))]
fn stays(parent: &str) -> bool {
    const SHELLS: [&str; 8] = ["cmd", "powershell", "pwsh", "bash", "sh", "zsh", "fish", "nu"];
    const RUNNERS: [&str; 9] =
        ["cargo", "cscript", "java", "make", "node", "perl", "py", "python", "ruby"];
    const SERVICES: [&str; 4] = ["services", "svchost", "taskeng", "taskhostw"];
    let name = parent.to_lowercase();
    // python3.12.exe is python.
    let name =
        name.trim_end_matches(".exe").trim_end_matches(|c: char| c == '.' || c.is_ascii_digit());
    [&SHELLS[..], &RUNNERS, &SERVICES].iter().any(|names| names.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_window_of_ones_own_is_kept_open() {
        for parent in ["cmd.exe", "PowerShell.exe", "svchost.exe", "python3.12.exe", "py.exe"] {
            assert!(stays(parent), "{parent}");
        }
        for parent in ["explorer.exe", "TOTALCMD64.EXE", ""] {
            assert!(!stays(parent), "{parent}");
        }
    }
}
