//! The edges at which Excel's file formats end: reading into grids, writing from models.

pub mod read;
pub mod write;
