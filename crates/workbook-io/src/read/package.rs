//! A zipped workbook before any reader sees it: its parts, their sizes, their checksums.
//!
//! calamine stops reading a part where its data ends, so that a wrong checksum goes
//! unnoticed and a damaged file can give wrong figures. Here every part is read to its end.

use std::collections::HashSet;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::limits::within;
use super::{Damage, Limit, Limits, Refusal};

/// The parts of a zip file.
pub(super) struct Package<'a> {
    bytes: &'a [u8],
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Names as calamine compares them: lower case, with `/`.
    names: Vec<String>,
}

impl<'a> Package<'a> {
    /// Opens the list of parts. `None` where there is none: a file cut short.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let names = zip.file_names_raw().map(plain_name).collect();
        Some(Self { bytes, zip, names })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|n| n == name)
    }

    /// Refuses, by the list of parts alone, what is too large, ambiguous or locked.
    pub(super) fn check(&self, limits: &Limits) -> Result<(), Refusal> {
        within(self.names.len(), limits.parts, Limit::Parts)?;
        let distinct: HashSet<&String> = self.names.iter().collect();
        if self.zip.has_duplicate_names() || distinct.len() < self.names.len() {
            return Err(Refusal::Damaged(Damage::PartTwice));
        }
        let mut total = 0u64;
        for index in 0..self.names.len() {
            let entry = self.zip.by_index_data(index).map_err(|error| refusal(&error))?;
            if entry.encrypted() {
                return Err(Refusal::Password);
            }
            // The list has no checksum: one wrong letter there, and a part seems not to exist.
            if self.name_at(entry.header_start()).as_ref() != self.names.get(index) {
                return Err(Refusal::Damaged(Damage::PartListMismatch));
            }
            within(entry.size(), limits.part_bytes, Limit::Part)?;
            total = total.saturating_add(entry.size());
        }
        within(total, limits.total_bytes, Limit::Total)
    }

    /// The name that stands before a part's own content.
    fn name_at(&self, header: u64) -> Option<String> {
        const LENGTH: usize = 26;
        const NAME: usize = 30;
        let header = self.bytes.get(usize::try_from(header).ok()?..)?;
        let length = u16::from_le_bytes([*header.get(LENGTH)?, *header.get(LENGTH + 1)?]);
        header.get(NAME..NAME + usize::from(length)).map(plain_name)
    }

    /// One part, whole. `None` where there is no such part.
    pub(super) fn part(&mut self, name: &str, limits: &Limits) -> Result<Option<Vec<u8>>, Refusal> {
        match self.names.iter().position(|n| n == name) {
            Some(index) => {
                let mut bytes = Vec::new();
                self.inflate(index, limits, &mut bytes)?;
                Ok(Some(bytes))
            }
            None => Ok(None),
        }
    }

    /// Reads every part to its end, so that its checksum is compared, and shows it.
    pub(super) fn inflate_all(
        &mut self,
        limits: &Limits,
        see: impl FnMut(&str, &[u8]) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        self.inflate_those(|_| true, limits, see)
    }

    /// The same of parts with some names.
    pub(super) fn inflate_those(
        &mut self,
        wanted: impl Fn(&str) -> bool,
        limits: &Limits,
        mut see: impl FnMut(&str, &[u8]) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let mut bytes = Vec::new();
        for index in 0..self.names.len() {
            if !wanted(&self.names[index]) {
                continue;
            }
            bytes.clear();
            self.inflate(index, limits, &mut bytes)?;
            see(&self.names[index], &bytes)?;
        }
        Ok(())
    }

    fn inflate(
        &mut self,
        index: usize,
        limits: &Limits,
        bytes: &mut Vec<u8>,
    ) -> Result<(), Refusal> {
        let part = self.zip.by_index(index).map_err(|error| refusal(&error))?;
        within(part.size(), limits.part_bytes, Limit::Part)?;
        // The zip crate stops at the declared size and compares the checksum at the end.
        let mut part = part;
        part.read_to_end(bytes).map_err(|_| Refusal::Damaged(Damage::ChecksumMismatch))?;
        Ok(())
    }
}

fn plain_name(raw: &[u8]) -> String {
    String::from_utf8_lossy(raw).replace('\\', "/").to_ascii_lowercase()
}

fn refusal(error: &ZipError) -> Refusal {
    match error {
        ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            Refusal::Password
        }
        _ => Refusal::Damaged(Damage::BrokenPackage),
    }
}
