//! Months that nobody wrote: figures of communes changed at random, so that formulas meet
//! zeros, blanks, halves and large numbers.

use proptest::prelude::*;
use rust_decimal::Decimal;
use workbook_io::{Address, Cell, Value, Workbook};

use crate::assert_all_have_results;
use crate::compare;
use crate::engine::recalculated;
use crate::office::Office;
use crate::read;

/// Communes of the sample.
const UNITS: usize = 13;

/// A change of one commune's workbook: the commune, its sheet, one of its numbers, what it
/// becomes; `None` leaves the cell blank.
type Change = (usize, usize, usize, Option<Decimal>);

fn figures() -> impl Strategy<Value = Option<Decimal>> {
    prop_oneof![
        1 => Just(None),
        1 => Just(Some(Decimal::ZERO)),
        3 => (0_i64..3_000).prop_map(|number| Some(Decimal::from(number))),
        2 => (0_i64..100_000).prop_map(|cents| Some(Decimal::new(cents, 2))),
        1 => (0_i64..10_000_000_000).prop_map(|large| Some(Decimal::from(large))),
        1 => (-50_i64..0).prop_map(|number| Some(Decimal::from(number))),
    ]
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    prop::collection::vec((0..UNITS, 0_usize..3, 0_usize..400, figures()), 1..60)
}

/// The sample's October with these changes.
fn office(changes: &[Change], others: bool) -> Office {
    let office = Office::sample();
    for unit in 0..UNITS {
        let own: Vec<&Change> = changes.iter().filter(|change| change.0 == unit).collect();
        if !own.is_empty() {
            office.change(unit, |book| own.into_iter().for_each(|change| apply(book, change)));
        }
    }
    if others { office.with_other_targets() } else { office }
}

fn apply(book: &mut Workbook, (_, sheet, number, value): &Change) {
    let sheets = book.sheets.len();
    let grid = &mut book.sheets[sheet % sheets];
    let is_number = |cell: &Cell| matches!(cell.value, Value::Number(_));
    // What stands above row 9 are headers and their numbers.
    let numbers =
        grid.cells.iter().filter(|(at, cell)| at.row > 8 && at.col > 2 && is_number(cell));
    let numbers: Vec<Address> = numbers.map(|(at, _)| *at).collect();
    let Some(at) = numbers.get(number % numbers.len().max(1)) else { return };
    match value {
        Some(value) => drop(grid.cells.insert(*at, Cell::plain(Value::Number(*value)))),
        None => drop(grid.cells.remove(at)),
    }
}

/// A few months at each run; PROPTEST_CASES asks for more.
fn config() -> ProptestConfig {
    let usual = ProptestConfig::default();
    let cases = if usual.cases == 256 { 4 } else { usual.cases };
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 40, ..usual }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_month_recalculates_to_the_same(changes in changes(), others in any::<bool>()) {
        let annex = office(&changes, others).annex();
        assert_all_have_results("tháng bất kỳ", &annex);
        compare("tháng bất kỳ", &read(&annex), &recalculated(&annex));
    }
}
