//! Decisions on what units sent: use, set aside, or carry over the last figures.

use std::collections::BTreeMap;

use super::decisions::{DecisionOutcome, Decisions, Effect, OPINION, decided_rows, note};
use super::key::row_key;
use super::opinion_words::word;
use super::versions;
use crate::form::NamedUnit;
use crate::intake::submission::{Month, Ruling};
use crate::settings::Settings;
use crate::workspace::{Entries, EntryRow, sheets};
use viet_text::text::{clean, folded};

/// The code of the findings about units without a report.
pub const NO_REPORT: &str = "thieu-bao-cao";

const EXPECTED: &str = "dùng, bỏ hoặc dùng kỳ trước";
const USE: &str = "dùng";
const DROP: &str = "bỏ";
const CARRY: &str = "dùng kỳ trước";

/// Applies the decisions of sheet Theo dõi tiếp nhận.
pub(super) fn decide(
    month: &mut Month,
    entries: &mut Entries,
    settings: &Settings,
    decisions: &mut Decisions,
) {
    let rows = decided_rows(entries, sheets::RECEIPT);
    let mut rulings = BTreeMap::new();
    let outcomes: Vec<DecisionOutcome> =
        rows.iter().map(|row| rule(row, month, settings, &mut rulings)).collect();
    versions::rule(month, entries, settings, (&mut rulings, decisions));
    take_nearly_named(month, &rulings);
    if !rulings.is_empty() {
        month.settle(&rulings);
    }
    for (row, mut outcome) in rows.iter().zip(outcomes) {
        if let (true, Ok(Effect::Applied), Some(unit)) =
            (asks_to_carry(row), outcome, unit_of(row, settings))
        {
            outcome = Ok(carry(month, unit, decisions));
        }
        let about = format!("{} {}", row.text("Đơn vị"), row.text("Tệp"));
        let effect = note(entries, sheets::RECEIPT, row, outcome, clean(&about));
        decisions.receipt.insert(row.row, effect);
    }
    carry_beside_findings(month, entries, settings, decisions);
}

/// Carries a unit's last figures over, unless its own report has come.
fn carry(month: &Month, unit: usize, decisions: &mut Decisions) -> Effect {
    if month.used_by(unit).next().is_some() {
        return Effect::Stale;
    }
    if !decisions.carried.contains(&unit) {
        decisions.carried.push(unit);
    }
    Effect::Applied
}

/// The same said beside the finding that the unit has no report.
fn carry_beside_findings(
    month: &Month,
    entries: &mut Entries,
    settings: &Settings,
    decisions: &mut Decisions,
) {
    let rows = decided_rows(entries, sheets::CHECKS).into_iter();
    for row in rows.filter(|row| row.text("Mã") == NO_REPORT && asks_to_carry(row)) {
        let Some(unit) = unit_of(&row, settings) else { continue };
        let effect = carry(month, unit, decisions);
        if effect == Effect::Applied {
            decisions.kept.insert(row_key(&row));
        }
        let effect = note(entries, sheets::CHECKS, &row, Ok(effect), row.text("Đơn vị"));
        decisions.checks.insert(row.row, effect);
    }
}

/// Notes the ruling of nearly names a unit and is to be used is that unit's.
fn take_nearly_named(month: &mut Month, rulings: &BTreeMap<usize, Ruling>) {
    let used = rulings.iter().filter(|(_, ruling)| **ruling == Ruling::Use);
    let units =
        used.filter_map(|(place, _)| Some((*place, month.submissions[*place].nearly_of()?)));
    let units: BTreeMap<usize, usize> = units.collect();
    month.take_for(&units);
}

/// What one row for each of its submissions.
fn rule(
    row: &EntryRow,
    month: &Month,
    settings: &Settings,
    rulings: &mut BTreeMap<usize, Ruling>,
) -> DecisionOutcome {
    let ruling = if says(row, USE) {
        Ruling::Use
    } else if says(row, DROP) || says(row, CARRY) {
        Ruling::Drop
    } else {
        return Err(EXPECTED);
    };
    let Some(unit) = unit_of(row, settings) else {
        return Err("để trống: đơn vị này không có trong danh sách của tệp khai báo");
    };
    let path = row.text("Tệp");
    let file = month.files.iter().position(|file| clean(&file.path) == path);
    let of_row = month.submissions.iter().enumerate().filter(|(_, submission)| {
        let is_of_unit =
            submission.unit == Some(NamedUnit::Known(unit)) || submission.nearly_of() == Some(unit);
        Some(submission.file) == file && is_of_unit
    });
    let places: Vec<usize> = of_row.map(|(place, _)| place).collect();
    rulings.extend(places.iter().map(|place| (*place, ruling)));
    match (path.is_empty(), file, asks_to_carry(row)) {
        (_, _, true) => Ok(Effect::Applied),
        (true, ..) if ruling == Ruling::Use => Err("dùng kỳ trước: đơn vị chưa gửi tệp nào"),
        (true, ..) | (false, None, _) => Ok(Effect::Stale),
        _ if places.is_empty() && ruling == Ruling::Use => {
            Err("dùng kỳ trước hoặc để trống: tệp này không có số liệu đọc được")
        }
        _ => Ok(Effect::Applied),
    }
}

/// Does the row ask for the last figures?
pub(super) fn asks_to_carry(row: &EntryRow) -> bool {
    says(row, CARRY)
}

/// Both sides are folded: "kỳ" and "kì" are one word.
fn says(row: &EntryRow, said: &str) -> bool {
    word(&row.text(OPINION)) == folded(said)
}

/// Is the row about the unit of this name?
pub(super) fn is_named(row: &EntryRow, unit: &str) -> bool {
    folded(&row.text("Đơn vị")) == folded(unit)
}

fn unit_of(row: &EntryRow, settings: &Settings) -> Option<usize> {
    settings.units.iter().position(|unit| is_named(row, &unit.name))
}
