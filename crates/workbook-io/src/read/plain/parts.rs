//! The parts of a package in packed form.

use flate2::{Decompress, FlushDecompress, Status};

use crate::opc::Package;
use crate::read::Limits;

/// A part.
#[derive(Clone, Debug)]
pub(super) struct PackedPart<'a> {
    /// Its name in lower case.
    pub name: String,
    /// The packed bytes.
    pub packed: &'a [u8],
    /// Deflated, otherwise stored.
    pub deflated: bool,
    /// Uncompressed size in bytes.
    pub size: usize,
    /// Checksum of the uncompressed bytes.
    pub checksum: u32,
}

/// The packed bytes of a part, for recognising the same part in another file.
#[derive(Debug)]
pub(super) struct PartFingerprint {
    packed: Vec<u8>,
    size: usize,
    checksum: u32,
    deflated: bool,
}

impl PartFingerprint {
    pub(super) fn new(part: &PackedPart<'_>) -> Self {
        let PackedPart { packed, size, checksum, deflated, .. } = *part;
        Self { packed: packed.to_vec(), size, checksum, deflated }
    }

    /// The number of packed bytes.
    pub(super) const fn len(&self) -> usize {
        self.packed.len()
    }

    /// Is the part the same, byte for byte?
    pub(super) fn matches(&self, part: &PackedPart<'_>) -> bool {
        self.checksum == part.checksum
            && self.size == part.size
            && self.deflated == part.deflated
            && self.packed == part.packed
    }
}

/// The parts in the order of the central directory.
pub(super) fn read_parts<'a>(bytes: &'a [u8], limits: &Limits) -> Option<Vec<PackedPart<'a>>> {
    let package = Package::open(bytes).ok()?;
    package.check(&limits.for_package()).ok()?;
    let parts = package.entries().iter().map(|entry| {
        let is_plain = entry.is_stored() || entry.is_deflated();
        let part = PackedPart {
            name: entry.plain_name(),
            packed: package.packed(entry).ok()?,
            deflated: entry.is_deflated(),
            size: usize::try_from(entry.size).ok()?,
            checksum: entry.checksum,
        };
        is_plain.then_some(part)
    });
    parts.collect()
}

/// Inflates parts, reusing its state.
pub(super) struct Inflater(Decompress);

impl Default for Inflater {
    fn default() -> Self {
        Self(Decompress::new(false))
    }
}

impl Inflater {
    /// Replaces the content of the buffer by the bytes of the part; `None` if they do not match
    /// their size or checksum.
    pub(super) fn inflate(&mut self, part: &PackedPart<'_>, buffer: &mut Vec<u8>) -> Option<()> {
        buffer.clear();
        if part.deflated {
            // One byte more than declared, to detect a part that is longer.
            buffer.reserve(part.size + 1);
            self.0.reset(false);
            let status = self.0.decompress_vec(part.packed, buffer, FlushDecompress::Finish);
            let whole = self.0.total_in() == part.packed.len() as u64;
            if !matches!(status, Ok(Status::StreamEnd)) || !whole {
                return None;
            }
        } else {
            buffer.extend_from_slice(part.packed);
        }
        (buffer.len() == part.size && crc32fast::hash(buffer) == part.checksum).then_some(())
    }
}
