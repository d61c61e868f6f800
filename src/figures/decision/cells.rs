//! Decisions on doubtful cells: accept the proposal, give another value, keep what is written.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::decisions::GivenFigure;
use super::decisions::{Decisions, Effect, OPINION, decided_rows, note};
use super::given_figure::accepts_list;
use super::key::{kept_cells, row_key, written_in_cells};
use super::opinion_words::{accepts, keeps};
use super::rows;
use super::typed_value::{CellChange, TypedValue, change};
use super::unit_sheets::UnitSheets;
use super::value::{plain, proposals_from_words};
use crate::intake::submission::Month;
use crate::settings::Settings;
use crate::workspace::{Entries, EntryRow, sheets};
use viet_text::notation::vietnamese;
use viet_text::text::{clean, folded};
use workbook_io::{Address, Value, parse_addresses};

const NO_PROPOSAL: &str = "giá trị đúng của ô, hoặc giữ: dòng này không có đề xuất để đánh dấu x";
const ONE_VALUE_A_CELL: &str =
    "mỗi ô một giá trị theo thứ tự ở cột Ô, cách nhau bằng dấu chấm phẩy; hoặc x, hoặc giữ";
const ONE_CELL: &str = "một giá trị: dòng này chỉ có một ô; hoặc x, hoặc giữ";
const NOT_DATA: &str =
    "giữ nếu chấp nhận như hiện nay: dòng này không có ô số liệu đang dùng để nhận giá trị";
const TWICE: &str = "một ý kiến cho mỗi ô: ô này đã có ý kiến khác ở dòng trên";

/// Where a decided cell is: unit, sheet, cell.
type CellPlace = (usize, String, Address);

/// A decided cell that still says what it said, with its new value.
struct DecidedCell {
    submission: usize,
    sheet: usize,
    at: Address,
    change: CellChange,
}

/// Applies the decisions of sheet Cần kiểm tra.
pub(super) fn decide(
    month: &mut Month,
    entries: &mut Entries,
    settings: &Settings,
    decisions: &mut Decisions,
) {
    let mut done: BTreeMap<CellPlace, TypedValue> = BTreeMap::new();
    let mut ruled = rows::Ruled::new();
    let decided = decided_rows(entries, sheets::CHECKS).into_iter();
    let is_new = |row: &EntryRow| !decisions.checks.contains_key(&row.row);
    let mut decided: Vec<EntryRow> = decided.filter(|row| is_new(row)).collect();
    // What is said of a cell comes before what is said of its difference from the list.
    decided.sort_by_key(accepts_list);
    for row in decided {
        let said = row.text(OPINION);
        let outcome = if said.split(';').all(keeps) {
            decisions.kept.insert(row_key(&row));
            Ok(Effect::Kept)
        } else if let Some(outcome) = rows::decide(&row, month, settings, &mut ruled) {
            if outcome == Ok(Effect::Applied) {
                decisions.kept.insert(row_key(&row));
            }
            outcome
        } else {
            understood(&row, month, settings, &mut done).map(|(effect, decided)| {
                let stays = !accepts(&row.text(OPINION)) || decided.is_empty();
                if effect == Effect::Applied && stays {
                    decisions.kept.insert(row_key(&row));
                    decisions.kept_cells.extend(kept_cells(&row));
                }
                let given = decided.into_iter().filter_map(|decided| apply(decided, &row, month));
                decisions.given.extend(given.collect::<Vec<GivenFigure>>());
                effect
            })
        };
        let about = format!("{}, {}, ô {}", row.text("Đơn vị"), row.text("Trang"), row.text("Ô"));
        let effect = note(entries, sheets::CHECKS, &row, outcome, about);
        decisions.checks.insert(row.row, effect);
    }
}

/// What one row decides for each of its cells that still says what it said. The whole row must be
/// understood before any of it is applied.
fn understood(
    row: &EntryRow,
    month: &Month,
    settings: &Settings,
    done: &mut BTreeMap<CellPlace, TypedValue>,
) -> Result<(Effect, Vec<DecidedCell>), &'static str> {
    let cells = parse_addresses(&row.text("Ô")).unwrap_or_default();
    let written = written_in_cells(row, cells.len());
    if cells.is_empty() || written.is_empty() || row.text("Đơn vị").is_empty() {
        return Err(NOT_DATA);
    }
    let unit = settings.units.iter().position(|u| folded(&u.name) == folded(&row.text("Đơn vị")));
    let Some(unit) = unit else { return Ok((Effect::Stale, Vec::new())) };
    let sheet = folded(&row.text("Trang"));
    let own = UnitSheets { month, unit, sheet: &sheet };
    let is_there = || month.files.iter().any(|file| clean(&file.path) == row.text("Tệp"));
    if is_there() && !cells.iter().any(|at| own.is_data(*at)) {
        return Err(NOT_DATA);
    }
    let (mut decided, mut asked) = (Vec::new(), BTreeMap::new());
    let mut effect = Effect::Stale;
    for (at, typed) in values(row, &cells)? {
        let Some(place) = cells.iter().position(|cell| *cell == at) else { continue };
        let Some(found) = own.find(at, &written[place], &typed, settings)? else { continue };
        let key = (unit, sheet.clone(), at);
        effect = Effect::Applied;
        match done.get(&key).filter(|other| **other != typed) {
            // A given value takes precedence over an accepted proposal.
            Some(other) if typed.is_proposal && !other.is_proposal => continue,
            // The cell keeps what was accepted for it, and the list's figure stays in use.
            Some(_) if accepts_list(row) => return Ok((Effect::Applied, Vec::new())),
            Some(other) if typed.is_proposal == other.is_proposal => return Err(TWICE),
            _ => {}
        }
        asked.insert(key, typed);
        decided.push(found);
    }
    done.extend(asked);
    Ok((effect, decided))
}

/// What the row decides for each cell, as typed.
fn values(row: &EntryRow, cells: &[Address]) -> Result<Vec<(Address, TypedValue)>, &'static str> {
    let proposed = proposals_from_words(&row.text("Đề xuất"), cells);
    let said = row.text(OPINION);
    if accepts(&said) {
        let proposed = proposed.ok_or(NO_PROPOSAL)?;
        let accepted = |(at, text): (Address, String)| (at, TypedValue { text, is_proposal: true });
        return Ok(proposed.into_iter().map(accepted).collect());
    }
    let given = |text: String| TypedValue { text, is_proposal: false };
    let typed: Vec<TypedValue> = match row.value(OPINION) {
        // A number cell holds the number itself, whatever notation the computer shows.
        Some(Value::Number(number)) => vec![given(vietnamese(*number))],
        _ => said.split(';').map(clean).filter(|part| !part.is_empty()).map(given).collect(),
    };
    match (&typed[..], proposed.as_deref()) {
        ([one], Some([(at, _)])) => Ok(vec![(*at, one.clone())]),
        ([one], _) if cells.len() <= 1 => Ok(cells.iter().map(|at| (*at, one.clone())).collect()),
        (several, proposed) if several.len() == cells.len() => {
            let each = cells.iter().zip(several).filter(|(_, typed)| !keeps(&typed.text));
            each.map(|(at, typed)| Ok((*at, for_cell(*at, typed, proposed)?))).collect()
        }
        _ if cells.len() == 1 => Err(ONE_CELL),
        _ => Err(ONE_VALUE_A_CELL),
    }
}

/// What one of several cells gets: what was typed for it, or with x what is proposed for it.
fn for_cell(
    at: Address,
    typed: &TypedValue,
    proposed: Option<&[(Address, String)]>,
) -> Result<TypedValue, &'static str> {
    if !accepts(&typed.text) {
        return Ok(typed.clone());
    }
    let mut proposed = proposed.unwrap_or_default().iter();
    let (_, text) = proposed.find(|(cell, _)| *cell == at).ok_or(NO_PROPOSAL)?;
    Ok(TypedValue { text: text.clone(), is_proposal: true })
}

impl UnitSheets<'_> {
    /// The cell, if it still says what it said, with its new value.
    fn find(
        &self,
        at: Address,
        written: &str,
        typed: &TypedValue,
        settings: &Settings,
    ) -> Result<Option<DecidedCell>, &'static str> {
        let changes = self.sheets().filter_map(|(submission, sheet, on)| {
            let change = change(on, at, |text| plain(text) == written, typed, settings)?;
            Some(change.map(|change| DecidedCell { submission, sheet, at, change }))
        });
        changes.take(1).next().transpose()
    }
}

/// Sets a cell to what was typed and keeps what is written. A given figure is returned, to be
/// checked against the result.
fn apply(decided: DecidedCell, row: &EntryRow, month: &mut Month) -> Option<GivenFigure> {
    let DecidedCell { submission, sheet: own, at, change } = decided;
    let sheet = &mut Arc::make_mut(&mut month.submissions[submission]).sheets[own];
    match change {
        CellChange::Figure { indicator, basis, reading } => {
            let before = sheet.figures.iter().find(|cell| cell.at == at)?.reading.clone();
            sheet.figures.reread(|cell| (cell.at == at).then(|| reading.clone()));
            let place = (submission, own, at);
            GivenFigure::from_decision(row, (indicator, basis), place, reading, before)
        }
        CellChange::Field { value, name } => {
            let row = sheet.rows.iter_mut().find(|row| row.row == at.row)?;
            let row = Arc::make_mut(row);
            row.reread(|field| (field.at == at).then(|| value.clone()));
            name.into_iter().for_each(|name| row.rename(name));
            None
        }
    }
}
