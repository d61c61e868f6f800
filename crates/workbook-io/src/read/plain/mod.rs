//! The fast path for common .xlsx files, in one pass.
//!
//! Each part is inflated once into reused buffers, and its checksum compared; cells are parsed
//! directly from the bytes. Parts that are identical in file after file (styles, theme, list of
//! sheets) are recognised by their bytes and not parsed again. Anything unusual (an unknown
//! element, an entity, an error value, a wrong checksum) is declined, and the careful reader reads
//! the file. So the fast path gives the same result as the careful reader, or none.

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
use self::table::{RemainingLimits, SharedTexts};
use self::template::{PartRole, TemplateCache};
use crate::cache::StringInterner;
use crate::grid::{Grid, Workbook};
use crate::read::Limits;

thread_local! {
    /// What one thread keeps between files.
    static MEMORY: RefCell<ThreadMemory> = RefCell::default();
}

/// Buffer size kept between files, in bytes.
const ROOM: usize = 1 << 20;

/// Buffers and caches.
#[derive(Default)]
struct ThreadMemory {
    inflater: Inflater,
    templates: TemplateCache,
    interner: StringInterner,
    /// The part of the last file that names the program that saved it. It was well-formed, and is
    /// mostly the same in the next file.
    saved_by: Option<PartFingerprint>,
    part: Vec<u8>,
}

/// Reads a plain, undamaged .xlsx; `None` for any other file and for one near a limit.
pub(in crate::read) fn read(bytes: &[u8], limits: &Limits) -> Option<Workbook> {
    MEMORY.with(|memory| {
        let mut memory = memory.try_borrow_mut().ok()?;
        let workbook = read_with(&mut memory, bytes, limits);
        // A very large file must not keep its memory.
        memory.part.clear();
        memory.part.shrink_to(ROOM);
        workbook
    })
}

fn read_with(memory: &mut ThreadMemory, bytes: &[u8], limits: &Limits) -> Option<Workbook> {
    let parts = read_parts(bytes, limits)?;
    let template = memory.templates.find_or_learn(&parts, bytes, limits)?;
    if template.sheets.len() > limits.sheets {
        return None;
    }
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
