//! An .xlsx of the office's own, changed in place: cells set, rows inserted, styles added. Every
//! other part is copied byte for byte, so that it looks like the office's own.

pub(in crate::report) mod edit;
mod fill;
pub(in crate::report) mod fonts;
pub(in crate::report) mod graft;
pub(in crate::report) mod notes;
pub(in crate::report) mod package;
mod recalculation;
pub(in crate::report) mod relations;
pub(in crate::report) mod restyle;
pub(in crate::report) mod set_cells;
pub(in crate::report) mod sheet_xml;
pub(in crate::report) mod shift;
pub(in crate::report) mod style_sheet;
pub(in crate::report) mod styles;
mod vml;
pub(in crate::report) mod xml;

pub(crate) use fill::{TableRows, with_cells, with_rows};
pub(in crate::report) use recalculation::recalculated_on_opening;

/// Can a workbook of this file name be changed in place? Only .xlsx can.
#[must_use]
pub fn is_patchable(file: &str) -> bool {
    let ending = file.rsplit('.').next().unwrap_or_default().to_lowercase();
    ending == "xlsx" || ending == "xlsm"
}
