//! Why a file gave no workbook.

use workbook_io::read::Refusal;

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
