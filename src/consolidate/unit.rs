//! One unit's figures: from its list where the list is filled, else from its form.

use std::collections::HashMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::beneath;
use super::lists::{MergedList, MergedRow};
use super::rows::{Drawn, draw};
use crate::cell::{Address, Origin};
use crate::form::FigureCell;
use crate::reading::period::Period;
use crate::settings::{Basis, Derivation, Indicator, ListOperation, OverUnits, Settings};
use crate::submission::Month;

/// A unit's figure. Its value is `sum`, or for a mean `sum / weight`.
#[derive(Clone, Debug)]
pub struct UnitFigure {
    /// The figure, or a mean's numerator.
    pub sum: Decimal,
    /// A mean's divisor; one for every other figure.
    pub weight: Decimal,
    /// Nothing that belongs in it is missing. An incomplete figure is provisional.
    pub complete: bool,
    /// Where it came from.
    pub source: FigureSource,
}

/// Where a unit's figure came from.
#[derive(Clone, Debug)]
pub enum FigureSource {
    /// One cell of a figure sheet.
    Form {
        /// The cell.
        origin: Origin,
        /// As written there.
        written: String,
    },
    /// Rows of a list.
    List {
        /// The list's code.
        list: String,
        /// The file.
        file: Arc<str>,
        /// The sheet.
        sheet: Arc<str>,
        /// The cells.
        cells: Vec<Address>,
        /// How many rows went in.
        rows: usize,
    },
    /// Its own report, and what the units it was made of had come to before it began.
    WithFirstMonths {
        /// Where its own part came from.
        own: Box<FigureSource>,
        /// What was added.
        added: Decimal,
        /// The last period before it began.
        period: Period,
    },
    /// One row of the annex of an office below.
    Annex {
        /// The cell of its sheet of figures used.
        origin: Origin,
        /// As written in what the office below was sent.
        written: String,
        /// Where that is, in words: file, sheet, cell.
        beneath: String,
    },
    /// Added up over units beneath, each with its figure; of a figure that only some units add
    /// to, over those.
    Added {
        /// The units beneath by name.
        parts: Vec<(Arc<str>, UnitFigure)>,
    },
    /// An earlier period's annex, on the office's decision.
    Carried {
        /// The earlier period.
        period: Period,
        /// Its annex, relative to the workspace.
        file: String,
    },
}

impl UnitFigure {
    /// The figure with those that went into it as figures of an earlier period.
    pub(crate) fn carry(&mut self, period: Period, annex: &str) {
        match &mut self.source {
            FigureSource::Added { parts } => {
                parts.iter_mut().for_each(|(_, part)| part.carry(period, annex));
            }
            source => *source = FigureSource::Carried { period, file: annex.to_owned() },
        }
    }

    /// The figure to show; `None` for a mean over nothing.
    #[must_use]
    pub fn value(&self) -> Option<Decimal> {
        if self.weight == Decimal::ONE { Some(self.sum) } else { self.sum.checked_div(self.weight) }
    }
}

/// A unit's coded cells with their places.
type Cells<'m> = HashMap<(&'m str, Basis), (FigureCell<'m>, Origin)>;

/// All figures of a unit, by indicator and basis.
pub(super) fn figures(
    unit: usize,
    month: &Month,
    lists: &[MergedList],
    settings: &Settings,
) -> Vec<[Option<UnitFigure>; 4]> {
    let year = month.period.year();
    if let Some(annexed) = month.used_by(unit).find_map(|submission| submission.annexed.as_ref()) {
        return beneath::figures(unit, annexed, lists, settings, year);
    }
    let cells = cells(unit, month);
    let mut figures: Vec<[Option<UnitFigure>; 4]> =
        vec![const { [const { None }; 4] }; settings.indicators.len()];
    // Means by form need their weight first, and no mean is a weight.
    let is_mean = |indicator: &Indicator| matches!(indicator.over_units, OverUnits::MeanBy(_));
    for means in [false, true] {
        let turn = settings.indicators.values().enumerate().filter(|(_, i)| is_mean(i) == means);
        for (place, indicator) in turn {
            for basis in Basis::ALL {
                let rows = rows_for(unit, lists, settings, indicator);
                let listed = from_rows(rows, settings, indicator, basis, year);
                let figure = match listed {
                    Some(figure) if figure.complete => Some(figure),
                    Some(listed) => {
                        from_form(&cells, settings, indicator, basis, &figures).or(Some(listed))
                    }
                    None => from_form(&cells, settings, indicator, basis, &figures)
                        .or_else(|| from_declared_none(&cells, settings, indicator, basis)),
                };
                figures[place][basis as usize] = figure;
            }
        }
    }
    figures
}

fn cells(unit: usize, month: &Month) -> Cells<'_> {
    let mut cells = Cells::new();
    for sheet in month.used_by(unit).flat_map(|submission| &submission.sheets) {
        for figure in sheet.figures.iter() {
            let origin = Origin {
                file: Arc::clone(&sheet.file),
                sheet: Arc::clone(&sheet.sheet),
                cell: figure.at,
            };
            let key = (&*figure.spot().code, figure.basis);
            // The first form in the office's order that has a number is the one used.
            match cells.get(&key) {
                Some((other, _)) if other.reading.number().is_some() => {}
                _ => {
                    cells.insert(key, (figure, origin));
                }
            }
        }
    }
    cells
}

/// A unit's rows that count, of the list that an indicator is drawn from.
fn rows_for<'l>(
    unit: usize,
    lists: &'l [MergedList],
    settings: &Settings,
    indicator: &Indicator,
) -> impl Iterator<Item = &'l MergedRow> {
    let place = indicator.derivation.as_ref().and_then(|d| settings.lists.get_index_of(&d.list));
    place.into_iter().flat_map(move |place| lists[place].counted(unit))
}

/// Lists are of the current period: they say nothing of last year or the plan.
pub(super) fn from_rows<'l>(
    rows: impl Iterator<Item = &'l MergedRow>,
    settings: &Settings,
    indicator: &Indicator,
    basis: Basis,
    year: i32,
) -> Option<UnitFigure> {
    let derivation = indicator.derivation.as_ref()?;
    if matches!(basis, Basis::Prior | Basis::Plan) {
        return None;
    }
    let list = &settings.lists[&derivation.list];
    let mut rows = rows.peekable();
    let first = *rows.peek()?;
    let drawn = draw(rows, list, derivation, basis, year);
    let is_mean = matches!(indicator.over_units, OverUnits::MeanBy(_));
    let Drawn { sum, weight, complete, cells, rows } = drawn;
    Some(UnitFigure {
        sum,
        weight: if is_mean { weight } else { Decimal::ONE },
        complete,
        source: FigureSource::List {
            list: derivation.list.clone(),
            file: Arc::clone(&first.file),
            sheet: Arc::clone(&first.sheet),
            cells,
            rows,
        },
    })
}

/// Does a derivation count any rows among which those of another would be?
pub(super) fn counts_them_too(counting: &Derivation, own: &Derivation) -> bool {
    counting.list == own.list
        && counting.operation == ListOperation::Count
        && counting.conditions.iter().all(|condition| own.conditions.contains(condition))
}

/// A list left empty, and a form that says there is none of it: nothing is drawn from it.
/// So says the form's count of any rows among which the figure's own would be.
fn from_declared_none(
    cells: &Cells<'_>,
    settings: &Settings,
    indicator: &Indicator,
    basis: Basis,
) -> Option<UnitFigure> {
    let own = indicator.derivation.as_ref()?;
    let (cell, origin) = settings
        .indicators
        .values()
        .filter(|other| other.derivation.as_ref().is_some_and(|d| counts_them_too(d, own)))
        .filter_map(|other| cells.get(&(other.code.as_str(), basis)))
        .find(|(cell, _)| cell.reading.number().is_some_and(|count| count.is_zero()))?;
    let is_mean = matches!(indicator.over_units, OverUnits::MeanBy(_));
    Some(UnitFigure {
        sum: Decimal::ZERO,
        weight: if is_mean { Decimal::ZERO } else { Decimal::ONE },
        complete: true,
        source: FigureSource::Form { origin: origin.clone(), written: cell.written().into_owned() },
    })
}

fn from_form(
    cells: &Cells<'_>,
    settings: &Settings,
    indicator: &Indicator,
    basis: Basis,
    figures: &[[Option<UnitFigure>; 4]],
) -> Option<UnitFigure> {
    let (cell, origin) = cells.get(&(indicator.code.as_str(), basis))?;
    let source =
        FigureSource::Form { origin: origin.clone(), written: cell.written().into_owned() };
    let value = cell.reading.number();
    let OverUnits::MeanBy(by) = &indicator.over_units else {
        return Some(UnitFigure { sum: value?, weight: Decimal::ONE, complete: true, source });
    };
    let weigher = settings.indicators.get_index_of(by).expect("resolving checked every code");
    let weight = figures[weigher][basis as usize].as_ref().filter(|weight| weight.complete)?.sum;
    // A mean over nothing is nothing, whatever stands in its cell.
    let value = if weight.is_zero() { Decimal::ZERO } else { value? };
    let sum = value.checked_mul(weight)?;
    Some(UnitFigure { sum, weight, complete: true, source })
}
