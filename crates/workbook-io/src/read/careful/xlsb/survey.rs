//! Surveys the records of a sheet before calamine, which does not check record lengths, ends a
//! sheet at the first invalid row number, and skips cells whose formula gave an error.

use std::collections::BTreeSet;

use super::manifest::Texts;
use super::records::{Record, broken_record, records};
use super::styles::Styles;
use crate::grid::{Address, Area, Merges, Value};
use crate::read::font::FontStarts;
use crate::read::{Damage, Limit, Limits, Refusal, limits::check_limit};

/// A filled cell, as its record describes it.
pub(super) struct SurveyedCell {
    pub(super) at: Address,
    /// The index of its cell format.
    pub(super) format: usize,
    pub(super) has_formula: bool,
    /// The value, if calamine skips the record.
    pub(super) value: Option<Value>,
    /// The font runs of its text, if any.
    pub(super) rich: Option<FontStarts>,
}

/// The workbook's tables that cells refer to.
#[derive(Clone, Copy)]
pub(super) struct WorkbookTables<'a> {
    pub(super) texts: &'a Texts,
    pub(super) styles: &'a Styles,
}

/// What the records of a sheet say about its structure.
#[derive(Default)]
pub(super) struct Survey {
    /// The filled cells, in the order of their records.
    pub(super) places: Vec<SurveyedCell>,
    /// Bytes of the shared strings in its cells.
    pub(super) text: u64,
    pub(super) hidden_rows: BTreeSet<u32>,
    pub(super) hidden_cols: BTreeSet<u32>,
    pub(super) merges: Option<Merges>,
    pub(super) filter: Option<Area>,
    /// The filter has a condition, so it hides rows.
    pub(super) filter_has_condition: bool,
}

/// Surveys the records of one sheet.
pub(super) fn survey(
    part: &[u8],
    tables: WorkbookTables<'_>,
    limits: &Limits,
) -> Result<Survey, Refusal> {
    const COLUMN: u16 = 0x003C;
    const BEGIN_DATA: u16 = 0x0091;
    const END_DATA: u16 = 0x0092;
    let mut survey = Survey::default();
    let mut row = None;
    let mut within_data = false;
    let mut records = records(part);
    while let Some(record) = records.next() {
        let record = record?;
        match record.kind {
            BEGIN_DATA => within_data = true,
            END_DATA => {
                survey.behind(records);
                return Ok(survey);
            }
            COLUMN if !within_data && record.word(16).is_ok_and(|flags| flags & 1 != 0) => {
                let last = record.double_word(4)?.min(Address::MAX_COLS - 1);
                survey.hidden_cols.extend(record.double_word(0)?..=last);
            }
            0 if within_data => row = Some(survey.row(&record)?),
            _ if within_data => survey.cell(&record, row, tables)?,
            _ => {}
        }
        check_limit(survey.places.len() as u64, limits.cells, Limit::Cells)?;
        check_limit(survey.text, limits.total_bytes, Limit::Total)?;
    }
    Err(broken_record())
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

    /// Reads what follows the cells. If it is cut short, merged areas are unknown.
    fn behind<'a>(&mut self, records: impl Iterator<Item = Result<Record<'a>, Refusal>>) {
        const FILTER: u16 = 0x00A1;
        const END_FILTER: u16 = 0x00A2;
        const FILTER_COLUMN: u16 = 0x00A3;
        const END_FILTER_COLUMN: u16 = 0x00A4;
        const MERGE: u16 = 0x00B0;
        const VIEWS_OF_PERSONS: u16 = 0x01A7;
        const END_VIEWS_OF_PERSONS: u16 = 0x01A8;
        let mut merges = Vec::new();
        let (mut within_filter, mut within_column, mut is_aside) = (false, false, false);
        for record in records {
            let Ok(record) = record else { return };
            match record.kind {
                VIEWS_OF_PERSONS => is_aside = true,
                END_VIEWS_OF_PERSONS => is_aside = false,
                MERGE => match area(&record) {
                    Some(area) => merges.push(area),
                    None => return,
                },
                FILTER if !is_aside => {
                    self.filter = area(&record);
                    within_filter = true;
                }
                END_FILTER => within_filter = false,
                FILTER_COLUMN => within_column = true,
                END_FILTER_COLUMN => within_column = false,
                // A filter hides rows if a column has a condition.
                _ if within_column && within_filter => self.filter_has_condition = true,
                _ => {}
            }
        }
        self.merges = Some(Merges::new(merges));
    }

    /// Adds a cell. Checks the length of its record, which calamine does not.
    fn cell(
        &mut self,
        record: &Record<'_>,
        row: Option<u32>,
        tables: WorkbookTables<'_>,
    ) -> Result<(), Refusal> {
        let Some(content) = CellRecord::read(record, tables)? else { return Ok(()) };
        let CellRecord { end, has_formula, value, rich, text } = content;
        let row = row.filter(|_| record.data.len() >= end).ok_or_else(broken_record)?;
        if has_formula {
            check_tokens(record, end)?;
        }
        self.text += text;
        let at = Address::new(row, record.double_word(0)?);
        let format = (record.double_word(4)? & 0x00FF_FFFF) as usize;
        self.places.push(SurveyedCell { at, format, has_formula, value, rich });
        Ok(())
    }
}

/// The record of a cell.
#[derive(Default)]
struct CellRecord {
    /// Where its value ends; the tokens of a formula follow.
    end: usize,
    has_formula: bool,
    /// The value, if calamine skips the record.
    value: Option<Value>,
    rich: Option<FontStarts>,
    /// Bytes of its shared string.
    text: u64,
}

impl CellRecord {
    /// Reads a record by its type ([MS-XLSB] 2.3.2); `None` if it is not that of a cell.
    fn read(record: &Record<'_>, tables: WorkbookTables<'_>) -> Result<Option<Self>, Refusal> {
        let constant = |end| Self { end, ..Self::default() };
        let formula = |end| Self { end, has_formula: true, ..Self::default() };
        Ok(Some(match record.kind {
            2 => constant(12),
            3 | 4 => constant(9),
            5 => constant(16),
            6 => constant(record.text(8)?.1),
            7 => Self::shared_string(record, tables.texts)?,
            8 => formula(record.text(8)?.1 + 2),
            9 => formula(18),
            10 => formula(11),
            11 => {
                let code = *record.data.get(8).ok_or_else(broken_record)?;
                Self { value: Some(error_value(code)), ..formula(11) }
            }
            0x003E => {
                let (text, end) = record.text(9)?;
                let rich = tables.styles.font_starts(record, 8);
                Self { value: Some(Value::Text(text.into())), rich, ..constant(end) }
            }
            _ => return Ok(None),
        }))
    }

    fn shared_string(record: &Record<'_>, texts: &Texts) -> Result<Self, Refusal> {
        let index = record.double_word(8)? as usize;
        let length = texts.lengths.get(index).ok_or_else(broken_record)?;
        // A UTF-16 unit has at most three bytes in UTF-8.
        let text = 3 * u64::from(*length);
        Ok(Self { end: 12, rich: texts.rich.get(&index).cloned(), text, ..Self::default() })
    }
}

/// The area at the start of a record.
fn area(record: &Record<'_>) -> Option<Area> {
    let corner = |at| record.double_word(at).ok();
    let from = Address::new(corner(0)?, corner(8)?);
    Some(Area::new(from, Address::new(corner(4)?, corner(12)?))).filter(|area| area.is_sound())
}

/// Checks that the tokens of a formula are as long as declared.
fn check_tokens(record: &Record<'_>, at: usize) -> Result<(), Refusal> {
    let length = record.double_word(at)? as usize;
    record.data.get(at + 4..at + 4 + length).map(|_| ()).ok_or_else(broken_record)
}

/// The error value of a code ([MS-XLSB] 2.5.97.2).
fn error_value(code: u8) -> Value {
    let text = match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        other => return Value::UnknownError(other),
    };
    Value::Error(text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn error_values_by_their_codes() {
        assert_eq!(error_value(0x2A), Value::Error("#N/A".into()));
        assert_eq!(error_value(0x2B), Value::UnknownError(0x2B));
    }
}
