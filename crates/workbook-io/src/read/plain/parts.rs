//! The parts of a plain .zip, from its directory at the end: stored or deflated, each where
//! the directory says, none locked.

use std::ops::Range;

use flate2::{Decompress, FlushDecompress, Status};

use crate::read::Limits;

/// One part of a package.
#[derive(Clone, Debug)]
pub(super) struct Part<'a> {
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
pub(super) struct Kept {
    packed: Vec<u8>,
    size: usize,
    checksum: u32,
    deflated: bool,
}

impl Kept {
    pub(super) fn of(part: &Part<'_>) -> Self {
        let Part { packed, size, checksum, deflated, .. } = *part;
        Self { packed: packed.to_vec(), size, checksum, deflated }
    }

    /// Is the part the same, byte for byte?
    pub(super) fn is(&self, part: &Part<'_>) -> bool {
        self.checksum == part.checksum
            && self.size == part.size
            && self.deflated == part.deflated
            && self.packed == part.packed
    }
}

const END: &[u8] = b"PK\x05\x06";
const END_LENGTH: usize = 22;
const ENTRY: &[u8] = b"PK\x01\x02";
const ENTRY_LENGTH: usize = 46;
const LOCAL: &[u8] = b"PK\x03\x04";
const LOCAL_LENGTH: usize = 30;
/// Parts of the plainest kind: names in UTF-8 (bit 11), sizes behind the data (bit 3), or a
/// degree of compression (bits 1 and 2) change nothing here.
const HARMLESS_FLAGS: u16 = 0b1000_0000_1110;

/// The parts in the directory's order.
pub(super) fn parts<'a>(bytes: &'a [u8], limits: &Limits) -> Option<Vec<Part<'a>>> {
    let end = bytes.len().checked_sub(END_LENGTH)?;
    let tail = &bytes[end..];
    let (count, size) = (u16_at(tail, 10)?, u32_at(tail, 12)? as usize);
    let start = u32_at(tail, 16)? as usize;
    let is_plain = tail.starts_with(END)
        && tail[4..8] == [0; 4]
        && u16_at(tail, 8)? == count
        && tail[20..] == [0; 2]
        && start.checked_add(size)? == end
        && usize::from(count) <= limits.parts
        && bytes.starts_with(LOCAL);
    if !is_plain {
        return None;
    }
    let mut parts: Vec<Part<'a>> = Vec::with_capacity(count.into());
    let mut at = start;
    let mut total = 0u64;
    for _ in 0..count {
        let (part, next) = part(bytes, at, start)?;
        total += part.size as u64;
        if part.size as u64 > limits.part_bytes || total > limits.total_bytes {
            return None;
        }
        if parts.iter().any(|other| other.name == part.name) {
            return None;
        }
        parts.push(part);
        at = next;
    }
    (at == end).then_some(parts)
}

/// The part whose entry stands at a place of the directory, and where the next entry stands.
fn part(bytes: &[u8], at: usize, directory: usize) -> Option<(Part<'_>, usize)> {
    let entry = bytes.get(at..)?;
    let lengths = [u16_at(entry, 28)?, u16_at(entry, 30)?, u16_at(entry, 32)?].map(usize::from);
    let name = entry.get(ENTRY_LENGTH..ENTRY_LENGTH + lengths[0])?;
    let header = u32_at(entry, 42)? as usize;
    let local = bytes.get(header..directory)?;
    let local_lengths = [u16_at(local, 26)?, u16_at(local, 28)?].map(usize::from);
    let data = header + LOCAL_LENGTH + local_lengths[0] + local_lengths[1];
    let packed = bytes.get(data..data.checked_add(u32_at(entry, 20)? as usize)?)?;
    let method = u16_at(entry, 10)?;
    let size = u32_at(entry, 24)? as usize;
    let is_plain = entry.starts_with(ENTRY)
        && local.starts_with(LOCAL)
        && u16_at(entry, 8)? & !HARMLESS_FLAGS == 0
        && u16_at(local, 6)? == u16_at(entry, 8)?
        && u16_at(local, 8)? == method
        && matches!(method, 0 | 8)
        && (method == 8 || packed.len() == size)
        && local.get(LOCAL_LENGTH..LOCAL_LENGTH + name.len()) == Some(name)
        && local_lengths[0] == name.len()
        && data + packed.len() <= directory
        && lengths[1] == 0
        && lengths[2] == 0
        && name.iter().all(|byte| byte.is_ascii_graphic() && *byte != b'\\');
    if !is_plain {
        return None;
    }
    let part = Part {
        name: std::str::from_utf8(name).ok()?.to_ascii_lowercase(),
        packed,
        deflated: method == 8,
        size,
        checksum: u32_at(entry, 16)?,
    };
    Some((part, at + ENTRY_LENGTH + lengths[0]))
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
    pub(super) fn inflate(&mut self, part: &Part<'_>, buffer: &mut Vec<u8>) -> Option<()> {
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

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(field(bytes, at..at + 2)?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(field(bytes, at..at + 4)?))
}

fn field<const N: usize>(bytes: &[u8], range: Range<usize>) -> Option<[u8; N]> {
    bytes.get(range)?.try_into().ok()
}
