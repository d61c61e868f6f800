//! A unit's sheets in use of one name.

use crate::form::{FormSheet, NamedUnit};
use crate::intake::submission::{Fate, Month};
use viet_text::text::folded;
use workbook_io::Address;

/// A unit's sheets in use of one name.
pub(super) struct UnitSheets<'m> {
    pub(super) month: &'m Month,
    pub(super) unit: usize,
    pub(super) sheet: &'m str,
}

impl<'m> UnitSheets<'m> {
    /// By the places of submission and sheet.
    pub(super) fn sheets(&self) -> impl Iterator<Item = (usize, usize, &'m FormSheet)> {
        let submissions = self.month.submissions.iter().enumerate();
        let used = submissions.filter(|(_, submission)| {
            submission.fate == Fate::Used && submission.unit == Some(NamedUnit::Known(self.unit))
        });
        let sheets = used.flat_map(|(place, submission)| {
            submission.sheets.iter().enumerate().map(move |(own, sheet)| (place, own, sheet))
        });
        sheets.filter(|(_, _, sheet)| folded(&sheet.on.sheet) == self.sheet)
    }

    /// Is it the cell of a figure or of a list's field?
    pub(super) fn is_data(&self, at: Address) -> bool {
        self.sheets().any(|(_, _, sheet)| {
            sheet.figures.slots().iter().any(|slot| slot.at == at)
                || sheet.rows.iter().any(|row| row.fields().any(|field| field.at == at))
        })
    }
}
