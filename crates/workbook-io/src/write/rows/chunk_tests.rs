//! A sheet in several chunks is the same as in one.

use std::sync::Arc;

use super::super::error::Cause;
use super::super::read_back::{part, read_back};
use super::super::{WriteError, to_bytes};
use crate::grid::Address;
use crate::sheet::digest::{self, workbook_digest};
use crate::sheet::{Area, Book, Borders, Content, Row, RowChunk, Sheet, Style, Table};

const ROWS: u32 = 600;
const SHEETS: [&str; 2] = ["Nguồn", "HTX"];

/// Rows with recurring and new texts and styles, and a text that looks like a formula. The first
/// row is the header of a table.
fn row(index: u32) -> Row {
    let boxed = Style { borders: Borders::ALL, ..Style::default() };
    let number = if index.is_multiple_of(7) { "#,##0.0" } else { "#,##0" };
    let of_number =
        Style { number: number.into(), half_points: 20 + (index / 50) as u16, ..boxed.clone() };
    let unit: Arc<str> = format!("Xã {}", index / 13).into();
    let name = match index {
        0 => "Tên".to_owned(),
        _ if index.is_multiple_of(40) => format!("=tên {index}"),
        _ => format!(" tên {} & {}\r\n", index, index % 5),
    };
    let cells = vec![
        (0, unit.into(), boxed.clone()),
        (1, name.into(), boxed.clone()),
        (2, "đã nhận".into(), boxed.clone()),
        (3, Content::Blank, boxed),
        (4, Content::Number(index.into()), of_number),
    ];
    Row { index, height: index.is_multiple_of(11).then_some(30.0), cells }
}

fn book(parts: impl Fn() -> Vec<RowChunk<'static>>) -> Book<'static> {
    let area = |from: (u32, u32), to: (u32, u32)| {
        Area::new(Address::new(from.0, from.1), Address::new(to.0, to.1))
    };
    let sheet = |name: &&str| Sheet {
        merges: vec![area((1, 6), (2, 7)), area((300, 6), (301, 6))],
        tables: vec![Table { name: format!("Bang_{}", name.len()), area: area((0, 0), (20, 2)) }],
        ..Sheet::from_chunks(name, parts())
    };
    Book { sheets: SHEETS.iter().map(sheet).collect(), ..Book::default() }
}

fn of_rows(ends: &[u32]) -> Vec<RowChunk<'static>> {
    let starts = [0].into_iter().chain(ends.iter().copied());
    let ends = ends.iter().copied().chain([ROWS]);
    starts.zip(ends).map(|(from, to)| RowChunk::new(from, (from..to).map(row))).collect()
}

#[test]
fn a_sheet_in_chunks_is_the_sheet_in_one() {
    let whole = to_bytes(book(|| of_rows(&[]))).unwrap();
    for ends in [vec![3, 4, 299, 302], (1..60).map(|part| part * 10).collect(), vec![599]] {
        let bytes = to_bytes(book(|| of_rows(&ends))).unwrap();
        for name in [
            "xl/worksheets/sheet1.xml",
            "xl/worksheets/sheet2.xml",
            "xl/sharedStrings.xml",
            "xl/styles.xml",
            "xl/tables/table1.xml",
            "docProps/custom.xml",
        ] {
            assert_eq!(part(&bytes, name), part(&whole, name), "{name} {ends:?}");
        }
        assert_eq!(bytes, to_bytes(book(|| of_rows(&ends))).unwrap());
        let read = read_back(&bytes);
        assert_eq!(read.properties[digest::PROPERTY], workbook_digest(&read));
    }
}

/// The error of a sheet with these chunks between many valid ones.
fn fault(faulty: Vec<RowChunk<'static>>, merges: Vec<Area>) -> WriteError {
    let mut parts = of_rows(&(1..30).map(|part| part * 10).collect::<Vec<_>>());
    parts.truncate(29);
    parts.extend(faulty);
    parts.extend((310..ROWS).map(|from| RowChunk::new(from, [row(from)])));
    let sheet = Sheet { merges, ..Sheet::from_chunks("HTX", parts) };
    to_bytes(Book { sheets: vec![sheet], ..Book::default() }).unwrap_err()
}

#[test]
fn errors_in_a_chunk_are_reported() {
    let at = |row| Some(Address::new(row, 4));
    let twice = fault(vec![RowChunk::new(300, [row(300), row(300)])], Vec::new());
    assert_eq!((twice.cause, twice.at), (Cause::Order, at(300)));
    let beyond = fault(vec![RowChunk::new(300, [row(310)])], Vec::new());
    assert_eq!((beyond.cause, beyond.at), (Cause::Order, at(310)));
    // Of two errors the upper one is reported, whichever thread finds one first.
    let both = vec![RowChunk::new(300, [row(299)]), RowChunk::new(305, [row(304)])];
    assert_eq!(fault(both, Vec::new()).at, at(299));
    let merge = Area::new(Address::new(305, 6), Address::new(312, 6));
    let parted = fault(vec![RowChunk::new(300, [row(300)])], vec![merge]);
    assert_eq!((parted.cause, parted.at), (Cause::Order, Some(Address::new(310, 0))));
}
