//! Workbook files, in and out: the only modules that know a spreadsheet library.

pub mod write;
