//! Writes a [`Book`] as an .xlsx file, and files safely to disk.
//!
//! The writing library (rust_xlsxwriter) makes everything around the rows. Its surprises are
//! prevented here: guessed types of results, authors in notes, the current time in properties.

mod charts;
mod error;
mod format;
mod formula;
mod layout;
mod number_format;
mod package;
mod place;
#[cfg(test)]
mod read_back;
mod rows;
#[cfg(test)]
mod tests;
mod text;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

pub use error::{Cause, WriteError};
pub use formula::stays_text;
pub use place::{PlaceOutcome, StagedFile, TEMPORARY_PREFIX, TEMPORARY_SUFFIX, has_content, place};
pub use text::truncate;

use crate::grid::Address;
use crate::opc::PackageBytes;
use crate::sheet::digest::{self, BookDigest};
use crate::sheet::{Book, Locale, Properties, Sheet};
use package::SheetRows;
use rows::{LibrarySink, SharedTables};

/// Excel's limit for a document property, in UTF-16 units.
const PROPERTY_LIMIT: usize = 255;
/// A column in which no sheet has a cell.
const LAST_COLUMN: u16 = (Address::MAX_COLS - 1) as u16;

/// Writes a workbook as .xlsx. The same book gives the same bytes.
///
/// # Errors
///
/// The book contains something that a file cannot hold; the error has the sheet and, where
/// possible, the cell.
pub fn to_bytes(book: Book<'_>) -> Result<Vec<u8>, WriteError> {
    Ok(to_package(book)?.bytes())
}

/// The same as [`to_bytes`], with the bytes in pieces.
///
/// # Errors
///
/// The book contains something that a file cannot hold.
pub fn to_package(book: Book<'_>) -> Result<PackageBytes, WriteError> {
    let Book { properties: given, mut sheets, names, locale } = book;
    let mut workbook = Workbook::new();
    add_sheets(&mut workbook, &sheets, locale)?;
    let (written, shared) = rows::write(&mut sheets, locale)?;
    let SharedTables { formats, strings, digests } = shared;
    let mut digest = BookDigest::default();
    let mut tables = Vec::new();
    let mut filled = Vec::new();
    let written = sheets.iter().zip(written).zip(digests).enumerate();
    for (place, ((sheet, rows), sheet_digest)) in written {
        digest.add(&sheet.name, sheet_digest);
        let mut sink = LibrarySink::new(&mut workbook, (place, &sheet.name), locale, &mut tables)?;
        rows.calls.into_iter().try_for_each(|call| sink.apply(call))?;
        charts::insert(sink.worksheet(), &sheet.charts, &sheet.name, locale)?;
        let (area, plain_first) = (rows.area, sheet.page.plain_first);
        filled.push(SheetRows { rows: rows.chunks, area, plain_first });
    }
    for name in &names {
        let refers_to = format!("={}", name.refers_to);
        workbook.define_name(name.name.as_str(), &refers_to).map_err(WriteError::whole)?;
    }
    formats.register(&mut workbook);
    workbook.set_properties(&properties(&given, digest.finish())?);
    let package = workbook.save_to_buffer().map_err(WriteError::whole)?;
    package::filled(&package, filled, strings, tables).map_err(WriteError::of_package)
}

/// Gives the library all sheets without their rows, which are written separately.
fn add_sheets(
    workbook: &mut Workbook,
    sheets: &[Sheet<'_>],
    locale: Option<Locale>,
) -> Result<(), WriteError> {
    workbook
        .set_default_format(
            &format::default_format(),
            format::DEFAULT_CELL.0,
            format::DEFAULT_CELL.1,
        )
        .map_err(WriteError::whole)?;
    let mut opens_at_first = true;
    for (place, sheet) in sheets.iter().enumerate() {
        let worksheet = workbook.add_worksheet();
        worksheet.set_active(opens_at_first && !sheet.hidden);
        opens_at_first &= sheet.hidden;
        layout::before_rows(worksheet, sheet, locale)?;
        if place == 0 {
            // The library only makes a part for shared strings if there is a text.
            worksheet.write_string(0, LAST_COLUMN, "x").map_err(WriteError::whole)?;
        }
    }
    Ok(())
}

/// A document property: Excel takes 255 characters.
fn property(text: &str) -> String {
    text::truncate(&text::cleaned(text), PROPERTY_LIMIT).into_owned()
}

/// Document properties, including the digest, which is known last.
fn properties(given: &Properties, digest: String) -> Result<DocProperties, WriteError> {
    // A constant: the current time would make each output different.
    let day = ExcelDateTime::from_ymd(2021, 1, 1).map_err(WriteError::whole)?;
    let mut properties = DocProperties::new()
        .set_title(property(&given.title))
        .set_subject(property(&given.subject))
        .set_author(property(&given.author))
        .set_creation_datetime(&day);
    let mut custom = given.custom.clone();
    custom.insert(digest::PROPERTY.to_owned(), digest);
    for (name, value) in &custom {
        properties = properties.set_custom_property(name, property(value).as_str());
    }
    Ok(properties)
}
