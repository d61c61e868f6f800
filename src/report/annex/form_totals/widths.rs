//! Widths and heights of a form with its totals: the form's own, more where a total needs it.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::sheet_cells::SheetCells;
use crate::report::annex::widths::widen;
use workbook_io::Address;
use workbook_io::number::from_stored;
use workbook_io::read::SheetLook;
use workbook_io::sheet::{Area, Content, Row, count_lines, row_height};

/// A column's width where the file says none, in tenths of a character.
const USUAL: u32 = 80;

/// The widths of columns in tenths of a character.
pub(super) fn fitting(look: &SheetLook, cells: &SheetCells, merges: &[Area]) -> BTreeMap<u32, u32> {
    let last = cells.keys().map(|at| at.col).max().unwrap_or(0);
    let own = |col: u32| look.widths.get(&col).map_or(USUAL, |width| tenths(*width));
    let mut widths: Vec<u32> = (0..=last).map(own).collect();
    let is_merged = |at: &Address| merges.iter().any(|area| area.contains(*at));
    let live = |(at, (content, style)): (&Address, &(Content, _))| {
        let is_live = matches!(content, Content::Formula(_)) && !is_merged(at);
        is_live.then(|| Row {
            index: at.row,
            height: None,
            cells: vec![(at.col, content.clone(), workbook_io::sheet::Style::clone(style))],
        })
    };
    let rows: Vec<Row> = cells.iter().filter_map(live).collect();
    widen(&mut widths, &rows);
    (0..).zip(widths).collect()
}

fn tenths(width: f64) -> u32 {
    let tenths = from_stored(width).map(|width| (width * Decimal::TEN).round());
    tenths.and_then(|tenths| u32::try_from(tenths).ok()).unwrap_or(USUAL)
}

/// The heights of rows in points: the form's own, else what their texts need.
pub(super) fn heights(
    look: &SheetLook,
    cells: &SheetCells,
    merges: &[Area],
    widths: &BTreeMap<u32, u32>,
) -> BTreeMap<u32, f64> {
    let mut heights = look.heights.clone();
    for (at, (content, style)) in cells {
        let Content::Text(text) = content else { continue };
        let area = merges.iter().find(|area| area.contains(*at));
        let area = area.copied().unwrap_or(Area::new(*at, *at));
        let is_measured = style.wrap && style.rotation == 0 && area.from.row == area.to.row;
        if !is_measured || look.heights.contains_key(&at.row) {
            continue;
        }
        let width = widths.range(area.from.col..=area.to.col).map(|(_, width)| *width).sum();
        let lines = count_lines(text, width, style.half_points, style.bold);
        let needed = row_height(lines, style.half_points);
        let height = heights.entry(at.row).or_insert_with(|| look.usual_height.unwrap_or(needed));
        if needed > *height {
            *height = needed;
        }
    }
    heights
}
