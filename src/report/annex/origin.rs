//! Where a figure came from, as *Nguồn số liệu* tells it.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::figures::consolidate::{FigureSource, UnitFigure};
use crate::origin::SheetPlace;
use crate::results::Results;
use crate::settings::Basis;
use viet_text::period::Period;
use workbook_io::{Address, format_addresses};

/// Longer lists of cells, in letters, are told by their number of rows.
const MOST_LETTERS: usize = 40;

/// Where a figure came from.
pub(super) enum SourcePlace<'a> {
    /// A sheet that was sent.
    Sheet(&'a SheetPlace),
    /// An earlier annex.
    Annex(&'a Arc<str>),
    /// Nowhere.
    Nothing,
}

/// As written there.
pub(super) enum SourceText<'a> {
    /// In these words.
    Words(&'a str),
    /// As the number that it is.
    Number(Decimal),
    /// So many rows went in.
    Rows(u32),
    /// It is an earlier period's figure.
    Carried(Period),
}

/// The cells.
pub(super) enum SourceCells {
    /// One.
    One(Address),
    /// Those of a list, of which so many rows went in.
    Listed(Vec<Address>, u32),
    /// None.
    None,
}

/// A list's cells in words, or what they come to.
pub(super) fn listed_cells(cells: &[Address], rows: u32) -> String {
    let words = format_addresses(cells);
    match words.len() {
        1..=MOST_LETTERS => words,
        _ => format!("{rows} dòng"),
    }
}

/// As written, where, and the cells.
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
        // Its parts have a row each; what the first months were added to is a report's own.
        FigureSource::Added { .. } | FigureSource::WithFirstMonths(_) => {
            (SourceText::Words(""), SourcePlace::Nothing, SourceCells::None)
        }
    }
}
