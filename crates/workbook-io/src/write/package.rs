//! The finished package: the library's, which says all that surrounds the rows, with the rows, the
//! texts that they share and the tables' areas in it.

use std::io::{self, Cursor, Read as _};

use zip::{CompressionMethod, ZipArchive};

use super::container::{Package, Part, container};
use super::deflate::{Piece, Press};
use super::rows::Strings;
use crate::sheet::Area;

/// The part of the shared texts.
const STRINGS: &str = "xl/sharedStrings.xml";

/// A sheet's rows and what its part must say beside the library's words.
pub(super) struct SheetRows {
    pub(super) rows: Vec<Piece>,
    /// The cells that are not empty, or have a look.
    pub(super) area: Option<Area>,
    /// The first page bears no header.
    pub(super) plain_first: bool,
}

/// Puts rows and texts into the library's package.
///
/// # Errors
/// Where the package is not as the library makes it, or beyond what a zip file holds.
pub(super) fn filled(
    package: &[u8],
    sheets: Vec<SheetRows>,
    strings: Strings,
    tables: Vec<(Area, Area)>,
) -> io::Result<Package> {
    let mut zip = ZipArchive::new(Cursor::new(package))?;
    let mut sheets = sheets.into_iter();
    let mut tables = tables.into_iter();
    let mut strings = Some(strings);
    let mut press = Press::new();
    let mut parts = Vec::new();
    for place in 0..zip.len() {
        let name = zip.by_index_raw(place)?.name()?.into_owned();
        if name.starts_with("xl/worksheets/sheet") {
            let rows = sheets.next().ok_or_else(odd)?;
            let xml = io::read_to_string(zip.by_index(place)?)?;
            parts.push(Part::of(name, sheet(&mut press, &xml, rows)?));
        } else if name.starts_with("xl/tables/table") {
            let (told, area) = tables.next().ok_or_else(odd)?;
            let xml = io::read_to_string(zip.by_index(place)?)?;
            press.add(with_area(&xml, told, area).as_bytes())?;
            parts.push(Part::of(name, vec![press.last()?]));
        } else if name == STRINGS {
            press.add(&strings.take().ok_or_else(odd)?.part())?;
            parts.push(Part::of(name, vec![press.last()?]));
        } else {
            parts.push(copied(&mut zip, place, name)?);
        }
    }
    match (sheets.next(), tables.next(), strings) {
        (None, None, None) => container(parts),
        _ => Err(odd()),
    }
}

fn odd() -> io::Error {
    io::Error::other("a part is missing")
}

/// A part as the library made it.
fn copied(zip: &mut ZipArchive<Cursor<&[u8]>>, place: usize, name: String) -> io::Result<Part> {
    let mut part = zip.by_index_raw(place)?;
    let mut bytes = Vec::new();
    part.read_to_end(&mut bytes)?;
    let method = if part.compression() == CompressionMethod::Stored { 0 } else { 8 };
    Ok(Part { name, method, checksum: part.crc32(), length: part.size(), pieces: vec![bytes] })
}

/// A sheet's part: the library's, up to its rows and from them on, and the rows themselves.
fn sheet(press: &mut Press, xml: &str, sheet: SheetRows) -> io::Result<Vec<Piece>> {
    const EMPTY: &str = "<sheetData/>";
    const CLOSE: &str = "</sheetData>";
    let (before, rest) = xml.split_once("<sheetData").ok_or_else(odd)?;
    let after = match rest.rfind(CLOSE) {
        Some(at) => &rest[at + CLOSE.len()..],
        None => &rest[EMPTY.len() - "<sheetData".len()..],
    };
    press.add(with_dimension(before, sheet.area).ok_or_else(odd)?.as_bytes())?;
    let before = press.piece()?;
    if sheet.plain_first {
        let plain = after.replacen("<headerFooter>", "<headerFooter differentFirst=\"1\">", 1);
        press.add(plain.as_bytes())?;
    } else {
        press.add(after.as_bytes())?;
    }
    let after = press.last()?;
    Ok([before].into_iter().chain(sheet.rows).chain([after]).collect())
}

/// A table's part with the area that it has: its own and that of its filter arrows.
fn with_area(xml: &str, told: Area, area: Area) -> String {
    xml.replace(&format!(" ref=\"{told}\""), &format!(" ref=\"{area}\""))
}

fn with_dimension(xml: &str, area: Option<Area>) -> Option<String> {
    const OPEN: &str = "<dimension ref=\"";
    let (before, rest) = xml.split_once(OPEN)?;
    let (_, after) = rest.split_once('"')?;
    let area = area.map_or_else(|| "A1".to_owned(), |area| area.to_string());
    Some(format!("{before}{OPEN}{area}\"{after}"))
}
