//! Detects what a file is by its content.

use super::package::Package;
use super::{Damage, Limits, Refusal, utf16, xml};

/// The format of a zipped workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PackageFormat {
    /// .xlsx or .xlsm.
    Xlsx,
    Xlsb,
    Ods,
}

pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

pub(super) fn is_ole(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
}

/// Detects the format by content types and parts.
pub(super) fn detect_package(
    package: &mut Package<'_>,
    limits: &Limits,
) -> Result<PackageFormat, Refusal> {
    if package.has("meta-inf/manifest.xml") || package.has("content.xml") {
        return detect_open_document(package, limits);
    }
    if !package.has("[content_types].xml") {
        return Err(Refusal::PlainZip);
    }
    let types = package.part("[content_types].xml", limits)?.unwrap_or_default();
    let types = String::from_utf8_lossy(&types).to_ascii_lowercase();
    let holds = |part: &str| package.has(part);
    if types.contains("ms-excel.sheet.binary") || holds("xl/workbook.bin") {
        Ok(PackageFormat::Xlsb)
    } else if types.contains("spreadsheetml.sheet.main")
        || types.contains("spreadsheetml.template.main")
        || types.contains("ms-excel.sheet.macroenabled")
        || types.contains("ms-excel.template.macroenabled")
        || holds("xl/workbook.xml")
    {
        Ok(PackageFormat::Xlsx)
    } else if types.contains("wordprocessingml") || holds("word/document.xml") {
        Err(Refusal::Word)
    } else if types.contains("presentationml") || holds("ppt/presentation.xml") {
        Err(Refusal::PowerPoint)
    } else {
        Err(Refusal::NotAWorkbook)
    }
}

fn detect_open_document(
    package: &mut Package<'_>,
    limits: &Limits,
) -> Result<PackageFormat, Refusal> {
    let manifest = package.part("meta-inf/manifest.xml", limits)?.unwrap_or_default();
    let manifest = String::from_utf8_lossy(&manifest);
    if manifest.contains("encryption-data") {
        return Err(Refusal::Password);
    }
    let mimetype = package.part("mimetype", limits)?.unwrap_or_default();
    let kind = format!("{}{manifest}", String::from_utf8_lossy(&mimetype));
    if kind.contains("opendocument.spreadsheet") {
        Ok(PackageFormat::Ods)
    } else if kind.contains("opendocument.text") {
        Err(Refusal::Word)
    } else if kind.contains("opendocument.presentation") {
        Err(Refusal::PowerPoint)
    } else {
        // Neither mimetype nor manifest is conclusive: look at the content.
        let content = package.part("content.xml", limits)?.unwrap_or_default();
        let is_sheet = xml::text(&content)?.contains("office:spreadsheet");
        if is_sheet { Ok(PackageFormat::Ods) } else { Err(Refusal::NotAWorkbook) }
    }
}

/// Classifies a zip file without a central directory, which was cut short.
pub(super) fn classify_cut_zip(bytes: &[u8]) -> Refusal {
    let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    if holds(b"word/") {
        Refusal::Word
    } else if holds(b"ppt/") {
        Refusal::PowerPoint
    } else {
        Refusal::Damaged(Damage::CutShort)
    }
}

/// Classifies a file that is neither zip nor OLE.
pub(super) fn classify_other(bytes: &[u8]) -> Refusal {
    if bytes.iter().all(|byte| *byte == 0) {
        return Refusal::Empty;
    }
    let signed = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature));
    match signed {
        Some((_, nature)) => nature.clone(),
        None if is_lock_file(bytes) => Refusal::LockFile,
        None if bytes.get(8..12) == Some(b"WEBP") => Refusal::Image,
        None if bytes.get(4..8) == Some(b"ftyp") => Refusal::Image,
        None => classify_text(&text_beginning(bytes)),
    }
}

const SIGNATURES: [(&[u8], Refusal); 18] = [
    (b"%PDF", Refusal::Pdf),
    (b"Rar!\x1a\x07", Refusal::Archive),
    (b"7z\xbc\xaf\x27\x1c", Refusal::Archive),
    (b"\x1f\x8b", Refusal::Archive),
    (b"\x89PNG", Refusal::Image),
    (b"\xff\xd8\xff", Refusal::Image),
    (b"GIF8", Refusal::Image),
    (b"BM", Refusal::Image),
    (b"II*\0", Refusal::Image),
    (b"MM\0*", Refusal::Image),
    (b"{\\rtf", Refusal::Word),
    // BOF records of BIFF 2, 3 and 4, which had no container.
    (b"\x09\0\x04\0", Refusal::OldExcel),
    (b"\x09\0\x06\0", Refusal::OldExcel),
    (b"\x09\x02\x04\0", Refusal::OldExcel),
    (b"\x09\x02\x06\0", Refusal::OldExcel),
    (b"\x09\x04\x04\0", Refusal::OldExcel),
    (b"\x09\x04\x06\0", Refusal::OldExcel),
    (b"\x09\x08\x08\0", Refusal::OldExcel),
];

/// A lock file contains the user's name twice: 165 bytes for Excel, 162 for Word.
fn is_lock_file(bytes: &[u8]) -> bool {
    let named = bytes.first().is_some_and(|length| (1..=54).contains(length));
    named && matches!(bytes.len(), 162 | 165) && bytes.contains(&0)
}

/// The first characters of a text file in lower case; nothing for a binary file.
fn text_beginning(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(16 << 10)];
    let text = if head.starts_with(b"\xff\xfe") {
        utf16::decode_le(&head[2..])
    } else if head.starts_with(b"\xfe\xff") {
        String::from_utf16_lossy(&utf16::units_be(&head[2..]))
    } else if head.contains(&0) {
        String::new()
    } else {
        String::from_utf8_lossy(head).into_owned()
    };
    text.trim_start_matches('\u{feff}').trim_start().to_lowercase()
}

fn classify_text(text: &str) -> Refusal {
    let has = |words: &str| text.contains(words);
    if text.starts_with('<') && has("urn:schemas-microsoft-com:office:spreadsheet") && has("<?xml")
    {
        Refusal::Xml2003
    } else if has("<office:document") {
        Refusal::FlatOpenDocument
    } else if has("schemas.microsoft.com/office/word/2003") {
        Refusal::Word
    } else if text.starts_with("mime-version:")
        || has("<html")
        || has("<!doctype html")
        || has("<table")
    {
        Refusal::WebPage
    } else if is_delimited(text) {
        Refusal::DelimitedText
    } else {
        Refusal::NotAWorkbook
    }
}

/// At least two lines, nearly all with the same separator.
fn is_delimited(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(20).collect();
    let separated = |separator: char| {
        let with = lines.iter().filter(|line| line.contains(separator)).count();
        with * 5 >= lines.len() * 4
    };
    lines.len() >= 2 && ['\t', ';', ',', '|'].into_iter().any(separated)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_files_are_classified_by_content() {
        for (text, nature) in [
            ("<html><body><table><tr><td>1</td></tr></table>", Refusal::WebPage),
            ("\n <TABLE border=1><tr>", Refusal::WebPage),
            ("MIME-Version: 1.0\r\nContent-Type: multipart/related", Refusal::WebPage),
            (
                "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:\
                 spreadsheet\"><Worksheet><Table>",
                Refusal::Xml2003,
            ),
            ("<?xml version='1.0'?><office:document xmlns:office='x'>", Refusal::FlatOpenDocument),
            ("STT;Chỉ tiêu;Số liệu\n1;Tổng số HTX;3\n", Refusal::DelimitedText),
            ("a\tb\nc\td", Refusal::DelimitedText),
            ("{\\rtf1", Refusal::Word),
            ("Kính gửi anh", Refusal::NotAWorkbook),
            ("\0\0\0", Refusal::Empty),
            ("", Refusal::Empty),
            ("%PDF-1.7", Refusal::Pdf),
        ] {
            assert_eq!(classify_other(text.as_bytes()), nature, "{text}");
        }
        let wide: Vec<u8> = "\u{feff}<html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(classify_other(&wide), Refusal::WebPage);
    }

    #[test]
    fn a_lock_file_is_not_text() {
        let mark = [&b"\x06Nguyen"[..], &[0; 158]].concat();
        assert_eq!(classify_other(&mark), Refusal::LockFile);
        // The same length, and the first byte could be the length of a name.
        let text = format!("{}a", "1;2\n".repeat(41));
        assert_eq!((text.len(), classify_other(text.as_bytes())), (165, Refusal::DelimitedText));
    }

    #[test]
    fn a_cut_zip_is_damaged_unless_it_held_another_document() {
        let damaged = classify_cut_zip(b"PK\x03\x04....xl/worksheets/sheet1.xml");
        assert!(matches!(damaged, Refusal::Damaged(_)));
        assert!(matches!(classify_cut_zip(b"PK\x03\x04"), Refusal::Damaged(_)));
        assert_eq!(classify_cut_zip(b"PK\x03\x04 word/document.xml"), Refusal::Word);
    }
}
