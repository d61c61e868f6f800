//! What was typed for a cell, turned into a value of the cell's kind.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::given_name::is_plausible;
use crate::form::{DayReading, FieldValue, FormSheet, Reading, TickReading};
use crate::settings::{Basis, Column, ColumnKind, Indicator, Mark, NumberKind, Settings};
use viet_text::date::read_date;
use viet_text::notation::{LIMIT, parse_vietnamese};
use viet_text::number::read_typed_decimal;
use workbook_io::Address;

const VALUE: &str = "x (nhận đề xuất), giữ, hoặc giá trị đúng viết như 1.623,5";
const WHOLE: &str = "số nguyên không âm, viết như 2.570";
const SHARE: &str = "tỷ lệ từ 0 đến 100, viết như 62,5";
const RATIO: &str =
    "giữ hoặc để trống: số này được tính từ hai số khác, ghi ý kiến ở ô của các số đó";
const ENTERED: &str = "giữ hoặc để trống: số này do cơ quan nhập ở khai-bao.xlsx, sửa ở đó";
const NAME: &str = "tên đầy đủ của tổ chức, hoặc giữ: ô này ghi tên";

/// What a row of the review workbook says for one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TypedValue {
    /// In Vietnamese notation.
    pub(super) text: String,
    /// The officer accepted it as proposed.
    pub(super) is_proposal: bool,
}

/// What a cell is to say.
pub(super) enum CellChange {
    /// A figure.
    Figure { indicator: usize, basis: Basis, reading: Reading },
    /// A field of a list, with the organisation's new name where it is that.
    Field { value: FieldValue, name: Option<Arc<str>> },
}

/// The new value of a data cell, if the cell still says what it said; or what should have been
/// typed.
pub(super) fn change(
    sheet: &FormSheet,
    at: Address,
    says: impl Fn(&str) -> bool,
    typed: &TypedValue,
    settings: &Settings,
) -> Option<Result<CellChange, &'static str>> {
    let figure = sheet.figures.iter().find(|cell| cell.at == at && says(&cell.written()));
    if let Some(cell) = figure {
        let (indicator, basis) = (cell.indicator, cell.basis);
        let reading = figure_reading(typed, &settings.indicators[indicator]);
        return Some(reading.map(|reading| CellChange::Figure { indicator, basis, reading }));
    }
    let list = &settings.lists[sheet.list.as_deref()?];
    let row = sheet.rows.iter().find(|row| row.row == at.row)?;
    let field = row.fields().find(|field| field.at == at && says(&field.written()))?;
    if row.name_at == at && !typed.is_proposal && !is_plausible(&typed.text, row, sheet) {
        return Some(Err(NAME));
    }
    let value = field_value(typed, &list.columns[field.place], settings);
    let name = (row.name_at == at).then(|| Arc::from(&*typed.text));
    Some(value.map(|value| CellChange::Field { value, name }))
}

fn reading(typed: &TypedValue, number: Decimal) -> Reading {
    if typed.is_proposal { Reading::Accepted(number) } else { Reading::Decided(number) }
}

fn figure_reading(typed: &TypedValue, indicator: &Indicator) -> Result<Reading, &'static str> {
    if !typed.is_proposal {
        if indicator.entered.is_some() {
            return Err(ENTERED);
        }
        if indicator.over_units.is_quotient() {
            return Err(RATIO);
        }
    }
    let adds_up = indicator.over_units.rule.adds_up;
    let number = number(&typed.text, indicator.kind == NumberKind::Count && adds_up)?;
    let shares = Decimal::ZERO..=Decimal::ONE_HUNDRED;
    if indicator.kind == NumberKind::Share && !shares.contains(&number) {
        return Err(SHARE);
    }
    Ok(reading(typed, number))
}

/// What was typed for a field, as its column takes it.
fn field_value(
    typed: &TypedValue,
    column: &Column,
    settings: &Settings,
) -> Result<FieldValue, &'static str> {
    let text = typed.text.as_str();
    Ok(match column.kind {
        ColumnKind::Count | ColumnKind::Money => {
            let number = number(text, column.kind == ColumnKind::Count)?;
            FieldValue::Number(reading(typed, number))
        }
        ColumnKind::Date => {
            let day = read_date(text).ok_or("ngày, viết như 10/11/2023")?;
            FieldValue::Day(DayReading::Day(day))
        }
        ColumnKind::Mark => FieldValue::Tick(match settings.marks.lookup(text) {
            Some(Mark::Yes) => TickReading::Yes,
            Some(Mark::No | Mark::Zero) => TickReading::No,
            _ => return Err("có hoặc không"),
        }),
        ColumnKind::Name if !text.chars().any(char::is_alphabetic) => return Err(NAME),
        ColumnKind::Choice | ColumnKind::Name | ColumnKind::Text => {
            let any = column.choices.is_empty();
            if !any && !column.is_choice(text) {
                return Err("một trong các từ mà cột của danh sách cho chọn");
            }
            FieldValue::Words(Some(text.into()))
        }
    })
}

/// A number as the officer types it. A computer with another notation turns 2.570 into 2,57: a
/// number of heads with decimals is refused.
fn number(typed: &str, whole: bool) -> Result<Decimal, &'static str> {
    let number = parse_vietnamese(typed).or_else(|| read_typed_decimal(typed).ok()).ok_or(VALUE)?;
    if whole && (!number.is_integer() || number.is_sign_negative()) {
        return Err(WHOLE);
    }
    if number.abs() > LIMIT {
        return Err(VALUE);
    }
    Ok(number)
}
