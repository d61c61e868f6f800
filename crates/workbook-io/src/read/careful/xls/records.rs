//! The records of a .xls stream ([MS-XLS]), with bounds checks.

use crate::read::{Damage, Refusal};

/// Record types ([MS-XLS] 2.3).
pub(super) mod kind {
    pub(in super::super) const DIMENSIONS: u16 = 0x0200;
    pub(in super::super) const CONTINUE: u16 = 0x003C;
    pub(in super::super) const BOF: u16 = 0x0809;
    pub(in super::super) const EOF: u16 = 0x000A;
    pub(in super::super) const FILEPASS: u16 = 0x002F;
    pub(in super::super) const CODEPAGE: u16 = 0x0042;
    pub(in super::super) const BOUNDSHEET: u16 = 0x0085;
    pub(in super::super) const FORMAT: u16 = 0x041E;
    pub(in super::super) const XF: u16 = 0x00E0;
    pub(in super::super) const SST: u16 = 0x00FC;
    pub(in super::super) const ROW: u16 = 0x0208;
    pub(in super::super) const COLINFO: u16 = 0x007D;
    pub(in super::super) const FORMULA: u16 = 0x0006;
    pub(in super::super) const NUMBER: u16 = 0x0203;
    pub(in super::super) const RK: u16 = 0x027E;
    pub(in super::super) const MULRK: u16 = 0x00BD;
    pub(in super::super) const LABELSST: u16 = 0x00FD;
    pub(in super::super) const LABEL: u16 = 0x0204;
    pub(in super::super) const RSTRING: u16 = 0x00D6;
    pub(in super::super) const BOOLERR: u16 = 0x0205;
    pub(in super::super) const BLANK: u16 = 0x0201;
    pub(in super::super) const MULBLANK: u16 = 0x00BE;
    pub(in super::super) const STRING: u16 = 0x0207;
    pub(in super::super) const SHRFMLA: u16 = 0x04BC;
    pub(in super::super) const ARRAY: u16 = 0x0221;
    pub(in super::super) const TABLE: u16 = 0x0236;
    pub(in super::super) const DBCELL: u16 = 0x00D7;
    pub(in super::super) const MERGEDCELLS: u16 = 0x00E5;
    pub(in super::super) const FONT: u16 = 0x0031;
    pub(in super::super) const LBL: u16 = 0x0018;
    pub(in super::super) const FILTERMODE: u16 = 0x009B;
    pub(in super::super) const AUTOFILTERINFO: u16 = 0x009D;
}

/// Sheet types of a BOF record: worksheet or dialog, chart, macro sheet.
pub(super) const SHEET_TYPES: [u16; 3] = [WORKSHEET, 0x0020, 0x0040];
pub(super) const WORKSHEET: u16 = 0x0010;

/// A record.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
    /// The offset of its header in the stream.
    pub(super) at: usize,
}

impl Record<'_> {
    /// The 16-bit number at an offset of the data.
    pub(super) fn word(&self, at: usize) -> Result<u16, Refusal> {
        word(self.data, at).ok_or_else(broken_record)
    }
}

pub(super) fn word(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes([*data.get(at)?, *data.get(at + 1)?]))
}

/// The records from an offset to the end of the stream.
pub(super) fn records(
    stream: &[u8],
    mut at: usize,
) -> impl Iterator<Item = Result<Record<'_>, Refusal>> {
    std::iter::from_fn(move || {
        if at >= stream.len() {
            return None;
        }
        let header = word(stream, at).zip(word(stream, at + 2));
        let record = header.and_then(|(kind, length)| {
            let data = stream.get(at + 4..at + 4 + usize::from(length))?;
            Some(Record { kind, data, at })
        });
        at = record.map_or(stream.len(), |record| at + 4 + record.data.len());
        Some(record.ok_or_else(broken_record))
    })
}

pub(super) fn broken_record() -> Refusal {
    Refusal::Damaged(Damage::BrokenRecords)
}
