#![doc = include_str!("../README.md")]

pub mod cache;
pub mod grid;
pub mod number;
pub mod opc;
mod parallel;
pub mod read;
pub mod sheet;
pub mod write;

pub use grid::{
    Address, Area, Cell, Cells, FormatKind, Grid, Look, Merge, Merges, TextRun, Value, Walk,
    Workbook, addresses_from_words, addresses_in_words,
};
pub use parallel::{parallel_map, shrink_to_exact};
pub use sheet::digest;
