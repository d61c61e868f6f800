//! Writes the rows of a workbook in chunks. Each chunk is converted to XML by whichever thread is
//! free, gets the ids of its styles and shared strings when all chunks before it have theirs, and
//! is then deflated. Chunks are small enough to stay in the cache of a processor.

mod block;
mod cell_content;
#[cfg(test)]
mod chunk_tests;
mod handoff;
mod ids;
mod library;
#[cfg(test)]
mod library_tests;
mod links;
mod merge_filler;
mod row_writer;
mod shared_strings;
mod xml;

pub(super) use self::handoff::SharedTables;
pub(super) use self::library::LibrarySink;
pub(super) use self::shared_strings::SharedStrings;

use std::io;
use std::sync::Mutex;
use std::sync::mpsc::Receiver;

use self::block::XmlBlock;
use self::handoff::{OrderedHandoff, handoffs};
use self::ids::IdCache;
use self::library::LibraryCall;
use self::row_writer::{PartContext, RowWriter};
use super::error::WriteError;
use super::format::FormatTable;
use crate::grid::Address;
use crate::opc::{DeflatedChunk, Deflater};
use crate::parallel::parallel_map;
use crate::sheet::digest::SheetDigest;
use crate::sheet::{Area, Locale, Row, RowChunk, Sheet};

/// The written rows of a sheet.
#[derive(Default)]
pub(super) struct WrittenRows {
    /// Deflated chunks in order.
    pub(super) pieces: Vec<DeflatedChunk>,
    /// The area with cells.
    pub(super) area: Option<Area>,
    pub(super) calls: Vec<LibraryCall>,
}

/// A chunk to be written, with all it needs.
struct Job<'s, 'a> {
    sheet: usize,
    context: PartContext<'s>,
    rows: Box<dyn Iterator<Item = Row> + Send + 'a>,
    is_first: bool,
    is_last: bool,
    handoff: OrderedHandoff,
}

/// Why a chunk was not written.
enum Halt {
    /// It contains something that a file cannot hold.
    Fault(WriteError),
    /// A chunk before it failed.
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
/// The first row with something that a file cannot hold.
pub(super) fn write(
    sheets: &mut [Sheet<'_>],
    locale: Option<Locale>,
) -> Result<(Vec<WrittenRows>, SharedTables), WriteError> {
    let parts: Vec<Vec<RowChunk<'_>>> =
        sheets.iter_mut().map(|sheet| std::mem::take(&mut sheet.chunks)).collect();
    let shared = SharedTables {
        formats: FormatTable::new(locale),
        strings: SharedStrings::default(),
        digests: vec![SheetDigest::default(); sheets.len()],
    };
    let (jobs, behind) = jobs(sheets, parts, shared);
    let jobs: Vec<_> = jobs.into_iter().map(|job| Mutex::new(Some(job))).collect();
    // Each job is taken once, in order: when a thread waits for the chunk before, another thread
    // works on it.
    let work = |worker: &mut Worker, job: &Mutex<Option<Job<'_, '_>>>| {
        let job = job.lock().ok()?.take()?;
        Some((job.sheet, worker.write(job)))
    };
    let mut written: Vec<WrittenRows> = sheets.iter().map(|_| WrittenRows::default()).collect();
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

/// The jobs in order, and the receiver of the shared tables after the last one.
fn jobs<'s, 'a>(
    sheets: &'s [Sheet<'_>],
    parts: Vec<Vec<RowChunk<'a>>>,
    shared: SharedTables,
) -> (Vec<Job<'s, 'a>>, Receiver<Box<SharedTables>>) {
    let (handoffs, behind) = handoffs(shared, parts.iter().map(Vec::len).sum());
    let mut handoffs = handoffs.into_iter();
    let mut jobs = Vec::new();
    for ((sheet, own), parts) in sheets.iter().enumerate().zip(parts) {
        let starts: Vec<u32> = parts.iter().map(|part| part.from).collect();
        for (number, (part, handoff)) in parts.into_iter().zip(handoffs.by_ref()).enumerate() {
            let next = starts.get(number + 1).copied();
            let context = PartContext::new(own, part.from..next.unwrap_or(Address::MAX_ROWS));
            let (is_first, is_last) = (number == 0, next.is_none());
            jobs.push(Job { sheet, context, rows: part.rows, is_first, is_last, handoff });
        }
    }
    (jobs, behind)
}

impl WrittenRows {
    fn append(&mut self, part: Self) {
        self.pieces.extend(part.pieces);
        self.calls.extend(part.calls);
        self.area = match (self.area, part.area) {
            (Some(one), Some(other)) => Some(one.union(other)),
            (one, other) => one.or(other),
        };
    }
}

/// The buffers of one thread.
struct Worker {
    ids: IdCache,
    block: XmlBlock,
    deflater: Deflater,
}

impl Worker {
    fn new() -> Self {
        Self { ids: IdCache::new(), block: XmlBlock::default(), deflater: Deflater::new() }
    }

    fn write(&mut self, job: Job<'_, '_>) -> Result<WrittenRows, Halt> {
        let Job { sheet, context, rows, is_first, is_last, mut handoff } = job;
        self.block.clear();
        let mut writer = RowWriter::new(context, &mut self.ids, &mut self.block);
        if is_first {
            writer.open_rows();
        }
        for row in rows {
            writer.write(row)?;
            if writer.block.is_enough() {
                let answers = writer.settle(handoff.receive().ok_or(Halt::Before)?, sheet);
                self.deflater.add(writer.block.filled(&answers))?;
                writer.block.clear();
            }
        }
        writer.end(is_last)?;
        let answers = writer.settle(handoff.receive().ok_or(Halt::Before)?, sheet);
        handoff.pass_on();
        let (area, calls) = writer.done();
        self.deflater.add(self.block.filled(&answers))?;
        Ok(WrittenRows { pieces: vec![self.deflater.end_chunk()?], area, calls })
    }
}
