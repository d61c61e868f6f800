//! The console window: whether it closes with the program, and keeping it open to be read.

use std::io::{self, BufRead as _, IsTerminal as _};

use crate::screen;

/// Waits for Enter where the window would close with the program: started by dropping a
/// folder onto it or by a double click, not typed at a prompt.
pub(super) fn keep_open() {
    let read_by_a_person = io::stdin().is_terminal() && io::stdout().is_terminal();
    if !(read_by_a_person && closes_with_us()) {
        return;
    }
    screen::show("\nNhấn Enter để đóng cửa sổ này.");
    // Whatever comes, even nothing, is leave to close.
    drop(io::stdin().lock().read_line(&mut String::new()));
}

/// A window that Windows opened for this program alone goes when it goes; one that a shell
/// runs in stays.
#[cfg(windows)]
fn closes_with_us() -> bool {
    const SHELLS: [&str; 8] = [
        "cmd.exe",
        "powershell.exe",
        "pwsh.exe",
        "bash.exe",
        "zsh.exe",
        "fish.exe",
        "nu.exe",
        "cargo.exe",
    ];
    let parent = parent_name().unwrap_or_default().to_lowercase();
    !SHELLS.contains(&parent.as_str())
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
