//! Ambiguous text that another cell of the same submission confirms.
//!
//! "2,57" members may be 257 or 2.570. Where the figure on the other basis, or the sum of the
//! list, is exactly one of these, that one is used. Otherwise the cell has no value.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::Submission;
use crate::form::{Field, FieldValue, FigureCell, FormSheet, ListRow, Reading, TickReading};
use crate::settings::{Basis, Condition, Indicator, ListOperation, Settings, Test};
use viet_text::text::folded;
use workbook_io::Address;
use workbook_io::number::rounded;

/// Settles a submission's ambiguous cells where another cell confirms one reading.
pub(super) fn corroborate(submission: &mut Submission, settings: &Settings) {
    let doubtful = |reading: &Reading| matches!(reading, Reading::Doubtful(_));
    let any = submission.sheets.iter().any(|sheet| {
        let mut in_rows = sheet.rows.iter().flat_map(|row| row.fields());
        sheet.figures.filled().any(|figure| doubtful(figure.reading))
            || in_rows.any(
                |field| matches!(field.value, FieldValue::Number(reading) if doubtful(reading)),
            )
    });
    if any {
        rows(submission, settings);
        figures(submission, settings);
    }
}

/// Figures of the form, by their other basis and by the list.
fn figures(submission: &mut Submission, settings: &Settings) {
    let borne_out = |cell: FigureCell<'_>| {
        let Reading::Doubtful(candidates) = cell.reading else { return None };
        let known = submission.sheets.iter().flat_map(|sheet| sheet.figures.iter());
        let other_basis = known.filter(|other| {
            let current = |basis| matches!(basis, Basis::Actual | Basis::Estimate);
            other.code == cell.code && current(other.basis) && current(cell.basis)
        });
        let derived = derived(&submission.sheets, cell, settings);
        let evidence: Vec<Decimal> =
            other_basis.filter_map(|other| other.reading.number()).chain(derived).collect();
        the_only_fitting(candidates, |n| agrees(n, &evidence)).map(Reading::Corroborated)
    };
    let found: Vec<Vec<Option<Reading>>> = submission
        .sheets
        .iter()
        .map(|sheet| sheet.figures.iter().map(borne_out).collect())
        .collect();
    for (sheet, found) in submission.sheets.iter_mut().zip(found) {
        sheet.figures.reread_each(found);
    }
}

/// Means are written rounded.
pub(super) fn agrees(number: Decimal, evidence: &[Decimal]) -> bool {
    evidence.iter().any(|other| rounded(*other, number.scale()) == number)
}

fn the_only_fitting(candidates: &[Decimal], fits: impl Fn(Decimal) -> bool) -> Option<Decimal> {
    let mut fitting = candidates.iter().copied().filter(|number| fits(*number));
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}

/// What the list says the figure is, where it is filled and clear.
fn derived(sheets: &[FormSheet], cell: FigureCell<'_>, settings: &Settings) -> Vec<Decimal> {
    let indicator = &settings.indicators[cell.indicator];
    let rows = counted(sheets, indicator);
    let result = rows.and_then(|rows| result(&rows, indicator, cell.basis, None));
    result.into_iter().collect()
}

/// Fields of a list, by the form's figure that adds them up.
fn rows(submission: &mut Submission, settings: &Settings) {
    let mut settled: Vec<(usize, usize, Address, Decimal)> = Vec::new();
    for (sheet_place, sheet) in submission.sheets.iter().enumerate() {
        for (row_place, row) in sheet.rows.iter().enumerate() {
            for field in row.fields() {
                let FieldValue::Number(Reading::Doubtful(candidates)) = field.value else {
                    continue;
                };
                let fits = |number| {
                    let place = Some((row.name_at, field.column, number));
                    is_added_up(submission, sheet, field.basis, place, settings)
                };
                if let Some(number) = the_only_fitting(candidates, fits) {
                    settled.push((sheet_place, row_place, field.at, number));
                }
            }
        }
    }
    for (sheet, row, field, number) in settled {
        let row = Arc::make_mut(&mut submission.sheets[sheet].rows[row]);
        let value = |own: Field<'_>| {
            (own.at == field).then_some(FieldValue::Number(Reading::Corroborated(number)))
        };
        row.reread(value);
    }
}

/// An assumed reading of one field: the row by the cell of its name, the column, the number.
type Assumption<'a> = Option<(Address, &'a str, Decimal)>;

/// Is a clear figure of the form equal to what the list gives under this assumption?
fn is_added_up(
    submission: &Submission,
    sheet: &FormSheet,
    basis: Basis,
    taken: Assumption<'_>,
    settings: &Settings,
) -> bool {
    let column = taken.map(|(_, column, _)| column);
    let figures = submission.sheets.iter().flat_map(|sheet| sheet.figures.iter());
    let of_column = figures.filter(|figure| {
        let derivation = settings.indicators[figure.indicator].derivation.as_ref();
        derivation.is_some_and(|derivation| {
            Some(derivation.list.as_str()) == sheet.list.as_deref()
                && derivation.operation.column() == column
        }) && figure.basis == basis
    });
    of_column.filter_map(|figure| Some((figure, figure.reading.number()?))).any(
        |(figure, written)| {
            let indicator = &settings.indicators[figure.indicator];
            let rows = counted(std::slice::from_ref(sheet), indicator);
            let result = rows.and_then(|rows| result(&rows, indicator, basis, taken));
            result.is_some_and(|result| agrees(written, &[result]))
        },
    )
}

/// The rows that an indicator counts; `None` where that cannot be told.
pub(super) fn counted<'s>(
    sheets: &'s [FormSheet],
    indicator: &Indicator,
) -> Option<Vec<&'s ListRow>> {
    let derivation = indicator.derivation.as_ref()?;
    let of_list = sheets.iter().filter(|sheet| sheet.list.as_deref() == Some(&derivation.list));
    let mut counted = Vec::new();
    for row in of_list.flat_map(|sheet| &sheet.rows) {
        let mut all = true;
        for condition in &derivation.conditions {
            all &= holds(row, condition)?;
        }
        if all {
            counted.push(&**row);
        }
    }
    Some(counted)
}

/// Only conditions on words and ticks are checked.
fn holds(row: &ListRow, condition: &Condition) -> Option<bool> {
    let field = row.field(&condition.column, Basis::Actual)?;
    match (&condition.test, field.value) {
        (Test::Says(words), FieldValue::Words(Some(said))) => Some(words.contains(&folded(said))),
        (Test::SaysNot(words), FieldValue::Words(Some(said))) => {
            Some(!words.contains(&folded(said)))
        }
        (Test::Ticked, FieldValue::Tick(tick)) => match tick {
            TickReading::Yes => Some(true),
            TickReading::No => Some(false),
            TickReading::Unclear => None,
        },
        _ => None,
    }
}

/// The sum or mean over rows under an assumption; `None` where a row has no number.
fn result(
    rows: &[&ListRow],
    indicator: &Indicator,
    basis: Basis,
    taken: Assumption<'_>,
) -> Option<Decimal> {
    let operation = &indicator.derivation.as_ref()?.operation;
    let column = match operation {
        ListOperation::Sum(column) | ListOperation::Mean(column) => column,
        ListOperation::Count | ListOperation::MeanBy(..) => return None,
    };
    let mut sum = Decimal::ZERO;
    for row in rows {
        let number = match taken {
            Some((name_at, of, number)) if row.name_at == name_at && of == column => number,
            _ => match &row.field(column, basis)?.value {
                FieldValue::Number(reading) => reading.number()?,
                _ => return None,
            },
        };
        sum = sum.checked_add(number)?;
    }
    match operation {
        ListOperation::Mean(_) => sum.checked_div(rows.len().into()),
        _ if rows.is_empty() => None,
        _ => Some(sum),
    }
}
