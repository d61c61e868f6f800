//! A form found on a sheet, and which of the sheet's rows are its own.

use std::rc::Rc;
use std::sync::Arc;

use super::cache::recognition::RecognitionCache;
use super::column_mapping::ColumnMapping;
use super::sheet_terms::SheetTerms;
use super::template::SheetForm;
use workbook_io::{Address, Grid, Value};

/// A form found on a sheet.
#[derive(Clone, Debug)]
pub(super) struct FoundForm<'t> {
    /// The form's name.
    pub template: &'t Arc<str>,
    /// The sheet of the form.
    pub form: &'t SheetForm,
    /// Its place among the forms met.
    pub place: usize,
    /// The first row of the form's heading.
    pub heading_top: u32,
    /// The header's first row.
    pub header_top: u32,
    /// The first row below the header (and below a row of column numbers).
    pub body_top: u32,
    /// The row after the form's last: where the next form's heading begins.
    pub body_end: u32,
    /// The column of row labels, on a figure sheet.
    pub label_column: Option<u32>,
    /// Where its columns stand.
    pub mapping: Rc<ColumnMapping>,
    /// How much of the form was found, in thousandths.
    pub(super) likeness: u32,
    /// How many headers and labels of the form were found.
    pub(super) matched: usize,
}

impl FoundForm<'_> {
    /// The rows that hold anything below the header, downwards.
    pub(super) fn body_rows(&self, grid: &Grid) -> Vec<u32> {
        let body = Address::new(self.body_top, 0)..Address::new(self.body_end, 0);
        let mut rows: Vec<u32> = grid.cells.range(body).map(|(at, _)| at.row).collect();
        rows.dedup();
        rows
    }
}

/// Rows of a heading above a header that is not the sheet's first.
const HEADING_ROWS: u32 = 25;

/// Divides a sheet's rows among its forms: each ends where the heading of the next begins.
pub(super) fn divide_rows<'t>(
    grid: &Grid,
    forms: &mut [FoundForm<'t>],
    keys: &SheetTerms,
    cache: RecognitionCache<'_, 't>,
) {
    for place in 1..forms.len() {
        let top = forms[place].header_top;
        let terms = cache.terms.form_terms(forms[place - 1].form);
        let earliest = forms[place - 1].body_top.max(top.saturating_sub(HEADING_ROWS));
        let is_heading = |row: &u32| {
            grid.row(*row).all(|(_, cell)| matches!(cell.value, Value::Text(_) | Value::Blank))
                && !keys.row(*row).iter().any(|(_, term)| terms.is_label(*term))
        };
        let heading_top = (earliest..top).rev().take_while(is_heading).last().unwrap_or(top);
        forms[place].heading_top = heading_top;
        forms[place - 1].body_end = heading_top;
    }
}
