//! What lies beneath every stage: cell addresses, grids of cells, how cells look.

mod address;
mod area;
mod cells;
mod look;
mod merges;
mod workbook;

pub use address::{Address, addresses_from_words, addresses_in_words};
pub use area::Area;
pub use cells::{Cells, Walk};
pub use look::{FormatKind, Look, TextRun};
pub use merges::{Merge, Merges};
pub use workbook::{Cell, Grid, Value, Workbook};
