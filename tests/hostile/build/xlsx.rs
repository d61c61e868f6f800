//! .xlsx by its parts.

use super::{Part, zipped};

pub(crate) const SHEET: &str = "xl/worksheets/sheet1.xml";

/// The parts of a workbook with one sheet, its XML as given.
pub(crate) fn parts(sheet: &str) -> Vec<Part> {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    let links = |links: &[(&str, &str)]| {
        let link = |(number, (kind, target)): (usize, &(&str, &str))| {
            format!("<Relationship Id=\"r{number}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
        };
        let links: String = links.iter().enumerate().map(link).collect();
        format!("<Relationships>{links}</Relationships>")
    };
    let book = [
        ("worksheet", "worksheets/sheet1.xml"),
        ("sharedStrings", "sharedStrings.xml"),
        ("styles", "styles.xml"),
    ];
    let styles = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/>\
        </numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>";
    [
        ("[Content_Types].xml", format!("<Types><Override ContentType=\"{main}\"/></Types>")),
        ("_rels/.rels", links(&[("officeDocument", "xl/workbook.xml")])),
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"A\" r:id=\"r0\"/></sheets></workbook>".to_owned(),
        ),
        ("xl/_rels/workbook.xml.rels", links(&book)),
        ("xl/sharedStrings.xml", "<sst uniqueCount=\"1\"><si><t>Mỹ Quý</t></si></sst>".to_owned()),
        ("xl/styles.xml", styles.to_owned()),
        (SHEET, sheet.to_owned()),
    ]
    .map(|(name, content)| (name.to_owned(), content.into_bytes()))
    .to_vec()
}

/// A workbook with these rows.
pub(crate) fn rows(rows: &str) -> Vec<u8> {
    zipped(&parts(&sheet(rows)))
}

/// A sheet with these rows.
pub(crate) fn sheet(rows: &str) -> String {
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
}

/// A workbook as a commune would send it, in small.
pub(crate) fn sound() -> Vec<u8> {
    let row = |row: u32| {
        format!(
            "<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c><c r=\"B{row}\"><v>{row}.5</v></c>\
             <c r=\"C{row}\" s=\"1\"><v>45{row:03}</v></c><c r=\"D{row}\"><f>B{row}*2</f><v>{}</v></c>\
             </row>",
            row * 2 + 1
        )
    };
    rows(&(1..=40).map(row).collect::<String>())
}
