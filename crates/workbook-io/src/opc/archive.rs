//! Zip archives of files, read in memory.

use std::sync::Arc;

use super::Fault;
use super::directory::{Entry, read_entries};

/// Decodes a file name that is not UTF-8 in the code page of its author; `None` if the bytes are
/// not valid there.
pub type CodePage = fn(&[u8]) -> Option<String>;

/// A zip file of files.
#[derive(Debug)]
pub struct Archive {
    bytes: Arc<[u8]>,
    entries: Vec<Entry>,
}

/// A file in an archive. Names need not be unique.
#[derive(Clone)]
pub struct Member {
    /// Its path in the archive. Untrusted: it may contain `..` or anything else.
    pub name: String,
    bytes: Arc<[u8]>,
    entry: Arc<Entry>,
}

impl Archive {
    /// Opens the central directory; refuses an archive with more than `most` members.
    ///
    /// # Errors
    /// [`Fault::NoDirectory`], [`Fault::TooManyParts`].
    pub fn open(bytes: impl Into<Arc<[u8]>>, most: usize) -> Result<Self, Fault> {
        let bytes = bytes.into();
        let entries = read_entries(&bytes, most)?;
        Ok(Self { bytes, entries })
    }

    /// Is there a member with exactly this name?
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.raw_name() == name.as_bytes())
    }

    /// The files, without folders.
    ///
    /// # Errors
    /// [`Fault::TooLarge`] if they have more than `most` bytes uncompressed.
    pub fn members(self, most: u64, code_page: CodePage) -> Result<Vec<Member>, Fault> {
        let Self { bytes, entries } = self;
        let files = || entries.iter().filter(|entry| !entry.is_folder);
        if files().fold(0u64, |total, entry| total.saturating_add(entry.size)) > most {
            return Err(Fault::TooLarge);
        }
        let member = |entry: Entry| Member {
            name: decoded(&entry, code_page),
            bytes: Arc::clone(&bytes),
            entry: Arc::new(entry),
        };
        Ok(entries.into_iter().filter(|entry| !entry.is_folder).map(member).collect())
    }
}

/// The name of a member: UTF-8 if it is valid, else in the caller's code page, else in the zip
/// format's code page 437.
fn decoded(entry: &Entry, code_page: CodePage) -> String {
    let is_utf_8 = std::str::from_utf8(entry.raw_name()).is_ok();
    let other = if is_utf_8 { None } else { code_page(entry.raw_name()) };
    other.unwrap_or_else(|| entry.name.clone())
}

impl Member {
    /// Is it encrypted?
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        self.entry.is_encrypted
    }

    /// Its uncompressed size in bytes, as the archive declares it; more is never read.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.entry.size
    }

    /// Its bytes, at most `most`.
    ///
    /// # Errors
    /// The member is too large, encrypted or damaged.
    pub fn read(&self, most: u64) -> Result<Vec<u8>, Fault> {
        let mut content = Vec::new();
        self.entry.unpack(&self.bytes, most, &mut content)?;
        Ok(content)
    }
}

impl std::fmt::Debug for Member {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {} bytes", self.name, self.entry.size)
    }
}
