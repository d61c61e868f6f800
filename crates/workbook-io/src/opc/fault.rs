//! Why a zip file or one of its parts cannot be read or written. The caller words it.

use std::fmt;

/// A fault of a zip file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no valid central directory: not a zip file, or cut short.
    NoDirectory,
    /// A part cannot be unpacked: its header is damaged or its compression method is unknown.
    Unreadable {
        /// The part's name.
        part: String,
    },
    /// A part is encrypted.
    Encrypted {
        /// The part's name.
        part: String,
    },
    /// Two parts have the same name.
    NameTwice {
        /// The name.
        part: String,
    },
    /// A part's local header has a different name than the central directory.
    NameMismatch {
        /// The name in the directory.
        part: String,
    },
    /// A part's bytes end early or do not match their checksum.
    ChecksumMismatch {
        /// The part's name.
        part: String,
    },
    /// There are more parts than the limit.
    TooManyParts,
    /// A part has more uncompressed bytes than the limit.
    PartTooLarge {
        /// The part's name.
        part: String,
    },
    /// All parts together have more bytes than the limit, or than a zip file can hold.
    TooLarge,
}

impl fmt::Display for Fault {
    /// For developers. The caller words it for users.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "zip file: {self:?}")
    }
}

impl std::error::Error for Fault {}

impl From<Fault> for std::io::Error {
    fn from(fault: Fault) -> Self {
        Self::other(fault)
    }
}
