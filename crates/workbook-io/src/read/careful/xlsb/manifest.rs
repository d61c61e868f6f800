//! The list of sheets of an .xlsb, and its shared strings.

use std::collections::HashMap;

use super::records::records;
use super::styles::Styles;
use crate::read::font::FontStarts;
use crate::read::package::Package;
use crate::read::relationships::{missing, relationships, required};
use crate::read::{Damage, Limit, Limits, Refusal, limits::check_limit};

/// The names of the parts of all sheets (lower case), in the order of the workbook.
pub(super) fn sheet_parts(
    package: &mut Package<'_>,
    limits: &Limits,
) -> Result<Vec<String>, Refusal> {
    const SHEET: u16 = 0x009C;
    const END_SHEETS: u16 = 0x0090;
    /// A sheet without a part, which calamine skips.
    const NO_PART: u32 = u32::MAX;
    let links = relationships(package, "xl/_rels/workbook.bin.rels", limits)?;
    // Without these parts calamine reads texts and dates wrongly.
    for (kind, part) in [("/sharedStrings", "xl/sharedstrings.bin"), ("/styles", "xl/styles.bin")] {
        if links.values().any(|(of, _)| of.ends_with(kind)) && !package.has(part) {
            return Err(missing(part));
        }
    }
    let mut parts = Vec::new();
    for record in records(&required(package, "xl/workbook.bin", limits)?) {
        let record = record?;
        match record.kind {
            SHEET if record.double_word(8)? != NO_PART => {
                let (id, end) = record.text(8)?;
                record.text(end)?;
                let (_, target) = links.get(&id).ok_or(Refusal::Damaged(Damage::UnlinkedSheet))?;
                parts.push(format!("xl/{target}").to_ascii_lowercase());
                check_limit(parts.len(), limits.sheets, Limit::Sheets)?;
            }
            END_SHEETS => break,
            _ => {}
        }
    }
    Ok(parts)
}

/// The shared strings, as far as they matter here.
#[derive(Default)]
pub(super) struct Texts {
    /// Length of each in characters.
    pub(super) lengths: Vec<u32>,
    /// Font runs of rich texts, by index.
    pub(super) rich: HashMap<usize, FontStarts>,
}

/// Reads the shared strings.
pub(super) fn texts(
    package: &mut Package<'_>,
    styles: &Styles,
    limits: &Limits,
) -> Result<Texts, Refusal> {
    const TEXT: u16 = 0x0013;
    let mut texts = Texts::default();
    for record in records(&package.part("xl/sharedstrings.bin", limits)?.unwrap_or_default()) {
        let record = record?;
        if record.kind == TEXT {
            texts
                .rich
                .extend(styles.font_starts(&record, 0).map(|rich| (texts.lengths.len(), rich)));
            texts.lengths.push(record.double_word(1)?);
            check_limit(texts.lengths.len() as u64, limits.cells, Limit::Cells)?;
        }
    }
    Ok(texts)
}
