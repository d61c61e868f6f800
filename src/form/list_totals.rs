//! Total rows of a list: told by arithmetic where words do not tell, and held against the rows
//! that they add up.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::MidpointAwayFromZero;

use super::field::FieldValue;
use super::list_fields::ListRow;
use crate::settings::Basis;
use workbook_io::Address;

/// A row of a list that adds up, or averages, other rows.
#[derive(Clone, Debug, PartialEq)]
pub struct TotalRow {
    /// The cell that says so; its first number where no cell does.
    pub at: Address,
    /// What it says; empty where only its numbers tell.
    pub label: String,
    /// Its numbers.
    pub numbers: Vec<TotalNumber>,
    /// It is about some of the rows above ("Trong đó: …"), and need not add up.
    pub is_part: bool,
    /// Its words do not say what it is, its numbers do.
    pub is_by_numbers: bool,
}

/// A number of a total row.
#[derive(Clone, Debug, PartialEq)]
pub struct TotalNumber {
    /// The column, by its place among the list's in the settings.
    pub column: usize,
    /// The basis of the sheet's column.
    pub basis: Basis,
    /// The cell.
    pub at: Address,
    /// As read.
    pub value: Decimal,
}

/// What rows say under one column.
#[derive(Clone, Copy, Debug, Default)]
pub struct RowSpan {
    /// The sum of their numbers.
    pub sum: Decimal,
    /// How many of them have one.
    pub count: u32,
    /// The least and the greatest of them.
    pub bounds: Option<(Decimal, Decimal)>,
    /// Some have none.
    pub is_incomplete: bool,
}

/// The rows that are added up are more than one, unless the row differs from that one in all but
/// several numbers: one number alone is equal to another by chance.
const FEWEST_ROWS: usize = 2;

/// Numbers that must agree where nothing else tells a total from an organisation.
const FEWEST_NUMBERS: usize = 2;

/// Sums for each number that only lies between the others.
const FEWEST_SUMS_TO_A_MEAN: usize = 3;

impl TotalRow {
    /// A total row of what a row says.
    pub(super) fn new(row: &ListRow, label: Option<(Address, String)>) -> Self {
        let numbers: Vec<TotalNumber> = numbers_of(row);
        let first = numbers.first().map_or(row.name_at, |number| number.at);
        let (at, label) = label.unwrap_or((first, String::new()));
        Self { at, label, numbers, is_part: false, is_by_numbers: false }
    }
}

fn numbers_of(row: &ListRow) -> Vec<TotalNumber> {
    let number = |field: super::Field<'_>| match field.value {
        FieldValue::Number(reading) => Some(TotalNumber {
            column: field.place,
            basis: field.basis,
            at: field.at,
            value: reading.number()?,
        }),
        _ => None,
    };
    row.filled().filter_map(number).collect()
}

impl RowSpan {
    /// What some rows say under a column.
    #[must_use]
    pub fn of(rows: &[Arc<ListRow>], column: usize, basis: Basis) -> Self {
        let mut span = Self::default();
        for row in rows {
            let number = row.own_field(column, basis).and_then(|field| match field.value {
                FieldValue::Number(reading) => reading.number(),
                _ => None,
            });
            let sum = number.and_then(|number| span.sum.checked_add(number));
            let (Some(number), Some(sum)) = (number, sum) else {
                span.is_incomplete = true;
                continue;
            };
            span.sum = sum;
            span.count += 1;
            let (least, most) = span.bounds.unwrap_or((number, number));
            span.bounds = Some((least.min(number), most.max(number)));
        }
        span
    }

    /// Is a number the sum, at the decimals that it shows?
    #[must_use]
    pub fn is_sum(&self, number: Decimal) -> bool {
        self.count > 0 && shown_as(self.sum, number) == number
    }

    /// Is a number the mean, at the decimals that it shows?
    #[must_use]
    pub fn is_mean(&self, number: Decimal) -> bool {
        let mean = self.sum.checked_div(self.count.into());
        mean.is_some_and(|mean| shown_as(mean, number) == shown_as(number, number))
    }
}

/// A number at the decimals of another, six at the most.
fn shown_as(number: Decimal, like: Decimal) -> Decimal {
    let decimals = like.normalize().scale().min(6);
    number.round_dp_with_strategy(decimals, MidpointAwayFromZero).normalize()
}

/// A row that may be a total: without a running number, a choice, a day or a tick.
pub(super) struct BareRow {
    /// The row.
    pub(super) row: Arc<ListRow>,
    /// Its place among the list's organisations, or the place that it would have there.
    pub(super) place: usize,
    /// It counts as an organisation so far.
    pub(super) is_organisation: bool,
}

/// Which of the bare rows are totals by their numbers, by their places among them. `rows` are the
/// list's organisations, `totals` the places before which total rows stand.
pub(super) fn by_numbers(bare: &[BareRow], rows: &[Arc<ListRow>], totals: &[usize]) -> Vec<usize> {
    let (mut bounds, mut found) = (totals.to_vec(), Vec::new());
    let bare_rows: BTreeSet<u32> = bare.iter().map(|own| own.row.row).collect();
    let mut known: BTreeSet<u32> = BTreeSet::new();
    for (turn, own) in bare.iter().enumerate() {
        let numbers = numbers_of(&own.row);
        let adds_up = |span: Range<usize>| {
            let is_added = |row: &&Arc<ListRow>| !known.contains(&row.row);
            let span: Vec<_> = rows[span].iter().filter(is_added).cloned().collect();
            let others = span.iter().filter(|row| !bare_rows.contains(&row.row)).count();
            let stands_out = others * 2 > span.len();
            let fewest =
                if stands_out && numbers.len() >= FEWEST_NUMBERS { 1 } else { FEWEST_ROWS };
            span.len() >= fewest && agree(&numbers, &span, stands_out)
        };
        if spans_around(own, &bounds, rows.len()).into_iter().any(adds_up) {
            bounds.push(own.place);
            known.insert(own.row.row);
            found.push(turn);
        }
    }
    found
}

/// The rows that a row may add up: all above, those since the last total, all below, those up to
/// the next.
fn spans_around(own: &BareRow, bounds: &[usize], end: usize) -> [Range<usize>; 4] {
    let below = own.place + usize::from(own.is_organisation);
    let last = bounds.iter().copied().filter(|bound| *bound < own.place).max().unwrap_or(0);
    let next = bounds.iter().copied().filter(|bound| *bound > below).min().unwrap_or(end);
    [0..own.place, last..own.place, below..end, below..next]
}

/// Is each number the sum or the mean of those rows? Beside sums a few may be means by another column,
/// which lie between the least and the greatest. `stands_out` tells that the row differs from those in
/// more than its numbers.
fn agree(numbers: &[TotalNumber], rows: &[Arc<ListRow>], stands_out: bool) -> bool {
    let (mut sums, mut means, mut between) = (0, 0, 0);
    for number in numbers {
        let span = RowSpan::of(rows, number.column, number.basis);
        let telling = usize::from(!number.value.is_zero());
        let is_between =
            || span.bounds.is_some_and(|(least, most)| (least..=most).contains(&number.value));
        if span.is_sum(number.value) {
            sums += telling;
        } else if span.is_mean(number.value) {
            means += telling;
        } else if is_between() {
            between += 1;
        } else {
            return false;
        }
    }
    let enough =
        sums + means >= FEWEST_NUMBERS || stands_out && sums > 0 && rows.len() >= FEWEST_ROWS;
    enough && between * FEWEST_SUMS_TO_A_MEAN <= sums
}
