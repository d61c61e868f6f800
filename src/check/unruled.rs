//! A unit's figures as it wrote its lists, where the office left rows out or counted some: what differs
//! only by that is the office's own doing, and no question to anybody.

use std::sync::Arc;

use super::Evidence;
use crate::figures::consolidate::{Figures, consolidate};
use crate::form::{FormSheet, RowRuling};
use crate::intake::submission::{Month, Submission};

/// The figures of the unit alone, as written; `None` where the office ruled on none of its rows.
pub(super) fn figures_unruled(evidence: &Evidence<'_>, unit: usize) -> Option<Figures> {
    let is_ruled = |sheet: &FormSheet| sheet.rows.iter().any(|row| row.ruling.is_some());
    let used = || evidence.month.used_by(unit);
    if !used().flat_map(|submission| &submission.sheets).any(is_ruled) {
        return None;
    }
    let mut own: Vec<Arc<Submission>> = used().cloned().collect();
    for submission in &mut own {
        let sheets = Arc::make_mut(submission).sheets.iter_mut();
        let rows = sheets.flat_map(|sheet| &mut sheet.rows).filter(|row| row.ruling.is_some());
        for row in rows {
            let row = Arc::make_mut(row);
            let is_example = row.ruling == Some(RowRuling::ExampleCounts);
            row.ruling = is_example.then_some(RowRuling::LeftOut);
        }
    }
    let alone = Month::new(evidence.month.period, Vec::new(), own);
    Some(consolidate(&alone, evidence.settings))
}
