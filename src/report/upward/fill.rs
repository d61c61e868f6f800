//! The bytes of a filled form: only marked cells are changed, every other part is as it was.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{FilledCell, FilledForm};
use crate::report::patch::package::FormPackage;
use crate::report::patch::recalculated_on_opening;
use crate::report::patch::sheet_xml::{CellValue, SheetXml};
use crate::report::patch::xml::tokens;
use workbook_io::Address;
use workbook_io::number::to_shown_digits;

/// A filled form as a file.
#[derive(Clone, Debug)]
pub struct FilledBytes {
    /// The file.
    pub bytes: Vec<u8>,
    /// It has formulas, whose results are those of the blank form until it is opened and saved.
    pub has_formulas: bool,
}

impl FilledForm<'_> {
    /// The filled file.
    ///
    /// # Errors
    /// A Vietnamese sentence, where the form's inside is not as Excel writes it.
    pub fn fill(&self) -> Result<FilledBytes, String> {
        let package = FormPackage::open(&self.form.bytes)?;
        let mut parts: BTreeMap<String, String> = BTreeMap::new();
        let mut has_formulas = false;
        // Sheets of charts are none of the workbook's grids.
        let in_order = package.sheets.len() == self.form.sheets;
        for (place, (name, part)) in package.sheets.iter().enumerate() {
            let mut xml = match package.text(part).and_then(|text| SheetXml::read(&text)) {
                Ok(xml) => xml,
                Err(_) if !in_order => continue,
                Err(why) => return Err(why),
            };
            has_formulas |= xml.has_formulas();
            let is_here = |own: &&FilledCell<'_>| match in_order {
                true => own.cell.place == place,
                false => own.cell.sheet == *name,
            };
            let cells: BTreeMap<Address, CellValue> =
                self.cells.iter().filter(is_here).map(|own| (own.cell.at, value(own))).collect();
            if !cells.is_empty() {
                xml.put(&cells);
                parts.insert(part.clone(), xml.into_text());
            }
        }
        if has_formulas {
            let mut workbook = tokens(&package.text(&package.workbook)?)?;
            recalculated_on_opening(&mut workbook);
            let text = workbook.into_iter().map(|token| token.text).collect();
            parts.insert(package.workbook.clone(), text);
        }
        Ok(FilledBytes { bytes: package.with_parts(&parts)?, has_formulas })
    }
}

/// What a cell holds: of a per cent its hundredth, which the cell shows as per cent.
fn value(own: &FilledCell<'_>) -> CellValue {
    let Some(figure) = own.figure else { return CellValue::Nothing };
    let stored = if own.cell.per_cent { figure / Decimal::ONE_HUNDRED } else { figure };
    CellValue::Number(to_shown_digits(stored).normalize())
}
