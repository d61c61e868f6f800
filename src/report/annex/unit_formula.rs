//! Live formulas of one unit's verdicts, from the cells of its row on Tổng hợp. They judge as the
//! program does.

use rust_decimal::Decimal;

use super::columns::{ColumnPlan, index};
use crate::kinds::VerdictFormula;
use crate::kinds::over_units::UnitTest;
use crate::results::Results;
use crate::settings::{Basis, Criterion, Settings, Term, Threshold, Yardstick};
use workbook_io::Address;
use workbook_io::sheet::{Content, FormulaResult};

/// Refers to cells of a unit's row on Tổng hợp.
#[derive(Clone, Copy)]
pub(super) struct UnitRow<'a> {
    pub(super) plan: &'a ColumnPlan,
    pub(super) settings: &'a Settings,
    pub(super) row: u32,
    /// Are the formulas on another sheet?
    pub(super) from_elsewhere: bool,
}

impl UnitRow<'_> {
    fn cell(&self, col: u32) -> String {
        match self.from_elsewhere {
            true => ColumnPlan::reference(self.row, col),
            false => Address::new(self.row, col).to_string(),
        }
    }

    fn of_term(&self, term: &Term, basis: Basis) -> String {
        let basis = term.basis.unwrap_or(basis);
        self.cell(self.plan.place(index(self.settings, &term.code), basis).value)
    }

    /// Is the figure a sum that can only grow, so that what is known of it counts?
    fn has_floor(&self, yardstick: &Yardstick) -> bool {
        yardstick.figure.terms().len() > 1 && yardstick.figure.cannot_fall(self.settings)
    }

    /// The figure before it is rounded.
    pub(super) fn exact(&self, yardstick: &Yardstick, basis: Basis) -> String {
        let has_floor = self.has_floor(yardstick);
        let formula = yardstick.figure.formula(&|term| {
            let cell = self.of_term(term, basis);
            if has_floor { format!("N({cell})") } else { cell }
        });
        let scale = yardstick.scale(self.settings);
        if scale == Decimal::ONE { formula } else { format!("{formula}*{scale}") }
    }

    /// The condition that any of the figure's cells, or every one, is a number and complete.
    pub(super) fn known(&self, yardstick: &Yardstick, every_one: bool) -> String {
        let mut cells = Vec::new();
        for (place, basis) in yardstick.figures_named(self.settings) {
            let columns = self.plan.place(place, basis);
            cells.push(self.cell(columns.value));
            if every_one {
                cells.extend(columns.whole.map(|col| self.cell(col)));
            }
        }
        let count = if every_one { cells.len() } else { 1 };
        if count == 0 { "TRUE".to_owned() } else { format!("COUNT({})>={count}", cells.join(",")) }
    }

    /// The figure as printed; blank where there is none.
    pub(super) fn printed(&self, yardstick: &Yardstick) -> String {
        let known = self.known(yardstick, false);
        let exact = self.exact(yardstick, yardstick.basis);
        format!("IF({known},IFERROR(ROUND({exact},{}),\"\"),\"\")", yardstick.decimals)
    }

    /// The verdict in words, or in numbers: met, unmet, open. `level` is the level's cell, or itself.
    pub(super) fn verdict(
        &self,
        yardstick: &Yardstick,
        level: Option<String>,
        words: [String; 3],
    ) -> String {
        let (settings, decimals) = (self.settings, yardstick.decimals);
        let exact = self.exact(yardstick, yardstick.basis);
        let level = level.unwrap_or_else(|| match yardstick.threshold {
            Threshold::Number(level) => level.to_string(),
            Threshold::Column(basis) => {
                format!("ROUND({},{decimals})", self.exact(yardstick, basis))
            }
        });
        let digits = match yardstick.threshold {
            // Nine decimals: later digits are only errors of binary fractions.
            Threshold::Number(number) if yardstick.is_judged_unrounded(number) => 9,
            _ => decimals,
        };
        let figure = format!("ROUND({exact},{digits})");
        let open = words[2].clone();
        let formula = VerdictFormula {
            holds: yardstick.condition(&figure, &level),
            figure,
            level,
            upper: yardstick.upper,
            none_missing: self.known(yardstick, true),
            words,
        };
        let is_fixed = matches!(yardstick.threshold, Threshold::Number(_));
        let verdict = match is_fixed && yardstick.figure.cannot_fall(settings) {
            true => yardstick.kind.certain.formula(&formula),
            false => formula.of_all_units(),
        };
        format!("IF({},IFERROR({verdict},{open}),{open})", self.known(yardstick, false))
    }
}

/// A unit's cell in the column of a figure that counts units: 1, 0, or nothing.
pub(super) fn counted_cell(
    results: &Results<'_>,
    plan: &ColumnPlan,
    (unit, row): (usize, u32),
    (test, now): (&UnitTest, Option<Decimal>),
) -> Content {
    let settings = &results.workspace.settings;
    let Some((set, item)) = settings.counted_item(test) else {
        return now.map_or(Content::Blank, Content::Number);
    };
    let day = results.month.period.last_day();
    let own = settings.unit_yardsticks(&settings.units[unit], set, item, day);
    let cells = UnitRow { plan, settings, row, from_elsewhere: false };
    let words = || ["1", "0", "\"\""].map(str::to_owned);
    let parts: Vec<String> =
        own.iter().map(|part| cells.verdict(&part.yardstick, None, words())).collect();
    let any = |value: &str| {
        let is = parts.iter().map(|part| format!("{part}={value}"));
        format!("OR({})", is.collect::<Vec<_>>().join(","))
    };
    let formula = match (&parts[..], &item.criterion) {
        ([one], _) => one.clone(),
        (_, Criterion::ByParts { how, .. }) if !how.needs_all => {
            format!("IF({},1,IF({},\"\",0))", any("1"), any("\"\""))
        }
        _ => format!("IF({},0,IF({},\"\",1))", any("0"), any("\"\"")),
    };
    let nothing = FormulaResult::Text(String::new());
    Content::formula(formula, now.map_or(nothing, FormulaResult::Number))
}
