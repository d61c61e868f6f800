//! The rows of a workbook, part by part: whichever thread is free spells the next one, waits for
//! its turn to ask for numbers and to say what the part holds, and deflates it. Parts are small, so
//! that all this happens within a processor's own memory.

#[cfg(test)]
mod alike_tests;
mod block;
mod cells;
mod content;
mod links;
mod merges;
mod numbers;
#[cfg(test)]
mod parts_tests;
mod strings;
mod told;
mod turns;
mod xml;

pub(super) use self::strings::Strings;
pub(super) use self::told::Teller;
pub(super) use self::turns::Shared;

use std::io;
use std::sync::Mutex;
use std::sync::mpsc::Receiver;

use self::block::Block;
use self::cells::{Frame, Pen};
use self::numbers::Numbers;
use self::told::Told;
use self::turns::{Turn, turns};
use super::error::WriteError;
use super::format::Formats;
use crate::grid::Address;
use crate::opc::{Deflater, Piece};
use crate::parallel::parallel_map;
use crate::sheet::digest::SheetDigest;
use crate::sheet::{Area, Part, Row, Sheet};

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
    rows: Box<dyn Iterator<Item = Row> + Send + 'a>,
    is_first: bool,
    is_last: bool,
    turn: Turn,
}

/// Why a part was not written.
enum Halt {
    /// It asks for what a file cannot hold.
    Fault(WriteError),
    /// One before it does.
    Before,
}

impl From<WriteError> for Halt {
    fn from(error: WriteError) -> Self {
        Self::Fault(error)
    }
}

impl From<io::Error> for Halt {
    fn from(error: io::Error) -> Self {
        Self::Fault(WriteError::of_package(error))
    }
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
    let (jobs, behind) = jobs(sheets, parts, shared);
    let jobs: Vec<_> = jobs.into_iter().map(|job| Mutex::new(Some(job))).collect();
    // Every part is taken once, and none before the one before it: somebody works on that one.
    let work = |worker: &mut Worker, job: &Mutex<Option<Job<'_, '_>>>| {
        let job = job.lock().ok()?.take()?;
        Some((job.sheet, worker.write(job)))
    };
    let mut written: Vec<Written> = sheets.iter().map(|_| Written::default()).collect();
    for (sheet, part) in parallel_map(&jobs, Worker::new, work).into_iter().flatten() {
        match part {
            Ok(part) => written[sheet].append(part),
            Err(Halt::Fault(error)) => return Err(error),
            Err(Halt::Before) => {}
        }
    }
    let shared = behind.recv().map_err(|error| WriteError::of_package(io::Error::other(error)))?;
    Ok((written, *shared))
}

/// The parts in order, each with its turn, and what comes back behind the last one.
fn jobs<'s, 'a>(
    sheets: &'s [Sheet<'_>],
    parts: Vec<Vec<Part<'a>>>,
    shared: Shared,
) -> (Vec<Job<'s, 'a>>, Receiver<Box<Shared>>) {
    let (turns, behind) = turns(shared, parts.iter().map(Vec::len).sum());
    let mut turns = turns.into_iter();
    let mut jobs = Vec::new();
    for ((sheet, own), parts) in sheets.iter().enumerate().zip(parts) {
        let starts: Vec<u32> = parts.iter().map(|part| part.from).collect();
        for (number, (part, turn)) in parts.into_iter().zip(turns.by_ref()).enumerate() {
            let next = starts.get(number + 1).copied();
            let frame = Frame::of(own, part.from..next.unwrap_or(Address::MAX_ROWS));
            let (is_first, is_last) = (number == 0, next.is_none());
            jobs.push(Job { sheet, frame, rows: part.rows, is_first, is_last, turn });
        }
    }
    (jobs, behind)
}

impl Written {
    fn append(&mut self, part: Self) {
        self.pieces.extend(part.pieces);
        self.told.extend(part.told);
        self.area = match (self.area, part.area) {
            (Some(one), Some(other)) => Some(one.with(other)),
            (one, other) => one.or(other),
        };
    }
}

/// What a thread works with.
struct Worker {
    numbers: Numbers,
    block: Block,
    deflater: Deflater,
}

impl Worker {
    fn new() -> Self {
        Self { numbers: Numbers::new(), block: Block::default(), deflater: Deflater::new() }
    }

    fn write(&mut self, job: Job<'_, '_>) -> Result<Written, Halt> {
        let Job { sheet, frame, rows, is_first, is_last, mut turn } = job;
        self.block.clear();
        let mut pen = Pen::new(frame, &mut self.numbers, &mut self.block);
        if is_first {
            pen.open_rows();
        }
        for row in rows {
            pen.write(row)?;
            if pen.block.is_enough() {
                let answers = pen.settle(turn.come().ok_or(Halt::Before)?, sheet);
                self.deflater.add(pen.block.filled(&answers))?;
                pen.block.clear();
            }
        }
        pen.end(is_last)?;
        let answers = pen.settle(turn.come().ok_or(Halt::Before)?, sheet);
        turn.pass();
        let (area, told) = pen.done();
        self.deflater.add(self.block.filled(&answers))?;
        Ok(Written { pieces: vec![self.deflater.piece()?], area, told })
    }
}
