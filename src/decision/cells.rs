//! Decisions on doubtful cells: accept the proposal, give another value, keep what is written.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::key::row_key;
use super::value::{plain, proposals_from_words, written_from_words};
use super::{Decisions, Effect, OPINION, Outcome, decided_rows, note};
use crate::cell::{Address, Value, addresses_from_words};
use crate::decimal::{LIMIT, from_vietnamese};
use crate::form::UnitSaid;
use crate::form::{DayReading, FieldValue, FormSheet, ListRow, Reading, TickReading};
use crate::reading::date::read_date;
use crate::reading::number::read_typed_decimal;
use crate::reading::text::{clean, folded};
use crate::settings::{Column, ColumnKind, Kind, Mark, Settings};
use crate::submission::{Fate, Month};
use crate::workspace::{Entries, EntryRow, sheets};

const NO_PROPOSAL: &str = "giá trị đúng của ô, hoặc giữ: dòng này không có đề xuất để đánh dấu x";
const ONE_VALUE_A_CELL: &str =
    "mỗi ô một giá trị theo thứ tự ở cột Ô, cách nhau bằng dấu chấm phẩy; hoặc x, hoặc giữ";
const VALUE: &str = "x (nhận đề xuất), giữ, hoặc giá trị đúng viết như 1.623,5";
const NOT_DATA: &str = "giữ hoặc để trống: ô này không phải ô số liệu";
const TWICE: &str = "một ý kiến cho mỗi ô: ô này đã có ý kiến khác ở dòng trên";

/// Where a decided cell is: unit, sheet, cell.
type Place = (usize, String, Address);

/// Applies the decisions of sheet Cần kiểm tra.
pub(super) fn decide(
    month: &mut Month,
    entries: &mut Entries,
    settings: &Settings,
    decisions: &mut Decisions,
) {
    let mut done: BTreeMap<Place, String> = BTreeMap::new();
    for row in decided_rows(entries, sheets::CHECKS) {
        let said = folded(&row.text(OPINION));
        let outcome = if ["giữ", "giữ nguyên"].iter().any(|word| folded(word) == said) {
            decisions.kept.insert(row_key(&row));
            Ok(Effect::Kept)
        } else {
            apply(&row, month, settings, &mut done)
        };
        let about = format!("{}, {}, ô {}", row.text("Đơn vị"), row.text("Trang"), row.text("Ô"));
        let effect = note(entries, sheets::CHECKS, &row, outcome, about);
        decisions.checks.insert(row.row, effect);
    }
}

/// One row's decision on each of its cells that still says what it said.
fn apply(
    row: &EntryRow,
    month: &mut Month,
    settings: &Settings,
    done: &mut BTreeMap<Place, String>,
) -> Outcome {
    let cells = addresses_from_words(&row.text("Ô")).unwrap_or_default();
    let written = written_from_words(&row.text("Đã ghi"), cells.len()).unwrap_or_default();
    let values = values(row, &cells)?;
    if cells.is_empty() || written.is_empty() {
        return Err(NOT_DATA);
    }
    let unit = settings.units.iter().position(|u| folded(&u.name) == folded(&row.text("Đơn vị")));
    let Some(unit) = unit else { return Ok(Effect::Stale) };
    let sheet = folded(&row.text("Trang"));
    let mut effect = Effect::Stale;
    for (at, value) in values {
        let Some(place) = cells.iter().position(|cell| *cell == at) else { continue };
        let cell = find(month, unit, &sheet, (at, &written[place]), settings);
        let Some(cell) = cell else { continue };
        let key = (unit, sheet.clone(), at);
        if done.get(&key).is_some_and(|other| *other != value) {
            return Err(TWICE);
        }
        set(cell, at, &value, settings)?;
        done.insert(key, value);
        effect = Effect::Applied;
    }
    Ok(effect)
}

/// What the row decides for each cell, as typed.
fn values(row: &EntryRow, cells: &[Address]) -> Result<Vec<(Address, String)>, &'static str> {
    let proposed = proposals_from_words(&row.text("Đề xuất"), cells);
    let said = row.text(OPINION);
    if folded(&said) == "x" {
        let proposed = proposed.ok_or(NO_PROPOSAL)?;
        let words = |(at, value): (Address, Decimal)| (at, crate::decimal::vietnamese(value));
        return Ok(proposed.into_iter().map(words).collect());
    }
    let typed: Vec<String> = match row.value(OPINION) {
        // A number cell is the number, whatever the machine's notation.
        Some(Value::Number(number)) => vec![crate::decimal::vietnamese(*number)],
        _ => said.split(';').map(clean).filter(|part| !part.is_empty()).collect(),
    };
    match (&typed[..], proposed.as_deref()) {
        ([one], Some([(at, _)])) => Ok(vec![(*at, one.clone())]),
        ([one], _) if cells.len() <= 1 => Ok(cells.iter().map(|at| (*at, one.clone())).collect()),
        (several, _) if several.len() == cells.len() => {
            Ok(cells.iter().copied().zip(several.iter().cloned()).collect())
        }
        _ => Err(ONE_VALUE_A_CELL),
    }
}

/// A cell of a used sheet.
enum Found<'m> {
    Figure(&'m mut FormSheet, usize),
    Field(&'m mut ListRow, &'m Column),
}

fn find<'m>(
    month: &'m mut Month,
    unit: usize,
    sheet: &str,
    (at, written): (Address, &str),
    settings: &'m Settings,
) -> Option<Found<'m>> {
    let used = month.submissions.iter_mut().filter(|submission| {
        submission.fate == Fate::Used && submission.unit == Some(UnitSaid::Known(unit))
    });
    let is_named = |own: &FormSheet| folded(&own.on.sheet) == sheet;
    let used = used.filter(|submission| submission.sheets.iter().any(is_named));
    let sheets = used.flat_map(|submission| &mut Arc::make_mut(submission).sheets);
    let mut named = sheets.filter(|own| is_named(own));
    named.find_map(|own| find_on(own, at, written, settings))
}

fn find_on<'m>(
    sheet: &'m mut FormSheet,
    at: Address,
    written: &str,
    settings: &'m Settings,
) -> Option<Found<'m>> {
    let says = |text: &str| plain(text) == written;
    let figure = sheet.figures.iter().find(|cell| cell.at == at && says(&cell.written()));
    if let Some(figure) = figure {
        let indicator = figure.indicator;
        return Some(Found::Figure(sheet, indicator));
    }
    let list = &settings.lists[sheet.list.as_deref()?];
    let row = sheet.rows.iter_mut().find(|row| row.row == at.row)?;
    let column = row.fields().find(|field| field.at == at && says(&field.written()))?.place;
    Some(Found::Field(Arc::make_mut(row), &list.columns[column]))
}

/// Sets a cell to what was typed; what is written stays beside it.
fn set(cell: Found<'_>, at: Address, typed: &str, settings: &Settings) -> Result<(), &'static str> {
    match cell {
        Found::Figure(sheet, indicator) => {
            let whole = settings.indicators[indicator].kind == Kind::Count;
            let number = number(typed, whole)?;
            sheet.figures.reread(|cell| (cell.at == at).then_some(Reading::Decided(number)));
        }
        Found::Field(row, column) => {
            let value = value(typed, column, settings)?;
            row.reread(|field| (field.at == at).then(|| value.clone()));
            if row.name_at == at {
                row.rename(typed.into());
            }
        }
    }
    Ok(())
}

/// What was typed for a field, as its column takes it.
fn value(typed: &str, column: &Column, settings: &Settings) -> Result<FieldValue, &'static str> {
    Ok(match column.kind {
        ColumnKind::Count | ColumnKind::Money => {
            let whole = column.kind == ColumnKind::Count;
            FieldValue::Number(Reading::Decided(number(typed, whole)?))
        }
        ColumnKind::Date => {
            let day = read_date(typed).ok_or("ngày, viết như 10/11/2023")?;
            FieldValue::Day(DayReading::Day(day))
        }
        ColumnKind::Mark => FieldValue::Tick(match settings.marks.of(typed) {
            Some(Mark::Yes) => TickReading::Yes,
            Some(Mark::No | Mark::Zero) => TickReading::No,
            _ => return Err("có hoặc không"),
        }),
        ColumnKind::Choice | ColumnKind::Name | ColumnKind::Text => {
            let any = column.choices.is_empty();
            if !any && !column.is_choice(typed) {
                return Err("một trong các từ mà cột của danh sách cho chọn");
            }
            FieldValue::Words(Some(typed.into()))
        }
    })
}

/// A number as the officer types it. A machine of another notation turns 2.570 into 2,57: a
/// number of heads with decimals is caught here.
fn number(typed: &str, whole: bool) -> Result<Decimal, &'static str> {
    let number = from_vietnamese(typed).or_else(|| read_typed_decimal(typed).ok()).ok_or(VALUE)?;
    if whole && (!number.is_integer() || number.is_sign_negative()) {
        return Err("số nguyên không âm, viết như 2.570");
    }
    if number.abs() > LIMIT {
        return Err(VALUE);
    }
    Ok(number)
}
