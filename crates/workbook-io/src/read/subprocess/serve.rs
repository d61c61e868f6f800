//! The child's side: reads files until the parent closes the pipe.

use std::io::{self, BufWriter, Write as _};
use std::process::{ExitCode, exit};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::message;
use crate::read::{Limits, read};

/// Reads files for the parent process, one after the other. `cap_memory` limits the memory of this
/// process to a number of bytes.
#[must_use]
pub fn serve(cap_memory: fn(u64)) -> ExitCode {
    let mut from = io::stdin().lock();
    let mut to = BufWriter::new(io::stdout().lock());
    // Started before the memory is limited: later there may be no room for a thread.
    let watchdog = Watchdog::start();
    while let Ok(limits) = message::read(&mut from) {
        let Ok(limits) = serde_json::from_slice::<Limits>(&limits) else { break };
        cap_memory(limits.memory_bytes);
        let Ok(bytes) = message::read(&mut from) else { break };
        watchdog.file_begins(&limits);
        let read = read(&bytes, &limits);
        drop(bytes);
        if serde_json::to_writer(&mut to, &read).is_err() || to.flush().is_err() {
            break;
        }
        watchdog.file_is_done();
    }
    ExitCode::SUCCESS
}

/// Ends the process if a file takes longer than the deadline at which the parent kills it. Without
/// it, a child whose parent is gone could loop forever.
struct Watchdog {
    /// The time limit of the file that begins; `None` when a file is done.
    limits: Sender<Option<Duration>>,
}

impl Watchdog {
    fn start() -> Self {
        let (sender, limits) = channel();
        thread::spawn(move || end_when_abandoned(&limits));
        Self { limits: sender }
    }

    fn file_begins(&self, limits: &Limits) {
        const GRACE: u64 = 5;
        let time = Duration::from_secs(limits.seconds.saturating_add(GRACE));
        self.limits.send(Some(time)).expect("the watchdog goes on as long as its sender exists");
    }

    fn file_is_done(&self) {
        self.limits.send(None).expect("the watchdog goes on as long as its sender exists");
    }
}

fn end_when_abandoned(limits: &Receiver<Option<Duration>>) {
    while let Ok(message) = limits.recv() {
        let Some(time) = message else { continue };
        match limits.recv_timeout(time) {
            Err(RecvTimeoutError::Timeout) => exit(1),
            Err(RecvTimeoutError::Disconnected) => return,
            Ok(_) => {}
        }
    }
}
