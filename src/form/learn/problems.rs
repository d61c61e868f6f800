//! What is wrong on a sheet of a template.

use workbook_io::Address;

/// What is wrong on a sheet of a template, at its cells.
pub(super) type CellProblems = Vec<(Address, String)>;
