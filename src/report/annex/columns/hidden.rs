//! Hidden columns right of the figures. They hold what a figure's own cell cannot show.

use super::{ColumnPlan, HelperColumn, HelperContent, LEFT, count};
use crate::figures::consolidate::Figures;
use crate::results::Results;
use crate::settings::Basis;

impl ColumnPlan {
    pub(super) fn add_helpers(&mut self, results: &Results<'_>) {
        let settings = &results.workspace.settings;
        let incomplete = incomplete(&results.figures, settings.indicators.len());
        for (indicator, own) in settings.indicators.values().enumerate() {
            if own.over_units.is_quotient() {
                continue;
            }
            // A share is not reported by units, so no unit can fulfil a condition on it.
            let is_over_some = own.over_units.selection().is_some_and(|selection| {
                !settings.indicators[selection.code].over_units.is_quotient()
            });
            for basis in Basis::ALL {
                let next = self.next_helper();
                let Some(place) = &mut self.places[indicator][basis as usize] else { continue };
                let wanted = [
                    (HelperContent::Added, is_over_some),
                    (HelperContent::Whole, incomplete[indicator][basis as usize]),
                    (HelperContent::Mean, own.over_units.is_mean()),
                ];
                let wanted = wanted.into_iter().filter(|(_, wanted)| *wanted);
                for (col, (holds, _)) in (next..).zip(wanted) {
                    match holds {
                        HelperContent::Added => place.added = Some(col),
                        HelperContent::Whole => place.whole = Some(col),
                        HelperContent::Mean => place.mean = Some(col),
                    }
                    self.helpers.push(HelperColumn { indicator, basis, holds });
                }
            }
        }
    }

    /// The first column right of all others.
    pub(in crate::report::annex) fn next_helper(&self) -> u32 {
        self.first_helper() + count(self.helpers.len())
    }

    /// The first hidden column.
    pub(in crate::report::annex) fn first_helper(&self) -> u32 {
        LEFT + count(self.columns.len())
    }
}

/// For each indicator and basis: is some unit's figure incomplete?
fn incomplete(figures: &Figures, indicators: usize) -> Vec<[bool; 4]> {
    let mut incomplete = vec![[false; 4]; indicators];
    for (indicator, basis, figure) in figures.by_unit.iter().flat_map(|own| own.iter()) {
        incomplete[indicator][basis as usize] |= !figure.complete;
    }
    incomplete
}
