//! What a hand types into an annex that is finished, cell by cell.

use std::io::{Cursor, Read, Write};

use rust_decimal::Decimal;
use workbook_io::{Address, Grid, Value, Workbook};

/// What is typed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Typed {
    Number(Decimal),
    /// Words, or digits typed as a text.
    Text(&'static str),
    Error,
    /// The cell is emptied.
    Blank,
}

/// The sheet of units and figures.
pub(crate) fn figures(book: &Workbook) -> &Grid {
    book.sheets.iter().find(|grid| grid.name == "Tổng hợp").unwrap()
}

/// The address of a unit's figure on Tổng hợp.
pub(crate) fn cell_of(annex: &[u8], code: &str, unit: &str) -> Address {
    let book = super::read(annex);
    let grid = figures(&book);
    let at = |text: &str| grid.cells.iter().find(|(_, cell)| cell.text() == Some(text)).unwrap().0;
    Address::new(at(unit).row, at(code).col)
}

pub(crate) fn number(annex: &[u8], at: &Address) -> Decimal {
    match figures(&super::read(annex)).get(*at).unwrap().value {
        Value::Number(number) => number,
        _ => panic!("{at} holds no number"),
    }
}

/// The annex with this in cells of Tổng hợp.
pub(crate) fn typed(annex: &[u8], cells: &[(Address, Typed)]) -> Vec<u8> {
    let book = super::read(annex);
    let place = book.sheets.iter().position(|grid| grid.name == "Tổng hợp").unwrap() + 1;
    let mut parts = zip::ZipArchive::new(Cursor::new(annex)).unwrap();
    let mut changed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for part in 0..parts.len() {
        let mut part = parts.by_index(part).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if name == format!("xl/worksheets/sheet{place}.xml") {
            let xml = String::from_utf8(bytes).unwrap();
            bytes = cells.iter().fold(xml, |xml, cell| over(&xml, cell)).into_bytes();
        }
        changed.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        changed.write_all(&bytes).unwrap();
    }
    changed.finish().unwrap().into_inner()
}

fn over(xml: &str, (at, typed): &(Address, Typed)) -> String {
    let start = xml.find(&format!("<c r=\"{at}\"")).unwrap_or_else(|| panic!("no cell {at}"));
    let (before, cell) = xml.split_at(start);
    let end = cell.find('>').unwrap();
    let after = match cell[..end].ends_with('/') {
        true => &cell[end + 1..],
        false => cell.split_once("</c>").unwrap().1,
    };
    let style =
        cell[..end].split("s=\"").nth(1).map_or("0", |rest| rest.split('"').next().unwrap());
    let value = match typed {
        Typed::Number(number) => format!("><v>{number}</v></c>"),
        Typed::Text(text) => format!(" t=\"str\"><v>{text}</v></c>"),
        Typed::Error => " t=\"e\"><v>#N/A</v></c>".to_owned(),
        Typed::Blank => "/>".to_owned(),
    };
    format!("{before}<c r=\"{at}\" s=\"{style}\"{value}{after}")
}
