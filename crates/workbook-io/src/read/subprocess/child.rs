//! A child process, as its parent sees it.

use std::io::{self, BufReader, Read as _, Write as _};
use std::process::{self, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::message;
use crate::grid::Workbook;
use crate::read::{Limits, Refusal};

/// A child that can read files.
#[derive(Debug)]
pub(super) struct Child {
    process: Mutex<process::Child>,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    out_of_time: bool,
}

/// Why a child gave no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChildFailure {
    OutOfTime,
    OutOfMemory,
    Other,
}

impl Child {
    pub(super) fn start(mut command: Command) -> io::Result<Self> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        #[cfg(windows)]
        {
            // CREATE_NO_WINDOW: otherwise a program without a console would open one.
            std::os::windows::process::CommandExt::creation_flags(&mut command, 0x0800_0000);
        }
        let mut process = command.spawn()?;
        let missing = || io::Error::from(io::ErrorKind::BrokenPipe);
        let to = process.stdin.take().ok_or_else(missing)?;
        let from = BufReader::new(process.stdout.take().ok_or_else(missing)?);
        Ok(Self { process: Mutex::new(process), to, from, out_of_time: false })
    }

    /// Lets the child read a file; `None` if it dies or is too slow.
    pub(super) fn read(
        &mut self,
        bytes: &[u8],
        limits: &Limits,
    ) -> Option<Result<Workbook, Refusal>> {
        let Self { process, to, from, out_of_time } = self;
        let process = &*process;
        let (done, waiting) = channel::<()>();
        // Measured from the request, not from the start of the watching thread, which may be late
        // on a busy machine.
        let (start, time) = (Instant::now(), Duration::from_secs(limits.seconds));
        thread::scope(|scope| {
            let watch = scope.spawn(move || {
                let left = time.saturating_sub(start.elapsed());
                if waiting.recv_timeout(left) == Err(RecvTimeoutError::Timeout) {
                    // It may have ended by itself at this moment.
                    let _ = process.lock().unwrap_or_else(PoisonError::into_inner).kill();
                }
            });
            let answer = ask(to, bytes, limits).and_then(|()| answer(from));
            *out_of_time = start.elapsed() >= time;
            drop(done);
            watch.join().expect("waiting does not panic");
            answer.ok().filter(|_| !*out_of_time)
        })
    }

    /// Ends the child and says why it died.
    pub(super) fn into_failure(self) -> ChildFailure {
        // The standard library's message before it aborts; there is no exit code for it.
        const NO_MEMORY: &str = "memory allocation of";
        const ENOUGH: u64 = 4096;
        drop((self.to, self.from));
        let mut process = self.process.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut last_words = String::new();
        if let Some(stderr) = process.stderr.take() {
            let _ = stderr.take(ENOUGH).read_to_string(&mut last_words);
        }
        let _ = process.kill();
        let _ = process.wait();
        match last_words.contains(NO_MEMORY) {
            _ if self.out_of_time => ChildFailure::OutOfTime,
            true => ChildFailure::OutOfMemory,
            false => ChildFailure::Other,
        }
    }
}

fn ask(to: &mut ChildStdin, bytes: &[u8], limits: &Limits) -> io::Result<()> {
    message::write(to, &serde_json::to_vec(limits)?)?;
    message::write(to, bytes)?;
    to.flush()
}

/// Parses the answer while it arrives, without keeping its text in memory.
fn answer(from: &mut BufReader<ChildStdout>) -> io::Result<Result<Workbook, Refusal>> {
    let mut answers = serde_json::Deserializer::from_reader(from).into_iter();
    answers.next().ok_or(io::ErrorKind::UnexpectedEof)?.map_err(io::Error::from)
}
