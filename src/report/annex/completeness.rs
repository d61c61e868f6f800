//! Which cells of a unit on Tổng hợp must hold numbers for its figure to count as known. Words
//! typed over a figure make it missing, like a blank.
//!
//! Hidden columns hold what a figure's own cell cannot show (what a unit adds to a sum over some
//! units, which figures are complete), so that no formula grows with the number of units.

use rust_decimal::Decimal;

use super::columns::{ColumnPlan, FigureColumn, HelperColumn, HelperContent, SHEET, index};
use super::formula::number_or_blank;
use super::style;
use crate::figures::consolidate::{FigureSource, UnitFigure};
use crate::kinds::over_units::{NUMBER, Selection};
use crate::results::Results;
use crate::settings::{Basis, Indicator, Settings};
use workbook_io::Address;
use workbook_io::sheet::{Content, FormulaResult, Style, quote_sheet_name};

/// The figures of units that an indicator is drawn from: a share's two, else its own.
pub(super) fn unit_indicators(settings: &Settings, indicator: usize) -> Vec<usize> {
    let mut seen = settings.with_parts(indicator);
    seen.retain(|at| !settings.indicators[*at].over_units.is_quotient());
    seen
}

/// The columns that must all hold numbers for a unit's figure to be completeness; `None` where no unit's
/// ever is.
fn required_columns(
    settings: &Settings,
    plan: &ColumnPlan,
    (indicator, basis): (usize, Basis),
) -> Option<Vec<u32>> {
    let mut columns = Vec::new();
    for at in unit_indicators(settings, indicator) {
        let place = plan.place(at, basis);
        match settings.indicators[at].over_units.selection() {
            Some(_) => columns.push(place.added?),
            None => columns.extend([Some(place.sum), place.divisor].into_iter().flatten()),
        }
        columns.extend([place.whole, place.mean].into_iter().flatten());
    }
    columns.sort_unstable();
    columns.dedup();
    (!columns.is_empty()).then_some(columns)
}

/// A formula for the number of units whose figure is missing or incomplete; `None` if that holds
/// for all.
pub(super) fn missing(
    settings: &Settings,
    plan: &ColumnPlan,
    column: &FigureColumn,
) -> Option<String> {
    let columns = required_columns(settings, plan, (column.indicator, column.basis))?;
    Some(without_all(columns.into_iter().map(|col| plan.units(col)).collect()))
}

/// A formula of another sheet for the number of units that lack any of these figures. Those that
/// lack several count once.
pub(super) fn missing_of_any(
    settings: &Settings,
    plan: &ColumnPlan,
    figures: &[(usize, Basis)],
) -> Option<String> {
    /// A spreadsheet program takes this many conditions.
    const MOST: usize = 120;
    let mut columns = Vec::new();
    for figure in figures {
        columns.extend(required_columns(settings, plan, *figure)?);
    }
    columns.sort_unstable();
    columns.dedup();
    let sheet = quote_sheet_name(SHEET);
    let ranges = columns.iter().map(|col| format!("{sheet}!{}", plan.units(*col)));
    (columns.len() <= MOST).then(|| format!("({})", without_all(ranges.collect())))
}

/// How many rows have not a number in every one of these ranges.
fn without_all(ranges: Vec<String>) -> String {
    let known = match &ranges[..] {
        [one] => format!("COUNT({one})"),
        several => format!("COUNTIFS({})", all_numbers(several)),
    };
    format!("ROWS({})-{known}", ranges[0])
}

/// Sums a mean's numerators or divisors over the units that have both and whose mean is still a
/// number.
pub(super) fn sum_of_means(
    plan: &ColumnPlan,
    col: u32,
    place: &super::columns::FigureColumns,
) -> String {
    let required_columns = [Some(place.sum), place.divisor, place.mean].into_iter().flatten();
    let required_columns: Vec<String> = required_columns.map(|col| plan.units(col)).collect();
    format!("SUMIFS({},{})", plan.units(col), all_numbers(&required_columns))
}

fn all_numbers(ranges: &[String]) -> String {
    let conditions: Vec<String> = ranges.iter().map(|range| format!("{range},{NUMBER}")).collect();
    conditions.join(",")
}

/// The header of a hidden column.
pub(super) fn helper_head(helper: &HelperColumn, settings: &Settings) -> String {
    let said = match helper.holds {
        HelperContent::Added => "phần được cộng",
        HelperContent::Whole => "1: đủ số liệu",
        HelperContent::Mean => "1: có số bình quân",
    };
    format!("{}{} ({said})", settings.indicators[helper.indicator].code, helper.basis.suffix())
}

/// A unit's cell of a hidden column.
pub(super) fn helper_cell(
    results: &Results<'_>,
    plan: &ColumnPlan,
    helper: &HelperColumn,
    unit: usize,
    row: u32,
) -> (Content, Style) {
    let settings = &results.workspace.settings;
    let own = results.figures.unit_figure(unit, helper.indicator, helper.basis);
    let indicator = &settings.indicators[helper.indicator];
    match (helper.holds, indicator.over_units.selection()) {
        (HelperContent::Added, Some(selection)) => {
            let asked = index(settings, selection.code);
            let condition = AddCondition {
                figure: results.figures.unit_figure(unit, asked, helper.basis),
                col: plan.place(asked, helper.basis).value,
                selection,
            };
            let at = Address::new(row, plan.place(helper.indicator, helper.basis).sum);
            (added_cell(own, at, &condition), style(indicator))
        }
        (HelperContent::Mean, _) => {
            let place = plan.place(helper.indicator, helper.basis);
            let shown = own.map(|_| mean_flag(&place, row));
            (shown.unwrap_or(Content::Blank), style::cell(SIZE))
        }
        _ => {
            let whole = own.is_some_and(|figure| figure.complete);
            (if whole { Decimal::ONE.into() } else { Content::Blank }, style::cell(SIZE))
        }
    }
}

/// Is a unit's mean a number? A mean with divisor 0 is blank and counts as known.
fn mean_flag(place: &super::columns::FigureColumns, row: u32) -> Content {
    let [mean, divisor] =
        [place.value, place.divisor.unwrap_or(place.sum)].map(|col| Address::new(row, col));
    // Nested IFs: no engine then compares a cell that holds an error.
    let over_nothing = format!("IF(ISNUMBER({divisor}),IF({divisor}=0,1,\"\"),\"\")");
    let formula = format!("IF(ISNUMBER({mean}),1,{over_nothing})");
    Content::formula(formula, FormulaResult::Number(Decimal::ONE))
}

const SIZE: u16 = 20;

fn style(indicator: &Indicator) -> Style {
    Style { number: style::decimals(indicator.decimals), ..style::cell(SIZE) }
}

/// The condition by which units are added up, and one unit's figure for it.
struct AddCondition<'f> {
    figure: Option<&'f UnitFigure>,
    col: u32,
    selection: Selection<'f>,
}

/// What a unit adds to a sum over some units only; blank if the condition cannot be decided.
fn added_cell(own: Option<&UnitFigure>, at: Address, condition: &AddCondition<'_>) -> Content {
    if let Some(UnitFigure { sum, source: FigureSource::Added { .. }, .. }) = own {
        // Only the units below that fulfil the condition were added up.
        return Content::formula(
            format!("IF(ISNUMBER({at}),{at},\"\")"),
            number_or_blank(Some(*sum)),
        );
    }
    if condition.figure.is_some_and(|figure| !figure.complete) {
        return Content::Blank;
    }
    let other = Address::new(at.row, condition.col);
    let formula = condition.selection.addend_formula(&at.to_string(), &other.to_string());
    let now = own
        .zip(condition.figure.and_then(UnitFigure::value))
        .map(|(own, other)| if condition.selection.holds(other) { own.sum } else { Decimal::ZERO });
    Content::formula(formula, number_or_blank(now))
}
