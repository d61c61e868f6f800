//! Hand-made .xlsb records.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::grid::{FormatKind, Grid, Look, Value, Workbook};
use crate::read::{Limit, Limits, Refusal, read};

/// A record with its header, whose numbers have seven bits per byte.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut record = Vec::new();
    for number in [usize::from(kind), data.len()] {
        let mut rest = number;
        while rest >= 0x80 {
            record.push((rest & 0x7F) as u8 | 0x80);
            rest >>= 7;
        }
        record.push(rest as u8);
    }
    record.extend(data);
    record
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn double_words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [double_words(&[units.len() as u32]), words(&units)].concat()
}

fn row(row: u32, flags: u16) -> Vec<u8> {
    record(0, &[double_words(&[row, 0]), words(&[0, flags]), vec![0; 5]].concat())
}

fn cell(kind: u16, col: u32, format: u32, content: &[u8]) -> Vec<u8> {
    record(kind, &[&double_words(&[col, format]), content].concat())
}

/// Formats: plain, percentage, a struck-through date, superscript text.
fn styles() -> Vec<u8> {
    let font = |flags: u16, script: u16| record(0x002B, &words(&[220, flags, 400, script, 0, 0]));
    let format = |id: u16, code: &str| record(0x002C, &[words(&[id]), wide(code)].concat());
    let cell = |number: u16, font: u16| record(0x002F, &words(&[0, number, font, 0, 0, 0, 0, 0]));
    let fonts = [font(0, 0), font(8, 0), font(0, 1), font(0, 2)].concat();
    let cells = [cell(0, 0), cell(164, 0), cell(14, 1), cell(49, 2), cell(2, 9)].concat();
    let formats = [record(0x0267, &double_words(&[1])), format(164, "0.0%"), record(0x0268, &[])];
    let for_cells = [record(0x0269, &double_words(&[5])), cells, record(0x026A, &[])].concat();
    [formats.concat(), fonts, for_cells].concat()
}

/// Two shared strings: a plain one, and one whose first character is struck through.
fn texts() -> Vec<u8> {
    let plain = [vec![0], wide("Mỹ Quý")].concat();
    let rich = [vec![1], wide("112"), double_words(&[2]), words(&[0, 1, 1, 0])].concat();
    let count = double_words(&[2, 2]);
    [record(0x009F, &count), record(0x0013, &plain), record(0x0013, &rich), record(0x00A0, &[])]
        .concat()
}

fn rows() -> Vec<u8> {
    let number = |col, format, value: f64| cell(5, col, format, &value.to_le_bytes());
    let shared = |col, place: u32| cell(7, col, 0, &place.to_le_bytes());
    // A formula without tokens, with an empty text as its result.
    let empty = cell(8, 6, 0, &[wide(""), words(&[0]), double_words(&[0, 0])].concat());
    let own = [vec![1], wide("HTX (1)"), double_words(&[1]), words(&[4, 2])].concat();
    let first = [
        shared(0, 0),
        number(1, 1, 0.345),
        number(2, 2, 45_230.0),
        cell(6, 3, 3, &wide("012")),
        shared(4, 1),
        cell(0x003E, 5, 0, &own),
        empty,
        number(7, 4, 1.5),
    ];
    let hidden = 0x1000;
    let others = [row(1, hidden), number(0, 0, 1.0), row(3, hidden), number(0, 0, 2.0)].concat();
    [row(0, 0), first.concat(), others].concat()
}

/// A merged area, and a filter over the second row.
fn behind() -> Vec<u8> {
    let merge = record(0x00B0, &double_words(&[0, 2, 1, 3]));
    let merges = [record(0x00B1, &double_words(&[1])), merge, record(0x00B2, &[])].concat();
    let column = [record(0x00A3, &[0; 6]), record(0x00A5, &[0; 6]), record(0x00A4, &[])].concat();
    let filter =
        [record(0x00A1, &double_words(&[0, 2, 0, 3])), column, record(0x00A2, &[])].concat();
    [filter, merges].concat()
}

fn packed(behind: &[u8]) -> Vec<u8> {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let types = "<Types><Override ContentType=\"application/vnd.ms-excel.sheet.binary.macroEnabled.main\"/></Types>";
    let link = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let links = [
        link("r0", "worksheet", "worksheets/sheet1.bin"),
        link("r1", "sharedStrings", "sharedStrings.bin"),
        link("r2", "styles", "styles.bin"),
    ];
    let links = format!("<Relationships>{}</Relationships>", links.concat());
    let from_1904 = record(0x0099, &double_words(&[1, 0, 0]));
    let sheet = record(0x009C, &[vec![0; 8], wide("r0"), wide("A")].concat());
    let end = [record(0x0090, &[]), record(0x0084, &[])].concat();
    let workbook = [record(0x0083, &[]), from_1904, record(0x008F, &[]), sheet, end];
    let begin = [record(0x0081, &[]), record(0x0094, &[0; 16]), record(0x0091, &[])].concat();
    let table = [begin, rows(), record(0x0092, &[]), behind.to_vec(), record(0x0082, &[])];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [
        ("[Content_Types].xml", types.as_bytes()),
        ("xl/workbook.bin", &workbook.concat()),
        ("xl/_rels/workbook.bin.rels", links.as_bytes()),
        ("xl/sharedStrings.bin", &texts()),
        ("xl/styles.bin", &styles()),
        ("xl/worksheets/sheet1.bin", &table.concat()),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn workbook(behind: &[u8]) -> Workbook {
    read(&packed(behind), &Limits::default()).unwrap()
}

fn runs(grid: &Grid, at: &str) -> Vec<(String, bool, bool)> {
    let at = at.parse().unwrap();
    let text = grid.text(at).unwrap();
    let runs = grid.runs.get(&at).into_iter().flatten();
    runs.map(|run| (text[run.range.clone()].to_owned(), run.struck, run.raised)).collect()
}

#[test]
fn looks_of_cells_and_of_their_texts() {
    let book = workbook(&behind());
    assert_eq!(book.epoch_1904, Some(true));
    let grid = &book.sheets[0];
    let cell = |at: &str| grid.get(at.parse().unwrap()).unwrap();
    let plain = Look::ORDINARY;
    assert_eq!(cell("A1").look, plain);
    assert_eq!(cell("B1").look, Look { format: FormatKind::Percent, ..plain });
    assert_eq!(cell("C1").look, Look { format: FormatKind::Day, struck: Some(true), ..plain });
    assert_eq!(cell("D1").look, Look { format: FormatKind::Text, raised: Some(true), ..plain });
    // Its font is missing.
    let unknown = Look { shown_decimals: Some(2), struck: None, raised: None, ..plain };
    assert_eq!(cell("H1").look, unknown);
    assert_eq!(runs(grid, "E1"), [("1".to_owned(), true, false)]);
    assert_eq!(runs(grid, "F1"), [("(1)".to_owned(), false, true)]);
    let empty = cell("G1");
    assert!(empty.value == Value::Blank && empty.empty_result && !empty.lacks_result());
}

#[test]
fn merges_and_rows_that_a_filter_hides() {
    let book = workbook(&behind());
    let grid = &book.sheets[0];
    let merge = grid.merge_at("C2".parse().unwrap()).unwrap();
    assert_eq!((merge.area.to_string(), merge.is_anchor), ("B1:D3".to_owned(), false));
    assert_eq!(grid.hidden_rows.iter().copied().collect::<Vec<_>>(), [1, 3]);
    assert_eq!(grid.filtered_rows.iter().copied().collect::<Vec<_>>(), [1]);
    // None, beyond the sheet, and cut short.
    assert!(workbook(&[]).sheets[0].merges.as_ref().unwrap().areas().is_empty());
    let beyond = record(0x00B0, &double_words(&[0, 2, 1, 16_384]));
    assert_eq!(workbook(&beyond).sheets[0].merges, None);
    assert_eq!(workbook(&[0xB0, 0x01, 0x10, 0]).sheets[0].merges, None);
}

#[test]
fn merges_count_as_cells() {
    let merge = |row: u32| record(0x00B0, &double_words(&[row, row, 0, 1]));
    let bytes = packed(&(0..50).flat_map(merge).collect::<Vec<u8>>());
    let limits = |cells| Limits { cells, ..Limits::default() };
    assert_eq!(read(&bytes, &limits(59)), Err(Refusal::TooLarge(Limit::Cells)));
    assert!(read(&bytes, &limits(60)).is_ok());
}
