//! The common .xlsx read in one pass: what nearly every commune sends, thousands a month.
//!
//! Every part is inflated once, into the same buffers, and its checksum compared; a sheet's
//! table goes straight from its bytes to cells. Parts that are the same in file after file of
//! one form (styles, theme, the list of sheets) are recognised by their bytes and not read
//! again. Whatever is not plain (an unusual element, an entity, an error value, a checksum
//! that differs) is declined: the careful reader then has the file to itself. So this way
//! decides nothing: it yields what the careful reader would, or nothing.

mod cursor;
mod number;
mod parts;
mod strings;
mod surroundings;
mod table;
mod template;
#[cfg(test)]
mod tests;

use std::cell::RefCell;

use self::parts::{Inflater, PartFingerprint, read_parts};
use self::table::SharedTexts;
use self::template::{PartRole, TemplateCache};
use crate::cache::StringInterner;
use crate::grid::{Grid, Workbook};
use crate::read::Limits;

thread_local! {
    /// What one thread keeps from file to file.
    static MEMORY: RefCell<ThreadMemory> = RefCell::default();
}

/// Bytes of a part for which room is kept from one workbook to the next.
const ROOM: usize = 1 << 20;

/// Buffers, and the frames of forms seen before.
#[derive(Default)]
struct ThreadMemory {
    inflater: Inflater,
    templates: TemplateCache,
    interner: StringInterner,
    /// What the last file says of the program that saved it: sound, and mostly said again.
    saved_by: Option<PartFingerprint>,
    part: Vec<u8>,
}

/// What a workbook may still ask for.
struct RemainingLimits {
    cells: u64,
    text: u64,
}

/// Reads a plain .xlsx package whose bytes are sound; `None` for any other file, and for one
/// that comes near a limit.
pub(in crate::read) fn read(bytes: &[u8], limits: &Limits) -> Option<Workbook> {
    MEMORY.with(|memory| {
        let mut memory = memory.try_borrow_mut().ok()?;
        let workbook = read_with(&mut memory, bytes, limits);
        // A nation's annex is not to leave its room behind.
        memory.part.clear();
        memory.part.shrink_to(ROOM);
        workbook
    })
}

fn read_with(memory: &mut ThreadMemory, bytes: &[u8], limits: &Limits) -> Option<Workbook> {
    let parts = read_parts(bytes, limits)?;
    let template = memory.templates.find_or_learn(&parts, bytes, limits)?;
    let mut workbook = Workbook {
        properties: template.properties.clone(),
        epoch_1904: Some(template.styles.is_1904),
        ..Workbook::default()
    };
    let mut shared = Vec::new();
    if let Some(part) = template.part(PartRole::Strings) {
        memory.inflater.inflate(&parts[part], &mut memory.part)?;
        shared = strings::read(&memory.part, limits, &mut memory.interner)?;
    }
    if let Some(part) = template.part(PartRole::Core) {
        memory.inflater.inflate(&parts[part], &mut memory.part)?;
        workbook.modified = surroundings::modified(&memory.part)?;
    }
    if let Some(part) = template.part(PartRole::App).map(|part| &parts[part])
        && !memory.saved_by.as_ref().is_some_and(|last| last.matches(part))
    {
        memory.inflater.inflate(part, &mut memory.part)?;
        surroundings::modified(&memory.part)?;
        memory.saved_by = (part.packed.len() <= ROOM).then(|| PartFingerprint::new(part));
    }
    let mut remaining = RemainingLimits { cells: limits.cells, text: limits.total_bytes };
    for sheet in &template.sheets {
        memory.inflater.inflate(&parts[sheet.part], &mut memory.part)?;
        let sheet_xml = surroundings::split(&memory.part)?;
        let mut grid = Grid::named(&sheet.name);
        grid.hidden = sheet.hidden;
        let layout = surroundings::layout(&sheet_xml, limits)?;
        remaining.cells = remaining.cells.checked_sub(layout.merge_count())?;
        let texts = SharedTexts { shared: &shared, interner: &mut memory.interner };
        table::read(sheet_xml.rows, &template.styles, texts, limits, &mut remaining, &mut grid)?;
        layout.apply_to(&mut grid);
        workbook.sheets.push(grid);
    }
    Some(workbook)
}
