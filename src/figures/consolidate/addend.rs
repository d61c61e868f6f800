//! What one unit adds to a total.

use rust_decimal::Decimal;

use super::figure::{FigureSource, UnitFigure};
use super::unit_figures::UnitFigures;
use crate::settings::{Basis, Indicator, Settings};

/// What one unit adds to a total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Addend {
    /// Does the unit count? `None` where that cannot be told.
    pub(super) counted: Option<bool>,
    pub(super) sum: Decimal,
    pub(super) weight: Decimal,
    pub(super) complete: bool,
}

impl Addend {
    pub(super) fn new(
        of: &UnitFigures,
        settings: &Settings,
        place: usize,
        indicator: &Indicator,
        basis: Basis,
    ) -> Option<Self> {
        let figure = of.get(place, basis)?;
        let counted = counts(of, settings, place, indicator, basis);
        let UnitFigure { sum, weight, complete, .. } = *figure;
        Some(Self { counted, sum, weight, complete })
    }

    /// Nothing of the unit is missing.
    pub(super) fn is_whole(&self) -> bool {
        self.counted.is_some() && self.complete
    }
}

/// Does the unit count? `None` where that cannot be told.
fn counts(
    figures: &UnitFigures,
    settings: &Settings,
    place: usize,
    indicator: &Indicator,
    basis: Basis,
) -> Option<bool> {
    let Some(selection) = indicator.over_units.selection() else { return Some(true) };
    // Sub-units that do not count were left out when it was added up.
    if let Some(FigureSource::Added { .. }) = figures.get(place, basis).map(|f| &f.source) {
        return Some(true);
    }
    let other = settings.indicators.get_index_of(selection.code);
    let other = other.expect("resolving checked every code");
    let figure = figures.get(other, basis).filter(|figure| figure.complete)?;
    Some(selection.holds(figure.value()?))
}
