//! What is wrong is found: sound workbooks with one fault each.

use std::io::{Cursor, Read, Write};

use workbook_io::Address;
use workbook_io::sheet::{Area, Book, Content, FormulaResult, Row, RowChunk, Sheet, Style, Table};
use workbook_io::write::to_bytes;

use crate::checker::problems;

fn sound() -> Vec<u8> {
    let style = || Style { number: "#,##0".into(), ..Style::default() };
    let texts = |index, texts: [&str; 2]| {
        let cells = (0..).zip(texts).map(|(col, text)| (col, text.into(), style()));
        Row { index, height: Some(20.0), cells: cells.collect() }
    };
    let mut sheet =
        Sheet::new("Một", [texts(0, ["a", "b"]), texts(2, ["X", "Y"]), texts(3, ["1", "2"])]);
    let area = |from: (u32, u32), to: (u32, u32)| {
        Area::new(Address::new(from.0, from.1), Address::new(to.0, to.1))
    };
    let one = Content::formula("SUM(B1:B2)", FormulaResult::Number(1.into()));
    sheet.chunks.push(RowChunk::new(
        4,
        [Row { index: 4, height: None, cells: vec![(0, one, Style::default())] }],
    ));
    sheet.merges = vec![area((0, 0), (0, 1))];
    sheet.tables = vec![Table { name: "Bang".to_owned(), area: area((2, 0), (3, 1)) }];
    let sheets = vec![sheet];
    to_bytes(Book { sheets, ..Book::default() }).unwrap()
}

/// The workbook with a piece of one part replaced.
fn with(part: &str, from: &str, to: &str) -> Vec<u8> {
    let bytes = sound();
    let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut changed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..parts.len() {
        let mut entry = parts.by_index(place).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        if name == part {
            let xml = String::from_utf8(content).unwrap();
            assert!(xml.contains(from), "{part} has no {from}:\n{xml}");
            content = xml.replacen(from, to, 1).into_bytes();
        }
        changed.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        changed.write_all(&content).unwrap();
    }
    changed.finish().unwrap().into_inner()
}

#[test]
fn formulas_that_excel_does_not_take_are_found() {
    let nested = format!("{}1{}", "ABS(".repeat(65), ")".repeat(65));
    for (formula, said) in [
        (format!("1{}", "+1".repeat(4_100)), "a formula of 8201 characters"),
        (String::new(), "a formula of 0 characters"),
        ("=1".to_owned(), "a formula of 2 characters"),
        (format!("\"{}\"", "ă".repeat(256)), "a text of 256 characters"),
        (format!("SUM(1{})", ",1".repeat(255)), "too many arguments"),
        (nested, "nested too deep"),
    ] {
        let found = problems(&with("xl/worksheets/sheet1.xml", "SUM(B1:B2)", &formula));
        assert!(found.iter().any(|problem| problem.contains(said)), "{said}: {found:?}");
    }
}

#[test]
fn faults_are_found() {
    assert_eq!(problems(&sound()), Vec::<String>::new());
    const SHEET: &str = "xl/worksheets/sheet1.xml";
    const TABLE: &str = "xl/tables/table1.xml";
    let drop_down = |at: &str, list: &str| {
        format!(
            "<dataValidations count=\"1\"><dataValidation type=\"list\" sqref=\"{at}\"><formula1>{list}\
             </formula1></dataValidation></dataValidations><pageMargins"
        )
    };
    let look = |at: &str, priority: u32, look: u32| {
        format!(
            "<conditionalFormatting sqref=\"{at}\"><cfRule type=\"expression\" priority=\"{priority}\" \
             dxfId=\"{look}\"><formula>1</formula></cfRule></conditionalFormatting><pageMargins"
        )
    };
    let defined = |name: &str, to: &str| {
        format!(
            "</sheets><definedNames><definedName name=\"{name}\">{to}</definedName></definedNames>"
        )
    };
    let title = format!("<dc:title>{}</dc:title></cp:coreProperties>", "x".repeat(256));
    for (part, from, to, said) in [
        (
            SHEET,
            "<mergeCell ref=\"A1:B1\"/>",
            "<mergeCell ref=\"A1:B1\"/><mergeCell ref=\"B1:C1\"/>",
            "overlap",
        ),
        (SHEET, "ref=\"A1:B1\"", "ref=\"A1:A3\"", "merged within a table"),
        (SHEET, "SUM(B1:B2)", "SUM(Hai!B1:B2)", "names sheet \"Hai\""),
        (SHEET, "SUM(B1:B2)", "SUM(#REF!)", "leads nowhere"),
        (SHEET, "<f>", "<is/><f>", "stands too late"),
        (SHEET, "<pageMargins", &drop_down("A9", &"x".repeat(256)), "list of 256 characters"),
        (SHEET, "<pageMargins", &drop_down("", "x"), "a drop-down of no cells"),
        (SHEET, "<pageMargins", &drop_down("A9", "Hai!A1"), "names sheet \"Hai\""),
        (SHEET, "<pageMargins", &look("", 1, 0), "a conditional format of no cells"),
        (SHEET, "<pageMargins", &look("A9", 1, 99), "without its look"),
        (SHEET, "<pageMargins", &look("A9", 0, 0), "without its place"),
        (
            SHEET,
            "<pageMargins",
            &[look("A9", 1, 0), look("A10", 1, 0)].concat().replacen("<pageMargins", "", 1),
            "two conditional formats",
        ),
        (
            SHEET,
            "<pageMargins",
            "<hyperlinks><hyperlink ref=\"A1\"/></hyperlinks><pageMargins",
            "link at",
        ),
        (SHEET, "<sheetData>", "<pageMargins/><sheetData>", "too late"),
        (SHEET, "<v>0</v>", "<v>99</v>", "no shared text"),
        (SHEET, "r=\"A1\" s=\"", "r=\"A1\" s=\"7", "no such style"),
        (SHEET, "r=\"A1\"", "r=\"C1\"", "out of its order"),
        (TABLE, "name=\"X\"", "name=\"Z\"", "is not the header's"),
        (TABLE, "displayName=\"Bang\"", "displayName=\"A1\"", "no legal name"),
        ("xl/workbook.xml", "name=\"Một\"", "name=\"M/t\"", "no legal name"),
        ("xl/workbook.xml", "</workbook>", "", "ends before"),
        ("xl/workbook.xml", "<sheets>", "<calcPr/><sheets>", "<sheets> stands too late"),
        ("xl/workbook.xml", "</sheets>", &defined("A1", "'Một'!$A$1"), "name A1: not legal"),
        ("xl/workbook.xml", "</sheets>", &defined("ten", "Hai!$A$1"), "no sheet \"Hai\""),
        ("xl/workbook.xml", "</sheets>", &defined("ten", "#REF!"), "leads nowhere"),
        ("xl/styles.xml", "<fonts", "<dxfs/><fonts", "<fonts> stands too late"),
        ("xl/styles.xml", "fontId=\"0\"", "fontId=\"77\"", "fontId is out of range"),
        ("docProps/core.xml", "</cp:coreProperties>", &title, "title of 256 characters"),
        (
            "[Content_Types].xml",
            "spreadsheetml.table+xml",
            "spreadsheetml.styles+xml",
            "content type",
        ),
        ("xl/styles.xml", "#,##0\"", "#,##0;–\"", "stands bare"),
        ("xl/sharedStrings.xml", "<t>a</t>", "<t>&#x1;</t>", "U+0001"),
        ("[Content_Types].xml", "/xl/tables/table1.xml", "/xl/tables/table2.xml", "is not there"),
        (
            "xl/_rels/workbook.xml.rels",
            "worksheets/sheet1.xml",
            "worksheets/sheet9.xml",
            "is not there",
        ),
    ] {
        let found = problems(&with(part, from, to));
        assert!(found.iter().any(|problem| problem.contains(said)), "{to}: {found:?}");
    }
}

#[test]
fn formats_are_judged() {
    let with_format = |code: &str| {
        let code = code.replace('"', "&quot;");
        problems(&with("xl/styles.xml", "\"#,##0\"", &format!("\"{code}\"")))
    };
    for code in ["@", "dd/mm/yyyy hh:mm", "[$-42A]#,##0.0;[$-42A]\"-\"#,##0.0;\"–\"", "0 \\h"] {
        assert_eq!(with_format(code), Vec::<String>::new(), "{code}");
    }
    for code in ["#,##0;–", "#,##0 người", "#,##0 h", "\"từ #,##0", "0;0;0;0;0", "[=0 0"] {
        assert!(!with_format(code).is_empty(), "{code}");
    }
}
