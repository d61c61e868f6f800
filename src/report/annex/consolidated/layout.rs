//! What Tổng hợp is made from, and the look that all its rows share.

use rust_decimal::Decimal;

use crate::report::annex::columns::{ColumnContent, ColumnPlan, FigureColumn, HelperColumn, LEFT};
use crate::report::annex::style;
use crate::report::annex::totals;
use crate::results::Results;
use crate::settings::Indicator;

/// In half points.
pub(super) const SIZE: u16 = 20;
/// Widths of number, unit and state in tenths of a character.
pub(super) const WIDTHS: [u32; 3] = [50, 200, 130];

/// A figure's width.
pub(super) const fn width(column: &FigureColumn) -> u32 {
    match column.holds {
        ColumnContent::Mean => 150,
        ColumnContent::Sum => 110,
        ColumnContent::Divisor => 80,
        ColumnContent::Figure => 120,
    }
}

/// The sheet while it is being built.
pub(in crate::report::annex) struct ConsolidatedSheet<'a, 'w> {
    pub(super) results: &'a Results<'w>,
    pub(super) plan: ColumnPlan,
}

impl ConsolidatedSheet<'_, '_> {
    /// The number in a unit's cell, and its decimals.
    pub(super) fn number(&self, unit: usize, column: &FigureColumn) -> (Option<Decimal>, u32) {
        let indicator = self.indicator(column);
        if indicator.over_units.is_quotient() {
            return (totals::share_of_unit(self.results, unit, column), indicator.decimals);
        }
        let Some(figure) = self.results.figures.unit_figure(unit, column.indicator, column.basis)
        else {
            return (None, indicator.decimals);
        };
        let fitting = |number: Decimal, most| (Some(number), style::fitting_decimals(number, most));
        match column.holds {
            ColumnContent::Figure | ColumnContent::Sum => fitting(figure.sum, indicator.decimals),
            ColumnContent::Divisor => fitting(figure.weight, 0),
            ColumnContent::Mean => (figure.value(), indicator.decimals),
        }
    }

    pub(super) fn indicator(&self, column: &FigureColumn) -> &Indicator {
        &self.results.workspace.settings.indicators[column.indicator]
    }

    pub(super) fn columns(&self) -> impl Iterator<Item = (u32, &FigureColumn)> {
        (LEFT..).zip(&self.plan.columns)
    }

    /// Hidden columns.
    pub(super) fn helpers(&self) -> impl Iterator<Item = (u32, &HelperColumn)> {
        (self.plan.first_helper()..).zip(&self.plan.helpers)
    }
}
