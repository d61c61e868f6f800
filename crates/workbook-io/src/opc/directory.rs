//! The central directory of a zip file: the description of each part and the position of its bytes.

use std::io::{Cursor, Read as _};

use zip::ZipReadOptions;
use zip::read::{Config, OwnedZipFileEntry, ZipFileEntry};
use zip::result::ZipError;
use zip::unstable::read::ZipIterable;

use super::Fault;

/// Offsets of fields in an entry of the central directory and in a local header.
const METHOD: usize = 10;
const MODIFIED: usize = 12;
const LOCAL_NAME_LENGTH: usize = 26;
const LOCAL_EXTRA_LENGTH: usize = 28;
const LOCAL_NAME: usize = 30;

/// What a local header begins with.
const LOCAL_HEADER: &[u8] = b"PK\x03\x04";

/// Compression methods.
pub(super) const STORED: [u8; 2] = 0u16.to_le_bytes();
pub(super) const DEFLATED: [u8; 2] = 8u16.to_le_bytes();

/// A part as the central directory describes it.
#[derive(Debug)]
pub struct Entry {
    /// Its name: UTF-8 if it is valid, marked so or not, else code page 437.
    pub name: String,
    /// Uncompressed size in bytes.
    pub size: u64,
    /// CRC-32 of the uncompressed bytes.
    pub checksum: u32,
    /// It is encrypted.
    pub is_encrypted: bool,
    /// It is a folder.
    pub is_folder: bool,
    /// Compression method.
    pub(super) method: [u8; 2],
    /// Time and date of the last change, in MS-DOS format.
    pub(super) modified: [u8; 4],
    zip: OwnedZipFileEntry,
}

/// Reads the entries in the order of the directory. Names need not be unique.
///
/// The entries are the same that `ZipArchive`, and thus calamine, finds: what is checked here is
/// what is read there.
pub(super) fn read_entries(bytes: &[u8], most: usize) -> Result<Vec<Entry>, Fault> {
    let no_directory = |_: ZipError| Fault::NoDirectory;
    let mut list =
        ZipIterable::try_new(Cursor::new(bytes), Config::default()).map_err(no_directory)?;
    if list.len() > most {
        return Err(Fault::TooManyParts);
    }
    let entries = list.files().map_err(no_directory)?;
    entries.map(|entry| Entry::new(bytes, entry.map_err(no_directory)?)).collect()
}

impl Entry {
    fn new(bytes: &[u8], entry: ZipFileEntry<'static>) -> Result<Self, Fault> {
        let at = usize::try_from(entry.central_header_start()).map_err(|_| Fault::NoDirectory)?;
        let own = bytes.get(at..).unwrap_or_default();
        let name = match entry.name() {
            Ok(name) => name.into_owned(),
            Err(_) => String::from_utf8_lossy(entry.name_raw()).into_owned(),
        };
        Ok(Self {
            name,
            size: entry.size(),
            checksum: entry.crc32(),
            is_encrypted: entry.encrypted(),
            is_folder: entry.is_dir(),
            method: field(own, METHOD).ok_or(Fault::NoDirectory)?,
            modified: field(own, MODIFIED).ok_or(Fault::NoDirectory)?,
            zip: entry.into(),
        })
    }

    /// The bytes of its name.
    #[must_use]
    pub fn raw_name(&self) -> &[u8] {
        self.zip.name_raw()
    }

    /// Its name in the form for comparison: lower case, with `/`.
    #[must_use]
    pub fn plain_name(&self) -> String {
        let mut name = self.name.to_ascii_lowercase();
        if name.contains('\\') {
            name = name.replace('\\', "/");
        }
        name
    }

    /// Is it stored without compression?
    #[must_use]
    pub fn is_stored(&self) -> bool {
        self.method == STORED
    }

    /// Is it deflated?
    #[must_use]
    pub fn is_deflated(&self) -> bool {
        self.method == DEFLATED
    }

    /// The packed bytes; `None` where there is no local header, which other readers insist on.
    pub(super) fn packed<'b>(&self, bytes: &'b [u8]) -> Option<&'b [u8]> {
        let header = self.header(bytes).filter(|header| header.starts_with(LOCAL_HEADER))?;
        let name = usize::from(u16::from_le_bytes(field(header, LOCAL_NAME_LENGTH)?));
        let extra = usize::from(u16::from_le_bytes(field(header, LOCAL_EXTRA_LENGTH)?));
        let length = usize::try_from(self.zip.compressed_size()).ok()?;
        header.get(LOCAL_NAME + name + extra..)?.get(..length)
    }

    /// The name in the local header, which other readers may use.
    pub(super) fn local_name<'b>(&self, bytes: &'b [u8]) -> Option<&'b [u8]> {
        let header = self.header(bytes)?;
        let length = u16::from_le_bytes(field(header, LOCAL_NAME_LENGTH)?);
        header.get(LOCAL_NAME..LOCAL_NAME + usize::from(length))
    }

    /// The file from the local header on; `None` where no such header stands.
    fn header<'b>(&self, bytes: &'b [u8]) -> Option<&'b [u8]> {
        let header = bytes.get(usize::try_from(self.zip.header_start()).ok()?..)?;
        header.starts_with(b"PK\x03\x04").then_some(header)
    }

    /// Appends the uncompressed bytes to the buffer. Reads to the end, so that the checksum is
    /// compared.
    pub(super) fn unpack(&self, bytes: &[u8], most: u64, to: &mut Vec<u8>) -> Result<(), Fault> {
        let part = || self.name.clone();
        if self.size > most {
            return Err(Fault::PartTooLarge { part: part() });
        }
        let mut reader = Cursor::new(bytes);
        let opened = self.zip.as_ref().with_reader(&mut reader, ZipReadOptions::new());
        let content = opened.map_err(|error| match error {
            ZipError::InvalidPassword
            | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
                Fault::Encrypted { part: part() }
            }
            _ => Fault::Unreadable { part: part() },
        })?;
        let before = to.len();
        let read = content.take(most.saturating_add(1)).read_to_end(to);
        read.map_err(|_| Fault::ChecksumMismatch { part: part() })?;
        if (to.len() - before) as u64 > most {
            return Err(Fault::PartTooLarge { part: part() });
        }
        Ok(())
    }
}

/// Are two part names the same? Packages ignore the case of ASCII letters; some programs write `\`
/// for `/`.
#[must_use]
pub fn is_same_name(one: impl AsRef<[u8]>, other: impl AsRef<[u8]>) -> bool {
    let plain = |byte: &u8| if *byte == b'\\' { b'/' } else { byte.to_ascii_lowercase() };
    one.as_ref().iter().map(plain).eq(other.as_ref().iter().map(plain))
}

fn field<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..)?.get(..N)?.try_into().ok()
}
