//! Reading apart: what calamine could still abort on or loop over is read in a child process
//! of the same program, under a cap on memory and a deadline.
//!
//! A failed allocation aborts and a loop cannot be ended from inside, so neither may happen
//! where the month is. A child is started when the first such file is met and kept for the
//! next; one that dies is replaced, and only the file that it died of is refused. Without
//! [`set_up`] (in the child itself, in tests of the library) reading stays in the process.

mod child;
mod frame;
mod serve;

use std::process::Command;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use self::child::{Child, Death};
pub use self::serve::serve;
use super::{Damage, Limit, Limits, Refusal};
use crate::grid::Workbook;

/// How a child is started, and the children that wait for a file.
#[derive(Debug)]
struct Readers {
    command: fn() -> Command,
    idle: Mutex<Vec<Child>>,
}

/// One for the process, as the process has one memory to protect.
static READERS: OnceLock<Readers> = OnceLock::new();

/// From here on, files of the older formats are read in child processes that `command` starts: it
/// names a program that calls [`serve`], with whatever arguments make it do so.
pub fn set_up(command: fn() -> Command) {
    // A second call changes nothing: children of the first kind may be at work.
    let _ = READERS.set(Readers { command, idle: Mutex::new(Vec::new()) });
}

/// Reads a file in a child. `None` where there is no child to be had.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Option<Result<Workbook, Refusal>> {
    let readers = READERS.get()?;
    // A child that has read other files may have died of those: a new one has the last word.
    let kept = readers.idle().pop();
    let result = kept.and_then(|child| readers.ask(child, bytes, limits).ok());
    Some(match result {
        Some(read) => read,
        None => match readers.ask(Child::start((readers.command)()).ok()?, bytes, limits) {
            Ok(read) => read,
            Err(Death::OutOfTime) => Err(Refusal::TooLarge(Limit::Time)),
            Err(Death::OutOfMemory) => Err(Refusal::TooLarge(Limit::Memory)),
            Err(Death::Other) => Err(Refusal::Damaged(Damage::ReaderStopped)),
        },
    })
}

impl Readers {
    fn ask(
        &self,
        mut child: Child,
        bytes: &[u8],
        limits: &Limits,
    ) -> Result<Result<Workbook, Refusal>, Death> {
        match child.read(bytes, limits) {
            Some(read) => {
                self.idle().push(child);
                Ok(read)
            }
            None => Err(child.cause_of_death()),
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Child>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
