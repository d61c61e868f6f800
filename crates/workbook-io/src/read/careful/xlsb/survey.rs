//! One pass over a sheet's records before calamine's: it indexes records unchecked, ends a
//! sheet at the first odd row number, and passes over cells whose formula gave an error.

use std::collections::BTreeSet;

use super::records::{Record, cut, records};
use crate::grid::{Address, Value};
use crate::read::{Damage, Limit, Limits, Refusal, limits::within};

/// A cell that holds something, as its record tells.
pub(super) struct Place {
    pub(super) at: Address,
    /// Index of its format.
    pub(super) format: usize,
    pub(super) has_formula: bool,
    /// The value, where calamine passes over the record.
    pub(super) value: Option<Value>,
}

/// What one sheet's records say about its shape.
#[derive(Default)]
pub(super) struct Survey {
    /// In the order of the records.
    pub(super) places: Vec<Place>,
    /// Bytes that shared texts take once they stand in the cells.
    pub(super) text: u64,
    pub(super) hidden_rows: BTreeSet<u32>,
    pub(super) hidden_cols: BTreeSet<u32>,
}

/// Surveys the records of one sheet; `texts` are the lengths of the shared texts.
pub(super) fn survey(part: &[u8], texts: &[u32], limits: &Limits) -> Result<Survey, Refusal> {
    const COLUMN: u16 = 0x003C;
    const BEGIN_DATA: u16 = 0x0091;
    const END_DATA: u16 = 0x0092;
    let mut survey = Survey::default();
    let mut row = None;
    let mut within_data = false;
    for record in records(part) {
        let record = record?;
        match record.kind {
            BEGIN_DATA => within_data = true,
            END_DATA => return Ok(survey),
            COLUMN if !within_data && record.word(16).is_ok_and(|flags| flags & 1 != 0) => {
                let last = record.double_word(4)?.min(Address::MAX_COLS - 1);
                survey.hidden_cols.extend(record.double_word(0)?..=last);
            }
            0 if within_data => row = Some(survey.row(&record)?),
            _ if within_data => survey.cell(&record, row, texts)?,
            _ => {}
        }
        within(survey.places.len() as u64, limits.cells, Limit::Cells)?;
        within(survey.text, limits.total_bytes, Limit::Total)?;
    }
    Err(cut())
}

impl Survey {
    fn row(&mut self, record: &Record<'_>) -> Result<u32, Refusal> {
        const HIDDEN: u16 = 0x1000;
        let row = record.double_word(0)?;
        if row >= Address::MAX_ROWS {
            return Err(Refusal::Damaged(Damage::RowNumber(row.to_string())));
        }
        if record.word(10)? & HIDDEN != 0 {
            self.hidden_rows.insert(row);
        }
        Ok(row)
    }

    /// Checks that a cell's record is as long as its kind needs, since calamine does not.
    fn cell(
        &mut self,
        record: &Record<'_>,
        row: Option<u32>,
        texts: &[u32],
    ) -> Result<(), Refusal> {
        let mut value = None;
        let (end, has_formula) = match record.kind {
            2 => (12, false),
            3 | 4 => (9, false),
            5 => (16, false),
            6 => (record.text(8)?.1, false),
            7 => {
                let text = texts.get(record.double_word(8)? as usize).ok_or_else(cut)?;
                // A UTF-16 unit takes at most three bytes in UTF-8.
                self.text += 3 * u64::from(*text);
                (12, false)
            }
            8 => (record.text(8)?.1 + 2, true),
            9 => (18, true),
            10 => (11, true),
            11 => {
                value = Some(Value::Error(error_code(*record.data.get(8).ok_or_else(cut)?).into()));
                (11, true)
            }
            0x003E => {
                let (text, end) = record.text(9)?;
                value = Some(Value::Text(text.into()));
                (end, false)
            }
            _ => return Ok(()),
        };
        let row = row.filter(|_| record.data.len() >= end).ok_or_else(cut)?;
        if has_formula {
            check_tokens(record, end)?;
        }
        let at = Address::new(row, record.double_word(0)?);
        let format = (record.double_word(4)? & 0x00FF_FFFF) as usize;
        self.places.push(Place { at, format, has_formula, value });
        Ok(())
    }
}

/// A formula's tokens are as many as the length before them says.
fn check_tokens(record: &Record<'_>, at: usize) -> Result<(), Refusal> {
    let length = record.double_word(at)? as usize;
    record.data.get(at + 4..at + 4 + length).map(|_| ()).ok_or_else(cut)
}

/// The error value of a code ([MS-XLSB] 2.5.97.2).
fn error_code(code: u8) -> String {
    match code {
        0x00 => "#NULL!".to_owned(),
        0x07 => "#DIV/0!".to_owned(),
        0x0F => "#VALUE!".to_owned(),
        0x17 => "#REF!".to_owned(),
        0x1D => "#NAME?".to_owned(),
        0x24 => "#NUM!".to_owned(),
        0x2A => "#N/A".to_owned(),
        other => format!("lỗi mã {other}"),
    }
}
