//! Who comes next: parts of a workbook are spelt by several threads, and numbers of shared texts
//! and looks are given in the order of the parts, so that the file does not hang on which thread
//! was first.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use super::super::format::FormatTable;
use super::shared_strings::SharedStrings;
use crate::sheet::digest::SheetDigest;

/// What the parts of a workbook share. It goes from hand to hand.
pub(in crate::write) struct SharedTables {
    pub(in crate::write) formats: FormatTable,
    pub(in crate::write) strings: SharedStrings,
    /// What each sheet says so far.
    pub(in crate::write) digests: Vec<SheetDigest>,
}

/// A part's place in the order.
pub(super) struct OrderedHandoff {
    before: Receiver<Box<SharedTables>>,
    behind: SyncSender<Box<SharedTables>>,
    held: Option<Box<SharedTables>>,
}

impl OrderedHandoff {
    /// Waits for the part before, once; `None` where that one failed.
    pub(super) fn receive(&mut self) -> Option<&mut SharedTables> {
        if self.held.is_none() {
            self.held = self.before.recv().ok();
        }
        self.held.as_deref_mut()
    }

    /// Hands over to the part behind. A turn that is dropped fails all that come after it.
    pub(super) fn pass_on(mut self) {
        if let Some(shared) = self.held.take() {
            // Whoever does not wait for it any more has failed, which is told elsewhere.
            drop(self.behind.send(shared));
        }
    }
}

/// Turns for so many parts, and what comes back behind the last one.
pub(super) fn handoffs(
    shared: SharedTables,
    count: usize,
) -> (Vec<OrderedHandoff>, Receiver<Box<SharedTables>>) {
    let (first, mut before) = sync_channel(1);
    // There is room for it.
    drop(first.send(Box::new(shared)));
    let handoffs = (0..count).map(|_| {
        let (behind, next) = sync_channel(1);
        OrderedHandoff { before: std::mem::replace(&mut before, next), behind, held: None }
    });
    (handoffs.collect(), before)
}
