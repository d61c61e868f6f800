//! The one writer: a [`Book`] into the bytes of an .xlsx file, and bytes safely onto the disk.
//!
//! Everything that a spreadsheet library does behind one's back is caught here: guessed
//! result types, notes with authors, clocks in properties, half-written files.

mod cells;
mod charts;
mod error;
mod format;
mod formula;
mod layout;
mod package;
mod place;
#[cfg(test)]
mod read_back;
#[cfg(test)]
mod tests;
mod text;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet};

pub use error::{Cause, WriteError};
pub use place::{Placed, TEMPORARY_END, TEMPORARY_START, place};
pub use text::{CELL_LIMIT, cut};

use crate::sheet::digest::{self, BookDigest};
use crate::sheet::{Book, Properties, Sheet};
use format::Formats;
use package::Mends;

/// Height of a row and width of a column, in pixels, where nothing else is said: what Excel
/// uses for 12 pt Times New Roman.
const DEFAULT_CELL: (u32, u32) = (21, 72);

/// Turns a workbook into the bytes of an .xlsx file. The same book gives the same bytes.
///
/// # Errors
///
/// Where the book asks for something that a file cannot hold; the error names the sheet and,
/// where it can, the cell.
pub fn to_bytes(book: Book<'_>) -> Result<Vec<u8>, WriteError> {
    let mut workbook = Workbook::new();
    let (height, width) = DEFAULT_CELL;
    workbook
        .set_default_format(&format::default_format(), height, width)
        .map_err(WriteError::whole)?;
    let mut formats = Formats::default();
    let mut digest = BookDigest::default();
    let mut mends = Mends::default();
    let mut opens_at_first = true;
    for sheet in book.sheets {
        let worksheet = if sheet.long {
            workbook.add_worksheet_with_low_memory().map_err(WriteError::whole)?
        } else {
            workbook.add_worksheet()
        };
        worksheet.set_active(opens_at_first && !sheet.hidden);
        opens_at_first &= sheet.hidden;
        write_sheet(worksheet, sheet, &mut formats, &mut digest, &mut mends)?;
    }
    for name in &book.names {
        workbook
            .define_name(name.name.as_str(), &format!("={}", name.refers_to))
            .map_err(WriteError::whole)?;
    }
    let properties = properties(&book.properties, digest.finish())?;
    let bytes = workbook.set_properties(&properties).save_to_buffer();
    package::mended(bytes.map_err(WriteError::whole)?, &mends)
}

fn write_sheet(
    worksheet: &mut Worksheet,
    sheet: Sheet<'_>,
    formats: &mut Formats,
    digest: &mut BookDigest,
    mends: &mut Mends,
) -> Result<(), WriteError> {
    layout::before_rows(worksheet, &sheet)?;
    let name = sheet.name.clone();
    let (charts, plain_first) = (sheet.charts.clone(), sheet.page.plain_first);
    let said = cells::write_rows(worksheet, sheet, formats)?;
    charts::insert(worksheet, &charts, &name)?;
    mends.add(&name, plain_first, said.drawn);
    digest.add(&name, said.facts);
    Ok(())
}

/// Document properties; the digest goes with them because it is known only at the end.
fn properties(given: &Properties, digest: String) -> Result<DocProperties, WriteError> {
    // The day of creation is a constant: the clock would make two runs differ, and the dates
    // that matter are typed by the officer and stand in the cells.
    let day = ExcelDateTime::from_ymd(2021, 1, 1).map_err(WriteError::whole)?;
    let mut properties = DocProperties::new()
        .set_title(text::cleaned(&given.title))
        .set_subject(text::cleaned(&given.subject))
        .set_author(text::cleaned(&given.author))
        .set_creation_datetime(&day);
    let mut custom = given.custom.clone();
    custom.insert(digest::PROPERTY.to_owned(), digest);
    for (name, value) in &custom {
        properties = properties.set_custom_property(name, text::cleaned(value).as_ref());
    }
    Ok(properties)
}
