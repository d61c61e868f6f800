//! The common .xlsx read in one pass: what nearly every commune sends, thousands a month.
//!
//! Every part is inflated once, into the same buffers, and its checksum compared; a sheet's
//! table goes straight from its bytes to cells. Parts that are the same in file after file of
//! one form (styles, theme, the list of sheets) are recognised by their bytes and not read
//! again. Whatever is not plain (an unusual element, an entity, an error value, a checksum
//! that differs) is declined: the careful reader then has the file to itself. So this way
//! decides nothing: it yields what the careful reader would, or nothing.

mod cursor;
mod frame;
mod number;
mod parts;
mod rest;
mod strings;
mod table;
#[cfg(test)]
mod tests;

use std::cell::RefCell;

use self::frame::{Frames, Role};
use self::parts::{Inflater, Kept, parts};
use self::table::Known;
use crate::cache::Pool;
use crate::grid::{Grid, Workbook};
use crate::read::Limits;

thread_local! {
    /// What one thread keeps from file to file.
    static MEMORY: RefCell<Memory> = RefCell::default();
}

/// Bytes of a part for which room is kept from one workbook to the next.
const ROOM: usize = 1 << 20;

/// Buffers, and the frames of forms seen before.
#[derive(Default)]
struct Memory {
    inflater: Inflater,
    frames: Frames,
    texts: Pool,
    /// What the last file says of the program that saved it: sound, and mostly said again.
    saved_by: Option<Kept>,
    part: Vec<u8>,
}

/// What a workbook may still ask for.
struct Left {
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

fn read_with(memory: &mut Memory, bytes: &[u8], limits: &Limits) -> Option<Workbook> {
    let parts = parts(bytes, limits)?;
    let frame = memory.frames.of(&parts, bytes, limits)?;
    let mut workbook = Workbook {
        properties: frame.properties.clone(),
        epoch_1904: Some(frame.styles.is_1904),
        ..Workbook::default()
    };
    let mut texts = Vec::new();
    if let Some(part) = frame.part(Role::Strings) {
        memory.inflater.inflate(&parts[part], &mut memory.part)?;
        texts = strings::read(&memory.part, limits, &mut memory.texts)?;
    }
    if let Some(part) = frame.part(Role::Core) {
        memory.inflater.inflate(&parts[part], &mut memory.part)?;
        workbook.modified = rest::modified(&memory.part)?;
    }
    if let Some(part) = frame.part(Role::App).map(|part| &parts[part])
        && !memory.saved_by.as_ref().is_some_and(|last| last.is(part))
    {
        memory.inflater.inflate(part, &mut memory.part)?;
        rest::modified(&memory.part)?;
        memory.saved_by = (part.packed.len() <= ROOM).then(|| Kept::of(part));
    }
    let mut left = Left { cells: limits.cells, text: limits.total_bytes };
    for sheet in &frame.sheets {
        memory.inflater.inflate(&parts[sheet.part], &mut memory.part)?;
        let table = rest::split(&memory.part)?;
        let mut grid = Grid::named(&sheet.name);
        grid.hidden = sheet.hidden;
        let around = rest::around(&table, limits)?;
        left.cells = left.cells.checked_sub(around.merge_count())?;
        let known = Known { shared: &texts, pool: &mut memory.texts };
        table::read(table.rows, &frame.styles, known, limits, &mut left, &mut grid)?;
        around.put_on(&mut grid);
        workbook.sheets.push(grid);
    }
    Some(workbook)
}
