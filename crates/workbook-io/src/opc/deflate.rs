//! Deflating a part in pieces, each made without the others and set one after the other: rows are
//! deflated while the next ones are written, before what stands around them is known.

use std::io::{self, Write as _};

use crc32fast::Hasher;
use flate2::Compression;
use flate2::write::DeflateEncoder;

/// A sheet's rows are so alike that more effort takes a tenth off the file and doubles the time.
const ROWS: Compression = Compression::new(2);

/// A piece of a part.
pub(crate) struct DeflatedChunk {
    /// Deflated, ending on a whole byte, or with the stream's end.
    pub(crate) bytes: Vec<u8>,
    /// Of what went in.
    pub(crate) checksum: Hasher,
    /// Bytes that went in.
    pub(crate) length: u64,
}

/// Deflates one piece after the other, in the same memory.
pub(crate) struct Deflater {
    encoder: DeflateEncoder<Vec<u8>>,
    checksum: Hasher,
    length: u64,
}

impl Deflater {
    /// For rows.
    pub(crate) fn new() -> Self {
        Self::with_effort(ROWS)
    }

    pub(super) fn with_effort(effort: Compression) -> Self {
        let encoder = DeflateEncoder::new(Vec::new(), effort);
        Self { encoder, checksum: Hasher::new(), length: 0 }
    }

    /// Adds to the piece at hand.
    pub(crate) fn add(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.checksum.update(bytes);
        self.length += bytes.len() as u64;
        self.encoder.write_all(bytes)
    }

    /// Ends the piece at hand, with more of the part to come after it.
    pub(crate) fn end_chunk(&mut self) -> io::Result<DeflatedChunk> {
        self.encoder.flush()?;
        self.take_chunk()
    }

    /// Ends the part's last piece.
    pub(crate) fn finish(&mut self) -> io::Result<DeflatedChunk> {
        self.encoder.try_finish()?;
        self.take_chunk()
    }

    fn take_chunk(&mut self) -> io::Result<DeflatedChunk> {
        let mut room = std::mem::take(self.encoder.get_mut());
        let bytes = room.clone();
        room.clear();
        // What the encoder still has to say of this stream is said to nobody.
        drop(self.encoder.reset(room)?);
        let (checksum, length) = (std::mem::take(&mut self.checksum), self.length);
        self.length = 0;
        Ok(DeflatedChunk { bytes, checksum, length })
    }
}
