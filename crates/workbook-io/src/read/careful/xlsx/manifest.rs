//! Finds the parts of an .xlsx, the same way as calamine.

use crate::read::limits::check_limit;
use crate::read::package::Package;
use crate::read::relationships::{Relationships, missing, relationships, required};
use crate::read::xml::{self, Tag, attribute};
use crate::read::{Damage, Limit, Limits, Refusal};

/// Names of parts, in lower case.
pub(in crate::read) struct Manifest {
    /// All sheets, in the workbook's order.
    pub(in crate::read) sheets: Vec<String>,
    /// The shared strings, if there is such a part.
    pub(in crate::read) texts: String,
    /// The styles, if there is such a part.
    pub(in crate::read) styles: String,
}

/// Finds the parts of a workbook.
pub(in crate::read) fn manifest(
    package: &mut Package<'_>,
    limits: &Limits,
) -> Result<Manifest, Refusal> {
    let workbook = workbook_part(package, limits)?;
    let (folder, file) = match workbook.rsplit_once('/') {
        Some((folder, file)) => (format!("{folder}/"), file),
        None => (String::new(), &*workbook),
    };
    let links = relationships(package, &format!("{folder}_rels/{file}.rels"), limits)?;
    check_tables(package, &links, &folder)?;
    let xml = required(package, &workbook, limits)?;
    let mut sheets = Vec::new();
    xml::walk(xml::text(&xml)?, |tag| {
        if let Tag::Start("sheet", element) = tag {
            let link = attribute(element, "id").and_then(|id| links.get(id));
            let (_, target) = link.ok_or(Refusal::Damaged(Damage::UnlinkedSheet))?;
            sheets.push(path(&folder, target));
            check_limit(sheets.len(), limits.sheets, Limit::Sheets)?;
        }
        Ok(())
    })?;
    check_own_parts(&sheets)?;
    let [texts, styles] = [TEXTS, STYLES].map(|file| format!("{folder}{file}"));
    Ok(Manifest { sheets, texts, styles })
}

pub(in crate::read) const TEXTS: &str = "sharedstrings.xml";
pub(in crate::read) const STYLES: &str = "styles.xml";

/// calamine looks for these parts by name, and without them reads texts and dates wrongly.
fn check_tables(package: &Package<'_>, links: &Relationships, folder: &str) -> Result<(), Refusal> {
    for (kind, file) in [("/sharedStrings", TEXTS), ("/styles", STYLES)] {
        let name = format!("{folder}{file}");
        let mut linked = links.values().filter(|(of, _)| of.ends_with(kind));
        if linked.any(|(_, target)| path(folder, target) != name || !package.has(&name)) {
            return Err(missing(file));
        }
    }
    Ok(())
}

/// A small file could otherwise show one part as hundreds of sheets.
fn check_own_parts(sheets: &[String]) -> Result<(), Refusal> {
    let mut parts: Vec<&String> = sheets.iter().collect();
    parts.sort_unstable();
    parts.dedup();
    let shared = parts.len() < sheets.len();
    if shared { Err(Refusal::Damaged(Damage::SharedContent)) } else { Ok(()) }
}

/// The path of a target, which is relative to the package or to the workbook's folder.
fn path(folder: &str, target: &str) -> String {
    match target.strip_prefix('/') {
        Some(absolute) => absolute.to_ascii_lowercase(),
        None => format!("{folder}{target}").to_ascii_lowercase(),
    }
}

/// The main part, usually `xl/workbook.xml`.
fn workbook_part(package: &mut Package<'_>, limits: &Limits) -> Result<String, Refusal> {
    let links = relationships(package, "_rels/.rels", limits)?;
    let main = links.values().find(|(kind, _)| kind.ends_with("/relationships/officeDocument"));
    let (_, target) = main.ok_or(Refusal::Damaged(Damage::NoMainPart))?;
    Ok(target.strip_prefix('/').unwrap_or(target).to_ascii_lowercase())
}
