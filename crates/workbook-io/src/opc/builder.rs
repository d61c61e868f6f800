//! Writes zip files of new parts, and of parts copied from other packages in packed form.

use std::collections::HashSet;

use flate2::Compression;

use super::deflate::{DeflatedChunk, Deflater};
use super::directory::{DEFLATED, Entry, STORED};
use super::{Fault, Package};

/// 1980-01-01 00:00, the zip format's earliest time. The current time would make each output
/// different.
const NO_TIME: [u8; 4] = [0, 0, 0x21, 0];
/// Version 2.0 of the format: deflated parts.
const VERSION: u16 = 20;
/// Flag for names in UTF-8.
const UTF_8: u16 = 1 << 11;

/// A package being built. The same parts give the same bytes.
#[derive(Debug, Default)]
pub struct Builder {
    parts: Vec<NewPart>,
}

/// A part to be written.
#[derive(Debug)]
struct NewPart {
    name: Vec<u8>,
    method: [u8; 2],
    modified: [u8; 4],
    checksum: u32,
    /// Uncompressed size in bytes.
    size: u64,
    /// The packed bytes, in chunks.
    packed: Vec<Vec<u8>>,
}

impl Builder {
    /// A package without parts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part, deflated.
    pub fn deflate(&mut self, name: &str, content: &[u8]) {
        let mut deflater = Deflater::with_effort(Compression::default());
        let chunk = deflater.add(content).and_then(|()| deflater.finish());
        self.add_chunks(name, vec![chunk.expect("writing into memory does not fail")]);
    }

    /// Adds a part without compression.
    pub fn store(&mut self, name: &str, content: Vec<u8>) {
        self.parts.push(NewPart {
            name: name.as_bytes().to_vec(),
            method: STORED,
            modified: NO_TIME,
            checksum: crc32fast::hash(&content),
            size: content.len() as u64,
            packed: vec![content],
        });
    }

    /// Copies a part of another package: packed bytes, name and time stay the same.
    ///
    /// # Errors
    /// The part is encrypted, or not where the central directory says.
    pub fn copy(&mut self, package: &Package<'_>, entry: &Entry) -> Result<(), Fault> {
        if entry.is_encrypted {
            return Err(Fault::Encrypted { part: entry.name.clone() });
        }
        self.parts.push(NewPart {
            name: entry.raw_name().to_vec(),
            method: entry.method,
            modified: entry.modified,
            checksum: entry.checksum,
            size: entry.size,
            packed: vec![package.packed(entry)?.to_vec()],
        });
        Ok(())
    }

    /// Adds a part of deflated chunks.
    pub(crate) fn add_chunks(&mut self, name: &str, chunks: Vec<DeflatedChunk>) {
        let mut checksum = crc32fast::Hasher::new();
        for chunk in &chunks {
            checksum.combine(&chunk.checksum);
        }
        self.parts.push(NewPart {
            name: name.as_bytes().to_vec(),
            method: DEFLATED,
            modified: NO_TIME,
            checksum: checksum.finalize(),
            size: chunks.iter().map(|chunk| chunk.length).sum(),
            packed: chunks.into_iter().map(|chunk| chunk.bytes).collect(),
        });
    }

    /// Builds the package; the parts keep the order in which they were added.
    ///
    /// # Errors
    /// Two parts have the same name, or the package exceeds the limits of a zip file without zip64.
    pub fn finish(self) -> Result<PackageBytes, Fault> {
        let mut names = HashSet::new();
        if let Some(twice) = self.parts.iter().find(|part| !names.insert(&part.name)) {
            let part = String::from_utf8_lossy(&twice.name).into_owned();
            return Err(Fault::NameTwice { part });
        }
        let count = to_u16(self.parts.len())?;
        let mut made = PackageBytes::default();
        let mut start = 0;
        let mut directory = Vec::new();
        for part in self.parts {
            let header = part.header()?;
            directory.extend_from_slice(b"PK\x01\x02");
            directory.extend_from_slice(&VERSION.to_le_bytes());
            directory.extend_from_slice(&header);
            // No comment, first disk, no attributes.
            directory.extend_from_slice(&[0; 10]);
            directory.extend_from_slice(&to_u32(start)?.to_le_bytes());
            directory.extend_from_slice(&part.name);
            let opened = [b"PK\x03\x04", &header[..], &part.name].concat();
            start += opened.len() + part.packed_size();
            made.pieces.push(opened);
            made.pieces.extend(part.packed);
        }
        let length = to_u32(directory.len())?;
        directory.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        directory.extend_from_slice(&[count.to_le_bytes(), count.to_le_bytes()].concat());
        directory.extend_from_slice(&length.to_le_bytes());
        directory.extend_from_slice(&to_u32(start)?.to_le_bytes());
        directory.extend_from_slice(&[0, 0]);
        made.pieces.push(directory);
        Ok(made)
    }
}

impl NewPart {
    fn packed_size(&self) -> usize {
        self.packed.iter().map(Vec::len).sum()
    }

    /// The fields that the local header and the central directory share.
    fn header(&self) -> Result<Vec<u8>, Fault> {
        let flags = if std::str::from_utf8(&self.name).is_ok() { UTF_8 } else { 0 };
        let mut header = Vec::new();
        header.extend_from_slice(&VERSION.to_le_bytes());
        header.extend_from_slice(&flags.to_le_bytes());
        header.extend_from_slice(&self.method);
        header.extend_from_slice(&self.modified);
        let (packed, size) = (to_u32(self.packed_size())?, to_u32(self.size)?);
        for word in [self.checksum, packed, size] {
            header.extend_from_slice(&word.to_le_bytes());
        }
        header.extend_from_slice(&to_u16(self.name.len())?.to_le_bytes());
        header.extend_from_slice(&[0, 0]);
        Ok(header)
    }
}

/// The bytes of a package in pieces, so that a large one need not be copied into one buffer before
/// it is written.
#[derive(Clone, Debug, Default)]
pub struct PackageBytes {
    pieces: Vec<Vec<u8>>,
}

impl PackageBytes {
    /// The bytes, piece by piece.
    #[must_use]
    pub fn pieces(&self) -> &[Vec<u8>] {
        &self.pieces
    }

    /// The bytes in one buffer.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.pieces.concat()
    }
}

/// Sizes have four bytes: no program opens a workbook of more than 4 GB.
fn to_u32(size: impl TryInto<u32>) -> Result<u32, Fault> {
    size.try_into().map_err(|_| Fault::TooLarge)
}

fn to_u16(count: usize) -> Result<u16, Fault> {
    count.try_into().map_err(|_| Fault::TooLarge)
}
