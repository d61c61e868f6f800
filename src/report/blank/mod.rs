//! Blank forms to send out: the office's own form without codes, with unit, period, last month's
//! list and what is known of last year and of the plan filled in.
//!
//! A template's package is patched, not rebuilt: everything except coded cells, heading slots and
//! list rows stays byte for byte; where a day needs a style that shows it, one is added, and the
//! properties of fonts are put into the schema's order.

pub(in crate::report) mod heading;
mod known_figures;
mod last_list;
mod page_setup;
mod placement;
mod runs;
mod sheet;
mod source;
mod validation;
pub(in crate::report) mod year;

pub use super::patch::is_patchable;
pub use known_figures::KnownFigures;
pub use last_list::LastLists;
pub use placement::{FOLDER, PlacedForms, place_all};
pub use source::Source;

use std::collections::BTreeMap;

use self::sheet::{BlankSheet, SheetContext, make_blank_sheet};
use crate::form::{MARK_PROPERTY, VersionMark};
use crate::report::patch::package::FormPackage;
use crate::report::patch::recalculated_on_opening;
use crate::report::patch::sheet_xml::SheetXml;
use crate::report::patch::shift;
use crate::report::patch::styles::{CellStyles, STYLES};
use crate::report::patch::xml::{self, escaped, tokens, unescaped};

/// The blank form of a unit, by its position in the settings; without a unit, the general form.
///
/// # Errors
/// A Vietnamese sentence, where the template's inside is not as Excel writes it.
pub fn blank_form(source: &Source<'_>, unit: Option<usize>) -> Result<Vec<u8>, String> {
    let package = FormPackage::open(source.bytes)?;
    let mut styles = CellStyles::read(&package)?;
    let texts = runs::shared(&package)?;
    let context = SheetContext { source: *source, unit, texts: &texts };
    let mut sheets: Vec<(String, BlankSheet)> = Vec::new();
    let all = package.sheets.clone();
    let in_order = all.len() == source.book.sheets.len();
    for (place, (name, part)) in all.into_iter().enumerate() {
        // A name in an old encoding is decoded and differs from the stored one.
        let named = || source.book.sheets.iter().find(|grid| grid.name == name);
        let grid = if in_order { source.book.sheets.get(place) } else { named() };
        let Some(grid) = grid else { continue };
        let xml = SheetXml::read(&package.text(&part)?)?;
        sheets.push((part, make_blank_sheet(&context, &mut styles, grid, xml)?));
    }
    let workbook = workbook(&package.text(&package.workbook)?, &sheets)?;
    // Rows inserted on one sheet shift references in the others' formulas.
    let shifts: Vec<_> = sheets.iter().flat_map(|(_, sheet)| sheet.shifts()).collect();
    let mut parts: BTreeMap<String, String> = BTreeMap::new();
    for (part, mut sheet) in sheets {
        for (name, from, by) in &shifts {
            if *name != sheet.name {
                sheet.xml.shift(shift::RowShift { sheet: name, from: *from, by: *by }, false);
            }
        }
        parts.insert(part, sheet.xml.into_text());
    }
    parts.insert(package.workbook.clone(), workbook);
    parts.extend(styles.changed().map(|xml| (STYLES.to_owned(), xml)));
    let template = source.template;
    let mark = VersionMark { file: template.file.clone(), version: template.version.clone() };
    package.with(parts, (MARK_PROPERTY, &mark.in_property()))
}

/// The workbook's part: defined names follow inserted rows, and formulas are recalculated when the
/// form is opened.
fn workbook(xml: &str, sheets: &[(String, BlankSheet)]) -> Result<String, String> {
    let mut tokens = tokens(xml)?;
    let has_formulas = sheets.iter().any(|(_, sheet)| sheet.xml.has_formulas());
    let mut in_name = false;
    for token in &mut tokens {
        match token.name.as_str() {
            "definedName" => in_name = token.kind == xml::TokenKind::Start,
            "" if in_name => {
                let shifts = sheets.iter().flat_map(|(_, sheet)| sheet.shifts());
                let text = shifts.fold(unescaped(&token.text), |text, (name, from, by)| {
                    shift::RowShift { sheet: &name, from, by }.formula(&text, false)
                });
                token.text = escaped(&text);
            }
            _ => {}
        }
    }
    if has_formulas {
        recalculated_on_opening(&mut tokens);
    }
    Ok(tokens.into_iter().map(|token| token.text).collect())
}
