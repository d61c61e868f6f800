//! What lies beneath every stage: cell addresses, grids of cells.

mod address;
mod cells;
mod workbook;

pub use address::{Address, addresses_from_words, addresses_in_words};
pub use cells::{Cells, Walk};
pub use workbook::{Cell, Grid, Value, Workbook};
