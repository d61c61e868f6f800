//! Formulas of Tổng hợp: a unit's means and shares, totals, and the number of units without a
//! figure. Each carries its consolidated result.

use rust_decimal::Decimal;

use super::columns::{ColumnContent, ColumnPlan, FigureColumn, FigureColumns, count, index};
use super::completeness;
use super::formula::number_or_blank;
use crate::figures::consolidate::Total;
use crate::kinds::over_units::{RuleCells, per_cent};
use crate::results::Results;
use crate::settings::Basis;
use workbook_io::Address;
use workbook_io::sheet::{Content, FormulaResult};

/// A unit's figure that its rule computes from the cells of other figures.
pub(super) fn unit_result(
    results: &Results<'_>,
    plan: &ColumnPlan,
    column: &FigureColumn,
    row: u32,
    figure: Option<Decimal>,
) -> Content {
    let rule = results.workspace.settings.indicators[column.indicator].over_units.rule;
    let fraction = fraction(results, plan, column, row);
    let formula = (rule.unit_formula)(&RuleCells { fraction, ..RuleCells::default() });
    formula.map_or(Content::Blank, |formula| Content::formula(formula, number_or_blank(figure)))
}

/// Numerator and divisor of a mean or of a share, in a row.
fn fraction(
    results: &Results<'_>,
    plan: &ColumnPlan,
    column: &FigureColumn,
    row: u32,
) -> Option<[String; 2]> {
    let over_units = &results.workspace.settings.indicators[column.indicator].over_units;
    let columns = match over_units.quotient() {
        Some(codes) => codes.map(|code| columns_of(results, plan, code, column.basis).value),
        None => {
            let place = plan.place(column.indicator, column.basis);
            [place.sum, place.divisor?]
        }
    };
    Some(columns.map(|col| Address::new(row, col).to_string()))
}

/// A unit's own share.
pub(super) fn share_of_unit(
    results: &Results<'_>,
    unit: usize,
    column: &FigureColumn,
) -> Option<Decimal> {
    let settings = &results.workspace.settings;
    let [above, below] = settings.indicators[column.indicator].over_units.quotient()?;
    let value = |code: &str| {
        results.figures.unit_figure(unit, index(settings, code), column.basis)?.value()
    };
    per_cent(value(above)?, value(below)?)
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
    let place = plan.place(column.indicator, column.basis);
    match column.holds {
        ColumnContent::Sum => {
            let sum = completeness::sum_of_means(plan, col, &place);
            Content::formula(sum, FormulaResult::Number(total.sum))
        }
        ColumnContent::Divisor => {
            let weight = total.weight.unwrap_or_default();
            let sum = completeness::sum_of_means(plan, col, &place);
            Content::formula(sum, FormulaResult::Number(weight))
        }
        ColumnContent::Mean | ColumnContent::Figure => {
            let rule = settings.indicators[column.indicator].over_units.rule;
            let added = place.added.map(|added| plan.units(added));
            let fraction = fraction(results, plan, column, plan.total_row());
            let formula = (rule.total_formula)(&RuleCells { units, added, fraction });
            match formula {
                Some(formula) => Content::formula(formula, number_or_blank(total.value)),
                None => total.value.map_or(Content::Blank, Content::Number),
            }
        }
    }
}

/// What the office entered; a blank cell would read as 0 where formulas refer to it.
fn entered(total: &Total) -> Content {
    let nothing = || Content::formula("\"\"", FormulaResult::Text(String::new()));
    total.value.map_or_else(nothing, Content::Number)
}

/// The cell that counts units whose figure is missing or incomplete.
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

/// The columns of an indicator by its code.
fn columns_of(results: &Results<'_>, plan: &ColumnPlan, code: &str, basis: Basis) -> FigureColumns {
    plan.place(index(&results.workspace.settings, code), basis)
}
