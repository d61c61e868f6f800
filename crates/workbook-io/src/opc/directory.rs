//! The directory of a zip file: what it says of each part, and where the part's bytes are.

use std::io::{Cursor, Read as _};

use zip::ZipReadOptions;
use zip::read::{Config, OwnedZipFileEntry, ZipFileEntry};
use zip::result::ZipError;
use zip::unstable::read::ZipIterable;

use super::Fault;

/// Where fields stand in a part's entry in the directory, and in the header before its content.
const METHOD: usize = 10;
const MODIFIED: usize = 12;
const LOCAL_NAME_LENGTH: usize = 26;
const LOCAL_EXTRA_LENGTH: usize = 28;
const LOCAL_NAME: usize = 30;

/// Methods of packing: as it is, and deflated.
pub(super) const STORED: [u8; 2] = 0u16.to_le_bytes();
pub(super) const DEFLATED: [u8; 2] = 8u16.to_le_bytes();

/// A part, as the directory describes it.
#[derive(Debug)]
pub struct Entry {
    /// Its name: UTF-8, whether marked so or not, else code page 437, as the zip format has it.
    pub name: String,
    /// Bytes unpacked.
    pub size: u64,
    /// CRC-32 of the unpacked bytes.
    pub checksum: u32,
    /// Only a password opens it.
    pub is_encrypted: bool,
    /// A folder, which has no bytes.
    pub is_folder: bool,
    /// How it is packed.
    pub(super) method: [u8; 2],
    /// Time and day of its last change, as MS-DOS writes them.
    pub(super) modified: [u8; 4],
    zip: OwnedZipFileEntry,
}

/// The parts in the directory's order. Two may have one name.
///
/// Where this gives a list, it is the one that `ZipArchive`, and so calamine, finds in the file: no
/// part can be checked here and another one read there.
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

    /// Its name's bytes.
    #[must_use]
    pub fn raw_name(&self) -> &[u8] {
        self.zip.name_raw()
    }

    /// Its name as names are compared: small letters, with `/`.
    #[must_use]
    pub fn plain_name(&self) -> String {
        let mut name = self.name.to_ascii_lowercase();
        if name.contains('\\') {
            name = name.replace('\\', "/");
        }
        name
    }

    /// Is it packed as it is?
    #[must_use]
    pub fn is_stored(&self) -> bool {
        self.method == STORED
    }

    /// Is it packed by deflating?
    #[must_use]
    pub fn is_deflated(&self) -> bool {
        self.method == DEFLATED
    }

    /// The bytes of its content as packed.
    pub(super) fn packed<'b>(&self, bytes: &'b [u8]) -> Option<&'b [u8]> {
        let header = self.header(bytes)?;
        let name = usize::from(u16::from_le_bytes(field(header, LOCAL_NAME_LENGTH)?));
        let extra = usize::from(u16::from_le_bytes(field(header, LOCAL_EXTRA_LENGTH)?));
        let length = usize::try_from(self.zip.compressed_size()).ok()?;
        header.get(LOCAL_NAME + name + extra..)?.get(..length)
    }

    /// The name that stands before its content, which readers other than ours may go by.
    pub(super) fn local_name<'b>(&self, bytes: &'b [u8]) -> Option<&'b [u8]> {
        let header = self.header(bytes)?;
        let length = u16::from_le_bytes(field(header, LOCAL_NAME_LENGTH)?);
        header.get(LOCAL_NAME..LOCAL_NAME + usize::from(length))
    }

    /// The file from its own header on; `None` where no such header stands.
    fn header<'b>(&self, bytes: &'b [u8]) -> Option<&'b [u8]> {
        let header = bytes.get(usize::try_from(self.zip.header_start()).ok()?..)?;
        header.starts_with(b"PK\x03\x04").then_some(header)
    }

    /// Adds its unpacked bytes to the buffer, all of them, so that the checksum is compared.
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

/// Do two names of parts mean the same? Packages compare them whatever the case of ASCII letters;
/// some programs write `\` for `/`.
#[must_use]
pub fn is_same_name(one: impl AsRef<[u8]>, other: impl AsRef<[u8]>) -> bool {
    let plain = |byte: &u8| if *byte == b'\\' { b'/' } else { byte.to_ascii_lowercase() };
    one.as_ref().iter().map(plain).eq(other.as_ref().iter().map(plain))
}

fn field<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..)?.get(..N)?.try_into().ok()
}
