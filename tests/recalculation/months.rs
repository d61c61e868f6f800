//! Months that nobody wrote: figures of communes changed at random, so that formulas meet
//! zeros, blanks, halves and large numbers.

use proptest::prelude::*;
use rust_decimal::Decimal;
use tonghop::cell::{Cell, Value};

use crate::engine::recalculated;
use crate::office::Office;
use crate::{assert_all_have_results, compare, read};

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
    prop::collection::vec((0_usize..13, 0_usize..3, 0_usize..400, figures()), 1..60)
}

/// The sample's October with these changes.
fn office(changes: &[Change], others: bool) -> Office {
    let office = Office::sample();
    for (unit, sheet, number, value) in changes {
        office.change(*unit, |book| {
            let sheets = book.sheets.len();
            let grid = &mut book.sheets[sheet % sheets];
            let is_number = |cell: &Cell| matches!(cell.value, Value::Number(_));
            // What stands above row 9 are headers and their numbers.
            let numbers: Vec<_> = grid
                .cells
                .iter()
                .filter(|(at, cell)| at.row > 8 && at.col > 2 && is_number(cell))
                .map(|(at, _)| *at)
                .collect();
            if let Some(at) = numbers.get(number % numbers.len().max(1)) {
                match value {
                    Some(value) => {
                        grid.cells.insert(*at, Cell::plain(Value::Number(*value)));
                    }
                    None => drop(grid.cells.remove(at)),
                }
            }
        });
    }
    if others { office.with_other_targets() } else { office }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, max_shrink_iters: 20, ..ProptestConfig::default() })]

    #[test]
    fn any_month_recalculates_to_the_same(changes in changes(), others in any::<bool>()) {
        let annex = office(&changes, others).annex();
        assert_all_have_results("tháng bất kỳ", &annex);
        compare("tháng bất kỳ", &read(&annex), &recalculated(&annex));
    }
}
