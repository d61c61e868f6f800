//! One unit's figures by indicator and basis. Most units have few, so absent figures take no room.

use std::sync::Arc;

use super::figure::UnitFigure;
use crate::settings::Basis;
use workbook_io::shrink_to_exact;

/// A unit's figures by indicator (settings' order), then by basis. Copies share them until one is
/// changed.
#[derive(Clone, Debug, Default)]
pub struct UnitFigures(Arc<Inner>);

#[derive(Clone, Debug, Default)]
struct Inner {
    /// By indicator and basis: the figure's place in `figures` plus one, or 0 for none.
    places: Vec<u16>,
    figures: Vec<UnitFigure>,
}

impl Inner {
    fn add(&mut self, figure: UnitFigure) -> u16 {
        self.figures.push(figure);
        u16::try_from(self.figures.len()).expect("settings are smaller")
    }
}

const BASES: usize = Basis::ALL.len();

impl UnitFigures {
    /// No figures yet, with room for those of so many indicators.
    #[must_use]
    pub fn with_capacity(indicators: usize) -> Self {
        let (places, figures) = (vec![0; indicators * BASES], Vec::with_capacity(indicators));
        Self(Arc::new(Inner { places, figures }))
    }

    /// The figures that a function gives for each indicator and basis.
    pub fn from_fn(
        indicators: usize,
        mut figure: impl FnMut(usize, Basis) -> Option<UnitFigure>,
    ) -> Self {
        let mut own = Self::with_capacity(indicators);
        for indicator in 0..indicators {
            for basis in Basis::ALL {
                own.set(indicator, basis, figure(indicator, basis));
            }
        }
        own
    }

    /// The figure of an indicator on a basis.
    #[must_use]
    pub fn get(&self, indicator: usize, basis: Basis) -> Option<&UnitFigure> {
        let place = *self.0.places.get(indicator * BASES + basis as usize)?;
        self.0.figures.get(usize::from(place).checked_sub(1)?)
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, indicator: usize, basis: Basis) -> Option<&mut UnitFigure> {
        let figure = self.get(indicator, basis)?.clone();
        let own = Arc::make_mut(&mut self.0);
        let at = indicator * BASES + basis as usize;
        if own.places.iter().filter(|place| **place == own.places[at]).count() > 1 {
            // Another basis shares it.
            own.places[at] = own.add(figure);
        }
        own.figures.get_mut(usize::from(own.places[at]) - 1)
    }

    /// Replaces a figure.
    pub fn set(&mut self, indicator: usize, basis: Basis, figure: Option<UnitFigure>) {
        if figure.is_none() && self.get(indicator, basis).is_none() {
            return;
        }
        let own = Arc::make_mut(&mut self.0);
        let at = indicator * BASES + basis as usize;
        let least = own.places.len().max((indicator + 1) * BASES);
        own.places.resize(least, 0);
        let Some(figure) = figure else {
            own.places[at] = 0;
            return;
        };
        // A figure drawn from a list is mostly the same on thực hiện and on ước: it is stored
        // once.
        let others = &own.places[indicator * BASES..at];
        let same = |place: &&u16| own.figures[usize::from(**place) - 1].is_same(&figure);
        let same = others.iter().filter(|place| **place > 0).find(same).copied();
        own.places[at] = same.unwrap_or_else(|| own.add(figure));
    }

    /// Frees room that no figure takes.
    pub(crate) fn shrink(&mut self) {
        if let Some(own) = Arc::get_mut(&mut self.0) {
            shrink_to_exact(&mut own.places);
            shrink_to_exact(&mut own.figures);
        }
    }

    /// All figures that there are, by indicator, then by basis.
    pub fn iter(&self) -> impl Iterator<Item = (usize, Basis, &UnitFigure)> {
        let places = self.0.places.iter().enumerate().filter(|(_, place)| **place > 0);
        places.map(|(at, place)| {
            (at / BASES, Basis::ALL[at % BASES], &self.0.figures[usize::from(*place) - 1])
        })
    }

    /// All of them without what they are of.
    pub fn values(&self) -> impl Iterator<Item = &UnitFigure> {
        self.iter().map(|(_, _, figure)| figure)
    }

    /// All of them, to be changed.
    pub fn each(&mut self, change: impl FnMut(&mut UnitFigure)) {
        Arc::make_mut(&mut self.0).figures.iter_mut().for_each(change);
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::figures::consolidate::FigureSource;

    fn figure(sum: i64) -> Option<UnitFigure> {
        let source = FigureSource::Added { parts: Vec::new() };
        Some(UnitFigure { sum: sum.into(), weight: Decimal::ONE, complete: true, source })
    }

    #[test]
    fn figures_are_found_where_they_were_put() {
        let mut figures = UnitFigures::from_fn(3, |indicator, basis| {
            (indicator == 1 && basis != Basis::Plan).then_some(figure(basis as i64)).flatten()
        });
        let copy = figures.clone();
        figures.set(2, Basis::Plan, figure(9));
        figures.set(1, Basis::Prior, None);
        figures.set(1, Basis::Actual, figure(7));
        let said = |figures: &UnitFigures| -> Vec<(usize, Basis, Decimal)> {
            figures.iter().map(|(place, basis, figure)| (place, basis, figure.sum)).collect()
        };
        for (place, basis, sum) in said(&figures) {
            assert_eq!(figures.get(place, basis).unwrap().sum, sum);
        }
        assert_eq!(said(&figures).len(), 3);
        assert_eq!(said(&copy).len(), 3);
        assert_eq!(figures.get(2, Basis::Plan).unwrap().sum, Decimal::from(9));
        assert!(figures.get(1, Basis::Prior).is_none() && figures.get(7, Basis::Plan).is_none());
        assert!(copy.get(2, Basis::Plan).is_none());
    }
}
