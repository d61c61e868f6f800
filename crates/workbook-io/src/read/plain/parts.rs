//! The parts of a plain package: stored or deflated, each once, none encrypted.

use flate2::{Decompress, FlushDecompress, Status};

use crate::opc::Package;
use crate::read::Limits;

/// One part of a package.
#[derive(Clone, Debug)]
pub(super) struct PackedPart<'a> {
    /// Its name in small letters.
    pub name: String,
    /// Its bytes as packed.
    pub packed: &'a [u8],
    /// Packed by deflating; else stored as it is.
    pub deflated: bool,
    /// Bytes when unpacked.
    pub size: usize,
    /// Checksum of the unpacked bytes.
    pub checksum: u32,
}

/// A part as packed, by which it is known again.
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

    /// Is the part the same, byte for byte?
    pub(super) fn matches(&self, part: &PackedPart<'_>) -> bool {
        self.checksum == part.checksum
            && self.size == part.size
            && self.deflated == part.deflated
            && self.packed == part.packed
    }
}

/// The parts in the directory's order.
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

/// Unpacks parts one after the other.
pub(super) struct Inflater(Decompress);

impl Default for Inflater {
    fn default() -> Self {
        Self(Decompress::new(false))
    }
}

impl Inflater {
    /// The part's bytes, in place of what the buffer held; `None` where they are not those
    /// that were packed.
    pub(super) fn inflate(&mut self, part: &PackedPart<'_>, buffer: &mut Vec<u8>) -> Option<()> {
        buffer.clear();
        if part.deflated {
            // One byte more than declared, so that a part that is longer shows.
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
