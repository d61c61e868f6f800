//! `tonghop` (tổng hợp): a folder of communes' workbooks in, one annex out.
//!
//! Data flows one way through the modules below, each a stage that knows only
//! those above it. ARCHITECTURE.md has the map and the invariants.

pub mod annex;
pub mod annexed;
pub mod blank;
pub mod check;
pub mod cli;
pub mod consolidate;
pub mod decision;
pub mod form;
pub mod history;
pub mod intake;
pub mod json;
pub mod ledger;
pub mod letter;
mod memory;
pub mod origin;
pub mod output;
pub mod packs;
mod progress;
pub mod prose;
pub mod results;
pub mod review;
pub mod revision;
pub mod screen;
pub mod settings;
pub mod slip;
pub mod submission;
pub mod target;
pub mod wording;
pub mod workspace;
pub mod written;
