//! Surveys the records of a sheet: checks what calamine trusts, and reads what it leaves out.

use std::collections::BTreeSet;

use super::globals::Globals;
use super::records::{Record, WORKSHEET, broken_record, kind, records, word};
use super::soundness::{Sequence, check_record};
use crate::grid::{Address, Area};
use crate::read::limits::check_limit;
use crate::read::{Limit, Limits, Refusal};

/// What the records of a sheet say about its structure.
#[derive(Default)]
pub(super) struct Survey {
    /// Not a chart or macro sheet.
    pub(super) is_worksheet: bool,
    /// The position of every filled cell.
    pub(super) places: Vec<Address>,
    /// The style of each of them.
    pub(super) styles: Vec<CellStyle>,
    /// The length of its records in bytes.
    pub(super) length: usize,
    /// Bytes of the shared strings in its cells.
    pub(super) text: u64,
    pub(super) hidden_rows: BTreeSet<u32>,
    pub(super) hidden_cols: BTreeSet<u32>,
    pub(super) merges: Vec<Area>,
    /// A merged area is invalid.
    pub(super) merges_are_unsound: bool,
    pub(super) filter: Option<Area>,
    pub(super) filter_hides_rows: bool,
}

/// The style of a cell.
#[derive(Clone, Copy)]
pub(super) struct CellStyle {
    /// The index of its cell format.
    pub(super) format: u16,
    pub(super) text: CellText,
}

/// Where the text of a cell is stored, and with it its fonts.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum CellText {
    /// In the cell's own record without font runs; or there is no text.
    Own,
    /// In the cell's own record with font runs, which are not read.
    OwnRich,
    /// In the shared strings, at this index.
    Shared(u32),
}

/// Surveys the records of a sheet, without those of embedded charts.
pub(super) fn survey(
    stream: &[u8],
    sheet: usize,
    globals: &Globals,
    limits: &Limits,
) -> Result<Survey, Refusal> {
    let start = globals.sheets[sheet];
    let mut survey = Survey::default();
    let mut sequence = Sequence::default();
    // Charts have cells with copies of their numbers, in a different order.
    survey.is_worksheet = word(stream, start + 6) == Some(WORKSHEET);
    let mut depth = 0u32;
    for record in records(stream, start) {
        let record = record?;
        survey.length = record.at - start;
        match record.kind {
            kind::BOF => depth += 1,
            kind::EOF if depth <= 1 => {
                sequence.check()?;
                return Ok(survey);
            }
            kind::EOF => depth -= 1,
            _ if depth == 1 => {
                if survey.is_worksheet && globals.is_biff8 {
                    check_record(&record)?;
                    sequence.see(&record)?;
                }
                survey.see(&record, sheet, globals)?;
            }
            _ => {}
        }
        let cells = survey.places.len() + survey.merges.len();
        check_limit(cells as u64, limits.cells, Limit::Cells)?;
    }
    Err(broken_record())
}

impl Survey {
    fn see(&mut self, record: &Record<'_>, sheet: usize, globals: &Globals) -> Result<(), Refusal> {
        let at = || Ok(Address::new(record.word(0)?.into(), record.word(2)?.into()));
        match record.kind {
            kind::NUMBER | kind::RK | kind::FORMULA | kind::LABEL | kind::BOOLERR => {
                self.cell(at()?, record.word(4)?, CellText::Own);
            }
            kind::RSTRING => self.cell(at()?, record.word(4)?, CellText::OwnRich),
            kind::LABELSST => {
                let index = u32::from(record.word(6)?) | u32::from(record.word(8)?) << 16;
                self.cell(at()?, record.word(4)?, CellText::Shared(index));
                // calamine leaves a cell blank if its text is missing.
                let length = globals.texts.get(index as usize).ok_or_else(broken_record)?;
                // A character has at most three bytes in UTF-8.
                self.text += 3 * u64::from(*length);
            }
            kind::MULRK => {
                let numbers = record.data.len().saturating_sub(6) / 6;
                for index in 0..numbers {
                    let mut at = at()?;
                    at.col += index as u32;
                    self.cell(at, record.word(4 + 6 * index)?, CellText::Own);
                }
            }
            // The name of a filter remains after the filter is removed.
            kind::FILTERMODE | kind::AUTOFILTERINFO => {
                self.filter = globals.filters.get(&sheet).copied();
                self.filter_hides_rows |= record.kind == kind::FILTERMODE;
            }
            kind::MERGEDCELLS => self.merges(record),
            // The flags fDyZero of ROW and fHidden of COLINFO.
            kind::ROW if word(record.data, 12).is_some_and(|flags| flags & 0x20 != 0) => {
                self.hidden_rows.insert(record.word(0)?.into());
            }
            kind::COLINFO if word(record.data, 8).is_some_and(|flags| flags & 1 != 0) => {
                let last = record.word(2)?.min(255);
                self.hidden_cols.extend(u32::from(record.word(0)?)..=last.into());
            }
            _ => {}
        }
        Ok(())
    }

    fn cell(&mut self, at: Address, format: u16, text: CellText) {
        self.places.push(at);
        self.styles.push(CellStyle { format, text });
    }

    /// Each area has first and last row, then first and last column.
    fn merges(&mut self, record: &Record<'_>) {
        let count = record.word(0).unwrap_or(u16::MAX);
        let corner = |at| record.word(at).ok().map(u32::from);
        for place in 0..usize::from(count) {
            let [top, bottom, left, right] = [2, 4, 6, 8].map(|at| corner(at + 8 * place));
            let from = top.zip(left).map(|(row, col)| Address::new(row, col));
            let to = bottom.zip(right).map(|(row, col)| Address::new(row, col));
            let area = from.zip(to).map(|(from, to)| Area::new(from, to));
            match area.filter(|area| area.is_sound()) {
                Some(area) => self.merges.push(area),
                None => return self.merges_are_unsound = true,
            }
        }
    }
}
