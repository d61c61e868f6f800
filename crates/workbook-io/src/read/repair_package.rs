//! Repackages valid but unusual workbooks in memory, so that calamine reads them.
//!
//! calamine reads no UTF-16 parts, refuses a workbook for one Excel 4 macro sheet, and only finds
//! shared strings and styles under their usual names. None of this is damage. The file itself is
//! not changed.

use super::package::Package;
use super::{Limits, Refusal, utf16};
use crate::opc::Builder;

/// The name of a part in lower case, and its content.
type NamedPart = (String, Vec<u8>);

/// The package in its usual form; `None` if there is nothing to change.
pub(super) fn repaired(
    package: &mut Package<'_>,
    limits: &Limits,
) -> Result<Option<Vec<u8>>, Refusal> {
    let mut parts: Vec<NamedPart> = Vec::new();
    package.inflate_all(limits, |name, bytes| {
        parts.push((name.to_owned(), bytes.to_vec()));
        Ok(())
    })?;
    let mut odd = false;
    for (name, bytes) in &mut parts {
        if let Some(text) = from_utf16(bytes) {
            *bytes = text.into_bytes();
            odd = true;
        }
        if name.ends_with(".rels")
            && let Some(links) = without_macro_sheets(bytes)
        {
            *bytes = links.into_bytes();
            odd = true;
        }
    }
    odd |= rename_tables(&mut parts);
    Ok(if odd { packed(parts) } else { None })
}

/// Converts a UTF-16 XML part to UTF-8, without its declaration, which names the encoding.
fn from_utf16(bytes: &[u8]) -> Option<String> {
    let units = match bytes {
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => utf16::units_le(bytes),
        [0xFE, 0xFF, ..] | [0, b'<', ..] => utf16::units_be(bytes),
        _ => return None,
    };
    let text = String::from_utf16(&units).ok()?;
    let text = text.trim_start_matches('\u{feff}');
    let body = match text.strip_prefix("<?xml") {
        Some(declared) => declared.split_once("?>")?.1,
        None => text,
    };
    Some(body.to_owned())
}

/// Declares macro sheets as dialog sheets, which calamine skips by their type (.xlsx) or folder
/// (.xlsb).
fn without_macro_sheets(links: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(links).ok()?;
    let other = text
        .replace("/xlMacrosheet\"", "/dialogsheet\"")
        .replace("/xlIntlMacrosheet\"", "/dialogsheet\"")
        .replace("\"macrosheets/", "\"dialogsheets/")
        .replace("\"intlsheets/", "\"dialogsheets/");
    (other != text).then_some(other)
}

/// Renames the parts of shared strings and styles to their usual names.
fn rename_tables(parts: &mut [NamedPart]) -> bool {
    const LINKS: &str = "_rels/workbook.xml.rels";
    let Some(at) = parts.iter().position(|(name, _)| name.ends_with(LINKS)) else { return false };
    let folder = parts[at].0.trim_end_matches(LINKS).to_owned();
    let Ok(mut links) = String::from_utf8(parts[at].1.clone()) else { return false };
    let mut renamed = false;
    for (kind, usual) in [("/sharedStrings\"", "sharedStrings.xml"), ("/styles\"", "styles.xml")] {
        let Some(target) = target_of(&links, kind).map(str::to_owned) else { continue };
        let path = match target.strip_prefix('/') {
            Some(absolute) => absolute.to_ascii_lowercase(),
            None => format!("{folder}{target}").to_ascii_lowercase(),
        };
        let wanted = format!("{folder}{usual}").to_ascii_lowercase();
        let is_taken = parts.iter().any(|(name, _)| *name == wanted);
        if let Some((name, _)) = parts.iter_mut().find(|(name, _)| *name == path)
            && !is_taken
        {
            *name = wanted;
            links = links.replace(&format!("\"{target}\""), &format!("\"{usual}\""));
            renamed = true;
        }
    }
    parts[at].1 = links.into_bytes();
    renamed
}

/// The target of the relationship that contains this type.
fn target_of<'l>(links: &'l str, kind: &str) -> Option<&'l str> {
    let element = links.split('<').find(|element| element.contains(kind))?;
    element.split_once("Target=\"")?.1.split('"').next()
}

fn packed(parts: Vec<NamedPart>) -> Option<Vec<u8>> {
    let mut package = Builder::new();
    for (name, content) in parts.into_iter().filter(|(name, _)| !name.ends_with('/')) {
        package.store(&name, content);
    }
    Some(package.finish().ok()?.bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_16_is_detected_by_its_mark_or_first_character() {
        let xml = "<?xml version='1.0' encoding='utf-16'?><a>Mỹ Quý</a>";
        let wide = |unit: fn(u16) -> [u8; 2], mark: &str| -> Vec<u8> {
            format!("{mark}{xml}").encode_utf16().flat_map(unit).collect()
        };
        for bytes in [
            wide(u16::to_le_bytes, "\u{feff}"),
            wide(u16::to_be_bytes, "\u{feff}"),
            wide(u16::to_le_bytes, ""),
            wide(u16::to_be_bytes, ""),
        ] {
            assert_eq!(from_utf16(&bytes).as_deref(), Some("<a>Mỹ Quý</a>"));
        }
        assert_eq!(from_utf16(xml.as_bytes()), None);
        assert_eq!(from_utf16(b""), None);
    }

    #[test]
    fn tables_get_their_usual_names() {
        let links = r#"<R Id="1" Type="x/styles" Target="/stylesheet.xml"/>"#;
        let mut parts = vec![
            ("_rels/workbook.xml.rels".to_owned(), links.as_bytes().to_vec()),
            ("stylesheet.xml".to_owned(), Vec::new()),
        ];
        assert!(rename_tables(&mut parts));
        assert_eq!(parts[1].0, "styles.xml");
        assert!(String::from_utf8_lossy(&parts[0].1).contains("Target=\"styles.xml\""));
        assert!(!rename_tables(&mut parts));
    }
}
