//! Biểu đồ: how far each item has come towards its level, and how it changed from period to period.
//! The numbers drawn are in tables on the same sheet.

mod attainment;
mod attainment_table;
mod chart_sheet;
mod points;
mod trend;
mod trend_rows;

use super::mirror::page_items;
use super::signed::SignedPage;
use crate::results::Results;
use chart_sheet::{ChartSheet, MOST_CHARTS};
use workbook_io::sheet::Sheet;

/// The sheet, one resolution after another; `None` if there is nothing to draw.
pub(super) fn sheet(results: &Results<'_>, pages: &[SignedPage<'_, '_>]) -> Option<Sheet<'static>> {
    let points = points::points(results);
    let mut sheet = ChartSheet::new(points.len() + 1);
    // Two of a page show how far its items have come.
    let trends = (MOST_CHARTS / pages.len().max(1)).saturating_sub(2);
    for page in pages {
        let items = page_items(page);
        sheet.opening(page);
        attainment::draw(&mut sheet, page, &items);
        trend::draw(&mut sheet, results, &points, &items, trends);
    }
    (!sheet.charts.is_empty()).then(|| sheet.finish())
}
