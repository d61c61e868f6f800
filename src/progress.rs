//! The progress of reading: one line on a terminal, shown only in longer runs.

use std::io::{IsTerminal as _, Write as _, stderr};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Shorter runs show nothing.
const PATIENCE: Duration = Duration::from_secs(1);
/// The shortest time between two updates of the line.
const PAUSE: Duration = Duration::from_millis(200);

/// Files read so far. This line is the only output that depends on the clock.
#[derive(Debug)]
pub(crate) struct Progress {
    all: usize,
    done: AtomicUsize,
    start: Instant,
    /// When the line was last written; `None` if it must never be.
    last: Option<Mutex<Option<Instant>>>,
}

impl Progress {
    /// Starts with this many files. Without a terminal nothing is shown.
    pub(crate) fn begin(all: usize) -> Self {
        let last = stderr().is_terminal().then(|| Mutex::new(None));
        Self { all, done: AtomicUsize::new(0), start: Instant::now(), last }
    }

    /// One more file is read.
    pub(crate) fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let Some(last) = &self.last else { return };
        let taken = self.start.elapsed();
        // If another thread is writing the line, this one skips it.
        let Ok(mut last) = last.try_lock() else { return };
        if taken < PATIENCE || last.is_some_and(|last| last.elapsed() < PAUSE) {
            return;
        }
        *last = Some(Instant::now());
        drop(write!(stderr(), "\r{}", line(done, self.all, taken)));
    }
}

impl Drop for Progress {
    /// Clears the line.
    fn drop(&mut self) {
        let shown = self.last.as_ref().and_then(|last| last.lock().ok().and_then(|last| *last));
        if shown.is_some() {
            drop(write!(stderr(), "\r{:60}\r", ""));
        }
    }
}

fn line(done: usize, all: usize, taken: Duration) -> String {
    let each_second = done as u128 * 1_000 / taken.as_millis().max(1);
    format!("Đang đọc {done}/{all} tệp, {each_second} tệp/giây   ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_many_and_how_fast() {
        let said = line(500, 3_321, Duration::from_millis(1_250));
        assert_eq!(said.trim_end(), "Đang đọc 500/3321 tệp, 400 tệp/giây");
        assert_eq!(line(0, 1, Duration::ZERO).trim_end(), "Đang đọc 0/1 tệp, 0 tệp/giây");
    }

    #[test]
    fn nothing_is_shown_without_a_terminal() {
        let progress =
            Progress { all: 1, done: AtomicUsize::new(0), start: Instant::now(), last: None };
        progress.step();
        assert_eq!(progress.done.load(Ordering::Relaxed), 1);
    }
}
