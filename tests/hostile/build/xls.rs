//! .xls by its records, in a container of their own.

use std::io::{Cursor, Write as _};

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;

/// A record with its header.
pub(crate) fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

/// The beginning of the workbook (5), a worksheet (0x10), a chart (0x20).
pub(crate) fn begin(kind: u16) -> Vec<u8> {
    let mut data = vec![0, 6];
    data.extend(kind.to_le_bytes());
    data.extend([0; 12]);
    record(BOF, &data)
}

pub(crate) fn end() -> Vec<u8> {
    record(EOF, &[])
}

/// A number cell.
pub(crate) fn number(row: u16, col: u16, value: f64) -> Vec<u8> {
    let mut data = [row, col, 0].map(u16::to_le_bytes).concat();
    data.extend(value.to_le_bytes());
    record(0x0203, &data)
}

/// A cell with a shared text.
pub(crate) fn text(row: u16, col: u16, index: u32) -> Vec<u8> {
    let mut data = [row, col, 0].map(u16::to_le_bytes).concat();
    data.extend(index.to_le_bytes());
    record(0x00FD, &data)
}

/// The size that a sheet claims: one past the last row and column.
pub(crate) fn dimensions(rows: u32, cols: u16) -> Vec<u8> {
    let mut data = 0u32.to_le_bytes().to_vec();
    data.extend(rows.to_le_bytes());
    data.extend([0, cols, 0].map(u16::to_le_bytes).concat());
    record(0x0200, &data)
}

/// The stream of a workbook with one sheet, of a type, of these records.
pub(crate) fn stream(sheet_type: u8, sheet: &[u8]) -> Vec<u8> {
    let mut texts = [1u32, 1].map(u32::to_le_bytes).concat();
    texts.extend(b"\x06\0\0My Quy");
    let globals = |start: u32| {
        let mut bound = start.to_le_bytes().to_vec();
        bound.extend([0, sheet_type, 1, 0, b'A']);
        [begin(5), record(0x0085, &bound), record(0x00FC, &texts), end()].concat()
    };
    let start = u32::try_from(globals(0).len()).unwrap();
    let own_type = [0x10, 0x40, 0x20].get(usize::from(sheet_type)).copied().unwrap_or(0x10);
    [globals(start), begin(own_type), sheet.to_vec(), end()].concat()
}

/// A container with streams by their paths; the storages in them are made.
pub(crate) fn container(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (path, bytes) in streams {
        if let Some((storage, _)) = path.trim_start_matches('/').rsplit_once('/') {
            file.create_storage_all(format!("/{storage}")).unwrap();
        }
        file.create_stream(path).unwrap().write_all(bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// A workbook with one worksheet of these records.
pub(crate) fn sheet(records: &[u8]) -> Vec<u8> {
    container(&[("/Workbook", &stream(0, records))])
}

/// A workbook as a commune would send it, in small.
pub(crate) fn sound() -> Vec<u8> {
    let row = |row: u16| {
        [
            text(row, 0, 0),
            number(row, 1, f64::from(2 * row + 1)),
            record(0x0201, &[row as u8, 0, 2, 0, 0, 0]),
        ]
        .concat()
    };
    let rows: Vec<u8> = (0..40).flat_map(row).collect();
    sheet(&[dimensions(40, 3), rows].concat())
}
