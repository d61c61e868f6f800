//! Why a file gave no workbook.

use workbook_io::read::Refusal;

/// Why a file gave no workbook.
#[derive(Clone, Debug)]
pub enum FileError {
    /// Not a report: a lock file or a file of the system.
    Ignored(&'static str),
    /// It was opened and is not a readable workbook.
    Refused(Refusal),
    /// It could not be opened: why, and what to do (both within a sentence, without a full stop).
    NotOpened(String, &'static str),
}
