//! What the form's figures tell of the list they add up: that its amounts are in the unit that its header
//! names, or that a day was added up with its numbers.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::Submission;
use super::corroborate::{agrees, counted};
use crate::form::{
    Coverage, Field, FieldValue, FigureCell, FormSheet, ListRow, NoNumber, Reading, is_typed_day,
};
use crate::settings::{Basis, Indicator, ListOperation, Settings};

/// Reads cells of a submission anew in the light of its other cells.
pub(super) fn read_again(submission: &mut Submission, settings: &Settings) {
    convert_columns(submission, settings);
    refuse_sums_over_days(submission, settings);
}

/// A list's column of money.
struct MoneyColumn {
    sheet: usize,
    col: u32,
    factor: Decimal,
}

/// Amounts under a header that names another unit than the form's are in that unit where the form's own
/// figure is what they add up to in the form's unit, and not what they add up to as they stand.
fn convert_columns(submission: &mut Submission, settings: &Settings) {
    let sheets = submission.sheets.iter().enumerate();
    let columns = sheets.filter(|(_, sheet)| sheet.list.is_some()).flat_map(|(place, sheet)| {
        sheet.measures.iter().filter_map(move |measure| match measure.covers {
            Coverage::Column(col) => {
                Some(MoneyColumn { sheet: place, col, factor: measure.factor? })
            }
            Coverage::Row(_) | Coverage::Cell(_) => None,
        })
    });
    let columns: Vec<MoneyColumn> =
        columns.filter(|column| is_borne_out(&submission.sheets, column, settings)).collect();
    for MoneyColumn { sheet, col, factor } in columns {
        for row in &mut submission.sheets[sheet].rows {
            Arc::make_mut(row).reread(|field| converted(field, col, factor));
        }
    }
}

fn converted(field: Field<'_>, col: u32, factor: Decimal) -> Option<FieldValue> {
    let FieldValue::Number(reading) = field.value else { return None };
    let number = reading.number().filter(|number| field.at.col == col && !number.is_zero())?;
    // "2.220 triệu đồng" says for itself what it is.
    let is_plain = matches!(reading, Reading::Stored(_) | Reading::Computed(_));
    let converted = number.checked_mul(factor).filter(|_| is_plain)?.normalize();
    Some(FieldValue::Number(Reading::Converted(converted)))
}

fn is_borne_out(sheets: &[FormSheet], column: &MoneyColumn, settings: &Settings) -> bool {
    let sheet = &sheets[column.sheet];
    let field =
        |row: &ListRow| row.fields().find(|f| f.at.col == column.col).map(|f| (f.place, f.basis));
    let Some((place, basis)) = sheet.rows.first().and_then(|row| field(row)) else { return false };
    let code = settings.lists.get(sheet.list.as_deref().unwrap_or_default());
    let Some((code, _)) = code.and_then(|list| list.columns.get_index(place)) else { return false };
    let mut borne_out = false;
    for (own, cell) in figures_drawn_from(sheets, sheet, code, settings) {
        let is_plain =
            cell.basis == basis && !own.measures.iter().any(|other| other.is_of(cell.at));
        let written = cell.reading.number().filter(|number| is_plain && !number.is_zero());
        let indicator = &settings.indicators[cell.indicator];
        let sum = drawn(sheets, indicator, basis, Reading::number);
        let (Some(written), Some(sum)) = (written, sum) else { continue };
        let in_forms_unit = sum.checked_mul(column.factor);
        match in_forms_unit.is_some_and(|sum| agrees(written, &[sum])) {
            true => borne_out = true,
            false => return false,
        }
    }
    borne_out
}

/// The form's figures that add up or average a column of a list.
fn figures_drawn_from<'s>(
    sheets: &'s [FormSheet],
    list: &'s FormSheet,
    column: &'s str,
    settings: &'s Settings,
) -> impl Iterator<Item = (&'s FormSheet, FigureCell<'s>)> {
    let cells =
        sheets.iter().flat_map(|sheet| sheet.figures.filled().map(move |cell| (sheet, cell)));
    cells.filter(move |(_, cell)| {
        let derivation = settings.indicators[cell.indicator].derivation.as_ref();
        derivation.is_some_and(|derivation| {
            Some(derivation.list.as_str()) == list.list.as_deref()
                && summed_column(&derivation.operation) == Some(column)
        })
    })
}

fn summed_column(operation: &ListOperation) -> Option<&str> {
    match operation {
        ListOperation::Sum(column) | ListOperation::Mean(column) => Some(column),
        ListOperation::Count | ListOperation::MeanBy(..) => None,
    }
}

/// A figure that is what the list's numbers add up to together with the numbers that stand for its days
/// is none.
fn refuse_sums_over_days(submission: &mut Submission, settings: &Settings) {
    let is_day = |field: Field<'_>| matches!(field.value, FieldValue::Number(reading) if serial(reading).is_some());
    let sheets = &submission.sheets;
    if !sheets.iter().flat_map(|sheet| &sheet.rows).any(|row| row.filled().any(is_day)) {
        return;
    }
    let refused = |cell: FigureCell<'_>| {
        let indicator = &settings.indicators[cell.indicator];
        let with_days = |reading: &Reading| reading.number().or_else(|| serial(reading));
        drawn(sheets, indicator, cell.basis, Reading::number).is_none().then_some(())?;
        let sum = drawn(sheets, indicator, cell.basis, with_days)?;
        let is_sum = cell.reading.number().is_some_and(|number| agrees(number, &[sum]));
        is_sum.then_some(Reading::NotANumber(NoNumber::AddsDay))
    };
    let found: Vec<Vec<Option<Reading>>> =
        sheets.iter().map(|sheet| sheet.figures.iter().map(refused).collect()).collect();
    for (sheet, found) in submission.sheets.iter_mut().zip(found) {
        sheet.figures.reread_each(found);
    }
}

/// The number that stands for a day.
fn serial(reading: &Reading) -> Option<Decimal> {
    match reading {
        Reading::NotANumber(NoNumber::Day(serial)) => serial.filter(|serial| is_typed_day(*serial)),
        _ => None,
    }
}

/// The sum or mean that a list's rows give, each cell taken as `value` says; `None` where one has none.
fn drawn(
    sheets: &[FormSheet],
    indicator: &Indicator,
    basis: Basis,
    value: impl Fn(&Reading) -> Option<Decimal>,
) -> Option<Decimal> {
    let operation = &indicator.derivation.as_ref()?.operation;
    let column = summed_column(operation)?;
    let rows = counted(sheets, indicator)?;
    let mut sum = Decimal::ZERO;
    for row in &rows {
        let FieldValue::Number(reading) = row.field(column, basis)?.value else { return None };
        sum = sum.checked_add(value(reading)?)?;
    }
    match operation {
        ListOperation::Mean(_) => sum.checked_div(rows.len().into()),
        _ => (!rows.is_empty()).then_some(sum),
    }
}
