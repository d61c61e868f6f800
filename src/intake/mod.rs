//! What lies in a period folder: every file, read or refused with a reason.
//!
//! The only stage before the writers that touches the disk. Originals are opened for
//! reading only.

mod archive;
mod folder;
mod unicode;

pub use folder::{OUTPUT_FOLDER, REVIEW_FILE, Source, holds_any, list};
pub use unicode::in_unicode;

use std::fs;
use std::io::{Error, ErrorKind, Read as _};
use std::path::Path;

use crate::cell::Workbook;
use crate::workbook::read::{Limit, Limits, Unreadable, read};
use folder::Content;

/// Why a file gave no workbook.
#[derive(Clone, Debug)]
pub enum Refusal {
    /// It is no business of the tool: a lock file, the system's own.
    Ignored(&'static str),
    /// It was opened and is not a workbook that can be read.
    Unreadable(Unreadable),
    /// The system would not hand it over.
    NotOpened(String),
}

/// Reads one file into a workbook in proper Unicode.
///
/// # Errors
/// A [`Refusal`] with the reason; nothing else can go wrong for the run.
pub fn open(source: &Source) -> Result<Workbook, Refusal> {
    if let Some(reason) = source.ignored() {
        return Err(Refusal::Ignored(reason));
    }
    let limits = Limits::default();
    let bytes = bytes(source, limits.file_bytes)?;
    read(&bytes, &limits).map(in_unicode).map_err(Refusal::Unreadable)
}

/// A file's bytes, so many at the most.
fn bytes(source: &Source, most: u64) -> Result<Vec<u8>, Refusal> {
    match &source.content {
        Content::Refused(refusal) => Err(refusal.clone()),
        Content::Zipped(member) => member.bytes(most).map_err(Refusal::Unreadable),
        Content::Disk(file, is_file) => {
            // What is no regular file (a pipe, a device) might never open, or never end.
            if !is_file && !fs::metadata(file).map_err(|error| not_opened(&error))?.is_file() {
                return Err(Refusal::NotOpened("đây không phải là một tệp".to_owned()));
            }
            of_file(file, most)
        }
    }
}

fn of_file(file: &Path, most: u64) -> Result<Vec<u8>, Refusal> {
    let file = fs::File::open(file).map_err(|error| not_opened(&error))?;
    let length = file.metadata().map_err(|error| not_opened(&error))?.len();
    if length > most {
        return Err(Refusal::Unreadable(Unreadable::TooLarge(Limit::File)));
    }
    // One byte more than there is tells in one reading that it has ended.
    let most_likely = usize::try_from(length).unwrap_or(0).saturating_add(1);
    let mut bytes = Vec::with_capacity(most_likely);
    file.take(most + 1).read_to_end(&mut bytes).map_err(|error| not_opened(&error))?;
    Ok(bytes)
}

fn not_opened(error: &Error) -> Refusal {
    // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION: another program holds it.
    if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)) {
        return Refusal::NotOpened(
            "tệp đang mở và bị khóa trong chương trình khác; đóng tệp đó rồi chạy lại".to_owned(),
        );
    }
    Refusal::NotOpened(match error.kind() {
        ErrorKind::NotFound => "không còn thấy tệp này".to_owned(),
        ErrorKind::PermissionDenied => {
            "không được phép đọc, hoặc tệp đang mở trong chương trình khác".to_owned()
        }
        _ => format!("lỗi khi đọc ({error})"),
    })
}
