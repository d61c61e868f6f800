//! .ods by its content.

use super::{Part, zipped};

/// The parts of a workbook with one sheet of these rows.
pub(crate) fn parts(rows: &str) -> Vec<Part> {
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"A\">\
         {rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = format!(
        "<manifest:manifest><manifest:file-entry manifest:media-type=\"{kind}\"/>\
         </manifest:manifest>"
    );
    [("mimetype", kind), ("META-INF/manifest.xml", &manifest), ("content.xml", &content)]
        .map(|(name, content)| (name.to_owned(), content.as_bytes().to_vec()))
        .to_vec()
}

/// A workbook with these rows.
pub(crate) fn rows(rows: &str) -> Vec<u8> {
    zipped(&parts(rows))
}

/// A workbook as a commune would send it, in small.
pub(crate) fn sound() -> Vec<u8> {
    let row = |row: u32| {
        format!(
            "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>Xã {row}\
             </text:p></table:table-cell><table:table-cell office:value-type=\"float\" \
             office:value=\"{row}.5\"/></table:table-row>"
        )
    };
    rows(&(1..=40).map(row).collect::<String>())
}
