//! Workbooks at the edge: files in, grids out.

pub mod read;
