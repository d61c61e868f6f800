//! An annex read back: its figures with sums and weights, its lists, its units, and whose it is.
//! A later period reads it as its history; the office above reads it as a submission.

mod headed_sheet;
mod lists;
mod maker;
pub mod names;
mod sources;
mod under_review;

pub use headed_sheet::{HeadedRow, HeadedSheet};
pub use lists::{AnnexListRow, list_rows};
pub use maker::{is_made_by, maker};
pub use sources::{
    SourceContent, SourceFigure, SourceRow, UnitCodes, same_code, source_parts, source_rows,
    sources,
};

pub use under_review::under_review;

use crate::cell_text::CellText as _;
use crate::form::{Heading, UnitNames, read_heading};
use names::{CONSOLIDATED, CONSOLIDATED_HEADERS, FORM_TOTALS, OFFICE};
use viet_text::text::clean;
use workbook_io::{Address, Cell, Grid, Workbook};

/// What Tổng hợp says of the annex as a whole.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The unit whose annex it is, and its period.
    pub heading: Heading,
    /// The office that made it, as it names itself.
    pub office: String,
    /// The units that must report, by name, in the order of the office that made the annex.
    pub units: Vec<String>,
}

/// Is the sheet a form with the whole's totals, as an annex has it?
#[must_use]
pub fn has_totals(grid: &Grid) -> bool {
    /// The note stands below the form.
    const LAST_CELLS: usize = 50;
    let last = grid.cells.values().rev().take(LAST_CELLS);
    last.filter_map(Cell::text).any(|text| text.starts_with(FORM_TOTALS))
}

/// Reads Tổng hợp; `None` where the annex has lost it.
#[must_use]
pub fn overview(book: &Workbook, names: &UnitNames) -> Option<Overview> {
    let sheet = HeadedSheet::named(book, CONSOLIDATED, &CONSOLIDATED_HEADERS)?;
    let mut heading = read_heading(sheet.grid, 0..sheet.row, names);
    let first_column = |row: u32| sheet.grid.text(Address::new(row, 0)).unwrap_or_default();
    let office =
        (0..sheet.row).find_map(|row| Some((row, first_column(row).strip_prefix(OFFICE)?)));
    let (row, office) = office.unwrap_or_default();
    // Titles name units, too; only the line of the office says whose the annex is.
    let unit = office.split(';').find_map(|name| names.in_heading(name));
    heading.unit = unit.map(|unit| (unit, Address::new(row, 0)));
    let [unit, _] = CONSOLIDATED_HEADERS;
    // Units are numbered; totals and notes below are not.
    let numbered = |row: &u32| {
        let number = sheet.grid.get(Address::new(*row, 0)).map(|cell| cell.value.as_written());
        number.is_some_and(|number| number.replace('.', "").parse::<u32>().is_ok())
    };
    let units = sheet.rows().filter(numbered).map(|row| sheet.text(row, unit));
    let units = units.filter(|name| !name.is_empty()).collect();
    Some(Overview { heading, office: clean(office), units })
}
