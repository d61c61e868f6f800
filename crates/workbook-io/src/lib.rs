#![doc = include_str!("../README.md")]

pub mod cache;
pub mod grid;
pub mod number;
pub mod opc;
mod parallel;
pub mod read;
pub mod sheet;
mod shrink;
pub mod write;

pub use grid::{
    Address, Area, Cell, CellLookup, Cells, FormatKind, Grid, Look, Merge, Merges, TextRun, Value,
    Workbook, format_addresses, parse_addresses,
};
pub use parallel::parallel_map;
pub use sheet::digest;
pub use shrink::shrink_to_exact;
