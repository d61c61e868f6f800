//! `tonghop` (tổng hợp): a folder of communes' workbooks in, one annex out.
//!
//! Data flows one way through the modules below, each a stage that knows only
//! those above it. ARCHITECTURE.md has the map and the invariants.

pub mod cell;
pub mod decimal;
<<<<<<< HEAD
=======
pub mod sheet;
>>>>>>> 8dde692f1348599c356ae00a0e23385c8ccc316f
pub mod workbook;
