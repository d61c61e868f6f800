//! `tonghop` (tổng hợp): a folder of communes' workbooks in, one annex out.
//!
//! Data flows one way through the modules below; each stage knows only those above it.
//! ARCHITECTURE.md has the map and the invariants.

pub mod arithmetic;
pub mod cell_text;
pub mod check;
#[cfg(test)]
#[expect(dead_code, reason = "the program itself is not run in unit tests")]
#[path = "../tests/ooxml/checker/mod.rs"]
mod checker;
pub mod cli;
mod excel_path;
pub mod figures;
pub mod form;
mod full_path;
mod held_file;
pub mod intake;
pub mod judge;
pub mod kinds;
mod memory;
pub mod origin;
mod path_text;
mod progress;
pub mod report;
pub mod results;
pub mod revision;
pub mod run;
pub mod settings;
pub mod setup;
pub(crate) mod shown;
mod system_error;
pub mod workspace;
