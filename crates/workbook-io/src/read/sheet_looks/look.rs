//! How one sheet looks.

use std::collections::BTreeMap;

use crate::grid::Address;
use crate::sheet::{Margins, Style};

/// How a sheet looks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SheetLook {
    /// Widths of columns (counted from zero), in characters of 12 pt, as [`crate::sheet::Sheet`]
    /// has them.
    pub widths: BTreeMap<u32, f64>,
    /// Hidden columns.
    pub hidden_columns: Vec<u32>,
    /// Heights of rows that the file sets, in points.
    pub heights: BTreeMap<u32, f64>,
    /// The height of all other rows, in points, where the file says it.
    pub usual_height: Option<f64>,
    /// The style of each cell that the file has, empty ones among them.
    pub styles: BTreeMap<Address, Style>,
    /// Is it printed across? `None` if the file does not say.
    pub landscape: Option<bool>,
    /// Page margins, where the file says them.
    pub margins: Option<Margins>,
    /// Are gridlines hidden on the screen?
    pub hides_gridlines: bool,
}
