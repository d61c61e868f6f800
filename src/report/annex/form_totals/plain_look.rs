//! How a form looks whose file says nothing of it: a bordered table under centred headings.

use std::collections::BTreeMap;

use crate::cell_text::CellText as _;
use crate::form::SheetForm;
use crate::report::annex::style;
use workbook_io::read::SheetLook;
use workbook_io::sheet::{HorizontalAlign, Style, nearest_double};
use workbook_io::{Address, Grid, Value};

const SIZE: u16 = 24;
/// Columns are as wide as their texts need, within these bounds.
const WIDTH: (usize, usize) = (9, 40);

/// A look for a sheet with these tables.
pub(super) fn look(grid: &Grid, forms: &[&SheetForm]) -> SheetLook {
    let mut styles = BTreeMap::new();
    for at in grid.cells.keys() {
        styles.insert(*at, Style { half_points: SIZE, ..Style::default() });
    }
    for form in forms {
        let (top, bottom) = (form.header_rows[0], *form.header_rows.last().unwrap_or(&0));
        let last = form.cells.iter().map(|cell| cell.at.row).max().unwrap_or(bottom);
        let in_header = grid.cells.keys().filter(|at| (top..=bottom).contains(&at.row));
        let right = in_header.map(|at| at.col).max().unwrap_or(0);
        for row in top..=last {
            for col in 0..=right {
                let style = match row <= bottom {
                    true => Style { fill: None, ..style::head(SIZE) },
                    false => style::cell(SIZE),
                };
                let is_number = matches!(grid.get(Address::new(row, col)), Some(cell) if matches!(cell.value, Value::Number(_)));
                let across = if is_number { HorizontalAlign::Center } else { style.across };
                styles.insert(Address::new(row, col), Style { across, ..style });
            }
        }
    }
    SheetLook { styles, widths: widths(grid, forms), ..SheetLook::default() }
}

fn widths(grid: &Grid, forms: &[&SheetForm]) -> BTreeMap<u32, f64> {
    let coded = |at: &Address| forms.iter().any(|form| form.cells.iter().any(|c| c.at == *at));
    let mut widest: BTreeMap<u32, usize> = BTreeMap::new();
    for (at, cell) in grid.cells.iter().filter(|(at, _)| !coded(at)) {
        let length = cell.value.as_written().chars().count();
        let is_anchor = grid.merge_at(*at).is_none();
        let width = widest.entry(at.col).or_insert(WIDTH.0);
        if is_anchor && length <= WIDTH.1 {
            *width = (*width).max(length + 1);
        }
    }
    let width = |width: usize| nearest_double(width.min(WIDTH.1).into());
    widest.into_iter().map(|(col, own)| (col, width(own))).collect()
}
