//! Passes the shared tables from chunk to chunk in order, so that ids do not depend on the speed of
//! threads.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use super::super::format::FormatTable;
use super::shared_strings::SharedStrings;
use crate::sheet::digest::SheetDigest;

/// Tables that all chunks share. Only one chunk holds them at a time.
pub(in crate::write) struct SharedTables {
    pub(in crate::write) formats: FormatTable,
    pub(in crate::write) strings: SharedStrings,
    /// The digest of each sheet so far.
    pub(in crate::write) digests: Vec<SheetDigest>,
}

/// The place of a chunk in the order.
pub(super) struct OrderedHandoff {
    before: Receiver<Box<SharedTables>>,
    behind: SyncSender<Box<SharedTables>>,
    tables: Option<Box<SharedTables>>,
}

impl OrderedHandoff {
    /// Waits for the tables from the chunk before, the first time; `None` if that chunk failed.
    pub(super) fn receive(&mut self) -> Option<&mut SharedTables> {
        if self.tables.is_none() {
            self.tables = self.before.recv().ok();
        }
        self.tables.as_deref_mut()
    }

    /// Passes the tables on. If it is dropped instead, all later chunks fail.
    pub(super) fn pass_on(mut self) {
        if let Some(shared) = self.tables.take() {
            // A receiver that is gone has failed, which is reported elsewhere.
            drop(self.behind.send(shared));
        }
    }
}

/// One handoff for each chunk, and the receiver of the tables after the last one.
pub(super) fn handoffs(
    shared: SharedTables,
    count: usize,
) -> (Vec<OrderedHandoff>, Receiver<Box<SharedTables>>) {
    let (first, mut before) = sync_channel(1);
    // The channel has room for one message, so this does not block.
    drop(first.send(Box::new(shared)));
    let handoffs = (0..count).map(|_| {
        let (behind, next) = sync_channel(1);
        OrderedHandoff { before: std::mem::replace(&mut before, next), behind, tables: None }
    });
    (handoffs.collect(), before)
}
