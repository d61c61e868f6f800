//! Cell formats and fonts of an .xlsb.

use std::collections::HashMap;

use super::records::{Record, records};
use crate::grid::Look;
use crate::read::font::{Font, FontStarts};
use crate::read::number_format::NumberFormat;
use crate::read::package::Package;
use crate::read::{Limit, Limits, Refusal, limits::check_limit};

/// The styles of a workbook.
#[derive(Default)]
pub(super) struct Styles {
    fonts: Vec<Font>,
    /// The look of each cell format.
    pub(super) looks: Vec<Look>,
}

/// Reads the styles part, if there is one.
pub(super) fn styles(package: &mut Package<'_>, limits: &Limits) -> Result<Styles, Refusal> {
    const FONT: u16 = 0x002B;
    const FORMAT: u16 = 0x002C;
    const BEGIN_CELL_FORMATS: u16 = 0x0269;
    const CELL_FORMAT: u16 = 0x002F;
    const END_CELL_FORMATS: u16 = 0x026A;
    let mut numbers = HashMap::new();
    let mut styles = Styles::default();
    let mut for_cells = false;
    for record in records(&package.part("xl/styles.bin", limits)?.unwrap_or_default()) {
        let record = record?;
        match record.kind {
            FONT => styles.fonts.push(font(&record)),
            FORMAT => {
                numbers.insert(record.word(0)?, NumberFormat::from_code(&record.text(2)?.0));
            }
            BEGIN_CELL_FORMATS => for_cells = true,
            CELL_FORMAT if for_cells => {
                let id = record.word(2)?;
                let number = numbers.get(&id).copied();
                let font = record.word(4).ok().and_then(|id| styles.fonts.get(usize::from(id)));
                let font = font.copied().unwrap_or_default();
                styles.looks.push(font.with(number.unwrap_or_else(|| NumberFormat::builtin(id))));
            }
            END_CELL_FORMATS => break,
            _ => {}
        }
        check_limit(styles.looks.len().max(styles.fonts.len()), limits.formats, Limit::Formats)?;
    }
    Ok(styles)
}

/// A font: flags and script ([MS-XLSB] 2.4.149).
fn font(record: &Record<'_>) -> Font {
    const STRUCK: u16 = 0x0008;
    const RAISED: u16 = 1;
    Font {
        struck: record.word(2).ok().map(|flags| flags & STRUCK != 0),
        raised: record.word(6).ok().map(|script| script == RAISED),
    }
}

impl Styles {
    /// The font runs of the rich text at an offset of a record.
    pub(super) fn font_starts(&self, record: &Record<'_>, at: usize) -> Option<FontStarts> {
        const RICH: u8 = 1;
        if record.data.get(at)? & RICH == 0 {
            return None;
        }
        let (_, end) = record.text(at + 1).ok()?;
        let count = record.double_word(end).ok()? as usize;
        let runs =
            record.data.get(end + 4..end.checked_add(4)?.checked_add(count.checked_mul(4)?)?)?;
        let starts = runs.chunks_exact(4).map(|run| {
            let [start, font] = [[run[0], run[1]], [run[2], run[3]]].map(u16::from_le_bytes);
            (usize::from(start), self.fonts.get(usize::from(font)).copied().unwrap_or_default())
        });
        let mut starts: Vec<_> = starts.collect();
        starts.dedup_by_key(|(_, font)| *font);
        Some(starts.into())
    }
}
