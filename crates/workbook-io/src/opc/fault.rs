//! Why a zip file, or a part of it, is not read or made: data that the caller words.

use std::fmt;

/// What is wrong with a zip file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It has no sound directory at its end: no zip file, or one cut short.
    NoDirectory,
    /// A part cannot be unpacked: its header is damaged, or its method is unknown.
    Unreadable {
        /// The part's name.
        part: String,
    },
    /// A part that only a password opens.
    Encrypted {
        /// The part's name.
        part: String,
    },
    /// Two parts have names that mean the same.
    NameTwice {
        /// The name.
        part: String,
    },
    /// A part's own header gives it another name than the directory.
    NameMismatch {
        /// The name in the directory.
        part: String,
    },
    /// A part's bytes end early, or do not give the checksum that is stored with them.
    ChecksumMismatch {
        /// The part's name.
        part: String,
    },
    /// More parts than the limit.
    TooManyParts,
    /// A part with more bytes than the limit, unpacked.
    PartTooLarge {
        /// The part's name.
        part: String,
    },
    /// All parts together have more bytes than the limit, or than a zip file can hold.
    TooLarge,
}

impl fmt::Display for Fault {
    /// For developers; what users see is worded by the caller.
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
