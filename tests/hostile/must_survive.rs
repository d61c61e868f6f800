//! Every nasty input known: what it asks for, and what becomes of it.

use std::time::{Duration, Instant};

use workbook_io::read::{Limit, Limits, Refusal, read};
use workbook_io::{Value, Workbook};

use super::build::{ods, with, without, xls, xlsb, xlsx, zipped};

/// What becomes of an input.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fate {
    /// It is read: so many cells.
    Read(usize),
    Damaged,
    TooLarge(Limit),
}
use Fate::{Damaged, Read, TooLarge};

fn fate(read: &Result<Workbook, Refusal>) -> Option<Fate> {
    match read {
        Ok(book) => Some(Read(book.sheets.iter().map(|sheet| sheet.cells.len()).sum())),
        Err(Refusal::Damaged(_)) => Some(Damaged),
        Err(Refusal::TooLarge(limit)) => Some(TooLarge(*limit)),
        Err(_) => None,
    }
}

fn check(inputs: impl IntoIterator<Item = (&'static str, Vec<u8>, Fate)>) {
    for (what, bytes, expected) in inputs {
        let start = Instant::now();
        let result = read(&bytes, &Limits::default());
        assert_eq!(fate(&result), Some(expected), "{what}: {:?}", result.err());
        assert!(start.elapsed() < Duration::from_secs(10), "{what}: {:?}", start.elapsed());
    }
}

/// The workbook with other texts in its table.
fn texts(table: &str) -> Vec<u8> {
    let sheet = xlsx::sheet("<row><c t=\"s\"><v>0</v></c></row>");
    zipped(&with(xlsx::parts(&sheet), "xl/sharedStrings.xml", table.as_bytes()))
}

#[test]
fn xlsx_merges() {
    let one = "<sheetData><row><c><v>1</v></c></row></sheetData>";
    let merged = |merges: &str| {
        let sheet = format!("<worksheet>{one}<mergeCells>{merges}</mergeCells></worksheet>");
        zipped(&xlsx::parts(&sheet))
    };
    let many: String =
        (1..=200_000).map(|row| format!("<mergeCell ref=\"A{row}:B{row}\"/>")).collect();
    check([
        ("200,000 merges", merged(&many), Read(1)),
        ("merges beyond the sheet", merged("<mergeCell ref=\"A1:ZZZ4000000000\"/>"), Read(1)),
        ("merges over one another", merged(&"<mergeCell ref=\"A1:B9\"/>".repeat(9)), Read(1)),
    ]);
}

#[test]
fn xlsx() {
    let cell = |at: &str| format!("<c r=\"{at}\"><v>1</v></c>");
    let rows = |cells: &str| xlsx::rows(&format!("<row>{cells}</row>"));
    let formula =
        |si: &str| rows(&format!("<c r=\"A1\"><f t=\"shared\" si=\"{si}\"/><v>1</v></c>"));
    let bomb = "<c/>".repeat(3_000_000);
    let doctype = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;\">]>";
    check([
        ("the corners of a sheet", rows(&[cell("A1"), cell("XFD1048576")].concat()), Read(2)),
        ("a cell beyond the sheet", rows(&cell("ZZZZ4000000000")), Damaged),
        ("a row that wraps", xlsx::rows("<row r=\"4294967297\"><c><v>1</v></c></row>"), Damaged),
        ("a cell twice", rows(&[cell("A1"), cell("A1")].concat()), Damaged),
        (
            "terabytes of texts claimed",
            texts("<sst uniqueCount=\"100000000000\"><si><t>a</t></si></sst>"),
            Damaged,
        ),
        (
            "more texts claimed than numbers go",
            texts("<sst uniqueCount=\"18446744073709551615\"><si/></sst>"),
            Damaged,
        ),
        ("a shared formula of an absurd number", formula("300000000000000"), Damaged),
        ("the largest number there is", formula("18446744073709551615"), Damaged),
        ("a sheet that inflates a thousandfold", rows(&bomb), TooLarge(Limit::Cells)),
        (
            "a text of 200 MB",
            texts(&format!("<sst><si><t>{}</t></si></sst>", "x".repeat(80 << 20))),
            TooLarge(Limit::Part),
        ),
        (
            "a text longer than any cell's",
            rows(&format!("<c t=\"str\"><v>{}</v></c>", "x".repeat(200_000))),
            TooLarge(Limit::Text),
        ),
        (
            "entities within entities",
            xlsx::rows(&format!("{doctype}<row><c t=\"str\"><v>&c;</v></c></row>")),
            Damaged,
        ),
        (
            "errors of newer versions",
            rows("<c t=\"e\"><v>#SPILL!</v></c><c t=\"e\"><v>#CALC!</v></c>"),
            Read(2),
        ),
        (
            "values of no type",
            rows("<c t=\"zz\"><v>1</v></c><c t=\"b\"><v>x</v></c><c><v>x</v></c>"),
            Read(3),
        ),
        ("no table of texts", zipped(&without(xlsx::parts(""), "xl/sharedStrings.xml")), Damaged),
        (
            "XML cut short",
            zipped(&with(xlsx::parts(""), xlsx::SHEET, b"<worksheet><sheetData><row>")),
            Damaged,
        ),
        ("elements in elements", rows(&"<c>".repeat(100_000)), Damaged),
    ]);
}

#[test]
fn odd_but_sound_xlsx() {
    let prefixed = "<x:worksheet xmlns:x=\"y\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:v>7</x:v></x:c>\
        </x:row></x:sheetData></x:worksheet>";
    let inline = "<row><c t=\"inlineStr\"><is><r><t>Mỹ </t></r><r><t>Quý</t></r></is></c></row>";
    let wide: Vec<u8> = format!("\u{feff}<?xml version=\"1.0\" encoding=\"utf-16\"?>{prefixed}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let mut macros = xlsx::parts(&xlsx::sheet("<row><c><v>1</v></c></row>"));
    for (name, content) in &mut macros {
        let text = String::from_utf8(content.clone()).unwrap();
        *content = match &**name {
            "xl/workbook.xml" => text.replace("</sheets>", "<sheet name=\"M\" r:id=\"m\"/></sheets>"),
            "xl/_rels/workbook.xml.rels" => text.replace(
                "</Relationships>",
                "<Relationship Id=\"m\" Type=\"http://schemas.microsoft.com/office/2006/relationships/\
                 xlMacrosheet\" Target=\"macrosheets/sheet1.xml\"/></Relationships>",
            ),
            _ => text,
        }
        .into_bytes();
    }
    let macros = with(macros, "xl/macrosheets/sheet1.xml", b"<macrosheet/>");
    let mut elsewhere = without(
        xlsx::parts(&xlsx::sheet("<row><c t=\"s\"><v>0</v></c></row>")),
        "xl/sharedStrings.xml",
    );
    for (_, content) in &mut elsewhere {
        *content = String::from_utf8(content.clone())
            .unwrap()
            .replace("\"sharedStrings.xml\"", "\"chu.xml\"")
            .into_bytes();
    }
    let elsewhere = with(elsewhere, "xl/chu.xml", "<sst><si><t>Mỹ Quý</t></si></sst>".as_bytes());
    check([
        ("prefixes", zipped(&with(xlsx::parts(""), xlsx::SHEET, prefixed.as_bytes())), Read(1)),
        ("rich inline text", xlsx::rows(inline), Read(1)),
        (
            "cells without addresses",
            xlsx::rows("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"),
            Read(3),
        ),
        ("UTF-16", zipped(&with(xlsx::parts(""), xlsx::SHEET, &wide)), Read(1)),
        ("a macro sheet beside", zipped(&macros), Read(1)),
        ("texts under another name", zipped(&elsewhere), Read(1)),
    ]);
}

#[test]
fn xlsb() {
    let at = |rows: &[Vec<u8>]| xlsb::rows(&rows.concat());
    let error = xlsb::cell(11, 0, &[0x17, 0, 0, 0, 0, 0, 0]);
    let rich = xlsb::cell(0x003E, 1, &[vec![0], xlsb::wide("Mỹ Quý"), vec![0; 4]].concat());
    let book = read(&at(&[xlsb::row(0), error, rich]), &Limits::default()).unwrap();
    let values: Vec<&Value> = book.sheets[0].cells.values().map(|cell| &cell.value).collect();
    assert_eq!(values, [&Value::Error("#REF!".into()), &Value::Text("Mỹ Quý".into())]);
    let mut endless = xlsb::sheet(&xlsb::row(0));
    endless.truncate(endless.len() - 6);
    check([
        ("a number cut short", at(&[xlsb::row(0), xlsb::cell(5, 0, &[1, 2])]), Damaged),
        ("a text that is not there", at(&[xlsb::row(0), xlsb::cell(7, 0, &[9, 0, 0, 0])]), Damaged),
        (
            "a text longer than its record",
            at(&[xlsb::row(0), xlsb::cell(6, 0, &[0xFF; 8])]),
            Damaged,
        ),
        ("a row beyond the sheet", at(&[xlsb::row(0xFFFF_FFFF), xlsb::number(0, 1.0)]), Damaged),
        ("a column beyond the sheet", at(&[xlsb::row(0), xlsb::number(0xFFFF, 1.0)]), Damaged),
        ("a cell twice", at(&[xlsb::row(0), xlsb::number(0, 1.0), xlsb::number(0, 2.0)]), Damaged),
        ("a cell without a row", at(&[xlsb::number(0, 1.0)]), Damaged),
        ("a sheet that does not end", zipped(&xlsb::parts(&endless)), Damaged),
        ("a sheet that is not there", zipped(&without(xlsb::parts(&[]), xlsb::SHEET)), Damaged),
        (
            "no table of texts",
            zipped(&without(xlsb::parts(&xlsb::sheet(&[])), "xl/sharedStrings.bin")),
            Damaged,
        ),
        (
            "formula tokens beyond their record",
            at(&[xlsb::row(0), xlsb::cell(9, 0, &[[0; 10], [0xFF; 10]].concat())]),
            Damaged,
        ),
    ]);
}

#[test]
fn xls() {
    let one = xls::number(0, 0, 1.0);
    let corners =
        [xls::dimensions(65_536, 256), one.clone(), xls::number(65_535, 255, 1.0)].concat();
    let claims = |rows, cols| xls::sheet(&[xls::dimensions(rows, cols), one.clone()].concat());
    let mut beyond = xls::stream(0, &one);
    let bound = beyond.windows(2).position(|kind| kind == [0x85, 0]).unwrap() + 4;
    beyond[bound..bound + 4].copy_from_slice(&0x7FFF_FFFFu32.to_le_bytes());
    let mut no_chart = xls::stream(2, &one);
    no_chart[bound + 5] = 0;
    let mut no_end = xls::stream(0, &one);
    no_end.truncate(no_end.len() - 4);
    let own = xls::stream(0, &one);
    let embedded = xls::stream(0, &[xls::number(0, 0, 9.0), xls::number(0, 1, 9.0)].concat());
    let stream = |bytes: &[u8]| xls::container(&[("/Workbook", bytes)]);
    let many: Vec<u8> = (0..1000).flat_map(|row| xls::number(row, 0, 1.0)).collect();
    let mut looping = xls::container(&[("/Workbook", &xls::stream(0, &many))]);
    // The first sector of the table of sectors: each sector is said to follow itself.
    let sector_size = 1usize << looping[30];
    let table =
        sector_size * (1 + u32::from_le_bytes(looping[76..80].try_into().unwrap()) as usize);
    for sector in 0..128u32 {
        let place = table + 4 * sector as usize;
        looping[place..place + 4].copy_from_slice(&sector.to_le_bytes());
    }
    let merges = |count: u16| {
        let area = |row: u16| [row, row, 0, 1].map(u16::to_le_bytes).concat();
        let areas: Vec<u8> = (0..count).flat_map(area).collect();
        xls::record(0x00E5, &[&count.to_le_bytes()[..], &areas].concat())
    };
    check([
        ("two million merges", xls::sheet(&merges(1_000).repeat(2_001)), TooLarge(Limit::Cells)),
        ("fewer merges than it says", xls::sheet(&xls::record(0x00E5, &[9, 0])), Damaged),
        ("the corners of a sheet", xls::sheet(&corners), TooLarge(Limit::Area)),
        ("a size beyond all bounds", claims(0xFFFF_FFFF, 0xFFFF), Read(1)),
        ("no size", claims(0, 0), Read(1)),
        ("a sheet beyond the end", stream(&beyond), Damaged),
        ("a chart", xls::container(&[("/Workbook", &xls::stream(2, &one))]), Read(0)),
        ("a macro sheet", xls::container(&[("/Workbook", &xls::stream(1, &one))]), Read(0)),
        ("a chart that the workbook calls a sheet", stream(&no_chart), Damaged),
        ("a sheet that does not end", stream(&no_end), Damaged),
        ("a text that is not there", xls::sheet(&xls::text(0, 0, 7)), Damaged),
        ("a cell twice", xls::sheet(&[one.clone(), one.clone()].concat()), Damaged),
        (
            "an embedded workbook",
            xls::container(&[("/MBD0001/Workbook", &embedded), ("/Workbook", &own)]),
            Read(1),
        ),
        ("sectors that follow themselves", looping, Damaged),
    ]);
}

#[test]
fn ods() {
    let seven = "office:value-type=\"float\" office:value=\"7\"";
    let full = format!(
        "<table:table-row table:number-rows-repeated=\"20000\"><table:table-cell \
         table:number-columns-repeated=\"16384\" {seven}/></table:table-row>"
    );
    let far = format!(
        "<table:table-row table:number-rows-repeated=\"1048575\"><table:table-cell \
         table:number-columns-repeated=\"16384\"/></table:table-row><table:table-row><table:table-cell \
         table:number-columns-repeated=\"16383\"/><table:table-cell {seven}/></table:table-row>"
    );
    let spaces = "<table:table-row><table:table-cell><text:p><text:s text:c=\"4000000000\"/></text:p>\
        </table:table-cell></table:table-row>";
    let cut =
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"A\">";
    let indented = format!(
        "\n  <table:table-row>\n    <table:table-cell {seven}>\n      <text:p>7</text:p>\n    \
        </table:table-cell>\n  </table:table-row>\n"
    );
    let merges = "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell \
        table:number-columns-spanned=\"2\"/></table:table-row>"
        .repeat(2);
    check([
        ("two million merges in 300 letters", ods::rows(&merges), TooLarge(Limit::Cells)),
        ("327 million cells in 200 letters", ods::rows(&full), TooLarge(Limit::Cells)),
        ("one cell in the far corner", ods::rows(&far), Read(1)),
        ("four billion spaces", ods::rows(spaces), TooLarge(Limit::Text)),
        (
            "content cut within a sheet",
            zipped(&with(ods::parts(""), "content.xml", cut.as_bytes())),
            Damaged,
        ),
        ("indented content", ods::rows(&indented), Read(1)),
        ("no mimetype", zipped(&without(ods::parts(&indented), "mimetype")), Read(1)),
    ]);
}

#[test]
fn what_is_no_workbook_is_called_by_its_name() {
    let inside = [xlsx::parts(""), vec![("xl/WORKBOOK.xml".to_owned(), Vec::new())]].concat();
    for (bytes, nature) in [
        (&b"<html><table><tr><td>1</td></tr></table></html>"[..], Refusal::WebPage),
        (b"a;b\n1;2\n", Refusal::DelimitedText),
        (b"", Refusal::Empty),
        (b"%PDF-1.7", Refusal::Pdf),
        (b"\x09\x08\x08\0\0\x05", Refusal::OldExcel),
    ] {
        let found = read(bytes, &Limits::default()).unwrap_err();
        // An empty file is no binary either.
        assert_eq!(found, nature, "{}", String::from_utf8_lossy(bytes));
    }
    assert!(matches!(read(&zipped(&inside), &Limits::default()), Err(Refusal::Damaged(_))));
}

#[test]
fn sheets_by_the_thousand() {
    let one = xlsx::sheet("<row><c><v>1</v></c></row>");
    let listed = |sheets: &str, links: &str| {
        let parts = with(
            xlsx::parts(&one),
            "xl/workbook.xml",
            format!("<workbook><sheets>{sheets}</sheets></workbook>").as_bytes(),
        );
        zipped(&with(
            parts,
            "xl/_rels/workbook.xml.rels",
            format!("<Relationships>{links}</Relationships>").as_bytes(),
        ))
    };
    let link = |id: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"a/worksheet\" Target=\"worksheets/sheet1.xml\"/>")
    };
    let shown = |count: usize| -> String {
        (0..count).map(|sheet| format!("<sheet name=\"{sheet}\" r:id=\"r0\"/>")).collect()
    };
    let two = "<sheet name=\"A\" r:id=\"r0\"/><sheet name=\"B\" r:id=\"r1\"/>";
    let tables: String = (0..100_000)
        .map(|table| format!("</table:table><table:table table:name=\"{table}\">"))
        .collect();
    check([
        (
            "100,000 sheets of one part",
            listed(&shown(100_000), &link("r0")),
            TooLarge(Limit::Sheets),
        ),
        ("one part as two sheets", listed(&shown(2), &link("r0")), Damaged),
        ("one part by two links", listed(two, &[link("r0"), link("r1")].concat()), Damaged),
        ("100,000 tables", ods::rows(&tables), TooLarge(Limit::Sheets)),
    ]);
}

#[test]
fn every_limit_can_be_met() {
    let lean = Limits::default();
    let styles = b"<styles><style:style style:name=\"a\"/><style:style style:name=\"b\"/></styles>";
    let styled = with(ods::parts(""), "styles.xml", styles);
    let cells: Vec<u8> = (0..40).flat_map(|row| xls::number(row, 0, 1.0)).collect();
    for (limit, bytes, limits) in [
        (Limit::File, xlsx::sound(), Limits { file_bytes: 10, ..lean.clone() }),
        (Limit::Part, xlsx::sound(), Limits { part_bytes: 10, ..lean.clone() }),
        (Limit::Total, xlsx::sound(), Limits { total_bytes: 1000, ..lean.clone() }),
        (Limit::Parts, xlsx::sound(), Limits { parts: 3, ..lean.clone() }),
        (Limit::Sheets, xlsx::sound(), Limits { sheets: 0, ..lean.clone() }),
        (Limit::Sheets, xls::sound(), Limits { sheets: 0, ..lean.clone() }),
        (Limit::Sheets, xlsb::sound(), Limits { sheets: 0, ..lean.clone() }),
        (Limit::Sheets, ods::sound(), Limits { sheets: 0, ..lean.clone() }),
        (Limit::Cells, xlsx::sound(), Limits { cells: 10, ..lean.clone() }),
        (Limit::Area, xls::sheet(&cells), Limits { area: 20, ..lean.clone() }),
        (Limit::Text, xlsx::sound(), Limits { text_bytes: 4, ..lean.clone() }),
        (Limit::Formats, zipped(&styled), Limits { formats: 1, ..lean.clone() }),
    ] {
        assert_eq!(read(&bytes, &limits), Err(Refusal::TooLarge(limit)));
    }
}
