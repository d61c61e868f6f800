//! The records of a .xls stream: checks what calamine trusts, and reads what it leaves out.

use std::collections::{BTreeSet, HashMap};

use super::soundness::{Sequence, check_record, check_sheets};
use super::strings::{self, Texts};
use super::styles::{FontStarts, Styles};
use crate::grid::{Address, Area, Look};
use crate::read::{Damage, Limit, Limits, Refusal, limits::check_limit};

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

/// The global records of a workbook.
#[derive(Default)]
pub(super) struct Globals {
    /// BIFF8 (Excel 97 and later) rather than BIFF5 (Excel 5 and 95).
    pub(super) is_biff8: bool,
    pub(super) codepage: Option<u16>,
    /// Offsets of all sheets, of any type.
    pub(super) sheets: Vec<usize>,
    /// Length of each shared string in characters.
    texts: Vec<u16>,
    /// Font runs of rich shared strings, by index.
    pub(super) rich: HashMap<usize, FontStarts>,
    /// The look of each cell format.
    pub(super) looks: Vec<Look>,
    /// Areas of filters, by index of the sheet.
    filters: HashMap<usize, Area>,
}

/// Reads the global records; refuses an encrypted workbook.
pub(super) fn globals(stream: &[u8], limits: &Limits) -> Result<Globals, Refusal> {
    let mut globals = Globals::default();
    let (mut styles, mut texts) = (Styles::default(), Texts::default());
    let mut is_whole = false;
    for (index, record) in records(stream, 0).enumerate() {
        let record = record?;
        match record.kind {
            kind::BOF if index == 0 => globals.is_biff8 = record.word(0)? == 0x0600,
            _ if index == 0 => return Err(Refusal::OldExcel),
            kind::FILEPASS => return Err(Refusal::Password),
            kind::CODEPAGE => globals.codepage = Some(record.word(0)?),
            kind::BOUNDSHEET => globals.sheets.push(sheet_start(&record, stream)?),
            kind::FONT => styles.font(&record),
            kind::FORMAT => styles.number(&record, globals.is_biff8)?,
            kind::XF => styles.cell(&record)?,
            kind::SST => texts = strings::read_texts(stream, record.at)?,
            kind::LBL if globals.is_biff8 => globals.filters.extend(filter(&record)),
            kind::EOF => {
                check_sheets(stream, record.at, &globals.sheets)?;
                is_whole = true;
                break;
            }
            _ => {}
        }
        check_limit(styles.len() + globals.sheets.len(), limits.formats, Limit::Formats)?;
    }
    if !is_whole {
        return Err(broken_record());
    }
    globals.looks = styles.looks();
    globals.rich = styles.rich(&texts);
    globals.texts = texts.lengths;
    Ok(globals)
}

/// Sheet and area of a filter, which is stored as a built-in name ([MS-XLS] 2.4.150).
fn filter(record: &Record<'_>) -> Option<(usize, Area)> {
    const BUILT_IN: u16 = 0x0020;
    /// The built-in name `_FilterDatabase`: one narrow character.
    const NAME: [u8; 2] = [0x00, 0x0D];
    /// The token of a reference to an area on a sheet.
    const AREA: u8 = 0x3B;
    let is_filter = record.word(0).ok()? & BUILT_IN != 0
        && record.data.get(3) == Some(&1)
        && record.data.get(14..16) == Some(&NAME[..])
        && record.data.get(16) == Some(&AREA);
    let sheet = usize::from(record.word(8).ok()?).checked_sub(1)?;
    let corner = |at| record.word(at).ok().map(u32::from);
    let from = Address::new(corner(19)?, corner(23)?);
    let area = Area::new(from, Address::new(corner(21)?, corner(25)?));
    (is_filter && area.is_sound()).then_some((sheet, area))
}

fn sheet_start(record: &Record<'_>, stream: &[u8]) -> Result<usize, Refusal> {
    let start = usize::from(record.word(0)?) | usize::from(record.word(2)?) << 16;
    let begins = word(stream, start) == Some(kind::BOF);
    // The type of a sheet is stored in the workbook and in the sheet.
    let said = match record.word(4)? >> 8 {
        0 => WORKSHEET,
        1 => 0x0040,
        2 => 0x0020,
        // A macro module, which has none of these types.
        _ => 0,
    };
    match word(stream, start + 6) {
        Some(own) if begins && (own == said || !SHEET_TYPES.contains(&own)) => Ok(start),
        _ => Err(Refusal::Damaged(Damage::SheetNotFound)),
    }
}

/// Sheet types of a BOF record: worksheet or dialog, chart, macro sheet.
const SHEET_TYPES: [u16; 3] = [WORKSHEET, 0x0020, 0x0040];
pub(super) const WORKSHEET: u16 = 0x0010;

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
                // The name of a filter remains after the filter is removed.
                if matches!(record.kind, kind::FILTERMODE | kind::AUTOFILTERINFO) {
                    survey.filter = globals.filters.get(&sheet).copied();
                    survey.filter_hides_rows |= record.kind == kind::FILTERMODE;
                }
                survey.see(&record, globals)?;
            }
            _ => {}
        }
        check_limit(
            (survey.places.len() + survey.merges.len()) as u64,
            limits.cells,
            Limit::Cells,
        )?;
    }
    Err(broken_record())
}

impl Survey {
    fn see(&mut self, record: &Record<'_>, globals: &Globals) -> Result<(), Refusal> {
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

pub(super) fn broken_record() -> Refusal {
    Refusal::Damaged(Damage::BrokenRecords)
}
