//! Formulas of Tổng hợp: a unit's means and shares, totals, and how many units lack a figure.
//! Each carries the result that consolidation came to.

use rust_decimal::Decimal;

use super::columns::{ColumnContent, ColumnPlan, FigureColumn, FigureColumns, count, index};
use super::completeness;
use crate::figures::consolidate::{Total, per_cent};
use crate::results::Results;
use crate::settings::{Basis, OverUnits};
use workbook_io::Address;
use workbook_io::sheet::{Content, FormulaResult};

/// A unit's mean.
pub(super) fn unit_mean(
    plan: &ColumnPlan,
    column: &FigureColumn,
    row: u32,
    mean: Option<Decimal>,
) -> Content {
    let place = plan.place(column.indicator, column.basis);
    let [sum, divisor] =
        [place.sum, place.divisor.unwrap_or(place.sum)].map(|col| Address::new(row, col));
    let formula = mean_of(place.sum, place.divisor.unwrap_or(place.sum), row);
    Content::formula(format!("IF(COUNT({sum}:{divisor})<2,\"\",{formula})"), result(mean))
}

fn mean_of(sum: u32, divisor: u32, row: u32) -> String {
    let (sum, divisor) = (Address::new(row, sum), Address::new(row, divisor));
    format!("IF({divisor}=0,\"\",{sum}/{divisor})")
}

/// A unit's own share.
pub(super) fn share_of_unit(
    results: &Results<'_>,
    unit: usize,
    column: &FigureColumn,
) -> Option<Decimal> {
    let settings = &results.workspace.settings;
    let OverUnits::Ratio(above, below) = &settings.indicators[column.indicator].over_units else {
        return None;
    };
    let value = |code: &str| {
        results.figures.unit_figure(unit, index(settings, code), column.basis)?.value()
    };
    per_cent(value(above)?, value(below)?)
}

/// The cell that holds it.
pub(super) fn unit_ratio(
    results: &Results<'_>,
    plan: &ColumnPlan,
    column: &FigureColumn,
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
    format!("IF(COUNT({above},{below})<2,\"\",IF({below}=0,\"\",{above}/{below}*100))")
}

/// The cell of the total row.
pub(super) fn total(
    results: &Results<'_>,
    plan: &ColumnPlan,
    column: &FigureColumn,
    col: u32,
) -> Content {
    let settings = &results.workspace.settings;
    let total = results.figures.total(column.indicator, column.basis);
    if settings.indicators[column.indicator].entered.is_some() {
        return entered(total);
    }
    let units = plan.units(col);
    let row = plan.total_row();
    let place = plan.place(column.indicator, column.basis);
    match (column.holds, &settings.indicators[column.indicator].over_units) {
        (ColumnContent::Sum, _) => {
            let sum = completeness::sum_of_means(plan, col, &place);
            Content::formula(sum, FormulaResult::Number(total.sum))
        }
        (ColumnContent::Divisor, _) => {
            let weight = total.weight.unwrap_or_default();
            let sum = completeness::sum_of_means(plan, col, &place);
            Content::formula(sum, FormulaResult::Number(weight))
        }
        (ColumnContent::Mean, _) => {
            let formula = mean_of(place.sum, place.divisor.unwrap_or(place.sum), row);
            Content::formula(formula, result(total.value))
        }
        (ColumnContent::Figure, OverUnits::Ratio(above, below)) => {
            let [above, below] =
                [above, below].map(|code| columns_of(results, plan, code, column.basis));
            Content::formula(share_of(above.value, below.value, row), result(total.value))
        }
        (ColumnContent::Figure, OverUnits::SumWhere { .. }) => match place.added {
            Some(added) => sum(&format!("SUM({})", plan.units(added)), &units, total),
            None => total.value.map_or(Content::Blank, Content::Number),
        },
        (ColumnContent::Figure, _) => sum(&completeness::sum_of_numbers(&units), &units, total),
    }
}

/// A sum; where no unit has the figure, none either.
fn sum(formula: &str, units: &str, total: &Total) -> Content {
    Content::formula(format!("IF(COUNT({units})=0,\"\",{formula})"), result(total.value))
}

/// What the office entered; a blank cell would read as 0 where formulas refer to it.
fn entered(total: &Total) -> Content {
    let nothing = || Content::formula("\"\"", FormulaResult::Text(String::new()));
    total.value.map_or_else(nothing, Content::Number)
}

/// The cell that counts units without a figure, or with one that is not whole.
pub(super) fn missing(results: &Results<'_>, plan: &ColumnPlan, column: &FigureColumn) -> Content {
    let settings = &results.workspace.settings;
    let place = plan.place(column.indicator, column.basis);
    if settings.indicators[column.indicator].entered.is_some() {
        let total = Address::new(plan.total_row(), place.value);
        let known = results.figures.total(column.indicator, column.basis).value.is_some();
        let missing = FormulaResult::Number(Decimal::from(u32::from(!known)));
        return Content::formula(format!("IF(ISNUMBER({total}),0,1)"), missing);
    }
    if matches!(column.holds, ColumnContent::Divisor | ColumnContent::Mean) {
        let first = Address::new(plan.missing_row(), place.sum);
        return Content::formula(first.to_string(), missing_result(results, column));
    }
    match completeness::missing(settings, plan, column) {
        Some(formula) => Content::formula(formula, missing_result(results, column)),
        None => Content::Number(Decimal::from(number_missing(results, column))),
    }
}

fn missing_result(results: &Results<'_>, column: &FigureColumn) -> FormulaResult {
    FormulaResult::Number(number_missing(results, column).into())
}

fn number_missing(results: &Results<'_>, column: &FigureColumn) -> u32 {
    count(results.figures.total(column.indicator, column.basis).missing.len())
}

/// A figure's number as a result; blank text where there is none.
pub(super) fn result(number: Option<Decimal>) -> FormulaResult {
    number.map_or_else(|| FormulaResult::Text(String::new()), FormulaResult::Number)
}

/// The columns of an indicator by its code.
fn columns_of(results: &Results<'_>, plan: &ColumnPlan, code: &str, basis: Basis) -> FigureColumns {
    plan.place(index(&results.workspace.settings, code), basis)
}
