//! Rows on their way into the package: one thread writes them as XML, another deflates them and
//! hashes what they say, so that a sheet of any length passes through a few blocks of memory.

use std::io;
use std::sync::mpsc::{Receiver, SyncSender};

use super::deflate::{Piece, Press};
use crate::sheet::digest::{Facts, SheetDigest};

/// Bytes of XML that go over at a time.
const BLOCK: usize = 1 << 17;
/// Blocks that may wait.
pub(super) const WAITING: usize = 4;

/// What goes over.
pub(super) enum Load {
    /// More of a sheet: its XML and what it says.
    Block(Vec<u8>, Vec<u8>),
    /// The sheet is whole.
    End,
}

/// A sheet's rows, pressed.
pub(super) struct Pressed {
    pub(super) rows: Piece,
    pub(super) digest: SheetDigest,
}

/// The end at which rows are written.
pub(super) struct Writer<'a> {
    pub(super) xml: Vec<u8>,
    pub(super) facts: Facts,
    sender: &'a SyncSender<Load>,
}

impl<'a> Writer<'a> {
    /// Begins a sheet.
    pub(super) fn new(sender: &'a SyncSender<Load>) -> Self {
        Self { xml: Vec::new(), facts: Facts::default(), sender }
    }

    /// Sends what there is, once it is worth it. Rows are kept whole.
    pub(super) fn row_ends(&mut self) {
        if self.xml.len() >= BLOCK {
            self.send();
        }
    }

    /// Ends the sheet.
    pub(super) fn end(mut self) {
        self.send();
        self.deliver(Load::End);
    }

    fn send(&mut self) {
        let xml = std::mem::replace(&mut self.xml, Vec::with_capacity(BLOCK + BLOCK / 8));
        let facts = std::mem::take(&mut self.facts.bytes);
        self.deliver(Load::Block(xml, facts));
    }

    fn deliver(&self, load: Load) {
        // The other end stops only with an error, which it tells in the end.
        drop(self.sender.send(load));
    }
}

/// Presses sheet after sheet.
///
/// # Errors
/// The system's own.
pub(super) fn press(receiver: Receiver<Load>) -> io::Result<Vec<Pressed>> {
    let mut sheets = Vec::new();
    let mut press = Press::new();
    let mut digest = SheetDigest::default();
    for load in receiver {
        match load {
            Load::Block(xml, facts) => {
                press.add(&xml)?;
                digest.feed(&facts);
            }
            Load::End => {
                let digest = std::mem::take(&mut digest);
                sheets.push(Pressed { rows: press.piece()?, digest });
            }
        }
    }
    Ok(sheets)
}
