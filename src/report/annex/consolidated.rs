//! Tổng hợp: one row a unit, one column a figure; totals and means are live formulas.

mod feet;
mod heads;
mod layout;
mod unit_rows;

use std::sync::Arc;

use super::columns::{ColumnContent, ColumnPlan, FIRST_UNIT, LEFT, SHEET, count};
use super::style;
use super::widths::{WidestNumber, widen};
use crate::results::Results;
use workbook_io::Address;
use workbook_io::parallel_map;
use workbook_io::sheet::{Area, Emphasis, Highlight, Page, RowChunk, Sheet};

use heads::{CODE, GROUP};
use layout::{ConsolidatedSheet, SIZE, WIDTHS, width};

/// The sheet.
pub(super) fn sheet<'a>(results: &'a Results<'_>, plan: &ColumnPlan) -> Sheet<'a> {
    let page = ConsolidatedSheet { results, plan: plan.clone() };
    let units = 0..results.workspace.settings.units.len();
    let heads = page.heads();
    let mut feet = vec![page.total(), page.missing()];
    feet.extend(plan.doubt_row().map(|row| page.doubts(row)));
    feet.extend(page.legend());
    let mut widths = WIDTHS.to_vec();
    widths.extend(page.columns().map(|(_, column)| width(column)));
    widen(&mut widths, heads.iter().chain(&feet));
    page.widen_to_units(&mut widths);
    let widths = (0..).zip(widths.into_iter().map(style::width)).collect();
    let (merges, highlights) = (page.merges(), page.whole_numbers());
    let feet_from = FIRST_UNIT + count(units.len());
    let page = Arc::new(page);
    let body = units.clone().step_by(PART).map(|first| {
        let (page, own) = (Arc::clone(&page), first..units.end.min(first + PART));
        RowChunk::new(FIRST_UNIT + count(first), own.map(move |unit| page.unit(unit)))
    });
    let mut parts = vec![RowChunk::new(0, heads)];
    parts.extend(body);
    parts.push(RowChunk::new(feet_from, feet));
    let hidden_columns = (plan.first_helper()..plan.next_helper()).collect();
    Sheet {
        widths,
        hidden_columns,
        merges,
        freeze: Some(Address::new(FIRST_UNIT, LEFT)),
        page: Page {
            landscape: true,
            repeat_rows: Some((GROUP, CODE)),
            repeat_cols: Some((0, 1)),
            footer: "&C&P/&N".to_owned(),
            ..Page::default()
        },
        highlights,
        ..Sheet::from_chunks(SHEET, parts)
    }
}

/// Rows of units that a thread handles at a time.
const PART: usize = 64;

impl ConsolidatedSheet<'_, '_> {
    /// Widens columns to fit the units' numbers.
    fn widen_to_units(&self, widths: &mut [u32]) {
        let units: Vec<usize> = (0..self.results.workspace.settings.units.len()).collect();
        let parts: Vec<&[usize]> = units.chunks(PART).collect();
        let measure = |(): &mut (), part: &&[usize]| {
            let widest = self.plan.columns.iter().map(|column| {
                let mut widest = WidestNumber::new(SIZE);
                for unit in *part {
                    let (number, decimals) = self.number(*unit, column);
                    number.into_iter().for_each(|number| widest.add(number, decimals));
                }
                widest.width
            });
            widest.collect::<Vec<u32>>()
        };
        let mut numbers = WidestNumber::new(SIZE);
        numbers.add(units.len().into(), 0);
        widths[0] = widths[0].max(numbers.width);
        for needed in parallel_map(&parts, || (), measure) {
            let figures = widths[LEFT as usize..].iter_mut();
            figures.zip(needed).for_each(|(width, need)| *width = need.max(*width));
        }
    }

    /// Means and shares show decimals only if they are not whole.
    fn whole_numbers(&self) -> Vec<Highlight> {
        let rules = self.columns().filter_map(|(col, column)| {
            let decimals = self.indicator(column).decimals;
            let is_live = !matches!(column.holds, ColumnContent::Divisor) && decimals > 0;
            let (from, to) =
                (Address::new(FIRST_UNIT, col), Address::new(self.plan.total_row(), col));
            is_live.then(|| Highlight {
                areas: vec![Area::new(from, to)],
                formula: format!("ROUND({from},{decimals})=ROUND({from},0)"),
                emphasis: Emphasis { number: Some("#,##0"), ..Emphasis::default() },
            })
        });
        rules.collect()
    }
}
