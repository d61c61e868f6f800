//! One unit's figure drawn from its list: counted, added up or averaged over the rows that
//! satisfy the indicator's conditions.

use chrono::Datelike;
use rust_decimal::Decimal;

use super::lists::MergedRow;
use crate::cell::Address;
use crate::form::{FieldValue, ListRow, TickReading};
use crate::reading::text::folded;
use crate::settings::{Basis, Condition, Derivation, List, ListOperation, Test};

/// What a unit's list says of an indicator.
#[derive(Clone, Debug, Default)]
pub(super) struct Drawn {
    /// The sum, or the count.
    pub(super) sum: Decimal,
    /// What a mean is divided by.
    pub(super) weight: Decimal,
    /// Every row that counts had what was needed.
    pub(super) complete: bool,
    /// Cells that the figure was drawn from: names for a count, values for a sum.
    pub(super) cells: Vec<Address>,
    /// Rows that went in.
    pub(super) rows: usize,
}

/// Draws a figure from rows that count.
pub(super) fn draw<'l>(
    rows: impl Iterator<Item = &'l MergedRow>,
    list: &List,
    derivation: &Derivation,
    basis: Basis,
    year: i32,
) -> Drawn {
    let mut drawn = Drawn { complete: true, ..Drawn::default() };
    for row in rows {
        match satisfies(&row.row, &derivation.conditions, list, basis, year) {
            Some(true) => add(&mut drawn, row, &derivation.operation, basis),
            Some(false) => {}
            None => drawn.complete = false,
        }
    }
    drawn
}

fn add(drawn: &mut Drawn, row: &MergedRow, operation: &ListOperation, basis: Basis) {
    let number = |column: &str| match row.row.field(column, basis) {
        Some(field) => match field.value {
            FieldValue::Number(reading) => reading.number(),
            _ => None,
        },
        None => None,
    };
    let (value, weight) = match operation {
        ListOperation::Count => (Some(Decimal::ONE), Some(Decimal::ONE)),
        ListOperation::Sum(column) | ListOperation::Mean(column) => {
            (number(column), Some(Decimal::ONE))
        }
        ListOperation::MeanBy(column, weight) => (number(column), number(weight)),
    };
    drawn.rows += 1;
    match (value, weight) {
        // No workers: the organisation weighs nothing, whatever its income is said to be.
        (_, Some(weight)) if weight.is_zero() => {}
        (Some(value), Some(weight)) => {
            let sum = value.checked_mul(weight).and_then(|part| drawn.sum.checked_add(part));
            let weight = drawn.weight.checked_add(weight);
            match (sum, weight) {
                (Some(sum), Some(weight)) => {
                    drawn.sum = sum;
                    drawn.weight = weight;
                    drawn.cells.push(cell_of(row, operation, basis));
                }
                _ => drawn.complete = false,
            }
        }
        _ => drawn.complete = false,
    }
}

fn cell_of(row: &MergedRow, operation: &ListOperation, basis: Basis) -> Address {
    let field = operation.column().and_then(|column| row.row.field(column, basis));
    field.map_or(row.row.name_at, |field| field.at)
}

/// Do all conditions hold? `None` where that cannot be told from what is written.
pub(super) fn satisfies(
    row: &ListRow,
    conditions: &[Condition],
    list: &List,
    basis: Basis,
    year: i32,
) -> Option<bool> {
    let mut unknown = false;
    for condition in conditions {
        match holds(row, condition, list, basis, year) {
            Some(false) => return Some(false),
            Some(true) => {}
            None => unknown = true,
        }
    }
    if unknown { None } else { Some(true) }
}

fn holds(
    row: &ListRow,
    condition: &Condition,
    list: &List,
    basis: Basis,
    year: i32,
) -> Option<bool> {
    let field = row.field(&condition.column, basis)?;
    match (&condition.test, field.value) {
        (Test::Filled, value) => Some(is_filled(value)),
        (Test::Says(words), FieldValue::Words(said)) => {
            says(said.as_deref(), words, list, &condition.column)
        }
        (Test::SaysNot(words), FieldValue::Words(said)) => {
            let filled = said.is_some();
            says(said.as_deref(), words, list, &condition.column).map(|says| filled && !says)
        }
        (Test::Number(comparison, value), FieldValue::Number(reading)) => {
            reading.number().map(|number| comparison.holds(number, *value))
        }
        (Test::Day(comparison, wanted), value) => {
            let days = |day: chrono::NaiveDate| Decimal::from(day.num_days_from_ce());
            value.day().map(|day| comparison.holds(days(day), days(*wanted)))
        }
        (Test::InReportYear, value) => value.day().map(|day| day.year() == year),
        (Test::Ticked, FieldValue::Tick(tick)) => match tick {
            TickReading::Yes => Some(true),
            TickReading::No => Some(false),
            TickReading::Unclear => None,
        },
        _ => None,
    }
}

/// Blank says nothing, unless the column must be filled; a word that is no choice of the
/// column could mean any of them.
fn says(said: Option<&str>, words: &[String], list: &List, column: &str) -> Option<bool> {
    let column = &list.columns[column];
    match said {
        None if column.required => None,
        None => Some(false),
        Some(said) if words.contains(&folded(said)) => Some(true),
        Some(said) => {
            let known = column.choices.is_empty() || column.is_choice(said);
            known.then_some(false)
        }
    }
}

fn is_filled(value: &FieldValue) -> bool {
    match value {
        FieldValue::Words(words) => words.is_some(),
        FieldValue::Number(reading) => reading.number().is_some(),
        FieldValue::Day(_) => value.day().is_some(),
        FieldValue::Tick(tick) => *tick == TickReading::Yes,
    }
}
