//! The report in Word: a frame in which the officer writes, its figures kept up to date.
//!
//! What the program says stands in content controls with tags of its own (`tonghop.…`). A run changes
//! those alone, and of them only such as still say what was last written; the office may lay its own
//! template under it (`bieu-mau/bao-cao.docx`).

mod block;
mod content;
mod controls;
mod markup;

pub use block::{Block, ControlContent};
pub use content::controls as contents;

use std::collections::BTreeMap;

use super::patch::edit::PackageEdit;
use crate::results::Results;
use controls::Filled;
use workbook_io::opc::Builder;

/// A report with what became of its controls.
#[derive(Clone, Debug)]
pub struct Report {
    /// The file.
    pub bytes: Vec<u8>,
    /// Controls that somebody wrote into: they were kept.
    pub kept: Vec<&'static str>,
    /// It has none of the program's controls.
    pub is_foreign: bool,
}

/// The program's own template.
///
/// # Panics
/// Never: its parts are the program's own.
#[must_use]
pub fn template() -> Vec<u8> {
    let mut package = Builder::new();
    for (name, text) in [
        ("[Content_Types].xml", include_str!("template/types.xml")),
        ("_rels/.rels", include_str!("template/package.rels.xml")),
        ("word/document.xml", include_str!("template/document.xml")),
        ("word/_rels/document.xml.rels", include_str!("template/document.rels.xml")),
        ("word/styles.xml", include_str!("template/styles.xml")),
        ("word/header.xml", include_str!("template/header.xml")),
    ] {
        package.deflate(name, text.as_bytes());
    }
    package.finish().expect("the parts have different names and are small").bytes()
}

/// A document with its controls filled from the results. Everything else stays as it was.
///
/// # Errors
/// A Vietnamese sentence, where the file is not as Word writes it.
pub fn filled(document: &[u8], results: &Results<'_>) -> Result<Report, String> {
    let mut edit = PackageEdit::open(document)?;
    let part = edit.package.workbook.clone();
    let contents = content::controls(results);
    let by_tag: BTreeMap<&str, &ControlContent> =
        contents.iter().map(|content| (content.tag, content)).collect();
    let before = edit.text(&part)?;
    let Filled { text, kept, found } = controls::fill(&before, &by_tag)?;
    if text == before {
        return Ok(Report { bytes: document.to_vec(), kept, is_foreign: found == 0 });
    }
    edit.set(&part, text);
    Ok(Report { bytes: edit.bytes()?, kept, is_foreign: found == 0 })
}
