//! Reads files in child processes of the same program, with limits on memory and time.
//!
//! A failed allocation aborts a process and a loop cannot be stopped from inside, so formats on
//! which calamine may do either are read in a child. Children are started when needed and kept for
//! further files. One that dies is replaced, and only the file it died of is refused. Without
//! [`set_up`] (in the child itself, in tests) everything is read in this process.

mod child;
mod message;
mod serve;

use std::process::Command;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use self::child::{Child, ChildFailure};
pub use self::serve::serve;
use super::{Damage, Limit, Limits, Refusal};
use crate::grid::Workbook;

/// How to start a child, and the idle children.
#[derive(Debug)]
struct Readers {
    command: fn() -> Command,
    idle: Mutex<Vec<Child>>,
}

/// One for the process.
static READERS: OnceLock<Readers> = OnceLock::new();

/// From now on, reads files of the older formats in child processes. `command` starts a program
/// that calls [`serve`].
pub fn set_up(command: fn() -> Command) {
    // A second call has no effect: children of the first command may be running.
    let _ = READERS.set(Readers { command, idle: Mutex::new(Vec::new()) });
}

/// Reads a file in a child; `None` if no child can be started.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Option<Result<Workbook, Refusal>> {
    let readers = READERS.get()?;
    // A kept child may have died of an earlier file: try a new one before refusing this file.
    let kept = readers.idle().pop();
    let result = kept.and_then(|child| readers.ask(child, bytes, limits).ok());
    Some(match result {
        Some(read) => read,
        None => match readers.ask(Child::start((readers.command)()).ok()?, bytes, limits) {
            Ok(read) => read,
            Err(ChildFailure::OutOfTime) => Err(Refusal::TooLarge(Limit::Time)),
            Err(ChildFailure::OutOfMemory) => Err(Refusal::TooLarge(Limit::Memory)),
            Err(ChildFailure::Other) => Err(Refusal::Damaged(Damage::ReaderStopped)),
        },
    })
}

impl Readers {
    fn ask(
        &self,
        mut child: Child,
        bytes: &[u8],
        limits: &Limits,
    ) -> Result<Result<Workbook, Refusal>, ChildFailure> {
        match child.read(bytes, limits) {
            Some(read) => {
                self.idle().push(child);
                Ok(read)
            }
            None => Err(child.into_failure()),
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Child>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
