//! Where a figure came from, as the sheet Nguồn số liệu shows it.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::figures::consolidate::{FigureSource, UnitFigure};
use crate::origin::SheetPlace;
use crate::results::Results;
use crate::settings::Basis;
use viet_text::period::Period;
use workbook_io::{Address, format_addresses};

/// A list of cells longer than this, in letters, is shown as a number of rows.
const MOST_LETTERS: usize = 40;

/// Where a figure came from.
pub(super) enum SourcePlace<'a> {
    /// A sheet that was sent.
    Sheet(&'a SheetPlace),
    /// An earlier annex.
    Annex(&'a Arc<str>),
    /// Unknown.
    Nothing,
}

/// What is written there.
pub(super) enum SourceText<'a> {
    /// In these words.
    Words(&'a str),
    /// A number.
    Number(Decimal),
    /// Computed from this many rows.
    Rows(u32),
    /// Taken over from an earlier period.
    Carried(Period),
}

/// The cells.
pub(super) enum SourceCells {
    /// One.
    One(Address),
    /// A list's cells, and the number of rows used.
    Listed(Vec<Address>, u32),
    /// None.
    None,
}

/// A list's cells in words, or the number of rows.
pub(super) fn listed_cells(cells: &[Address], rows: u32) -> String {
    let words = format_addresses(cells);
    match words.len() {
        1..=MOST_LETTERS => words,
        _ => format!("{rows} dòng"),
    }
}

/// What was written, on which sheet, in which cells.
pub(super) fn origin<'a>(
    results: &Results<'_>,
    (unit, sub_unit): (usize, &str),
    of: (usize, Basis),
    figure: &'a UnitFigure,
) -> (SourceText<'a>, SourcePlace<'a>, SourceCells) {
    let source = match &figure.source {
        FigureSource::WithFirstMonths(with) => &with.own,
        source => source,
    };
    match source {
        FigureSource::Form { origin, written, .. } => {
            let written = match written {
                Some(written) => SourceText::Words(written),
                None => SourceText::Number(figure.sum),
            };
            (written, SourcePlace::Sheet(&origin.on), SourceCells::One(origin.cell))
        }
        FigureSource::Annex { origin, sub_unit } => (
            SourceText::Words(&sub_unit.written),
            SourcePlace::Sheet(&origin.on),
            SourceCells::One(origin.cell),
        ),
        FigureSource::List { on, rows, rows_used } => {
            let sub_unit = Some(sub_unit).filter(|name| !name.is_empty());
            let settings = &results.workspace.settings;
            let cells = results.figures.cells(unit, sub_unit, of, rows_used, settings);
            (SourceText::Rows(*rows), SourcePlace::Sheet(on), SourceCells::Listed(cells, *rows))
        }
        FigureSource::Carried { period, file } => {
            (SourceText::Carried(*period), SourcePlace::Annex(file), SourceCells::None)
        }
        // Its parts have rows of their own, or it comes of figures that have.
        FigureSource::Added { .. } | FigureSource::WithFirstMonths(_) | FigureSource::Judged => {
            (SourceText::Words(""), SourcePlace::Nothing, SourceCells::None)
        }
    }
}
