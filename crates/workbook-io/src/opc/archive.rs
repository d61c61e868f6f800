//! Zip files of files: their members, read in memory as if they lay in a folder.

use std::sync::Arc;

use super::Fault;
use super::directory::{Entry, read_entries};

/// What reads a name that is not UTF-8, in the code page of whoever made the archive; `None` where
/// the bytes make no name there.
pub type CodePage = fn(&[u8]) -> Option<String>;

/// A zip file of files.
#[derive(Debug)]
pub struct Archive {
    bytes: Arc<[u8]>,
    entries: Vec<Entry>,
}

/// A file within an archive. Two may have one name.
#[derive(Clone)]
pub struct Member {
    /// Its path as the archive has it: it may lead upwards and hold anything.
    pub name: String,
    bytes: Arc<[u8]>,
    entry: Arc<Entry>,
}

impl Archive {
    /// Opens the list of members; refuses an archive with more than the limit.
    ///
    /// # Errors
    /// [`Fault::NoDirectory`], [`Fault::TooManyParts`].
    pub fn open(bytes: impl Into<Arc<[u8]>>, most: usize) -> Result<Self, Fault> {
        let bytes = bytes.into();
        let entries = read_entries(&bytes, most)?;
        Ok(Self { bytes, entries })
    }

    /// Has it a member of exactly this name?
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.raw_name() == name.as_bytes())
    }

    /// Its files, without its folders.
    ///
    /// # Errors
    /// [`Fault::TooLarge`]: unpacked they have more than so many bytes.
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

/// A member's name: UTF-8, marked so or not, else in the caller's code page, else as the zip format
/// has it.
fn decoded(entry: &Entry, code_page: CodePage) -> String {
    let is_utf_8 = std::str::from_utf8(entry.raw_name()).is_ok();
    let other = if is_utf_8 { None } else { code_page(entry.raw_name()) };
    other.unwrap_or_else(|| entry.name.clone())
}

impl Member {
    /// Does only a password open it?
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        self.entry.is_encrypted
    }

    /// Its bytes; refused where there are more than the limit.
    ///
    /// # Errors
    /// It is too large, encrypted or damaged.
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
