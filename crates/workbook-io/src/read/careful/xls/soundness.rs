//! Detects damage in a .xls.
//!
//! The format has no checksums: a wrong bit in a number or text cannot be noticed. But the
//! structure around them is strict: records have known types and lengths, cells (also blank ones)
//! are in reading order, sheets end with a record of their own and have the type that the workbook
//! says. A file that breaks these rules is damaged, and its cells may be in the wrong place or
//! missing.

use std::collections::BTreeSet;

use super::records::{Record, WORKSHEET, kind, records};
use crate::read::{Damage, Refusal};

/// Record types below 0x0800 that a worksheet of Excel 97 to 2003 may contain ([MS-XLS] 2.3), as
/// ranges.
const RECORD_KINDS: [(u16, u16); 53] = [
    // Some old programs fill gaps with it.
    (0x0000, 0x0000),
    (0x0006, 0x0006),
    (0x000A, 0x000A),
    (0x000C, 0x0015),
    (0x0017, 0x001D),
    (0x0022, 0x0023),
    (0x0026, 0x002B),
    (0x002F, 0x002F),
    (0x0031, 0x0034),
    (0x003C, 0x003D),
    (0x0040, 0x0042),
    (0x004D, 0x004D),
    (0x0050, 0x0052),
    (0x0055, 0x0055),
    (0x0059, 0x0063),
    (0x007D, 0x007F),
    (0x0080, 0x0086),
    (0x008C, 0x008D),
    (0x0090, 0x0090),
    (0x0092, 0x0092),
    (0x0094, 0x0095),
    (0x0097, 0x009E),
    (0x00A0, 0x00A1),
    (0x00AB, 0x00AB),
    (0x00AE, 0x00B2),
    (0x00B4, 0x00B9),
    (0x00BD, 0x00BE),
    (0x00C1, 0x00C1),
    (0x00C5, 0x00D8),
    (0x00D9, 0x00E3),
    (0x00E5, 0x00E5),
    (0x00E9, 0x00EF),
    (0x00F0, 0x00F9),
    (0x00FB, 0x00FB),
    (0x00FD, 0x00FE),
    (0x0100, 0x0103),
    (0x0122, 0x0122),
    (0x0137, 0x0142),
    (0x014D, 0x0153),
    (0x015F, 0x0163),
    (0x0191, 0x0198),
    (0x01A9, 0x01B2),
    (0x01B5, 0x01C2),
    (0x0200, 0x0201),
    (0x0203, 0x0205),
    (0x0207, 0x0208),
    (0x020B, 0x020B),
    (0x0221, 0x0221),
    (0x0225, 0x0225),
    (0x0236, 0x0236),
    (0x023E, 0x023E),
    (0x027E, 0x027E),
    (0x04BC, 0x04BC),
];
/// Types from here on belong to later versions.
const LATER: u16 = 0x0800;

/// A formula and the records that may follow it.
const FORMULA_PARTS: [u16; 4] = [kind::FORMULA, kind::SHRFMLA, kind::ARRAY, kind::TABLE];

/// Refuses a record with an unknown type or a wrong length.
pub(super) fn check_record(record: &Record<'_>) -> Result<(), Refusal> {
    let known = record.kind >= LATER
        || RECORD_KINDS.iter().any(|(first, last)| (*first..=*last).contains(&record.kind));
    let length = record.data.len();
    let whole = match record.kind {
        // Some programs pad numbers and truth values.
        kind::NUMBER => matches!(length, 14 | 18),
        kind::RK | kind::LABELSST => length == 10,
        kind::BOOLERR => matches!(length, 8 | 9),
        kind::BLANK => length == 6,
        kind::MULRK => spans(record, 6),
        kind::MULBLANK => spans(record, 2),
        kind::ROW => length == 16,
        kind::FORMULA => {
            length >= 22 && record.word(20).is_ok_and(|tokens| length >= 22 + usize::from(tokens))
        }
        _ => true,
    };
    if known && whole { Ok(()) } else { Err(foreign_record()) }
}

fn foreign_record() -> Refusal {
    Refusal::Damaged(Damage::ForeignRecord)
}

/// Refuses a workbook with a worksheet that is missing from its list of sheets, which ends at `at`.
pub(super) fn check_sheets(stream: &[u8], at: usize, listed: &[usize]) -> Result<(), Refusal> {
    let mut depth = 0u32;
    // Skips the end of the list. What follows the last sheet need not be records.
    for record in records(stream, at).skip(1).map_while(Result::ok) {
        match record.kind {
            kind::BOF => {
                let lost = record.word(2).is_ok_and(|kind| kind == WORKSHEET)
                    && !listed.contains(&record.at);
                if depth == 0 && lost {
                    return Err(Refusal::Damaged(Damage::UnlistedSheet));
                }
                depth += 1;
            }
            kind::EOF => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    Ok(())
}

/// Does the length of a record with several cells match its columns?
fn spans(record: &Record<'_>, width: usize) -> bool {
    let cells = record.data.len().saturating_sub(6) / width;
    let columns = record.word(2).ok().zip(record.word(record.data.len().saturating_sub(2)).ok());
    cells * width + 6 == record.data.len()
        && columns.is_some_and(|(first, last)| usize::from(first) + cells == usize::from(last) + 1)
}

/// The order of the cells of a worksheet so far.
#[derive(Default)]
pub(super) struct Sequence {
    /// The cells of the record before the last one.
    before: Option<CellSpan>,
    /// The cells of the last record.
    last: Option<CellSpan>,
    /// If the last record was too early: the record that it should have followed.
    passed: Option<CellSpan>,
    records: usize,
    /// How often the order went back.
    steps_back: usize,
    /// How often it would not have, without one record.
    strays: usize,
    /// The position relative to the table of rows and cells.
    table: TableProgress,
    /// The type of the last record.
    kind: u16,
    /// Rows with a ROW record, which comes before their cells.
    rows: BTreeSet<u16>,
    /// Cells in other rows.
    rowless: usize,
}

/// The position relative to the table of rows and cells.
#[derive(Default, PartialEq)]
enum TableProgress {
    #[default]
    Ahead,
    Within,
    Behind,
}

/// Row, first and last column of the cells of a record.
type CellSpan = (u16, u16, u16);

impl Sequence {
    /// Notes a record. A cell whose type was damaged is still between other cells, where nothing
    /// else may be.
    pub(super) fn see(&mut self, record: &Record<'_>) -> Result<(), Refusal> {
        let last_col = match record.kind {
            kind::NUMBER
            | kind::RK
            | kind::FORMULA
            | kind::LABEL
            | kind::RSTRING
            | kind::BOOLERR
            | kind::LABELSST
            | kind::BLANK => Some(record.word(2)?),
            kind::MULRK | kind::MULBLANK => Some(record.word(record.data.len().saturating_sub(2))?),
            _ => None,
        };
        let goes_on = match record.kind {
            kind::ROW | kind::DBCELL => true,
            // The text result of a formula, before any formula.
            kind::STRING if self.table == TableProgress::Ahead => return Err(foreign_record()),
            kind::STRING => FORMULA_PARTS.contains(&self.kind),
            kind::CONTINUE => self.table == TableProgress::Within,
            // One library writes them before rows that it adds.
            kind::MERGEDCELLS => return Ok(()),
            other => last_col.is_some() || FORMULA_PARTS.contains(&other),
        };
        match (&self.table, goes_on) {
            (TableProgress::Ahead, true) => self.table = TableProgress::Within,
            (TableProgress::Within, false) => self.table = TableProgress::Behind,
            (TableProgress::Behind, true) => return Err(foreign_record()),
            _ => {}
        }
        self.kind = record.kind;
        if record.kind == kind::ROW {
            self.rows.insert(record.word(0)?);
        }
        if let Some(last) = last_col {
            self.rowless += usize::from(!self.rows.contains(&record.word(0)?));
            self.place((record.word(0)?, record.word(2)?, last));
        }
        Ok(())
    }

    /// Notes the position of cells, also blank ones.
    fn place(&mut self, cells: CellSpan) {
        let follows = |other: Option<CellSpan>| {
            other.is_none_or(|(row, _, last)| (row, last) < (cells.0, cells.1))
        };
        // Would the order be right without the record before, or without the last one?
        if self.passed.take().is_some_and(|passed| follows(Some(passed))) {
            self.strays += 1;
        }
        if !follows(self.last) {
            self.steps_back += 1;
            if follows(self.before) {
                self.strays += 1;
            } else {
                self.passed = self.last;
            }
        }
        self.before = self.last;
        self.last = Some(cells);
        self.records += 1;
    }

    /// Excel and all common programs write cells in reading order. Some go back for a block of
    /// rows, some old ones write cells in the order of editing. A single cell out of order is
    /// damage.
    pub(super) fn check(&self) -> Result<(), Refusal> {
        const ENOUGH: usize = 8;
        let stray = self.steps_back == 1 && self.strays == 1;
        let astray = stray || self.rowless == 1 && !self.rows.is_empty();
        if astray && self.records >= ENOUGH {
            return Err(Refusal::Damaged(Damage::MisplacedCell));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_sound(kind: u16, data: &[u8]) -> bool {
        check_record(&Record { kind, data, at: 0 }).is_ok()
    }

    #[test]
    fn known_record_types_and_lengths() {
        assert!(is_sound(kind::NUMBER, &[0; 14]) && !is_sound(kind::NUMBER, &[0; 6]));
        // One wrong bit turns a number into a blank cell or an unknown record.
        assert!(!is_sound(kind::BLANK, &[0; 14]) && !is_sound(0x0202, &[0; 14]));
        assert!(is_sound(0x0867, &[]) && is_sound(kind::DIMENSIONS, &[0; 14]));
        let two = [1, 0, 3, 0, 15, 0, 1, 2, 3, 4, 15, 0, 1, 2, 3, 4, 4, 0];
        assert!(is_sound(kind::MULRK, &two));
        assert!(!is_sound(kind::MULRK, &two[..12]));
        let mut formula = [0; 25];
        formula[20] = 3;
        assert!(is_sound(kind::FORMULA, &formula) && !is_sound(kind::FORMULA, &formula[..24]));
    }

    #[test]
    fn one_cell_out_of_order_is_damage_many_are_not() {
        let sequence = |rows: &[u16]| {
            let mut sequence = Sequence::default();
            rows.iter().for_each(|row| sequence.place((*row, 0, 3)));
            sequence.check()
        };
        assert!(sequence(&[1, 2, 3, 4, 5, 6, 7, 8]).is_ok());
        assert!(sequence(&[1, 2, 3, 36, 5, 6, 7, 8]).is_err());
        assert!(sequence(&[11, 12, 13, 4, 15, 16, 17, 18]).is_err());
        // Rows added above by another program.
        assert!(sequence(&[11, 12, 13, 4, 5, 6, 7, 8]).is_ok());
        assert!(sequence(&[8, 7, 6, 5, 4, 3, 2, 1]).is_ok());
        assert!(sequence(&[1, 2, 1]).is_ok());
    }
}
