//! A reader for each format, careful of every byte: a guard bounds and checks the file, then a
//! library parses it.

pub(super) mod ods;
pub(super) mod xls;
pub(super) mod xlsb;
pub(super) mod xlsx;
