//! Formulas of Tổng hợp: a unit's means and shares, totals, and how many units lack a figure.
//! Each carries the result that consolidation came to.

use rust_decimal::Decimal;

use super::columns::{Column, FIRST, Holds, Place, Plan, count, index};
use crate::cell::Address;
use crate::consolidate::{FigureSource, Total, UnitFigure, per_cent};
use crate::results::Results;
use crate::settings::{Basis, Comparison, OverUnits};
use crate::sheet::{Content, FormulaResult};

/// A unit's mean.
pub(super) fn unit_mean(plan: &Plan, column: &Column, row: u32, mean: Option<Decimal>) -> Content {
    let place = plan.place(column.indicator, column.basis);
    Content::formula(mean_of(place.sum, place.divisor.unwrap_or(place.sum), row), result(mean))
}

fn mean_of(sum: u32, divisor: u32, row: u32) -> String {
    let (sum, divisor) = (Address::new(row, sum), Address::new(row, divisor));
    format!("IF({divisor}=0,\"\",{sum}/{divisor})")
}

/// A unit's own share.
pub(super) fn share_of_unit(
    results: &Results<'_>,
    unit: usize,
    column: &Column,
) -> Option<Decimal> {
    let settings = &results.workspace.settings;
    let OverUnits::Ratio(above, below) = &settings.indicators[column.indicator].over_units else {
        return None;
    };
    let value =
        |code: &str| results.figures.of_unit(unit, index(settings, code), column.basis)?.value();
    per_cent(value(above)?, value(below)?)
}

/// The cell that holds it.
pub(super) fn unit_ratio(
    results: &Results<'_>,
    plan: &Plan,
    column: &Column,
    row: u32,
    share: Option<Decimal>,
) -> Content {
    let settings = &results.workspace.settings;
    let OverUnits::Ratio(above, below) = &settings.indicators[column.indicator].over_units else {
        return Content::Blank;
    };
    let [above, below] = [above, below].map(|code| columns_of(results, plan, code, column.basis));
    Content::formula(share_of(above.value, below.value, row), result(share))
}

fn share_of(above: u32, below: u32, row: u32) -> String {
    let (above, below) = (Address::new(row, above), Address::new(row, below));
    format!("IF(OR({above}=\"\",{below}=\"\",{below}=0),\"\",{above}/{below}*100)")
}

/// The cell of the total row.
pub(super) fn total(results: &Results<'_>, plan: &Plan, column: &Column, col: u32) -> Content {
    let settings = &results.workspace.settings;
    let total = results.figures.total(column.indicator, column.basis);
    if settings.indicators[column.indicator].entered.is_some() {
        return entered(total);
    }
    let units = plan.units(col);
    let row = plan.total_row();
    let place = plan.place(column.indicator, column.basis);
    match (column.holds, &settings.indicators[column.indicator].over_units) {
        (Holds::Sum, _) => {
            Content::formula(format!("SUM({units})"), FormulaResult::Number(total.sum))
        }
        (Holds::Divisor, _) => {
            let weight = total.weight.unwrap_or_default();
            Content::formula(format!("SUM({units})"), FormulaResult::Number(weight))
        }
        (Holds::Mean, _) => {
            let formula = mean_of(place.sum, place.divisor.unwrap_or(place.sum), row);
            Content::formula(formula, result(total.value))
        }
        (Holds::Figure, OverUnits::Ratio(above, below)) => {
            let [above, below] =
                [above, below].map(|code| columns_of(results, plan, code, column.basis));
            Content::formula(share_of(above.value, below.value, row), result(total.value))
        }
        (Holds::Figure, OverUnits::SumWhere { code, comparison, value }) => {
            let other = index(settings, code);
            let condition = Condition { other, comparison: *comparison, value: *value };
            sum_where(results, plan, column, &condition, col)
        }
        (Holds::Figure, _) => sum(&format!("SUM({units})"), &units, total),
    }
}

/// What the office entered; a blank cell would read as 0 where formulas refer to it.
fn entered(total: &Total) -> Content {
    let nothing = || Content::formula("\"\"", FormulaResult::Text(String::new()));
    total.value.map_or_else(nothing, Content::Number)
}

/// A sum; where no unit has the figure, none either.
fn sum(formula: &str, units: &str, total: &Total) -> Content {
    match total.value {
        Some(_) => Content::formula(formula, result(total.value)),
        None => {
            Content::formula(format!("IF(COUNT({units})=0,\"\",{formula})"), result(total.value))
        }
    }
}

/// Which units are added up.
struct Condition {
    other: usize,
    comparison: Comparison,
    value: Decimal,
}

fn sum_where(
    results: &Results<'_>,
    plan: &Plan,
    column: &Column,
    condition: &Condition,
    col: u32,
) -> Content {
    let settings = &results.workspace.settings;
    let total = results.figures.total(column.indicator, column.basis);
    if matches!(settings.indicators[condition.other].over_units, OverUnits::Ratio(..)) {
        // A share belongs to no unit, so no unit satisfies a condition on it.
        return total.value.map_or(Content::Blank, Content::Number);
    }
    let other_col = plan.place(condition.other, column.basis).value;
    // A decimal within the quotes would be read by the rules of the reader's Windows.
    let test = format!("\"{}\"&{}", condition.comparison.sign(), condition.value);
    let sum_if = |others: &str, own: &str| format!("SUMIF({others},{test},{own})");
    let mut formula = sum_if(&plan.units(other_col), &plan.units(col));
    for (row, figures) in (FIRST..).zip(&results.figures.by_unit) {
        // A unit whose condition rests on an incomplete figure is not added up.
        let other = figures.of(condition.other, column.basis);
        let own = figures.of(column.indicator, column.basis);
        let is_added_up = |figure: &UnitFigure| matches!(figure.source, FigureSource::Added { .. });
        if own.is_some_and(is_added_up) {
            // Of the units beneath only those that count went in.
            let one = |col: u32| Address::new(row, col).to_string();
            let counted = sum_if(&one(other_col), &one(col));
            formula = format!("{formula}-{counted}+{}", one(col));
        } else if other.is_some_and(|figure| !figure.complete) {
            let one = |col: u32| Address::new(row, col).to_string();
            formula = format!("{formula}-{}", sum_if(&one(other_col), &one(col)));
        }
    }
    sum(&formula, &plan.units(col), total)
}

/// The cell that counts units without a figure, or with one that is not whole.
pub(super) fn missing(results: &Results<'_>, plan: &Plan, column: &Column) -> Content {
    let settings = &results.workspace.settings;
    let place = plan.place(column.indicator, column.basis);
    if settings.indicators[column.indicator].entered.is_some() {
        let total = Address::new(plan.total_row(), place.value);
        let known = results.figures.total(column.indicator, column.basis).value.is_some();
        let missing = FormulaResult::Number(Decimal::from(u32::from(!known)));
        return Content::formula(format!("IF(ISNUMBER({total}),0,1)"), missing);
    }
    if matches!(column.holds, Holds::Divisor | Holds::Mean) {
        let first = Address::new(plan.missing_row(), place.sum);
        return Content::formula(first.to_string(), missing_result(results, column));
    }
    let needed = match &settings.indicators[column.indicator].over_units {
        OverUnits::Ratio(above, below) => vec![
            Needed::sum(results, plan, above, column.basis),
            Needed::sum(results, plan, below, column.basis),
        ],
        OverUnits::SumWhere { code, .. } => vec![
            Needed { indicator: column.indicator, col: place.sum, by_value: false },
            Needed {
                indicator: index(settings, code),
                col: columns_of(results, plan, code, column.basis).value,
                by_value: true,
            },
        ],
        OverUnits::Sum | OverUnits::MeanBy(_) => {
            vec![Needed { indicator: column.indicator, col: place.sum, by_value: false }]
        }
    };
    let blank = results.figures.by_unit.iter().filter(|figures| {
        needed.iter().any(|needed| needed.lacks(figures.of(needed.indicator, column.basis)))
    });
    let all = results.figures.total(column.indicator, column.basis).missing.len();
    let incomplete = all.saturating_sub(blank.count());
    let mut formula = blanks(plan, &needed);
    if incomplete > 0 {
        formula = format!("{formula}+{incomplete}");
    }
    Content::formula(formula, missing_result(results, column))
}

/// A column that a figure needs filled.
struct Needed {
    indicator: usize,
    col: u32,
    /// A mean over nothing is no value to compare.
    by_value: bool,
}

impl Needed {
    fn sum(results: &Results<'_>, plan: &Plan, code: &str, basis: Basis) -> Self {
        let indicator = index(&results.workspace.settings, code);
        Self { indicator, col: plan.place(indicator, basis).sum, by_value: false }
    }

    fn lacks(&self, figure: Option<&UnitFigure>) -> bool {
        match figure {
            Some(figure) => self.by_value && figure.value().is_none(),
            None => true,
        }
    }
}

fn blanks(plan: &Plan, needed: &[Needed]) -> String {
    match needed {
        [one] => format!("COUNTBLANK({})", plan.units(one.col)),
        several => {
            let tests: Vec<String> =
                several.iter().map(|one| format!("({}=\"\")", plan.units(one.col))).collect();
            format!("SUMPRODUCT(--({}>0))", tests.join("+"))
        }
    }
}

fn missing_result(results: &Results<'_>, column: &Column) -> FormulaResult {
    let missing = &results.figures.total(column.indicator, column.basis).missing;
    FormulaResult::Number(Decimal::from(count(missing.len())))
}

/// A figure's number as a result; blank text where there is none.
fn result(number: Option<Decimal>) -> FormulaResult {
    number.map_or_else(|| FormulaResult::Text(String::new()), FormulaResult::Number)
}

/// The columns of an indicator by its code.
fn columns_of(results: &Results<'_>, plan: &Plan, code: &str, basis: Basis) -> Place {
    plan.place(index(&results.workspace.settings, code), basis)
}
