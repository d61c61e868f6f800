//! Decisions on whose a report is that names none of the office's units, or nearly one.

use std::collections::BTreeMap;

use super::decisions::{DecisionOutcome, Decisions, Effect, OPINION, decided_rows, note};
use super::key::row_key;
use super::opinion_words::{accepts, keeps, word};
use crate::form::{NamedUnit, UnitNames};
use crate::intake::submission::{Fate, Month, Reason};
use crate::settings::Settings;
use crate::workspace::{Entries, EntryRow, sheets};
use viet_text::text::{clean, folded};

/// The code of the findings that ask.
pub const UNIT_UNKNOWN: &str = "don-vi-la";

const NO_PROPOSAL: &str = "tên đơn vị trong danh sách, hoặc giữ: dòng này không hỏi về đơn vị nào";
const NO_UNIT: &str = "x nếu đúng là đơn vị được hỏi, tên một đơn vị trong danh sách, hoặc giữ";

/// Is the row about whose a report is?
pub(super) fn is_about(row: &EntryRow) -> bool {
    row.text("Mã") == UNIT_UNKNOWN
}

/// Applies such decisions of sheet Cần kiểm tra.
pub(super) fn decide(
    month: &mut Month,
    entries: &mut Entries,
    settings: &Settings,
    decisions: &mut Decisions,
) {
    let rows: Vec<EntryRow> =
        decided_rows(entries, sheets::CHECKS).into_iter().filter(is_about).collect();
    let mut taken = BTreeMap::new();
    for row in &rows {
        let said = word(&row.text(OPINION));
        let outcome = if keeps(&said) || said == folded("bỏ") {
            decisions.kept.insert(row_key(row));
            Ok(Effect::Kept)
        } else {
            take(row, month, settings, &mut taken)
        };
        let effect = note(entries, sheets::CHECKS, row, outcome, row.text("Tệp"));
        decisions.checks.insert(row.row, effect);
    }
    if !taken.is_empty() {
        month.take_for(&taken);
        month.settle(&BTreeMap::new());
    }
}

/// What one row takes for which unit's.
fn take(
    row: &EntryRow,
    month: &Month,
    settings: &Settings,
    taken: &mut BTreeMap<usize, usize>,
) -> DecisionOutcome {
    let path = row.text("Tệp");
    let asked = month.submissions.iter().enumerate().filter(|(_, submission)| {
        let is_unknown =
            matches!(submission.fate, Fate::SetAside(Reason::UnknownUnit(_) | Reason::NoUnit));
        is_unknown && clean(&month.files[submission.file].path) == path
    });
    let asked: Vec<usize> = asked.map(|(place, _)| place).collect();
    if asked.is_empty() {
        return Ok(Effect::Stale);
    }
    let said = row.text(OPINION);
    let accepts = accepts(&said) || word(&said) == folded("dùng");
    let names = UnitNames::new(&settings.office, &settings.units);
    let typed = names.in_heading(&said).as_ref().and_then(NamedUnit::known);
    for place in asked {
        let unit = match (accepts, month.submissions[place].nearly_of()) {
            (true, Some(near)) => near,
            (true, None) => return Err(NO_PROPOSAL),
            (false, _) => typed.ok_or(NO_UNIT)?,
        };
        taken.insert(place, unit);
    }
    Ok(Effect::Applied)
}
