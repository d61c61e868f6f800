//! How many of the items given to a unit have each verdict.

use rust_decimal::Decimal;

use super::cells;
use super::groups::Column;
use super::layout::{ByUnitSheet, FIRST};
use crate::judge::Status;
use crate::report::annex::columns::count;
use workbook_io::Address;
use workbook_io::sheet::{Content, FormulaResult};

impl ByUnitSheet<'_, '_> {
    /// A unit's counts.
    pub(super) fn tally(&self, unit: usize) -> [Content; 5] {
        let own = self.results.by_unit.tally(unit);
        let row = FIRST + count(unit);
        let cells: Vec<String> =
            self.verdict_columns(unit).map(|col| Address::new(row, col).to_string()).collect();
        let counted = |words: &[&str], now: usize| {
            let says = cells
                .iter()
                .flat_map(|cell| words.iter().map(move |word| format!("({cell}=\"{word}\")")));
            let formula = says.collect::<Vec<_>>().join("+");
            if formula.is_empty() {
                return Content::Number(Decimal::from(now));
            }
            Content::formula(formula, FormulaResult::Number(Decimal::from(now)))
        };
        let unmet = [false, true].map(|past| Status::Unmet.word(past));
        [
            counted(&[Status::Met.vietnamese()], own.met),
            Content::Number(Decimal::from(own.beyond)),
            counted(&unmet, own.unmet),
            counted(&[cells::IN_DOUBT], own.in_doubt),
            counted(&[Status::NoData.vietnamese()], own.no_data),
        ]
    }

    /// The columns of a unit's verdicts on whole items.
    fn verdict_columns(&self, unit: usize) -> impl Iterator<Item = u32> {
        self.columns().filter_map(move |(col, group, column)| {
            let item = self.results.by_unit.item(group.at)?;
            item.verdict(unit)?;
            let wanted = if item.parts.len() > 1 { Column::Whole } else { Column::Verdict };
            (column == wanted).then_some(col)
        })
    }
}
