//! The fast path gives what the careful reader gives, or nothing.

use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use rust_decimal::Decimal;
use rust_xlsxwriter::{FilterCondition, Format, FormatScript, Formula, Workbook as Writer};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::grid::{FormatKind, Look, Workbook};
use crate::read::package::Package;
use crate::read::{Limits, Refusal};
use crate::sheet::{Book, Content, FormulaResult, Row, Sheet, Style};
use crate::write::to_bytes;

fn careful(bytes: &[u8], limits: &Limits) -> Result<Workbook, Refusal> {
    let mut package = Package::open(bytes).ok_or(Refusal::NotAWorkbook)?;
    package.check(limits)?;
    crate::read::careful::xlsx::read(bytes, &mut package, limits)
}

/// Compares both readers; true if the fast path read the file.
fn agree(bytes: &[u8], limits: &Limits) -> bool {
    let Some(plain) = super::read(bytes, limits) else { return false };
    assert_eq!(Ok(plain), careful(bytes, limits));
    true
}

fn samples() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.is_file()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

/// The workbook with one part edited, and correct checksums.
fn edited(bytes: &[u8], part: &str, edit: impl Fn(&str) -> String) -> Vec<u8> {
    let mut source = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut target = ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..source.len() {
        let mut entry = source.by_index(place).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut content = String::new();
        entry.read_to_string(&mut content).unwrap();
        let content = if name == part { edit(&content) } else { content };
        target.start_file(name, SimpleFileOptions::default()).unwrap();
        target.write_all(content.as_bytes()).unwrap();
    }
    target.finish().unwrap().into_inner()
}

#[test]
fn samples_are_read_alike_and_mostly_take_the_fast_path() {
    let limits = Limits::default();
    let plain = samples().iter().filter(|bytes| agree(bytes, &limits)).count();
    assert!(plain * 2 > samples().len(), "{plain} of {}", samples().len());
}

#[test]
fn written_workbooks_take_the_fast_path() {
    let annex = std::fs::read("tests/data/annex.xlsx").unwrap();
    assert!(agree(&annex, &Limits::generous()));
    let number = |format: &str| Style { number: format.to_owned().into(), ..Style::default() };
    let result = FormulaResult::Text("thiếu <30>".to_owned());
    let cells = vec![
        (0, Content::from(" chữ & số\n"), Style::default()),
        (1, Decimal::new(25705, 1).into(), number("#,##0.0")),
        (2, Decimal::from(-30).into(), number("\"vượt \"#,##0;\"thiếu \"#,##0;\"đủ\"")),
        (3, Decimal::from(30).into(), number("\"ngày \"dd/mm/yyyy")),
        (4, Decimal::from(30).into(), number("#,##0.0\" ha\"")),
        (5, Content::formula("IF(B1<3,\"<\",1)", result), number("#,##0")),
        (6, Content::Blank, number("#,##0")),
    ];
    let sheet = Sheet::new("Phụ lục", [Row { index: 2, height: Some(30.0), cells }]);
    let book = Book { sheets: vec![sheet, Sheet::new("Trống", [])], ..Book::default() };
    let bytes = to_bytes(book).unwrap();
    agree(&bytes, &Limits::generous());
}

/// A form as an office makes it: merged cells, percentages, struck-through text, an active filter.
fn form() -> Vec<u8> {
    let mut writer = Writer::new();
    let sheet = writer.add_worksheet().set_name("Biểu 01").unwrap();
    let percent = Format::new().set_num_format("0.0%");
    let struck = Format::new().set_font_strikethrough();
    let raised = Format::new().set_font_script(FormatScript::Superscript);
    sheet.merge_range(0, 0, 0, 5, "BÁO CÁO", &Format::new().set_bold()).unwrap();
    sheet.merge_range(3, 0, 8, 0, "Khối", &Format::new()).unwrap();
    sheet.write_with_format(3, 1, 0.345, &percent).unwrap();
    sheet.write_with_format(4, 1, 0.5, &percent).unwrap();
    sheet.write_with_format(4, 2, "HTX Hai", &struck).unwrap();
    sheet.write_with_format(4, 3, 12, &struck).unwrap();
    sheet.write_with_format(5, 3, 1, &raised).unwrap();
    sheet.write_with_format(5, 2, "012", &Format::new().set_num_format("@")).unwrap();
    sheet.write(6, 1, Formula::new("IF(B4>0,\"\",1)").set_result("?")).unwrap();
    sheet.write(6, 2, "x").unwrap();
    sheet.autofilter(2, 1, 8, 3).unwrap();
    sheet.filter_column(2, &FilterCondition::new().add_list_filter("x")).unwrap();
    writer.add_worksheet().set_name("Ẩn").unwrap().set_hidden(true).write(0, 0, 1).unwrap();
    let bytes = writer.save_to_buffer().unwrap();
    // As Excel stores an empty text result.
    edited(&bytes, SHEET, |xml| xml.replace("<v>?</v>", "<v></v>"))
}

#[test]
fn an_ordinary_form_takes_the_fast_path() {
    let bytes = form();
    assert!(agree(&bytes, &Limits::default()));
    // Read again from the cache.
    assert!(agree(&bytes, &Limits::default()));
    let book = super::read(&bytes, &Limits::default()).unwrap();
    let grid = &book.sheets[0];
    let cell = |at: &str| grid.get(at.parse().unwrap()).unwrap();
    assert_eq!(cell("B4").look, Look { format: FormatKind::Percent, ..Look::ORDINARY });
    assert_eq!(cell("C5").look, Look { struck: Some(true), ..Look::ORDINARY });
    assert_eq!(cell("D6").look.raised, Some(true));
    assert_eq!(cell("C6").look.format, FormatKind::Text);
    assert!(cell("B7").empty_result && cell("B7").formula.is_some());
    assert_eq!(grid.merge_at("A9".parse().unwrap()).unwrap().area.to_string(), "A4:A9");
    let filtered: Vec<u32> = grid.filtered_rows.iter().copied().collect();
    assert_eq!(filtered, [3, 4, 5, 7, 8]);
    assert_eq!(book.epoch_1904, Some(false));
}

#[test]
fn edited_styles_are_declined_or_read_alike() {
    let (form, limits) = (form(), Limits::default());
    for (part, from, to) in [
        (SHEET, "<mergeCell ref=\"A4:A9\"/>", "<mergeCell ref=\"A4:XFE9\"/>"),
        (SHEET, "<mergeCell ref=\"A4:A9\"/>", "<mergeCell/>"),
        (SHEET, "<mergeCell ref=\"A4:A9\"/>", "<mergeCell ref=\"A1:B9\"/>"),
        (SHEET, "ref=\"B3:D9\"", "ref=\"B3\""),
        (SHEET, "ref=\"B3:D9\"", "ref=\"x\""),
        (SHEET, "<v></v>", ""),
        (SHEET, "<v></v>", "<v/>"),
        (SHEET, " t=\"str\"", ""),
        (SHEET, " t=\"str\"", " t=\"s\""),
        (SHEET, " t=\"str\"", " t=\"b\""),
        (SHEET, " t=\"str\"", " t=\"n\""),
        (SHEET, " s=\"", " s=\"9"),
        (STYLES, "<strike/>", "<strike val=\"0\"/>"),
        (STYLES, "superscript", "subscript"),
        (STYLES, "0.0%", "[&lt;1]0.0%;0"),
        (STYLES, "0.0%", "0.0&amp;%"),
        (STYLES, "<cellXfs", "<cellXfs2"),
        (STYLES, "numFmtId=\"0\"", ""),
        ("xl/workbook.xml", "<workbookPr ", "<workbookPr date1904=\"1\" "),
        ("xl/sharedStrings.xml", "<t>HTX Hai</t>", "<r><rPr><strike/></rPr><t>HTX</t></r>"),
        ("xl/sharedStrings.xml", "<t>HTX Hai</t>", "<t></t>"),
    ] {
        let bent = edited(&form, part, |xml| {
            assert!(xml.contains(from), "{part}: {from}");
            xml.replace(from, to)
        });
        agree(&bent, &limits);
        assert!(agree(&form, &limits));
    }
    let few = |cells| agree(&form, &Limits { cells, ..Limits::default() });
    let least = (1..200).find(|cells| few(*cells)).unwrap();
    assert!(!few(least - 1) && careful(&form, &Limits { cells: least - 1, ..limits }).is_err());
}

#[test]
fn literals_in_a_number_format_do_not_make_it_a_date() {
    for (format, left) in [
        ("\"vượt \"#,##0", "#,##0"),
        ("[$-42A]#,##0;[$-42A]\"dư \"#,##0", "#,##0;#,##0"),
        ("\"ngày \"dd", "dd"),
        ("0\\\"d", "0\\\"d"),
        ("_\"d\"0", "_\"d\"0"),
        ("[h]:mm", "[h]:mm"),
    ] {
        assert_eq!(super::template::without_quoted_words(format), left, "{format}");
    }
}

const SHEET: &str = "xl/worksheets/sheet1.xml";
const STYLES: &str = "xl/styles.xml";

#[test]
fn unusual_files_are_declined_or_read_alike() {
    let sample = std::fs::read("tests/data/report.xlsx").unwrap();
    let limits = Limits::default();
    assert!(agree(&edited(&sample, SHEET, str::to_owned), &limits));
    for (from, to) in [
        ("<sheetData>", "<sheetData><!-- a --><row r=\"1\"/>"),
        ("<sheetData>", "<sheetData/><sheetData>"),
        ("t=\"inlineStr\"><is><t>STT", "t=\"inlineStr\"><is><t>  S&amp;T&#84;  "),
        ("<is><t>STT</t></is>", "<is><t>  S&amp;T &lt;&quot; </t></is>"),
        ("<is><t>STT</t></is>", "<is><t xml:space=\"preserve\"> STT\n</t></is>"),
        ("<is><t>STT</t></is>", "<is><r><t>S</t></r><r><t>TT</t></r></is>"),
        ("<is><t>STT</t></is>", "<is><t>S_x0054_T</t></is>"),
        ("<is><t>STT</t></is>", "<is><t>S_x54_T_xep_loai_x00g4_</t></is>"),
        ("<is><t>STT</t></is>", "<is><t>S\r\nT</t></is>"),
        ("<is><t>STT</t></is>", "<is><t></t></is>"),
        ("<row r=\"7\"", "<row r=\"7\" hidden=\"1\" ht=\"20\""),
        ("<row r=\"7\"", "<row r=\"3\""),
        ("<row r=\"7\"", "<row"),
        ("<c r=\"A7\"", "<c r=\"A8\""),
        ("<c r=\"B7\"", "<c r=\"A7\""),
        ("<c r=\"B7\"", "<c"),
        ("<c r=\"A7\"", "<c r=\"A7\" cm=\"1\""),
        ("ref=\"A1:", "ref=\"zz:"),
        ("</worksheet>", "</worksheets>"),
        ("<cols>", "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/>"),
        ("<v>", "<v>0"),
        ("<v>", "<v>1e"),
        ("<v>", "<v>-0.1"),
        ("<v>", "<v>99999999999999"),
        ("<v>", "<f>SUM(A1:A2)</f><v>"),
        ("<v>", "<f t=\"shared\" ref=\"A1:A2\" si=\"0\">A1</f><v>"),
        ("<v>", "<f>A1&amp;\"x\"</f><v>"),
    ] {
        agree(&edited(&sample, SHEET, |xml| xml.replacen(from, to, 1)), &limits);
        agree(&edited(&sample, SHEET, |xml| xml.replace(from, to)), &limits);
    }
}

#[test]
fn a_declined_file_is_declined_again() {
    let sample = std::fs::read("tests/data/report.xlsx").unwrap();
    let limits = Limits::default();
    let twice = |xml: &str| {
        let (before, rest) = xml.split_once("<c r=\"B7\"").unwrap();
        let (cell, behind) = rest.split_once("</c>").unwrap();
        let cell = format!("<c r=\"B7\"{cell}</c>");
        format!("{before}{cell}{cell}{behind}")
    };
    let bent = edited(&sample, SHEET, twice);
    for _ in 0..3 {
        assert!(!agree(&bent, &limits));
        assert!(agree(&sample, &limits));
        assert!(!agree(&bent, &limits));
    }
}

#[test]
fn limits_hold_on_the_fast_path() {
    let sample = std::fs::read("tests/data/report.xlsx").unwrap();
    for limits in [
        Limits { cells: 20, ..Limits::default() },
        Limits { text_bytes: 20, ..Limits::default() },
        Limits { total_bytes: 20_000, ..Limits::default() },
        Limits { part_bytes: 2_000, ..Limits::default() },
        Limits { parts: 3, ..Limits::default() },
    ] {
        assert!(!agree(&sample, &limits));
    }
}

/// Fragments of XML to insert at random positions.
const PIECES: [&str; 28] = [
    "<",
    ">",
    "\"",
    "</c>",
    "</row>",
    "<c r=\"A1\"/>",
    "<v>1</v>",
    " t=\"s\"",
    " t=\"b\"",
    " t=\"e\"",
    " s=\"3\"",
    " s=\"999\"",
    "&amp;",
    "&",
    "\r",
    "_x000D_",
    "  ",
    "0",
    "1e5",
    "<f/>",
    "<![CDATA[x]]>",
    "<!-- -->",
    "<is><t/></is>",
    "<mergeCell ref=\"A1:B2\"/>",
    "<autoFilter ref=\"A1:B2\"><filterColumn><x/></filterColumn></autoFilter>",
    "<strike/>",
    "<f>A1</f><v></v>",
    "ạ",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn edited_sheets_are_declined_or_read_alike(
        part in 0..4usize,
        edits in prop::collection::vec((0.0..1.0f64, 0..PIECES.len(), 0..6usize), 1..4),
    ) {
        let sample = std::fs::read("tests/data/report.xlsx").unwrap();
        // So that its layout is cached.
        agree(&sample, &Limits::default());
        let part = [SHEET, "xl/worksheets/sheet2.xml", "docProps/core.xml", STYLES][part];
        let bent = edited(&sample, part, |xml| {
            let mut letters: Vec<char> = xml.chars().collect();
            for (place, piece, taken) in &edits {
                #[expect(clippy::float_arithmetic, reason = "a place at random, no figure")]
                let at = (place * letters.len() as f64) as usize;
                let end = (at + taken).min(letters.len());
                letters.splice(at..end, PIECES[*piece].chars());
            }
            letters.into_iter().collect()
        });
        agree(&bent, &Limits::default());
    }

    #[test]
    fn flipped_bits_are_declined_or_read_alike(place in 0.0..1.0f64, bit in 0..8u32) {
        let mut sample = std::fs::read("tests/data/report.xlsx").unwrap();
        #[expect(clippy::float_arithmetic, reason = "a place at random, no figure")]
        let at = (place * sample.len() as f64) as usize;
        sample[at] ^= 1 << bit;
        agree(&sample, &Limits::default());
    }
}

/// One bit of each byte before each part: where the part's own header stands.
#[test]
fn a_flipped_bit_before_a_part_is_declined_or_read_alike() {
    const HEADER_BYTES: usize = 30;
    let sample = std::fs::read("tests/data/report.xlsx").unwrap();
    let starts = |at: &usize| sample[*at..].starts_with(b"PK\x03\x04");
    for at in (0..sample.len()).filter(starts).flat_map(|start| start..start + HEADER_BYTES) {
        let mut bent = sample.clone();
        bent[at] ^= 1 << (at % 8);
        agree(&bent, &Limits::default());
    }
}
