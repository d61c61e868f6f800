//! Whole files, valid and damaged.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _, Write as _};

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook as Writer};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{Damage, Limit, Limits, Refusal, read};
use crate::grid::{Address, Cell, Grid, Value, Workbook};

fn sound(bytes: &[u8]) -> Workbook {
    read(bytes, &Limits::default()).unwrap()
}

fn refused(bytes: &[u8]) -> Refusal {
    read(bytes, &Limits::default()).unwrap_err()
}

fn is_damaged(bytes: &[u8]) -> bool {
    matches!(refused(bytes), Refusal::Damaged(_))
}

fn cell<'a>(grid: &'a Grid, at: &str) -> &'a Cell {
    grid.get(at.parse().unwrap()).unwrap()
}

/// A small workbook as Excel would store it.
fn sample() -> Vec<u8> {
    let mut writer = Writer::new();
    let properties = DocProperties::new()
        .set_creation_datetime(&ExcelDateTime::parse_from_str("2023-10-25T08:00:00").unwrap())
        .set_custom_property("tonghop", "dấu");
    writer.set_properties(&properties);
    let sheet = writer.add_worksheet().set_name("Biểu 01").unwrap();
    sheet.write(0, 0, "  Mỹ Quý\u{a0}").unwrap();
    sheet.write_with_format(1, 1, 1579.33, &Format::new().set_num_format("#,##0")).unwrap();
    sheet.write_with_format(1, 2, 0.5, &Format::new().set_num_format("0.00%")).unwrap();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    sheet.write_with_format(2, 0, 45_000, &day).unwrap();
    sheet.write(2, 1, true).unwrap();
    sheet.write(3, 1, Formula::new("=SUM(B1:B2)").set_result("1579.33")).unwrap();
    sheet.write(1_048_575, 16_383, 7).unwrap();
    sheet.set_row_hidden(4).unwrap();
    sheet.set_column_hidden(3).unwrap();
    writer.add_worksheet().set_name("Ẩn").unwrap().set_hidden(true);
    writer.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_comes_back_as_stored() {
    let workbook = sound(&sample());
    assert_eq!(workbook.modified.as_deref(), Some("2023-10-25T08:00:00Z"));
    assert_eq!(workbook.properties.get("tonghop").map(String::as_str), Some("dấu"));
    let [grid, hidden] = &workbook.sheets[..] else { panic!("two sheets") };
    assert_eq!((&*grid.name, grid.hidden), ("Biểu 01", false));
    assert_eq!((&*hidden.name, hidden.hidden), ("Ẩn", true));
    assert_eq!(cell(grid, "A1").text(), Some("  Mỹ Quý\u{a0}"));
    let number = cell(grid, "B2");
    assert_eq!(number.value, Value::Number(Decimal::new(157_933, 2)));
    assert_eq!(number.look.shown_decimals, Some(0));
    assert_eq!(cell(grid, "C2").look.shown_decimals, None);
    let day = NaiveDate::from_ymd_opt(2023, 3, 15);
    assert_eq!(cell(grid, "A3").value, Value::Date { serial: Decimal::from(45_000), day });
    assert_eq!(cell(grid, "B3").value, Value::Bool(true));
    assert_eq!(cell(grid, "B4").formula.as_deref(), Some("SUM(B1:B2)"));
    assert_eq!(cell(grid, "B4").value, Value::Number(Decimal::new(157_933, 2)));
    assert_eq!(cell(grid, "XFD1048576").value, Value::Number(Decimal::from(7)));
    assert_eq!(grid.hidden_rows, BTreeSet::from([4]));
    assert_eq!(grid.hidden_cols, BTreeSet::from([3]));
    assert_eq!(grid.cells.len(), 7);
}

/// A zip of parts.
fn zipped<'a>(parts: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The sample with one part changed, or removed for `None`.
fn with_part(part: &str, change: impl Fn(&str) -> Option<String>) -> Vec<u8> {
    let bytes = sample();
    let mut from = ZipArchive::new(Cursor::new(&bytes[..])).unwrap();
    let mut parts = Vec::new();
    for index in 0..from.len() {
        let mut member = from.by_index(index).unwrap();
        let name = member.name().unwrap().into_owned();
        let mut content = String::new();
        member.read_to_string(&mut content).unwrap();
        let content = if name == part { change(&content) } else { Some(content) };
        parts.extend(content.map(|content| (name, content)));
    }
    zipped(parts.iter().map(|(name, content)| (&**name, content.as_bytes())))
}

/// The sample with other rows on its first sheet.
fn with_rows(rows: &str) -> Vec<u8> {
    with_part("xl/worksheets/sheet1.xml", |xml| {
        let (head, rest) = xml.split_once("<sheetData>").unwrap();
        let (_, tail) = rest.split_once("</sheetData>").unwrap();
        Some(format!("{head}<sheetData>{rows}</sheetData>{tail}"))
    })
}

#[test]
fn unreadable_values_stay_in_their_cells() {
    let workbook = sound(&with_rows(
        "<row r='1'><c r='A1' t='e'><v>#SPILL!</v></c><c r='B1'><v>1</v></c>\
         <c r='C1' t='b'><v>banana</v></c><c r='D1' t='n'><v>x</v></c><c t='zz'><v>1</v></c>\
         <c r='G1' t='s'><v>999</v></c></row>\
         <row><c t='e'><f>[1]X!A1</f><v>#BLOCKED!</v></c><c><f>A1*2</f></c><c><v>5</v></c></row>",
    ));
    let grid = &workbook.sheets[0];
    let error = |text: &str| Value::Error(text.into());
    assert_eq!(cell(grid, "A1").value, error("#SPILL!"));
    assert_eq!(cell(grid, "B1").value, Value::Number(Decimal::ONE));
    assert_eq!(cell(grid, "C1").value, Value::Unreadable(Some("banana".into())));
    for at in ["D1", "E1", "G1"] {
        assert_eq!(cell(grid, at).value, Value::Unreadable(None), "{at}");
    }
    assert_eq!(cell(grid, "A2").value, error("#BLOCKED!"));
    assert_eq!(cell(grid, "A2").formula.as_deref(), Some("[1]X!A1"));
    assert_eq!(cell(grid, "B2").value, Value::Blank);
    assert_eq!(cell(grid, "B2").formula.as_deref(), Some("A1*2"));
    assert_eq!(cell(grid, "C2").value, Value::Number(Decimal::from(5)));
}

#[test]
fn shared_formulas_are_spelled_out_and_unknown_ones_marked() {
    let workbook = sound(&with_rows(
        "<row r='1'><c r='A1'><f t='shared' ref='A1:A2' si='0'>B1+1</f><v>2</v></c></row>\
         <row r='2'><c r='A2'><f t='shared' si='0'/><v>3</v></c>\
         <c r='B2'><f t='shared' si='7'/><v>4</v></c></row>",
    ));
    let formula = |at| cell(&workbook.sheets[0], at).formula.as_deref().unwrap();
    assert_eq!([formula("A1"), formula("A2"), formula("B2")], ["B1+1", "B2+1", "?"]);
}

#[test]
fn duplicate_and_impossible_cells_are_refused() {
    for rows in [
        "<row r='1'><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>",
        "<row r='1'><c r='ZZZZ4000000000'><v>1</v></c></row>",
        "<row r='1'><c r='A'><v>1</v></c></row>",
        "<row r='4294967297'><c><v>1</v></c></row>",
        "<row r='1'><c r='A1'><f t='shared' si='18446744073709551615'/></c></row>",
    ] {
        assert!(is_damaged(&with_rows(rows)), "{rows}");
    }
}

#[test]
fn parts_that_the_workbook_refers_to_must_exist() {
    for part in ["xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/sheet2.xml"] {
        assert!(is_damaged(&with_part(part, |_| None)), "{part}");
    }
    let elsewhere = with_part("xl/_rels/workbook.xml.rels", |xml| {
        Some(xml.replace("\"sharedStrings.xml\"", "\"chữ.xml\""))
    });
    assert!(is_damaged(&elsewhere));
}

#[test]
fn relationships_to_the_main_part_and_to_each_sheet_must_exist() {
    let without = |part: &str, kind: &str| {
        let bytes = with_part(part, |xml| {
            assert!(xml.contains(kind), "{xml}");
            Some(xml.replace(kind, "/other\""))
        });
        refused(&bytes)
    };
    let damaged = Refusal::Damaged;
    assert_eq!(without("_rels/.rels", "/officeDocument\""), damaged(Damage::NoMainPart));
    let links = with_part("xl/_rels/workbook.xml.rels", |xml| {
        Some(xml.replace("Id=\"rId1\"", "Id=\"rId99\""))
    });
    assert_eq!(refused(&links), damaged(Damage::UnlinkedSheet));
}

#[test]
fn a_sheet_without_rows_is_blank_and_one_without_its_table_is_damaged() {
    assert!(sound(&with_rows("")).is_blank());
    assert!(sound(&with_rows("<row r='1'><c r='A1' s='1'/></row>")).is_blank());
    let sheet = "xl/worksheets/sheet1.xml";
    let without = with_part(sheet, |xml| {
        let (head, rest) = xml.split_once("<sheetData>").unwrap();
        Some(format!("{head}{}", rest.split_once("</sheetData>").unwrap().1))
    });
    assert!(is_damaged(&without));
}

#[test]
fn impossible_claims_are_refused() {
    for claim in ["uniqueCount='100000000000'", "uniqueCount='18446744073709551615'"] {
        let bytes = with_part("xl/sharedStrings.xml", |xml| {
            assert!(xml.contains("uniqueCount=\"1\""));
            Some(xml.replace("uniqueCount=\"1\"", claim))
        });
        assert!(is_damaged(&bytes), "{claim}");
    }
    let rows = "<row><c/><c/><c/></row>".repeat(10);
    let few = Limits { cells: 20, ..Limits::default() };
    assert_eq!(read(&with_rows(&rows), &few), Err(Refusal::TooLarge(Limit::Cells)));
    let text = format!("<row><c t='str'><v>{}</v></c></row>", "x".repeat(200_000));
    assert_eq!(refused(&with_rows(&text)), Refusal::TooLarge(Limit::Text));
    let small = Limits { part_bytes: 1000, ..Limits::default() };
    assert_eq!(read(&sample(), &small), Err(Refusal::TooLarge(Limit::Part)));
    let tiny = Limits { file_bytes: 100, ..Limits::default() };
    assert_eq!(read(&sample(), &tiny), Err(Refusal::TooLarge(Limit::File)));
}

#[test]
fn one_flipped_bit_never_changes_a_figure() {
    let bytes = sample();
    let whole = sound(&bytes);
    for place in (0..bytes.len()).step_by(31) {
        let mut flipped = bytes.clone();
        flipped[place] ^= 1 << (place % 8);
        if let Ok(workbook) = read(&flipped, &Limits::default()) {
            assert_eq!(workbook.sheets, whole.sheets, "byte {place}");
        }
    }
}

#[test]
fn one_wrong_letter_in_the_list_of_parts_hides_no_part() {
    let bytes = sample();
    let name = b"xl/styles.xml";
    let listed = bytes.windows(name.len()).rposition(|window| window == name).unwrap();
    let mut wrong = bytes;
    wrong[listed + name.len() - 1] ^= 1;
    assert!(is_damaged(&wrong));
}

#[test]
fn a_file_cut_short_is_refused() {
    let bytes = sample();
    for end in (1..bytes.len()).step_by(97) {
        assert!(read(&bytes[..end], &Limits::default()).is_err(), "{end}");
    }
    assert!(is_damaged(&bytes[..bytes.len() / 2]));
}

#[test]
fn zips_are_classified_by_content() {
    let types = "[Content_Types].xml";
    let text = "application/vnd.oasis.opendocument.text";
    for (parts, nature) in [
        (&[("Mỹ Quý.xlsx", "PK"), ("a/b.xls", "")][..], Refusal::PlainZip),
        (&[(types, "wordprocessingml"), ("word/document.xml", "")], Refusal::Word),
        (&[(types, "presentationml")], Refusal::PowerPoint),
        (&[("mimetype", text), ("content.xml", "")], Refusal::Word),
        (&[("META-INF/manifest.xml", "<manifest:encryption-data/>")], Refusal::Password),
        (&[(types, "drawing")], Refusal::NotAWorkbook),
    ] {
        let bytes = zipped(parts.iter().map(|(name, content)| (*name, content.as_bytes())));
        assert_eq!(refused(&bytes), nature, "{parts:?}");
    }
    let twice = [(types, &b"spreadsheetml.sheet.main"[..]), ("xl/A.xml", b""), ("xl/a.xml", b"")];
    assert!(is_damaged(&zipped(twice)));
}

#[test]
fn ole_containers_are_classified_by_their_streams() {
    let holding = |name: &str, bytes: &[u8]| {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        file.create_stream(name).unwrap().write_all(bytes).unwrap();
        file.flush().unwrap();
        file.into_inner().into_inner()
    };
    assert_eq!(refused(&holding("/EncryptedPackage", b"x")), Refusal::Password);
    assert_eq!(refused(&holding("/WordDocument", b"x")), Refusal::Word);
    assert_eq!(refused(&holding("/Catalog", b"x")), Refusal::NotAWorkbook);
    let begin = b"\x09\x08\x08\0\0\x06\x05\0\0\0\0\0";
    // FILEPASS with XOR encryption, which calamine ignores.
    let locked = [&begin[..], b"\x2f\0\x06\0\0\0\0\0\0\0"].concat();
    assert_eq!(refused(&holding("/Workbook", &locked)), Refusal::Password);
    // A sheet whose offset is beyond the end.
    let beyond = [&begin[..], b"\x85\0\x09\0\xff\xff\xff\x7f\0\0\x01\0A", b"\x0a\0\0\0"].concat();
    let beyond = holding("/Workbook", &beyond);
    assert!(is_damaged(&beyond));
    assert!(is_damaged(&beyond[..1024]));
}

#[test]
fn the_refusal_and_the_workbook_are_serialisable() {
    let workbook = sound(&sample());
    let json = serde_json::to_string(&workbook).unwrap();
    assert_eq!(serde_json::from_str::<Workbook>(&json).unwrap(), workbook);
    let refusal = Refusal::twice("Biểu 01", Address::new(0, 0));
    let json = serde_json::to_string(&refusal).unwrap();
    assert_eq!(serde_json::from_str::<Refusal>(&json).unwrap(), refusal);
}
