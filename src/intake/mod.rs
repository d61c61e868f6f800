//! What lies in a period folder: every file, read or refused with a reason.
//!
//! Communes' files are opened for reading only.

mod archive;
mod bytes;
mod file_error;
mod folder;
mod locate;
mod source;
pub mod submission;

pub use file_error::FileError;
pub use folder::{files_on_disk, list};
pub(crate) use locate::not_reached;
pub use locate::{PlaceError, locate, workspace_of};
pub use source::Source;

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::workspace::in_unicode;
use bytes::bytes;
use workbook_io::Workbook;
use workbook_io::read::{Limits, read, unpacked_bytes};

/// Reads one file into a workbook in proper Unicode.
///
/// # Errors
/// A [`FileError`] with the reason; nothing else can go wrong for the run.
pub fn open(source: &Source) -> Result<Workbook, FileError> {
    open_in_turn(source).map(|(book, _)| book)
}

/// One file's bytes.
///
/// # Errors
/// A [`FileError`] with the reason.
pub fn file_bytes(source: &Source) -> Result<Vec<u8>, FileError> {
    bytes(source, Limits::default().file_bytes)
}

/// The same with the bytes that were read.
///
/// # Errors
/// As [`open`].
pub(crate) fn open_with_bytes(source: &Source) -> Result<(Vec<u8>, Workbook), FileError> {
    let book = open(source)?;
    Ok((bytes(source, Limits::default().file_bytes)?, book))
}

/// The same with the turn of a large file, to be kept as long as the workbook.
pub(crate) fn open_in_turn(source: &Source) -> Result<(Workbook, Option<Turn>), FileError> {
    if let Some(reason) = source.ignored() {
        return Err(FileError::Ignored(reason));
    }
    let limits = Limits::default();
    let bytes = bytes(source, limits.file_bytes)?;
    let turn = Turn::wait_for(&bytes);
    let book = read(&bytes, &limits).map(in_unicode).map_err(FileError::Refused)?;
    Ok((book, turn))
}

/// The right to hold a large workbook in memory, until it is dropped. One at a time: memory must
/// not grow with the number of large files or of cores.
pub(crate) struct Turn {
    _held: MutexGuard<'static, ()>,
}

/// Whose turn it is.
static LARGE: Mutex<()> = Mutex::new(());
/// A file that unpacks to more is large. A form has some 100 KB.
const LARGE_BYTES: u64 = 4 << 20;

impl Turn {
    /// Waits for its turn, if the file is large.
    fn wait_for(bytes: &[u8]) -> Option<Self> {
        // A panic over another file leaves nothing half-done behind.
        let wait = || Self { _held: LARGE.lock().unwrap_or_else(PoisonError::into_inner) };
        (unpacked_bytes(bytes) > LARGE_BYTES).then(wait)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_large_workbook_at_a_time() {
        let mut zip = workbook_io::opc::Builder::new();
        zip.store("a", vec![0; usize::try_from(LARGE_BYTES).unwrap() + 1]);
        let large = zip.finish().unwrap().bytes();
        assert!(Turn::wait_for(b"PK\x03\x04").is_none());
        let first = Turn::wait_for(&large);
        assert!(first.is_some());
        std::thread::scope(|scope| {
            let second = scope.spawn(|| Turn::wait_for(&large).is_some());
            std::thread::sleep(std::time::Duration::from_millis(100));
            assert!(!second.is_finished());
            drop(first);
            assert!(second.join().unwrap());
        });
    }
}
