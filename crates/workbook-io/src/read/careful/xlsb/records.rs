//! The records of an .xlsb part, with bounds checks.

use crate::read::{Damage, Refusal, utf16};

/// A record.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
}

impl<'a> Record<'a> {
    pub(super) fn word(&self, at: usize) -> Result<u16, Refusal> {
        let bytes = self.data.get(at..at + 2).ok_or_else(broken_record)?;
        Ok(u16::from_le_bytes([bytes[0], bytes[1]]))
    }

    pub(super) fn double_word(&self, at: usize) -> Result<u32, Refusal> {
        let bytes = self.data.get(at..at + 4).ok_or_else(broken_record)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    /// A length-prefixed text, and its end.
    pub(super) fn text(&self, at: usize) -> Result<(String, usize), Refusal> {
        let length = self.double_word(at)? as usize;
        let end = length.checked_mul(2).map(|bytes| at + 4 + bytes).ok_or_else(broken_record)?;
        let letters = self.data.get(at + 4..end).ok_or_else(broken_record)?;
        Ok((utf16::decode_le(letters), end))
    }
}

/// All records of a part.
pub(super) fn records(mut part: &[u8]) -> impl Iterator<Item = Result<Record<'_>, Refusal>> {
    std::iter::from_fn(move || {
        if part.is_empty() {
            return None;
        }
        let record = split(part);
        part = record.map_or(&[], |(_, rest)| rest);
        Some(record.map(|(record, _)| record).ok_or_else(broken_record))
    })
}

fn split(part: &[u8]) -> Option<(Record<'_>, &[u8])> {
    let (kind, rest) = number(part, 2)?;
    let (length, rest) = number(rest, 4)?;
    let (data, rest) = rest.split_at_checked(length as usize)?;
    Some((Record { kind: kind as u16, data }, rest))
}

/// A number with seven bits per byte, of at most `most` bytes.
fn number(bytes: &[u8], most: u32) -> Option<(u32, &[u8])> {
    let (mut value, mut rest) = (0, bytes);
    for place in 0..most {
        let (byte, after) = rest.split_first()?;
        rest = after;
        value |= u32::from(byte & 0x7F) << (7 * place);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some((value, rest))
}

pub(super) fn broken_record() -> Refusal {
    Refusal::Damaged(Damage::BrokenRecords)
}
