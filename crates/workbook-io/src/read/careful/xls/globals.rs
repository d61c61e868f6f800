//! The global records of a .xls stream: checks what calamine trusts, and reads what it leaves out.

use std::collections::HashMap;

use super::records::{Record, SHEET_TYPES, WORKSHEET, broken_record, kind, records, word};
use super::soundness::check_sheets;
use super::strings::{self, Texts};
use super::styles::Styles;
use crate::grid::{Address, Area, Look};
use crate::read::font::FontStarts;
use crate::read::limits::check_limit;
use crate::read::{Damage, Limit, Limits, Refusal};

/// The global records of a workbook.
#[derive(Default)]
pub(super) struct Globals {
    /// BIFF8 (Excel 97 and later) rather than BIFF5 (Excel 5 and 95).
    pub(super) is_biff8: bool,
    pub(super) codepage: Option<u16>,
    /// Offsets of all sheets, of any type.
    pub(super) sheets: Vec<usize>,
    /// Length of each shared string in characters.
    pub(super) texts: Vec<u16>,
    /// Font runs of rich shared strings, by index.
    pub(super) rich: HashMap<usize, FontStarts>,
    /// The look of each cell format.
    pub(super) looks: Vec<Look>,
    /// Areas of filters, by index of the sheet.
    pub(super) filters: HashMap<usize, Area>,
}

/// Reads the global records; refuses an encrypted workbook.
pub(super) fn read_globals(stream: &[u8], limits: &Limits) -> Result<Globals, Refusal> {
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
        check_limit(globals.sheets.len(), limits.sheets, Limit::Sheets)?;
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
    let listed_type = match record.word(4)? >> 8 {
        0 => WORKSHEET,
        1 => 0x0040,
        2 => 0x0020,
        // A macro module, which has none of these types.
        _ => 0,
    };
    match word(stream, start + 6) {
        Some(own_type)
            if begins && (own_type == listed_type || !SHEET_TYPES.contains(&own_type)) =>
        {
            Ok(start)
        }
        _ => Err(Refusal::Damaged(Damage::SheetNotFound)),
    }
}
