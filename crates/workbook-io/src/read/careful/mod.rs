//! The careful reader of each format: a guard checks and bounds the file, then a library parses it.

pub(super) mod ods;
mod sheets;
pub(super) mod xls;
pub(super) mod xlsb;
pub(super) mod xlsx;

/// Stands for a formula whose text cannot be read.
const UNKNOWN_FORMULA: &str = "?";
