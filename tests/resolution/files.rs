//! Files of all kinds: what of them is read, and what is said of those that cannot be.

use std::fs;
use std::io::{Cursor, Write};
use std::path::PathBuf;

use tonghop::setup::resolution::{Block, Document, proposal, read_document};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::expected::told;

fn file(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const NUMBERING: &str = r#"<?xml version="1.0"?><w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl><w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;

fn docx(body: &str) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#
    );
    package(&[
        ("[Content_Types].xml", TYPES),
        ("word/document.xml", &document),
        ("word/numbering.xml", NUMBERING),
        (
            "word/footnotes.xml",
            r#"<w:footnotes xmlns:w="w"><w:footnote><w:p><w:r><w:t>99 xã</w:t></w:r></w:p></w:footnote></w:footnotes>"#,
        ),
    ])
}

fn numbered(level: u8, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
    )
}

fn read(bytes: &[u8], name: &str) -> Document {
    let (_folder, path) = file(name, bytes);
    read_document(&path).unwrap()
}

fn items(document: &Document) -> Vec<String> {
    let proposal = proposal(document);
    proposal.targets.iter().flat_map(|target| &target.items).map(told).collect()
}

#[test]
fn numbered_paragraphs_tell_where_the_aims_are() {
    let body = [
        numbered(0, "TÌNH HÌNH"),
        numbered(1, "Có 12 xã đạt chuẩn, đạt 60%."),
        numbered(0, "MỤC TIÊU"),
        numbered(1, "Mục tiêu chung"),
        numbered(2, "Phát triển toàn diện."),
        numbered(1, "Mục tiêu cụ thể đến năm 2030"),
        numbered(2, "Tỷ lệ hộ nghèo giảm còn dưới 3%."),
        numbered(2, "Có ít nhất 15 xã đạt chuẩn."),
        numbered(0, "NHIỆM VỤ, GIẢI PHÁP"),
        numbered(2, "Tổ chức 05 lớp tập huấn."),
    ];
    let document = read(&docx(&body.concat()), "nq.docx");
    let proposal = proposal(&document);
    assert_eq!(items(&document), ["< 3 %", ">= 15 xã"]);
    assert_eq!(proposal.targets[0].items[0].deadline.unwrap().to_string(), "2030-12-31");
    assert_eq!(proposal.targets[0].place, "II. MỤC TIÊU › 2. Mục tiêu cụ thể đến năm 2030");
    let possible: Vec<String> = proposal.possible.iter().map(told).collect();
    assert_eq!(possible, [">= 5 lớp tập huấn"]);
}

#[test]
fn runs_changes_footnotes_and_hidden_text() {
    let run = |text: &str| format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#);
    let marked = |look: &str, text: &str| {
        format!(r#"<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>"#)
    };
    let body = [
        "<w:p>".to_owned(),
        run("Tỷ lệ hộ ngh"),
        run("èo giảm còn "),
        r#"<w:del w:id="1"><w:r><w:delText>5</w:delText><w:t>5</w:t></w:r></w:del>"#.to_owned(),
        format!(r#"<w:ins w:id="2">{}</w:ins>"#, run("3")),
        run("%"),
        marked(r#"<w:vertAlign w:val="superscript"/>"#, "7"),
        marked("<w:strike/>", " của 9 xã"),
        marked("<w:vanish/>", " ẩn 8"),
        r#"<w:r><w:footnoteReference w:id="1"/></w:r>"#.to_owned(),
        run("; trồng 500 m"),
        marked(r#"<w:vertAlign w:val="superscript"/>"#, "2"),
        run(" rau."),
        "</w:p>".to_owned(),
        r#"<w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">Một đoạn </w:t></w:r></w:p><w:p><w:r><w:t>đã nối.</w:t></w:r></w:p>"#.to_owned(),
    ];
    let document = read(&docx(&body.concat()), "nq.docx");
    let texts: Vec<&str> = document
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(paragraph) => paragraph.text.as_str(),
            Block::Table(_) => "bảng",
        })
        .collect();
    assert_eq!(texts, ["Tỷ lệ hộ nghèo giảm còn 3%; trồng 500 m2 rau.", "Một đoạn đã nối."]);
}

fn cell(look: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{look}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
}

#[test]
fn a_table_with_merged_cells() {
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let start = r#"<w:vMerge w:val="restart"/>"#;
    let body = [
        "<w:tbl>".to_owned(),
        row(&[
            cell(start, "STT"),
            cell(start, "Chỉ tiêu"),
            cell(start, "ĐVT"),
            cell(r#"<w:gridSpan w:val="2"/>"#, "Năm 2026"),
        ]),
        row(&[
            cell("<w:vMerge/>", ""),
            cell("<w:vMerge/>", ""),
            cell("<w:vMerge/>", ""),
            cell("", "Ước thực hiện"),
            cell("", "Kế hoạch"),
        ]),
        row(&["1", "2", "3", "4", "5"].map(|text| cell("", text))),
        row(&["I", "Kinh tế", "", "", ""].map(|text| cell("", text))),
        row(&["1", "Thu nhập bình quân đầu người", "Triệu đồng", "70", "78,5"]
            .map(|text| cell("", text))),
        row(&["2", "Tỷ lệ hộ nghèo", "%", "2", "≤ 1,5"].map(|text| cell("", text))),
        row(&["3", "Số xã đạt từ 15 tiêu chí trở lên", "Xã", "8", "10-12"]
            .map(|text| cell("", text))),
        row(&["4", "Tỷ lệ dân số tham gia bảo hiểm y tế", "%", "94", "Trên 95"]
            .map(|text| cell("", text))),
        row(&["5", "Quốc phòng, an ninh", "", "", "Giữ vững"].map(|text| cell("", text))),
        "</w:tbl>".to_owned(),
    ];
    let document = read(&docx(&body.concat()), "bieu.docx");
    assert_eq!(
        items(&document),
        [">= 78,5 Triệu đồng", "<= 1,5 %", "range 10-12 Xã", "> 95 %", "judgement"]
    );
    let proposal = proposal(&document);
    assert_eq!(proposal.targets[2].items[0].subject, "Số xã đạt từ 15 tiêu chí trở lên");
    assert_eq!(proposal.targets[0].place, "Kinh tế");
}

#[test]
fn a_workbook_of_targets() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let percent = rust_xlsxwriter::Format::new().set_num_format("0.0%");
    sheet.write(0, 0, "BIỂU CHỈ TIÊU NĂM 2026").unwrap();
    for (column, heading) in
        ["TT", "Nội dung", "Đơn vị tính", "Kế hoạch năm 2026"].iter().enumerate()
    {
        sheet.write(2, u16::try_from(column).unwrap(), *heading).unwrap();
    }
    sheet.write(3, 1, "Trồng rừng").unwrap();
    sheet.write(3, 2, "ha").unwrap();
    sheet.write(3, 3, 1250).unwrap();
    sheet.write(4, 1, "Tỷ lệ che phủ rừng").unwrap();
    sheet.write(4, 2, "%").unwrap();
    sheet.write_with_format(4, 3, 0.425, &percent).unwrap();
    let document = read(&book.save_to_buffer().unwrap(), "chi-tieu.xlsx");
    assert_eq!(items(&document), [">= 1.250 ha", ">= 42,5 %"]);
}

#[test]
fn texts_of_before_unicode() {
    // "Tỷ lệ hộ nghèo giảm còn dưới 3%." as the fonts .VnTime write it.
    let text = "I. MôC TI£U Cô THÓ\r\n- Tû lÖ hé nghÌo gi¶m cßn d\u{ad}íi 3%.\r\n";
    let bytes: Vec<u8> =
        text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    assert_eq!(items(&read(&bytes, "nq.txt")), ["< 3 %"]);
    let wide: Vec<u8> = "\u{feff}1. Mục tiêu cụ thể\r\n- Tỷ lệ hộ nghèo giảm còn dưới 3%."
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(items(&read(&wide, "nq.txt")), ["< 3 %"]);
}

#[test]
fn damaged_and_foreign_files_are_told() {
    let whole = docx("<w:p><w:r><w:t>Một</w:t></w:r></w:p>");
    let cut = &whole[..whole.len() / 2];
    let torn = package(&[
        ("[Content_Types].xml", TYPES),
        ("word/document.xml", "<w:document xmlns:w=\"w\"><w:body><w:p>"),
    ]);
    for (bytes, name, said) in [
        (cut, "nq.docx", "tệp Word bị hỏng"),
        (&torn[..], "nq.docx", "Tệp Word bị hỏng"),
        (&docx("")[..], "nq.docx", "không có chữ nào"),
        (b"%PDF-1.7 ...", "nq.pdf", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "nq.doc", "nq.doc"),
        (b"\0\0\0\x01\x02", "nq.txt", "nq.txt"),
    ] {
        let (_folder, path) = file(name, bytes);
        let why = read_document(&path).unwrap_err();
        assert!(why.contains(said) && why.contains(name), "{why}");
    }
    let missing = read_document("khong-co.docx".as_ref()).unwrap_err();
    assert!(missing.contains("khong-co.docx"), "{missing}");
}
