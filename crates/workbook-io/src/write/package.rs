//! Assembles the package: the library's parts, completed with the rows, the shared strings and the
//! areas of tables.

use std::io;

use super::rows::SharedStrings;
use crate::opc::{Builder, DeflatedChunk, Deflater, Entry, Package, PackageBytes};
use crate::sheet::Area;

/// The part with the shared strings.
const STRINGS: &str = "xl/sharedStrings.xml";

/// The rows of a sheet, and what must be added to its part.
pub(super) struct SheetRows {
    pub(super) rows: Vec<DeflatedChunk>,
    /// The area of cells that are filled or have a style.
    pub(super) area: Option<Area>,
    /// The first page has no header.
    pub(super) plain_first: bool,
}

/// Puts rows and shared strings into the library's package.
///
/// # Errors
/// A part is missing or unexpected, or the package exceeds the limits of a zip file.
pub(super) fn filled(
    package: &[u8],
    sheets: Vec<SheetRows>,
    strings: SharedStrings,
    tables: Vec<(Area, Area)>,
) -> io::Result<PackageBytes> {
    let package = Package::open(package)?;
    let mut sheets = sheets.into_iter();
    let mut tables = tables.into_iter();
    let mut strings = Some(strings);
    let mut deflater = Deflater::new();
    let mut filled = Builder::new();
    for entry in package.entries() {
        let name = &*entry.name;
        if name.starts_with("xl/worksheets/sheet") {
            let rows = sheets.next().ok_or_else(odd)?;
            let xml = text(&package, entry)?;
            filled.add_chunks(name, sheet(&mut deflater, &xml, rows)?);
        } else if name.starts_with("xl/tables/table") {
            let (declared, area) = tables.next().ok_or_else(odd)?;
            let xml = text(&package, entry)?;
            deflater.add(with_area(&xml, declared, area).as_bytes())?;
            filled.add_chunks(name, vec![deflater.finish()?]);
        } else if name == STRINGS {
            deflater.add(&strings.take().ok_or_else(odd)?.part())?;
            filled.add_chunks(name, vec![deflater.finish()?]);
        } else {
            filled.copy(&package, entry)?;
        }
    }
    match (sheets.next(), tables.next(), strings) {
        (None, None, None) => Ok(filled.finish()?),
        _ => Err(odd()),
    }
}

fn odd() -> io::Error {
    io::Error::other("a part is missing")
}

/// The text of a part.
fn text(package: &Package<'_>, entry: &Entry) -> io::Result<String> {
    String::from_utf8(package.read(entry, u64::MAX)?).map_err(io::Error::other)
}

/// The part of a sheet: the library's XML before and after the rows, and the rows.
fn sheet(deflater: &mut Deflater, xml: &str, sheet: SheetRows) -> io::Result<Vec<DeflatedChunk>> {
    const EMPTY: &str = "<sheetData/>";
    const CLOSE: &str = "</sheetData>";
    let (before, rest) = xml.split_once("<sheetData").ok_or_else(odd)?;
    let after = match rest.rfind(CLOSE) {
        Some(at) => &rest[at + CLOSE.len()..],
        None => &rest[EMPTY.len() - "<sheetData".len()..],
    };
    deflater.add(with_dimension(before, sheet.area).ok_or_else(odd)?.as_bytes())?;
    let before = deflater.end_chunk()?;
    if sheet.plain_first {
        let plain = after.replacen("<headerFooter>", "<headerFooter differentFirst=\"1\">", 1);
        deflater.add(plain.as_bytes())?;
    } else {
        deflater.add(after.as_bytes())?;
    }
    let after = deflater.finish()?;
    Ok([before].into_iter().chain(sheet.rows).chain([after]).collect())
}

/// Replaces the area of a table and of its autofilter.
fn with_area(xml: &str, declared: Area, area: Area) -> String {
    xml.replace(&format!(" ref=\"{declared}\""), &format!(" ref=\"{area}\""))
}

fn with_dimension(xml: &str, area: Option<Area>) -> Option<String> {
    const OPEN: &str = "<dimension ref=\"";
    let (before, rest) = xml.split_once(OPEN)?;
    let (_, after) = rest.split_once('"')?;
    let area = area.map_or_else(|| "A1".to_owned(), |area| area.to_string());
    Some(format!("{before}{OPEN}{area}\"{after}"))
}
