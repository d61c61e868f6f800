//! Deflates a part in independent chunks that are concatenated later: rows are compressed while the
//! next ones are written, before the rest of their part is known.

use std::io::{self, Write as _};

use crc32fast::Hasher;
use flate2::Compression;
use flate2::write::DeflateEncoder;

/// Rows are so similar that a higher level saves a tenth of the size and takes twice the time.
const ROWS: Compression = Compression::new(2);

/// A compressed chunk of a part.
pub(crate) struct DeflatedChunk {
    /// Deflated bytes that end on a byte boundary, or with the end of the stream.
    pub(crate) bytes: Vec<u8>,
    /// Checksum of the uncompressed bytes.
    pub(crate) checksum: Hasher,
    /// Number of uncompressed bytes.
    pub(crate) length: u64,
}

/// Compresses chunk after chunk, reusing its buffers.
pub(crate) struct Deflater {
    encoder: DeflateEncoder<Vec<u8>>,
    checksum: Hasher,
    length: u64,
}

impl Deflater {
    /// With the compression level for rows.
    pub(crate) fn new() -> Self {
        Self::with_effort(ROWS)
    }

    pub(super) fn with_effort(effort: Compression) -> Self {
        let encoder = DeflateEncoder::new(Vec::new(), effort);
        Self { encoder, checksum: Hasher::new(), length: 0 }
    }

    /// Adds bytes to the current chunk.
    pub(crate) fn add(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.checksum.update(bytes);
        self.length += bytes.len() as u64;
        self.encoder.write_all(bytes)
    }

    /// Ends the current chunk; more follow.
    pub(crate) fn end_chunk(&mut self) -> io::Result<DeflatedChunk> {
        self.encoder.flush()?;
        self.take_chunk()
    }

    /// Ends the last chunk of the part.
    pub(crate) fn finish(&mut self) -> io::Result<DeflatedChunk> {
        self.encoder.try_finish()?;
        self.take_chunk()
    }

    fn take_chunk(&mut self) -> io::Result<DeflatedChunk> {
        let mut room = std::mem::take(self.encoder.get_mut());
        let bytes = room.clone();
        room.clear();
        // The bytes that the encoder would still write belong to no chunk.
        drop(self.encoder.reset(room)?);
        let (checksum, length) = (std::mem::take(&mut self.checksum), self.length);
        self.length = 0;
        Ok(DeflatedChunk { bytes, checksum, length })
    }
}
