//! What the headers of a sheet's columns say of time: "Năm 2023", "Thực hiện 9 tháng".
//!
//! Forms are recognised whatever year stands in a header. Whether it is the period's is for a
//! rule to say.

use std::sync::Arc;

use super::found_form::FoundForm;
use super::template::Body;
use crate::settings::Basis;
use viet_text::text::folded;
use workbook_io::{Address, Grid};

/// A header that says a time, over a column of figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnTime {
    /// Where the header stands.
    pub at: Address,
    /// As written.
    pub text: Arc<str>,
    /// The basis of the column's figures.
    pub basis: Basis,
}

/// The headers over coded columns that name a year or months, each once a basis.
pub(super) fn column_times(grid: &Grid, found: &FoundForm<'_>) -> Vec<ColumnTime> {
    let mut times: Vec<ColumnTime> = Vec::new();
    for (place, col) in found.mapping.columns.iter().enumerate() {
        let (Some(col), Some(basis)) = (*col, basis_of(found, place)) else { continue };
        for row in found.header_top..found.body_top {
            let Some((at, text)) = header_over(grid, found, Address::new(row, col)) else {
                continue;
            };
            let time = ColumnTime { at, text: Arc::clone(text), basis };
            if says_time(text) && !times.contains(&time) {
                times.push(time);
            }
        }
    }
    times
}

/// The basis of a coded column; none where its figures are on several.
fn basis_of(found: &FoundForm<'_>, place: usize) -> Option<Basis> {
    match &found.form.body {
        Body::List(_) => Some(found.form.columns[place].basis),
        Body::Figures(area) => {
            let figures = area.rows.iter().filter_map(|row| row.figures[place].as_ref());
            let mut bases = figures.map(|figure| figure.basis);
            let first = bases.next()?;
            bases.all(|basis| basis == first).then_some(first)
        }
    }
}

/// The text at a cell of the header, or that of the merge or of the header on the left that
/// reaches over it.
fn header_over<'g>(
    grid: &'g Grid,
    found: &FoundForm<'_>,
    at: Address,
) -> Option<(Address, &'g Arc<str>)> {
    let text = |at: Address| Some((at, grid.get(at)?.shared_text()?));
    let merged = || text(grid.merge_at(at)?.area.from);
    let is_last = at.row + 1 >= found.body_top;
    let on_left = || {
        let left = (0..at.col).rev().map(|col| Address::new(at.row, col)).find_map(text)?;
        let has_lower = |col: u32| {
            (at.row + 1..found.body_top).any(|row| grid.text(Address::new(row, col)).is_some())
        };
        (!is_last && has_lower(at.col) && has_lower(left.0.col)).then_some(left)
    };
    text(at).or_else(merged).or_else(on_left)
}

fn says_time(text: &str) -> bool {
    let has_digits = text.contains(|c: char| c.is_ascii_digit());
    has_digits || folded(text).contains("tháng")
}
