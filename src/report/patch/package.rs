//! An .xlsx package, changed in parts: every other part is copied byte for byte, so that a blank
//! form looks like the office's own.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::relations::{relations, relations_part};
use super::xml::{TokenKind, attribute, tokens, unescaped};
use workbook_io::opc::{self, Builder, is_same_name};
use workbook_io::read::Limits;

/// The part with the mark and the fingerprint; the fingerprint does not cover it.
pub(super) const CUSTOM: &str = "docProps/custom.xml";
/// The property with the file's fingerprint when the program made it.
const FINGERPRINT: &str = "tonghop.dau-van-tay";

/// A package in memory, with its sheets by name.
pub(in crate::report) struct FormPackage<'b> {
    parts: opc::Package<'b>,
    /// Name and part of each sheet, in order.
    pub(in crate::report) sheets: Vec<(String, String)>,
    /// The workbook's part.
    pub(in crate::report) workbook: String,
}

impl<'b> FormPackage<'b> {
    /// Opens a package; a Vietnamese sentence if its structure is not as Excel writes it.
    pub(in crate::report) fn open(bytes: &'b [u8]) -> Result<Self, String> {
        let parts = opc::Package::open(bytes).map_err(|_| malformed("không mở được"))?;
        let mut package = Self { parts, sheets: Vec::new(), workbook: String::new() };
        let main = relations(&package.text(&relations_part(""))?, "")?;
        let office = main.into_iter().find(|relation| relation.is("officeDocument"));
        package.workbook = office.ok_or_else(|| malformed("thiếu sổ làm việc"))?.target;
        let targets =
            relations(&package.text(&relations_part(&package.workbook))?, &package.workbook)?;
        let xml = package.text(&package.workbook)?;
        for token in tokens(&xml)?.iter().filter(|token| token.name == "sheet") {
            let name = attribute(&token.text, "name").map(|name| unescaped(&name));
            let id = attribute(&token.text, "r:id");
            let target = targets.iter().find(|relation| Some(&relation.id) == id.as_ref());
            if let (Some(name), Some(relation)) = (name, target) {
                package.sheets.push((name, relation.target.clone()));
            }
        }
        Ok(package)
    }

    /// The text of a part.
    pub(in crate::report) fn text(&self, part: &str) -> Result<String, String> {
        if !self.has(part) {
            return Err(malformed(&format!("thiếu {part}")));
        }
        let text =
            text(&self.parts, part).ok_or_else(|| malformed(&format!("{part} không đọc được")))?;
        Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
    }

    /// Does the part exist?
    pub(in crate::report) fn has(&self, part: &str) -> bool {
        self.parts.find(part).is_some()
    }

    /// The package with some parts changed and a custom property added.
    pub(in crate::report) fn with(
        &self,
        mut parts: BTreeMap<String, String>,
        property: (&str, &str),
    ) -> Result<Vec<u8>, String> {
        let custom = if self.has(CUSTOM) {
            self.text(CUSTOM)?
        } else {
            self.announce_custom(&mut parts)?;
            EMPTY_CUSTOM.to_owned()
        };
        let custom = with_property(&custom, property.0, property.1)?;
        let body = self.written(&parts, None)?;
        let print = fingerprint(&body).ok_or_else(|| malformed("không ghi được"))?;
        let custom = with_property(&custom, FINGERPRINT, &print)?;
        self.written(&parts, Some(&custom))
    }

    /// Is it whole, as a strict reader wants it: each name once, nothing encrypted or too large?
    pub(in crate::report) fn check(&self) -> Result<(), String> {
        let limits = Limits::default();
        let limits = opc::Limits {
            parts: limits.parts,
            part_bytes: limits.part_bytes,
            total_bytes: limits.total_bytes,
        };
        self.parts.check(&limits).map_err(|_| malformed("không toàn vẹn"))
    }

    /// The package with some parts changed, and those added that it does not have.
    pub(in crate::report) fn with_parts(
        &self,
        parts: &BTreeMap<String, String>,
    ) -> Result<Vec<u8>, String> {
        let failed = |_| malformed("không ghi được");
        let mut package = Builder::new();
        for entry in self.parts.entries() {
            match parts.iter().find(|(name, _)| is_same_name(name, &entry.name)) {
                None => package.copy(&self.parts, entry).map_err(failed)?,
                Some((_, text)) => package.deflate(&entry.name, text.as_bytes()),
            }
        }
        for (name, text) in parts.iter().filter(|(name, _)| !self.has(name)) {
            package.deflate(name, text.as_bytes());
        }
        Ok(package.finish().map_err(failed)?.bytes())
    }

    /// Registers the custom properties in the package's lists.
    fn announce_custom(&self, parts: &mut BTreeMap<String, String>) -> Result<(), String> {
        let types = self.text("[Content_Types].xml")?;
        let kind = "<Override PartName=\"/docProps/custom.xml\" \
                    ContentType=\"application/vnd.openxmlformats-officedocument.custom-properties+xml\"/>";
        parts.insert("[Content_Types].xml".to_owned(), before_end(&types, "</Types>", kind)?);
        let rels = self.text("_rels/.rels")?;
        let link = "<Relationship Id=\"rIdTonghop\" \
                    Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties\" \
                    Target=\"docProps/custom.xml\"/>";
        parts.insert("_rels/.rels".to_owned(), before_end(&rels, "</Relationships>", link)?);
        Ok(())
    }

    fn written(
        &self,
        parts: &BTreeMap<String, String>,
        custom: Option<&str>,
    ) -> Result<Vec<u8>, String> {
        let failed = |_| malformed("không ghi được");
        let mut package = Builder::new();
        for entry in self.parts.entries().iter().filter(|entry| !is_same_name(&entry.name, CUSTOM))
        {
            match parts.iter().find(|(name, _)| is_same_name(name, &entry.name)) {
                None => package.copy(&self.parts, entry).map_err(failed)?,
                Some((_, text)) => package.deflate(&entry.name, text.as_bytes()),
            }
        }
        if let Some(custom) = custom {
            package.deflate(CUSTOM, custom.as_bytes());
        }
        Ok(package.finish().map_err(failed)?.bytes())
    }
}

/// The text of a part; `None` if it cannot be read.
fn text(package: &opc::Package<'_>, part: &str) -> Option<String> {
    let content = package.read(package.find(part)?, Limits::default().part_bytes).ok()?;
    String::from_utf8(content).ok()
}

pub(super) const EMPTY_CUSTOM: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" \
    xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\"></Properties>";

pub(super) fn malformed(what: &str) -> String {
    format!("bên trong tệp không như Excel ghi ({what})")
}

pub(super) fn before_end(xml: &str, end: &str, added: &str) -> Result<String, String> {
    let at = xml.rfind(end).ok_or_else(|| malformed(end))?;
    Ok(format!("{}{added}{}", &xml[..at], &xml[at..]))
}

/// The custom properties with one set, in place of what it was.
pub(super) fn with_property(xml: &str, name: &str, value: &str) -> Result<String, String> {
    let mut kept = String::new();
    let mut skipping = false;
    let mut highest = 1;
    for token in tokens(xml)? {
        if token.name == "property" && token.kind == TokenKind::Start {
            skipping = attribute(&token.text, "name").as_deref() == Some(name);
            let pid = attribute(&token.text, "pid").and_then(|pid| pid.parse::<u32>().ok());
            highest = highest.max(pid.unwrap_or(1));
        }
        if !skipping {
            kept.push_str(&token.text);
        }
        if token.name == "property" && token.kind == TokenKind::End {
            skipping = false;
        }
    }
    // An element without content may be written as one tag.
    if let Some(at) = kept.rfind("<Properties").filter(|_| !kept.contains("</Properties>")) {
        let end = kept[at..].find("/>").ok_or_else(|| malformed(CUSTOM))?;
        kept.replace_range(at + end..at + end + 2, "></Properties>");
    }
    let property = format!(
        "<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{}\" name=\"{name}\">\
         <vt:lpwstr xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">{}\
         </vt:lpwstr></property>",
        highest + 1,
        super::xml::escaped(value)
    );
    before_end(&kept, "</Properties>", &property)
}

/// What a package holds beside its custom properties, in a few digits: saved by any program, it
/// is another.
fn fingerprint(bytes: &[u8]) -> Option<String> {
    let package = opc::Package::open(bytes).ok()?;
    let mut digest = Sha256::new();
    for entry in package.entries().iter().filter(|entry| !is_same_name(&entry.name, CUSTOM)) {
        digest.update(format!("{} {} {}\n", entry.name, entry.size, entry.checksum));
    }
    Some(digest.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect())
}

/// Is this file unchanged since the program made it?
pub(in crate::report) fn is_untouched(bytes: &[u8]) -> bool {
    let own = || {
        let text = text(&opc::Package::open(bytes).ok()?, CUSTOM)?;
        let at = text.find(&format!("name=\"{FINGERPRINT}\""))?;
        let value = text[at..].split_once("<vt:lpwstr")?.1.split_once('>')?.1;
        Some(value.split_once('<')?.0.trim().to_owned())
    };
    own().is_some_and(|said| Some(said) == fingerprint(bytes))
}
