//! Which part of an .xlsx package holds which sheet, as calamine will look it up.

use super::super::package::Package;
use super::super::relationships::{missing, relationships, required};
use super::super::xml::{self, Tag, attribute};
use super::super::{Limits, Unreadable};

/// Part names (lower case) of all sheets, in the workbook's order.
pub(super) fn sheet_parts(
    package: &mut Package<'_>,
    limits: &Limits,
) -> Result<Vec<String>, Unreadable> {
    let workbook = workbook_part(package, limits)?;
    let (folder, file) = workbook.rsplit_once('/').map_or(("", &*workbook), |(d, f)| (d, f));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let targets = relationships(package, &format!("{folder}_rels/{file}.rels"), limits)?;
    let xml = required(package, &workbook, limits)?;
    let mut parts = Vec::new();
    xml::walk(xml::text(&xml)?, |tag| {
        if let Tag::Start("sheet", element) = tag {
            let target = attribute(element, "id").and_then(|id| targets.get(id));
            let (_, target) = target.ok_or_else(|| missing("trang tính"))?;
            let path = match target.strip_prefix('/') {
                Some(absolute) => absolute.to_owned(),
                None => format!("{folder}{target}"),
            };
            parts.push(path.to_ascii_lowercase());
        }
        Ok(())
    })?;
    Ok(parts)
}

/// The main part that the package names, `xl/workbook.xml` in all but odd files.
fn workbook_part(package: &mut Package<'_>, limits: &Limits) -> Result<String, Unreadable> {
    let links = relationships(package, "_rels/.rels", limits)?;
    let main = links.values().find(|(kind, _)| kind.ends_with("/relationships/officeDocument"));
    let (_, target) = main.ok_or_else(|| missing("sổ làm việc"))?;
    Ok(target.strip_prefix('/').unwrap_or(target).to_ascii_lowercase())
}
