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
use self::row_writer::{ChunkContext, RowWriter};
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
    pub(super) chunks: Vec<DeflatedChunk>,
    /// The area with cells.
    pub(super) area: Option<Area>,
    pub(super) calls: Vec<LibraryCall>,
}

/// A chunk to be written, with all it needs.
struct Job<'s, 'a> {
    sheet: usize,
    context: ChunkContext<'s>,
    rows: Box<dyn Iterator<Item = Row> + Send + 'a>,
    is_first: bool,
    is_last: bool,
    handoff: OrderedHandoff,
}

/// Why a chunk was not written.
enum ChunkError {
    /// It contains something that a file cannot hold.
    Invalid(WriteError),
    /// A chunk before it failed.
    EarlierFailed,
}

impl From<WriteError> for ChunkError {
    fn from(error: WriteError) -> Self {
        Self::Invalid(error)
    }
}

impl From<io::Error> for ChunkError {
    fn from(error: io::Error) -> Self {
        Self::Invalid(WriteError::of_package(error))
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
    let chunks: Vec<Vec<RowChunk<'_>>> =
        sheets.iter_mut().map(|sheet| std::mem::take(&mut sheet.chunks)).collect();
    let shared = SharedTables {
        formats: FormatTable::new(locale),
        strings: SharedStrings::default(),
        digests: vec![SheetDigest::default(); sheets.len()],
    };
    let (jobs, behind) = jobs(sheets, chunks, shared);
    let jobs: Vec<_> = jobs.into_iter().map(|job| Mutex::new(Some(job))).collect();
    // Each job is taken once, in order: when a thread waits for the chunk before, another thread
    // works on it.
    let work = |worker: &mut Worker, job: &Mutex<Option<Job<'_, '_>>>| {
        let job = job.lock().ok()?.take()?;
        Some((job.sheet, worker.write(job)))
    };
    let mut written: Vec<WrittenRows> = sheets.iter().map(|_| WrittenRows::default()).collect();
    for (sheet, chunk) in parallel_map(&jobs, Worker::new, work).into_iter().flatten() {
        match chunk {
            Ok(chunk) => written[sheet].append(chunk),
            Err(ChunkError::Invalid(error)) => return Err(error),
            Err(ChunkError::EarlierFailed) => {}
        }
    }
    let shared = behind.recv().map_err(|error| WriteError::of_package(io::Error::other(error)))?;
    Ok((written, *shared))
}

/// The jobs in order, and the receiver of the shared tables after the last one.
fn jobs<'s, 'a>(
    sheets: &'s [Sheet<'_>],
    chunks: Vec<Vec<RowChunk<'a>>>,
    shared: SharedTables,
) -> (Vec<Job<'s, 'a>>, Receiver<Box<SharedTables>>) {
    let (handoffs, behind) = handoffs(shared, chunks.iter().map(Vec::len).sum());
    let mut handoffs = handoffs.into_iter();
    let mut jobs = Vec::new();
    for ((sheet, own), chunks) in sheets.iter().enumerate().zip(chunks) {
        let starts: Vec<u32> = chunks.iter().map(|chunk| chunk.from).collect();
        for (number, (chunk, handoff)) in chunks.into_iter().zip(handoffs.by_ref()).enumerate() {
            let next = starts.get(number + 1).copied();
            let context = ChunkContext::new(own, chunk.from..next.unwrap_or(Address::MAX_ROWS));
            let (is_first, is_last) = (number == 0, next.is_none());
            jobs.push(Job { sheet, context, rows: chunk.rows, is_first, is_last, handoff });
        }
    }
    (jobs, behind)
}

impl WrittenRows {
    fn append(&mut self, chunk: Self) {
        self.chunks.extend(chunk.chunks);
        self.calls.extend(chunk.calls);
        self.area = match (self.area, chunk.area) {
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

    fn write(&mut self, job: Job<'_, '_>) -> Result<WrittenRows, ChunkError> {
        let Job { sheet, context, rows, is_first, is_last, mut handoff } = job;
        self.block.clear();
        let mut writer = RowWriter::new(context, &mut self.ids, &mut self.block);
        if is_first {
            writer.open_rows();
        }
        for row in rows {
            writer.write(row)?;
            if writer.block.is_enough() {
                let resolved =
                    writer.settle(handoff.receive().ok_or(ChunkError::EarlierFailed)?, sheet);
                self.deflater.add(writer.block.filled(&resolved))?;
                writer.block.clear();
            }
        }
        writer.end(is_last)?;
        let resolved = writer.settle(handoff.receive().ok_or(ChunkError::EarlierFailed)?, sheet);
        handoff.pass_on();
        let (area, calls) = writer.done();
        self.deflater.add(self.block.filled(&resolved))?;
        Ok(WrittenRows { chunks: vec![self.deflater.end_chunk()?], area, calls })
    }
}
