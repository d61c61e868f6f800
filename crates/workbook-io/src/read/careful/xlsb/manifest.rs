//! The parts of an .xlsb package beside its sheets: which there are, texts, formats.

use std::collections::HashMap;

use super::records::records;
use crate::read::number_format::{builtin_decimals, shown_decimals};
use crate::read::package::Package;
use crate::read::relationships::{missing, relationships, required};
use crate::read::{Limit, Limits, Refusal, limits::within};

/// Part names (lower case) of all sheets, in the workbook's order.
pub(super) fn sheet_parts(
    package: &mut Package<'_>,
    limits: &Limits,
) -> Result<Vec<String>, Refusal> {
    const SHEET: u16 = 0x009C;
    const END_SHEETS: u16 = 0x0090;
    /// A sheet without a part of its own, as calamine passes over it.
    const NO_PART: u32 = u32::MAX;
    let links = relationships(package, "xl/_rels/workbook.bin.rels", limits)?;
    // calamine reads on without these two, texts and dates wrongly.
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
                let (_, target) = links.get(&id).ok_or_else(|| missing("trang tính"))?;
                parts.push(format!("xl/{target}").to_ascii_lowercase());
            }
            END_SHEETS => break,
            _ => {}
        }
    }
    Ok(parts)
}

/// Letters of each shared text.
pub(super) fn text_lengths(
    package: &mut Package<'_>,
    limits: &Limits,
) -> Result<Vec<u32>, Refusal> {
    const TEXT: u16 = 0x0013;
    let mut lengths = Vec::new();
    for record in records(&package.part("xl/sharedstrings.bin", limits)?.unwrap_or_default()) {
        let record = record?;
        if record.kind == TEXT {
            lengths.push(record.double_word(1)?);
            within(lengths.len() as u64, limits.cells, Limit::Cells)?;
        }
    }
    Ok(lengths)
}

/// Decimals that each cell format shows.
pub(super) fn decimals(
    package: &mut Package<'_>,
    limits: &Limits,
) -> Result<Vec<Option<u32>>, Refusal> {
    const FORMAT: u16 = 0x002C;
    const BEGIN_CELL_FORMATS: u16 = 0x0269;
    const CELL_FORMAT: u16 = 0x002F;
    const END_CELL_FORMATS: u16 = 0x026A;
    let mut codes = HashMap::new();
    let mut decimals = Vec::new();
    let mut for_cells = false;
    for record in records(&package.part("xl/styles.bin", limits)?.unwrap_or_default()) {
        let record = record?;
        match record.kind {
            FORMAT => {
                codes.insert(record.word(0)?, shown_decimals(&record.text(2)?.0));
            }
            BEGIN_CELL_FORMATS => for_cells = true,
            CELL_FORMAT if for_cells => {
                let format = record.word(2)?;
                let custom = codes.get(&format).copied();
                decimals.push(custom.unwrap_or_else(|| builtin_decimals(format)));
                within(decimals.len(), limits.formats, Limit::Formats)?;
            }
            END_CELL_FORMATS => break,
            _ => {}
        }
    }
    Ok(decimals)
}
