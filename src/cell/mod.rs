//! What lies beneath every stage: cell addresses, grids of cells, origins.

mod address;
mod cells;
mod grid;
mod origin;

pub use address::{Address, addresses_from_words, addresses_in_words};
pub use cells::{Cells, Walk};
pub use grid::{Cell, Grid, Value, Workbook};
pub use origin::{Origin, SheetPlace};
