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

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use self::child::{Child, Death};
pub use self::serve::{ARGUMENT, serve};
use super::{Limit, Limits, Unreadable};
use crate::cell::Workbook;

/// The program to start, and the children that wait for a file.
#[derive(Debug)]
struct Apart {
    program: PathBuf,
    idle: Mutex<Vec<Child>>,
}

/// One for the process, as the process has one memory to protect.
static APART: OnceLock<Apart> = OnceLock::new();

/// From here on, files of the older formats are read in children of this program, which must
/// call [`serve`] when it is started with [`ARGUMENT`].
pub fn set_up(program: PathBuf) {
    // A second call changes nothing: the program is the same.
    let _ = APART.set(Apart { program, idle: Mutex::new(Vec::new()) });
}

/// Reads a file in a child. `None` where there is no child to be had.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Option<Result<Workbook, Unreadable>> {
    let apart = APART.get()?;
    // A child that has read other files may have died of those: a new one has the last word.
    let kept = apart.idle().pop();
    let result = kept.and_then(|child| apart.ask(child, bytes, limits).ok());
    Some(match result {
        Some(read) => read,
        None => match apart.ask(Child::start(&apart.program).ok()?, bytes, limits) {
            Ok(read) => read,
            Err(Death::OutOfTime) => Err(Unreadable::TooLarge(Limit::Time)),
            Err(Death::OutOfMemory) => Err(Unreadable::TooLarge(Limit::Memory)),
            Err(Death::Other) => Err(Unreadable::damaged("nội dung làm bộ đọc dừng giữa chừng")),
        },
    })
}

impl Apart {
    fn ask(
        &self,
        mut child: Child,
        bytes: &[u8],
        limits: &Limits,
    ) -> Result<Result<Workbook, Unreadable>, Death> {
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
