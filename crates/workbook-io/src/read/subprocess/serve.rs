//! The child's side: files in, grids out, until the parent closes the pipe.

use std::io::{self, BufWriter, Write as _};
use std::process::{ExitCode, exit};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use super::frame;
use crate::read::{Limits, read};

/// Reads files for the parent process, one after the other. `cap_memory` limits what this process
/// may take from then on to so many bytes.
#[must_use]
pub fn serve(cap_memory: fn(u64)) -> ExitCode {
    let mut from = io::stdin().lock();
    let mut to = BufWriter::new(io::stdout().lock());
    while let Ok(limits) = frame::read(&mut from) {
        let Ok(limits) = serde_json::from_slice::<Limits>(&limits) else { break };
        cap_memory(limits.memory_bytes);
        let Ok(bytes) = frame::read(&mut from) else { break };
        let done = end_when_abandoned(&limits);
        let read = read(&bytes, &limits);
        drop(bytes);
        if serde_json::to_writer(&mut to, &read).is_err() || to.flush().is_err() {
            break;
        }
        drop(done);
    }
    ExitCode::SUCCESS
}

/// Ends the process some time after the deadline at which the parent kills it: where the
/// parent is no more, a loop would go on for ever. Dropping what it returns calls this off.
fn end_when_abandoned(limits: &Limits) -> std::sync::mpsc::Sender<()> {
    const GRACE: u64 = 5;
    let time = Duration::from_secs(limits.seconds.saturating_add(GRACE));
    let (done, waiting) = channel();
    thread::spawn(move || {
        if waiting.recv_timeout(time) == Err(RecvTimeoutError::Timeout) {
            exit(1);
        }
    });
    done
}
