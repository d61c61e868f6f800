//! Where a figure came from, as *Nguồn số liệu* tells it.

use std::borrow::Cow;
use std::sync::Arc;

use crate::cell::{Address, SheetPlace, addresses_in_words};
use crate::consolidate::{FigureSource, UnitFigure};
use crate::decimal::vietnamese;
use crate::results::Results;
use crate::settings::Basis;

/// Longer lists of cells, in letters, are told by their number of rows.
const CELLS: usize = 40;

/// Where a figure came from.
pub(super) enum On<'a> {
    /// A sheet that was sent.
    Sheet(&'a SheetPlace),
    /// An earlier annex.
    Annex(&'a Arc<str>),
    /// Nowhere.
    Nothing,
}

/// The cells.
pub(super) enum Cells {
    /// One.
    One(Address),
    /// Several, or what they come to, in words.
    Words(String),
    /// None.
    None,
}

/// As written, where, and the cells.
pub(super) fn origin<'a>(
    results: &Results<'_>,
    (unit, beneath): (usize, &str),
    of: (usize, Basis),
    figure: &'a UnitFigure,
) -> (Cow<'a, str>, On<'a>, Cells) {
    let source = match &figure.source {
        FigureSource::WithFirstMonths(with) => &with.own,
        source => source,
    };
    match source {
        FigureSource::Form { origin, written } => {
            let written = match written {
                Some(written) => Cow::Borrowed(&**written),
                None => Cow::Owned(vietnamese(figure.sum)),
            };
            (written, On::Sheet(&origin.on), Cells::One(origin.cell))
        }
        FigureSource::Annex { origin, beneath } => {
            let written = Cow::Borrowed(beneath.written.as_str());
            (written, On::Sheet(&origin.on), Cells::One(origin.cell))
        }
        FigureSource::List { on, rows, turns } => {
            let beneath = Some(beneath).filter(|name| !name.is_empty());
            let settings = &results.workspace.settings;
            let cells = results.figures.cells(unit, beneath, of, turns, settings);
            let words = addresses_in_words(&cells);
            let place = match words.len() {
                1..=CELLS => words,
                _ => format!("{rows} dòng"),
            };
            (Cow::Owned(format!("tính từ {rows} dòng")), On::Sheet(on), Cells::Words(place))
        }
        FigureSource::Carried { period, file } => {
            let written = format!("số liệu {}", period.in_words());
            (Cow::Owned(written), On::Annex(file), Cells::None)
        }
        // Its parts have a row each; what the first months were added to is a report's own.
        FigureSource::Added { .. } | FigureSource::WithFirstMonths(_) => {
            (Cow::Borrowed(""), On::Nothing, Cells::None)
        }
    }
}
