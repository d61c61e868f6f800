//! The rows of a workbook, part by part: whichever thread is free spells the next one, waits for
//! its turn to ask for numbers and to say what the part holds, and deflates it. Parts are small, so
//! that all this happens within a processor's own memory.

use std::io;
use std::sync::Mutex;

use super::block::Block;
use super::cells::{Frame, Pen};
use super::deflate::{Piece, Press};
use super::error::WriteError;
use super::format::Formats;
use super::numbers::Numbers;
use super::strings::Strings;
use super::told::Told;
use super::turns::{Shared, Turn, turns};
use crate::cell::Address;
use crate::sheet::digest::SheetDigest;
use crate::sheet::{Area, Part, Rows, Sheet};
use crate::side_by_side::side_by_side;

/// A sheet's rows, written.
#[derive(Default)]
pub(super) struct Written {
    /// Deflated, one after the other.
    pub(super) pieces: Vec<Piece>,
    /// The area that they fill.
    pub(super) area: Option<Area>,
    pub(super) told: Vec<Told>,
}

/// A part to be written, with all that it takes.
struct Job<'s, 'a> {
    sheet: usize,
    frame: Frame<'s>,
    part: Part<'a>,
    /// The sheet's last one.
    is_last: bool,
    turn: Turn,
}

/// What a thread works with.
struct Worker {
    numbers: Numbers,
    block: Block,
    press: Press,
}

/// Writes all rows.
///
/// # Errors
/// Where a row asks for something that a file cannot hold: the first one that does.
pub(super) fn write(sheets: &mut [Sheet<'_>]) -> Result<(Vec<Written>, Shared), WriteError> {
    let parts: Vec<Vec<Part<'_>>> =
        sheets.iter_mut().map(|sheet| std::mem::take(&mut sheet.parts)).collect();
    let shared = Shared {
        formats: Formats::new(),
        strings: Strings::default(),
        digests: vec![SheetDigest::default(); sheets.len()],
    };
    let (turns, behind) = turns(shared, parts.iter().map(Vec::len).sum());
    let mut turns = turns.into_iter();
    let mut jobs = Vec::new();
    for ((place, sheet), parts) in sheets.iter().enumerate().zip(parts) {
        let starts: Vec<u32> = parts.iter().map(|part| part.from).collect();
        for (number, (part, turn)) in parts.into_iter().zip(turns.by_ref()).enumerate() {
            let end = starts.get(number + 1).copied();
            let frame = Frame::of(sheet, part.from..end.unwrap_or(Address::MAX_ROWS));
            jobs.push(Mutex::new(Some(Job {
                sheet: place,
                frame,
                part,
                is_last: end.is_none(),
                turn,
            })));
        }
    }
    let begun = || Worker { numbers: Numbers::new(), block: Block::default(), press: Press::new() };
    let work = |worker: &mut Worker, job: &Mutex<Option<Job<'_, '_>>>| {
        let job = job.lock().ok()?.take()?;
        Some((job.sheet, worker.write(job)))
    };
    let mut written: Vec<Written> = sheets.iter().map(|_| Written::default()).collect();
    for (sheet, part) in side_by_side(&jobs, begun, work).into_iter().flatten() {
        // Parts behind one that failed are not written; that one comes before them.
        let Some(part) = part? else { continue };
        let whole = &mut written[sheet];
        whole.pieces.extend(part.pieces);
        whole.told.extend(part.told);
        whole.area = match (whole.area, part.area) {
            (Some(one), Some(other)) => Some(one.with(other)),
            (one, other) => one.or(other),
        };
    }
    let shared = behind.recv().map_err(|error| WriteError::of_package(io::Error::other(error)))?;
    Ok((written, *shared))
}

impl Worker {
    /// Writes a part; `None` where one before it failed.
    fn write(&mut self, job: Job<'_, '_>) -> Result<Option<Written>, WriteError> {
        let Job { sheet, frame, part, is_last, mut turn } = job;
        let mut written = Written::default();
        self.block.clear();
        let is_first = part.from == 0;
        let mut pen = Pen::new(frame, &mut self.numbers, &mut self.block);
        if is_first {
            pen.open_rows();
        }
        match part.rows {
            Rows::Made(rows) => {
                for row in rows {
                    pen.write(row)?;
                    if pen.block.is_enough() {
                        let Some(shared) = turn.come() else { return Ok(None) };
                        let answers = pen.settle(shared, sheet);
                        self.press
                            .add(pen.block.filled(&answers))
                            .map_err(WriteError::of_package)?;
                        pen.block.clear();
                    }
                }
            }
            Rows::Told(tell) => pen.listen(tell)?,
        }
        pen.end(is_last)?;
        let Some(shared) = turn.come() else { return Ok(None) };
        let answers = pen.settle(shared, sheet);
        turn.pass();
        (written.area, written.told) = pen.done();
        self.press.add(self.block.filled(&answers)).map_err(WriteError::of_package)?;
        written.pieces.push(self.press.piece().map_err(WriteError::of_package)?);
        Ok(Some(written))
    }
}
