//! Cells that say what the office gave: nothing is asked about them alone, and no unit is asked about a
//! number that it did not write.

use std::collections::{BTreeMap, BTreeSet};

use super::{Evidence, Finding};
use crate::figures::decision::OPINION;
use crate::form::{FieldValue, FormSheet, Reading};
use crate::workspace::sheets;
use viet_text::text::folded;
use workbook_io::Address;

/// The cells that the office decided on, by file and sheet; true for a value of its own, false for a
/// proposal that it accepted.
pub(super) struct GivenCells(BTreeMap<(String, String), BTreeMap<Address, bool>>);

impl GivenCells {
    /// Only units with an opinion can have such cells.
    pub(super) fn new(evidence: &Evidence<'_>) -> Self {
        let rows = evidence.entries.rows(sheets::CHECKS);
        let rows = rows.filter(|row| !row.text(OPINION).is_empty());
        let units: BTreeSet<String> = rows.map(|row| folded(&row.text("Đơn vị"))).collect();
        let mut cells: BTreeMap<(String, String), BTreeMap<Address, bool>> = BTreeMap::new();
        let named = evidence.settings.units.iter().enumerate();
        let named =
            named.filter(|(_, unit)| !units.is_empty() && units.contains(&folded(&unit.name)));
        for used in named.flat_map(|(unit, _)| evidence.used_sheets_of(unit)) {
            let on = &used.sheet.on;
            let own = cells.entry((on.file.to_string(), on.sheet.to_string())).or_default();
            own.extend(given_on(used.sheet));
        }
        Self(cells)
    }

    /// Drops findings that are about such cells alone; of what hangs together with others, the office
    /// is told, but not the unit.
    pub(super) fn sift(&self, findings: Vec<Finding>) -> Vec<Finding> {
        let sifted = findings.into_iter().filter_map(|mut finding| {
            let place = (finding.file.clone(), finding.sheet.clone());
            let Some(own) = self.0.get(&place).filter(|own| !own.is_empty()) else {
                return Some(finding);
            };
            let is_given = |at: &Address| own.get(at) == Some(&true);
            if !finding.cells.is_empty() && finding.cells.iter().all(is_given) {
                return None;
            }
            if finding.cells.iter().any(|at| own.contains_key(at)) {
                finding.ask.clear();
            }
            Some(finding)
        });
        sifted.collect()
    }
}

fn given_on(sheet: &FormSheet) -> impl Iterator<Item = (Address, bool)> + '_ {
    let of = |reading: &Reading| match reading {
        Reading::Decided(_) => Some(true),
        Reading::Accepted(_) => Some(false),
        _ => None,
    };
    let figures = sheet.figures.filled().filter_map(move |cell| Some((cell.at, of(cell.reading)?)));
    let fields = sheet.rows.iter().flat_map(|row| row.filled()).filter_map(move |field| {
        let FieldValue::Number(reading) = field.value else { return None };
        Some((field.at, of(reading)?))
    });
    figures.chain(fields)
}
