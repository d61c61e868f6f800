//! Whether a person sees the console of this program, and whether its window closes with it.
//!
//! A program that waits for a key in a window that nobody sees waits for ever. Both questions are
//! answered by the console itself, never by the name of who started the program.

#[cfg(windows)]
mod windows;

/// Can a person see this console? True where the system has no hidden consoles.
#[must_use]
pub fn is_seen() -> bool {
    #[cfg(windows)]
    return windows::is_seen();
    #[cfg(not(windows))]
    true
}

/// Does the window close when this program ends? It does where no other process uses it.
#[must_use]
pub fn closes_with_us() -> bool {
    #[cfg(windows)]
    return windows::processes_in_console() == 1;
    #[cfg(not(windows))]
    false
}
