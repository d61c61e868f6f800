//! An office's own forms, units and targets, none of them in the packs: marked, learned, sent
//! out blank, filled in and read.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the finding")]

mod blank;
mod book;
#[path = "../ooxml/checker/mod.rs"]
mod checker;
mod figures;
mod learnt;
mod lists;
mod mistakes;
mod own_layout;
mod page;
mod upward;
mod versions;
