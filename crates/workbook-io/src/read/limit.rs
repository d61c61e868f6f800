//! The limits by name, as refusals tell them.

use serde::{Deserialize, Serialize};

/// The limit that a file exceeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Limit {
    /// [`Limits::file_bytes`].
    File,
    /// [`Limits::part_bytes`].
    Part,
    /// [`Limits::total_bytes`].
    Total,
    /// [`Limits::parts`].
    Parts,
    /// [`Limits::sheets`].
    Sheets,
    /// [`Limits::cells`].
    Cells,
    /// [`Limits::area`].
    Area,
    /// [`Limits::text_bytes`].
    Text,
    /// [`Limits::archive_bytes`].
    Archives,
    /// [`Limits::archive_files`].
    ArchiveFiles,
    /// [`Limits::archive_total_bytes`].
    ArchiveTotal,
    /// [`Limits::list_rows`].
    ListRows,
    /// [`Limits::formats`].
    Formats,
    /// [`Limits::seconds`].
    Time,
    /// [`Limits::memory_bytes`].
    Memory,
}
