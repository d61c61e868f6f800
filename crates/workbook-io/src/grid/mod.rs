//! What reading gives, whatever the format: addresses, cells and how they look, sheets, workbooks.

mod address;
mod area;
mod cell;
mod cells;
mod look;
mod merges;
mod value;
mod workbook;

pub use address::{Address, format_addresses, parse_addresses};
pub use area::Area;
pub use cell::Cell;
pub use cells::{CellLookup, Cells};
pub use look::{FormatKind, Look, TextRun};
pub use merges::{Merge, Merges};
pub use value::Value;
pub use workbook::{Grid, Workbook};
