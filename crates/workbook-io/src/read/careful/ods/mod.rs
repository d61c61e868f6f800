//! Reads .ods without calamine, which loops forever on a file cut short, builds every repeated cell
//! before counting them, and refuses indented files.

mod cell;
mod grammar;
mod styles;
mod table;
#[cfg(test)]
mod tests;

use self::styles::Styles;
use self::table::ContentReader;
use crate::grid::Workbook;
use crate::read::package::Package;
use crate::read::xml::{self, Tag, decoded};
use crate::read::{Damage, Limits, Refusal};

/// Reads an .ods package.
pub(in crate::read) fn read(
    package: &mut Package<'_>,
    limits: &Limits,
) -> Result<Workbook, Refusal> {
    package.inflate_all(limits, |_, _| Ok(()))?;
    let mut part = |name| package.part(name, limits);
    let content = part("content.xml")?
        .ok_or_else(|| Refusal::Damaged(Damage::MissingPart("content.xml".to_owned())))?;
    let mut styles = Styles::default();
    if let Some(common) = part("styles.xml")? {
        styles.add(&common, limits)?;
    }
    styles.add(&content, limits)?;
    styles.resolve();
    let mut workbook = Workbook::default();
    if let Some(meta) = part("meta.xml")? {
        add_properties(&mut workbook, &meta)?;
    }
    let mut tables = ContentReader::new(&styles, limits);
    xml::walk(xml::text(&content)?, |tag| tables.see(&tag))?;
    workbook.epoch_1904 = tables.epoch_1904;
    workbook.sheets = tables.sheets;
    Ok(workbook)
}

fn add_properties(workbook: &mut Workbook, meta: &[u8]) -> Result<(), Refusal> {
    let mut name = None;
    let mut text = String::new();
    xml::walk(xml::text(meta)?, |tag| {
        match tag {
            Tag::Start(start, element) => {
                text.clear();
                name = match start {
                    "user-defined" => decoded(element, "meta:name")?,
                    _ => None,
                };
            }
            Tag::Text(piece) => text.push_str(piece),
            Tag::End("date") => workbook.modified = Some(std::mem::take(&mut text)),
            Tag::End("user-defined") => {
                let value = std::mem::take(&mut text);
                workbook.properties.extend(name.take().map(|name| (name, value)));
            }
            Tag::End(_) => {}
        }
        Ok(())
    })
}
