//! `tonghop` (tổng hợp): a folder of communes' workbooks in, one annex out.
//!
//! Data flows one way through the modules below, each a stage that knows only
//! those above it. ARCHITECTURE.md has the map and the invariants.

pub mod cell;
pub mod decimal;
pub mod reading;
