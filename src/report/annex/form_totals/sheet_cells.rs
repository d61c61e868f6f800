//! The cells of a sheet while it is made.

use std::collections::BTreeMap;

use workbook_io::Address;
use workbook_io::sheet::{Content, Style};

/// Content and style of each cell.
pub(super) type SheetCells = BTreeMap<Address, (Content, Style)>;
