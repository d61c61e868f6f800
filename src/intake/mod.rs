//! What lies in a period folder: every file, read or refused with a reason.
//!
//! Communes' files are opened for reading only.

mod archive;
mod folder;
mod locate;
pub mod submission;

pub use folder::{Source, list};
pub use locate::{PlaceError, locate, workspace_of};

use std::fs;
use std::io::{Error, ErrorKind, Read};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::system_error::in_words;
use crate::workspace::{HELD, LEADS_OUT, in_unicode, is_held, link_out};
use folder::Content;
use workbook_io::Workbook;
use workbook_io::read::{Limit, Limits, Refusal, read, unpacked_bytes};

/// Why a file gave no workbook.
#[derive(Clone, Debug)]
pub enum FileError {
    /// Not a report: a lock file or a file of the system.
    Ignored(&'static str),
    /// It was opened and is not a readable workbook.
    Refused(Refusal),
    /// The system would not hand it over.
    NotOpened(String),
}

/// Reads one file into a workbook in proper Unicode.
///
/// # Errors
/// A [`FileError`] with the reason; nothing else can go wrong for the run.
pub fn open(source: &Source) -> Result<Workbook, FileError> {
    open_in_turn(source).map(|(book, _)| book)
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

/// A file's bytes; a file with more than `most` is refused.
fn bytes(source: &Source, most: u64) -> Result<Vec<u8>, FileError> {
    match &source.content {
        Content::Refused(refusal) => Err(refusal.clone()),
        Content::Zipped(member) => archive::bytes(member, most).map_err(FileError::Refused),
        Content::Disk(file, is_file) => {
            if !is_file && link_out(file).is_some() {
                return Err(FileError::NotOpened(LEADS_OUT.to_owned()));
            }
            // What is no regular file (a pipe, a device) might never open, or never end.
            if !is_file && !fs::metadata(file).map_err(|error| not_opened(&error))?.is_file() {
                return Err(FileError::NotOpened("đây không phải là một tệp".to_owned()));
            }
            of_file(file, most)
        }
    }
}

fn of_file(file: &Path, most: u64) -> Result<Vec<u8>, FileError> {
    let mut file = fs::File::open(file).map_err(|error| not_opened(&error))?;
    let length = file.metadata().map_err(|error| not_opened(&error))?.len();
    if length > most {
        return Err(FileError::Refused(Refusal::TooLarge(Limit::File)));
    }
    let mut bytes = vec![0; usize::try_from(length).unwrap_or(0).saturating_add(1)];
    let filled = fill(&mut file, &mut bytes).map_err(|error| not_opened(&error))?;
    bytes.truncate(filled);
    if filled as u64 > length {
        // It has grown meanwhile.
        let left = most.saturating_add(1).saturating_sub(filled as u64);
        file.take(left).read_to_end(&mut bytes).map_err(|error| not_opened(&error))?;
    }
    Ok(bytes)
}

/// Reads into a buffer that is one byte longer than the file should be, mostly in one call: the
/// free byte shows that the end was reached. Returns how much was read.
fn fill(from: &mut impl Read, room: &mut [u8]) -> Result<usize, Error> {
    let mut filled = 0;
    while filled + 1 < room.len() {
        match from.read(&mut room[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

fn not_opened(error: &Error) -> FileError {
    if is_held(error) {
        return FileError::NotOpened(HELD.to_owned());
    }
    FileError::NotOpened(match error.kind() {
        ErrorKind::NotFound => "không còn thấy tệp này".to_owned(),
        ErrorKind::PermissionDenied => {
            "không được phép đọc, hoặc tệp đang mở trong chương trình khác".to_owned()
        }
        _ => in_words(error),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file that is handed over a few bytes at a time, once interrupted.
    struct Pieces(Vec<Result<&'static [u8], ErrorKind>>);

    impl Read for Pieces {
        fn read(&mut self, room: &mut [u8]) -> Result<usize, Error> {
            if self.0.is_empty() {
                return Ok(0);
            }
            let mut piece = self.0.remove(0)?;
            piece.read(room)
        }
    }

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

    #[test]
    fn a_file_is_read_to_where_it_ends() {
        let read = |pieces: &[Result<&'static [u8], ErrorKind>], room: usize| {
            let (mut from, mut room) = (Pieces(pieces.to_vec()), vec![0; room]);
            let filled = fill(&mut from, &mut room).map_err(|error| error.kind())?;
            Ok((room[..filled].to_vec(), from.0.len()))
        };
        let whole = |bytes: &[u8]| Ok((bytes.to_vec(), 0));
        assert_eq!(read(&[Ok(b"abcd")], 5), whole(b"abcd"));
        assert_eq!(read(&[Ok(b"ab"), Err(ErrorKind::Interrupted), Ok(b"cd")], 5), whole(b"abcd"));
        // Shorter or longer than it was said to be.
        assert_eq!(read(&[Ok(b"ab")], 5), whole(b"ab"));
        assert_eq!(read(&[Ok(b"abcde")], 5), whole(b"abcde"));
        assert_eq!(read(&[], 1), whole(b""));
        let failed = read(&[Ok(b"ab"), Err(ErrorKind::PermissionDenied)], 5);
        assert_eq!(failed, Err(ErrorKind::PermissionDenied));
    }
}
