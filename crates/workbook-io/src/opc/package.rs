//! A package of parts: sizes, names and checksums are checked before anything is made of it.

use std::collections::HashSet;

use foldhash::fast::RandomState;

use super::Fault;
use super::directory::{Entry, is_same_name, read_entries};

/// Limits of a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Number of parts.
    pub parts: usize,
    /// Uncompressed bytes of one part.
    pub part_bytes: u64,
    /// Uncompressed bytes of all parts.
    pub total_bytes: u64,
}

/// The parts of a zip file.
#[derive(Debug)]
pub struct Package<'b> {
    bytes: &'b [u8],
    entries: Vec<Entry>,
}

impl<'b> Package<'b> {
    /// Opens the central directory.
    ///
    /// # Errors
    /// [`Fault::NoDirectory`].
    pub fn open(bytes: &'b [u8]) -> Result<Self, Fault> {
        Ok(Self { bytes, entries: read_entries(bytes, usize::MAX)? })
    }

    /// Checks the central directory: refuses what is too large, ambiguous or encrypted.
    ///
    /// # Errors
    /// The first fault that is found.
    pub fn check(&self, limits: &Limits) -> Result<(), Fault> {
        if self.entries.len() > limits.parts {
            return Err(Fault::TooManyParts);
        }
        let mut names: HashSet<String, RandomState> = HashSet::default();
        if let Some(twice) = self.entries.iter().find(|entry| !names.insert(entry.plain_name())) {
            return Err(Fault::NameTwice { part: twice.name.clone() });
        }
        let mut total = 0u64;
        for entry in &self.entries {
            let part = || entry.name.clone();
            if entry.is_encrypted {
                return Err(Fault::Encrypted { part: part() });
            }
            // The directory has no checksum: one wrong letter in a name would hide a part.
            let local = entry.local_name(self.bytes);
            if !local.is_some_and(|local| is_same_name(local, entry.raw_name())) {
                return Err(Fault::NameMismatch { part: part() });
            }
            if entry.size > limits.part_bytes {
                return Err(Fault::PartTooLarge { part: part() });
            }
            total = total.saturating_add(entry.size);
        }
        if total > limits.total_bytes { Err(Fault::TooLarge) } else { Ok(()) }
    }

    /// The parts in the order of the directory.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The part with this name; names are compared by [`is_same_name`].
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| is_same_name(&entry.name, name))
    }

    /// The packed bytes of a part.
    ///
    /// # Errors
    /// [`Fault::Unreadable`] if they are not where the directory says.
    pub fn packed(&self, entry: &Entry) -> Result<&'b [u8], Fault> {
        entry.packed(self.bytes).ok_or_else(|| Fault::Unreadable { part: entry.name.clone() })
    }

    /// The bytes of a part, at most `most`. Reads to the end, so that the checksum is compared.
    ///
    /// # Errors
    /// The part is too large, encrypted or damaged.
    pub fn read(&self, entry: &Entry, most: u64) -> Result<Vec<u8>, Fault> {
        let mut content = Vec::new();
        self.read_into(entry, most, &mut content)?;
        Ok(content)
    }

    /// The same as [`Package::read`], replacing the content of a buffer.
    ///
    /// # Errors
    /// The part is too large, encrypted or damaged.
    pub fn read_into(&self, entry: &Entry, most: u64, to: &mut Vec<u8>) -> Result<(), Fault> {
        to.clear();
        entry.unpack(self.bytes, most, to)
    }
}
