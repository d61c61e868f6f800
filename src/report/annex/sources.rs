//! Nguồn số liệu: one row for each figure used, with its source. A later period reads it as
//! history.

mod entry;
mod row;

use std::ops::Range;

use super::columns::count;
use super::style;
use super::widths::WidestNumber;
use crate::figures::consolidate::{FigureSource, UnitFigure};
use crate::results::Results;
use crate::workspace::annex_book::names::{SOURCE_HEADERS, SOURCES, SUB_UNIT_HEADERS, part_name};
use entry::{entries_from, entries_of_unit};
use row::{SIZE, SharedTexts, row};
use workbook_io::Address;
use workbook_io::parallel_map;
use workbook_io::sheet::{Area, Page, Row, RowChunk, Sheet, row_height};

/// In tenths of a character.
const WIDTHS: [u32; 13] = [90, 170, 200, 360, 95, 95, 105, 80, 140, 200, 95, 140, 150];

/// The columns of numbers.
const NUMBERS: Range<usize> = 5..8;

/// Widths of the two columns for annexes sent up, in tenths of a character.
const BENEATH_WIDTHS: [u32; 2] = [200, 300];

/// Rows that are built and written at a time.
const PART: usize = 1_024;

/// The size of the sheets.
struct SourceExtent {
    /// The first row of each unit, counted over all sheets; the last entry is the number of rows.
    starts: Vec<usize>,
    /// Column widths that fit every number.
    widths: [u32; 13],
    /// Some figures come from annexes of units, this month or carried over.
    with_annexes: bool,
}

impl SourceExtent {
    fn measure(results: &Results<'_>) -> Self {
        let units: Vec<usize> = (0..results.figures.by_unit.len()).collect();
        let begun = || [(); 3].map(|()| WidestNumber::new(SIZE));
        let measured = |widest: &mut [WidestNumber; 3], unit: &usize| {
            let figures = &results.figures.by_unit[*unit];
            for figure in figures.values() {
                let numbers = [figure.value(), Some(figure.sum), Some(figure.weight)];
                for (widest, number) in widest.iter_mut().zip(numbers) {
                    if let Some(number) = number {
                        widest.add(number, style::fitting_decimals(number, 4));
                    }
                }
            }
            let is_annexed = |figure: &UnitFigure| {
                matches!(figure.source, FigureSource::Annex { .. } | FigureSource::Added { .. })
            };
            let widths = widest.each_ref().map(|widest| widest.width);
            (entries_of_unit(results, *unit).count(), widths, figures.values().any(is_annexed))
        };
        let mut extent = Self { starts: vec![0], widths: WIDTHS, with_annexes: false };
        for (rows, widths, with_annexes) in parallel_map(&units, begun, measured) {
            extent.starts.push(extent.rows() + rows);
            extent.with_annexes |= with_annexes;
            for (own, width) in extent.widths[NUMBERS].iter_mut().zip(widths) {
                *own = width.max(*own);
            }
        }
        extent
    }

    /// Rows, over all sheets.
    fn rows(&self) -> usize {
        self.starts.last().copied().unwrap_or(0)
    }

    /// The unit that a row belongs to, and the row's position within the unit.
    fn unit_at(&self, row: usize) -> (usize, usize) {
        let unit = self.starts.partition_point(|start| *start <= row) - 1;
        (unit, row - self.starts[unit])
    }
}

/// The sheets; more than one if the rows do not fit on one.
pub(super) fn sheets<'a>(results: &'a Results<'_>, most_rows: usize) -> Vec<Sheet<'a>> {
    let extent = SourceExtent::measure(results);
    let parts = extent.rows().div_ceil(most_rows).max(1);
    (0..parts).map(|part| sheet(results, &extent, part, most_rows)).collect()
}

fn sheet<'a>(
    results: &'a Results<'_>,
    extent: &SourceExtent,
    part: usize,
    most_rows: usize,
) -> Sheet<'a> {
    let with_annexes = extent.with_annexes;
    let further = if with_annexes { SUB_UNIT_HEADERS.len() } else { 0 };
    let headers = SOURCE_HEADERS.into_iter().chain(SUB_UNIT_HEADERS.into_iter().take(further));
    let widths = extent.widths.into_iter().chain(BENEATH_WIDTHS.into_iter().take(further));
    let rows = (extent.rows() - part * most_rows).min(most_rows);
    let last = Address::new(count(rows), count(SOURCE_HEADERS.len() + further) - 1);
    let header = (0..).zip(headers).map(|(c, text)| (c, text.into(), style::head(SIZE)));
    let header = Row { index: 0, height: Some(row_height(1, SIZE)), cells: header.collect() };
    let own = (0..rows).step_by(PART).map(|first| {
        let place = extent.unit_at(part * most_rows + first);
        let entries_from = entries_from(results, place).take(PART.min(rows - first));
        let first = count(first) + 1;
        let mut texts = SharedTexts::new(results);
        let rows = (first..).zip(entries_from);
        let rows =
            rows.map(move |(index, part)| row(results, index, &part, with_annexes, &mut texts));
        RowChunk::new(first, rows)
    });
    let parts = [RowChunk::new(0, [header])].into_iter().chain(own).collect();
    Sheet {
        widths: (0..).zip(widths.map(style::width)).collect(),
        freeze: Some(Address::new(1, 0)),
        filter: Some(Area::new(Address::new(0, 0), last)),
        page: Page {
            landscape: true,
            fit_width: true,
            repeat_rows: Some((0, 0)),
            footer: "&C&P/&N".to_owned(),
            ..Page::default()
        },
        ..Sheet::from_chunks(&part_name(SOURCES, part), parts)
    }
}
