//! One unit's figure drawn from its list: counted, added up or averaged over the rows that
//! satisfy the indicator's conditions.

use std::rc::Rc;
use std::sync::Arc;

use chrono::Datelike;
use rust_decimal::Decimal;

use super::lists::MergedRow;
use super::row_bitset::RowBitset;
use crate::form::{FieldValue, ListRow, TickReading};
use crate::settings::{Basis, Column, Condition, List, ListOperation, Test};
use viet_text::text::folded;
use workbook_io::Address;
use workbook_io::cache::TextCache;

/// What a unit's list says of an indicator.
#[derive(Clone, Debug, Default)]
pub(super) struct DrawnSum {
    /// The sum, or the count.
    pub(super) sum: Decimal,
    /// What a mean is divided by.
    pub(super) weight: Decimal,
    /// Every counted row had the values needed.
    pub(super) complete: bool,
    /// Rows whose cells the figure was drawn from.
    pub(super) rows_used: RowBitset,
    /// Rows that went in.
    pub(super) rows: u32,
}

/// Draws a figure from rows, of which `counts` tells whether they count.
pub(super) fn draw(
    rows: &[&MergedRow],
    counts: impl Fn(&MergedRow) -> Option<bool>,
    (operation, list): (&ListOperation, &List),
    basis: Basis,
) -> DrawnSum {
    let mut drawn = DrawnSum { complete: true, ..DrawnSum::default() };
    let taken = RowAddends::new(operation, list);
    for (turn, row) in rows.iter().enumerate() {
        match counts(row) {
            Some(true) if *operation == ListOperation::Count => {
                drawn.rows += 1;
                drawn.rows_used.insert(turn);
            }
            Some(true) => add(&mut drawn, turn, taken.read(&row.row, basis)),
            Some(false) => {}
            None => drawn.complete = false,
        }
    }
    if *operation == ListOperation::Count {
        (drawn.sum, drawn.weight) = (drawn.rows.into(), drawn.rows.into());
    }
    drawn
}

/// What each row adds: one, or a column's value, by the column's place.
#[derive(Clone, Copy)]
enum Addend {
    One,
    Column(Option<usize>),
}

/// What each row adds to the sum and to the divisor.
struct RowAddends {
    value: Addend,
    weight: Addend,
}

impl RowAddends {
    fn new(operation: &ListOperation, list: &List) -> Self {
        let column = |code: &String| Addend::Column(list.columns.get_index_of(code));
        let (value, weight) = match operation {
            ListOperation::Count => (Addend::One, Addend::One),
            ListOperation::Sum(value) | ListOperation::Mean(value) => (column(value), Addend::One),
            ListOperation::MeanBy(value, weight) => (column(value), column(weight)),
        };
        Self { value, weight }
    }

    /// A row's value and weight.
    fn read(&self, row: &ListRow, basis: Basis) -> (Option<Decimal>, Option<Decimal>) {
        let number = |term| match term {
            Addend::One => Some(Decimal::ONE),
            Addend::Column(place) => match row.field_of(place?, basis)?.value {
                FieldValue::Number(reading) => reading.number(),
                _ => None,
            },
        };
        (number(self.value), number(self.weight))
    }
}

fn add(drawn: &mut DrawnSum, turn: usize, (value, weight): (Option<Decimal>, Option<Decimal>)) {
    drawn.rows += 1;
    match (value, weight) {
        // An organisation without workers weighs nothing, whatever its income.
        (_, Some(weight)) if weight.is_zero() => {}
        (Some(value), Some(weight)) => {
            let part = if weight == Decimal::ONE { Some(value) } else { value.checked_mul(weight) };
            let sum = part.and_then(|part| drawn.sum.checked_add(part));
            match (sum, drawn.weight.checked_add(weight)) {
                (Some(sum), Some(weight)) => {
                    drawn.sum = sum;
                    drawn.weight = weight;
                    drawn.rows_used.insert(turn);
                }
                _ => drawn.complete = false,
            }
        }
        _ => drawn.complete = false,
    }
}

/// The cell of a row that a figure is drawn from: its name for a count, else its value.
pub(super) fn cell_of(row: &ListRow, column: Option<&str>, basis: Basis) -> Address {
    let field = column.and_then(|column| row.field(column, basis));
    field.map_or(row.name_at, |field| field.at)
}

/// Do all conditions hold? `None` where that cannot be told from what is written.
pub(crate) fn satisfies(
    row: &ListRow,
    conditions: &[Condition],
    list: &List,
    basis: Basis,
    year: i32,
) -> Option<bool> {
    let mut unknown = false;
    for condition in conditions {
        match holds(condition, row, list, basis, year) {
            Some(false) => return Some(false),
            Some(true) => {}
            None => unknown = true,
        }
    }
    if unknown { None } else { Some(true) }
}

/// Does a condition hold of a row? `None` where that cannot be told.
fn holds(
    condition: &Condition,
    row: &ListRow,
    list: &List,
    basis: Basis,
    year: i32,
) -> Option<bool> {
    let (place, _, column) = list.columns.get_full(&condition.column)?;
    match (&condition.test, row.field_of(place, basis)?.value) {
        (Test::Filled, value) => Some(is_filled(value)),
        (Test::Says(words), FieldValue::Words(said)) => says(said.as_ref(), words, column),
        (Test::SaysNot(words), FieldValue::Words(said)) => {
            says(said.as_ref(), words, column).map(|says| said.is_some() && !says)
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

/// A blank says none of the words, unless the column must be filled. A word that is no choice of
/// the column could mean any of them.
fn says(said: Option<&Arc<str>>, words: &[String], column: &Column) -> Option<bool> {
    let Some(said) = said else { return (!column.required).then_some(false) };
    if words.contains(&key(said)) {
        return Some(true);
    }
    let known = column.choices.is_empty() || column.is_choice(said);
    known.then_some(false)
}

thread_local! {
    /// Every condition asks for the same few words.
    static FOLDED: TextCache<Rc<String>> = TextCache::default();
}

fn key(said: &str) -> Rc<String> {
    FOLDED.with(|seen| seen.get_or_insert_with(said, |said| folded(said).into()))
}

fn is_filled(value: &FieldValue) -> bool {
    match value {
        FieldValue::Words(words) => words.is_some(),
        FieldValue::Number(reading) => reading.number().is_some(),
        FieldValue::Day(_) => value.day().is_some(),
        FieldValue::Tick(tick) => *tick == TickReading::Yes,
    }
}
