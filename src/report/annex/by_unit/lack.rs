//! The live formula of what a row of Tổng hợp lacks of a level, or has too much.

use rust_decimal::Decimal;

use super::groups::Group;
use crate::judge::units::{Direction, Linear, Quantity};
use crate::report::annex::columns::ColumnPlan;

/// A row of Tổng hợp.
#[derive(Clone, Copy)]
pub(super) struct ConsolidatedRow<'a> {
    pub(super) plan: &'a ColumnPlan,
    pub(super) row: u32,
}

impl ConsolidatedRow<'_> {
    fn cell(&self, quantity: Quantity) -> String {
        let place = self.plan.place(quantity.indicator, quantity.basis);
        let is_total = self.row >= self.plan.total_row();
        let col = match (quantity.is_weight, place.added) {
            (true, _) => place.divisor.unwrap_or(place.sum),
            (false, Some(added)) if !is_total => added,
            (false, _) => place.sum,
        };
        ColumnPlan::reference(self.row, col)
    }

    /// What a sum comes to; what belongs to no unit is the whole's alone.
    fn sum(&self, linear: &Linear) -> String {
        let is_total = self.row >= self.plan.total_row();
        let mut formula = String::new();
        for (quantity, factor) in &linear.terms {
            let cell = format!("N({})", self.cell(*quantity));
            let sign = if factor.is_sign_negative() { "-" } else { "+" };
            formula += sign;
            if factor.abs() != Decimal::ONE {
                formula += &format!("{}*", factor.abs());
            }
            formula += &cell;
        }
        if is_total && !linear.constant.is_zero() || linear.terms.is_empty() {
            formula += &format!("+{}", linear.constant);
        }
        format!("({})", formula.trim_start_matches('+'))
    }

    /// What the numerator lacks of a level, or has too much; blank of a unit without figures.
    pub(super) fn lack(
        &self,
        group: &Group<'_, '_>,
        level: &str,
        direction: Direction,
    ) -> Option<String> {
        let fraction = group.fraction.as_ref()?;
        let scale = fraction.scale;
        let mut wanted = format!("{level}*{}", self.sum(&fraction.divisor));
        if scale != Decimal::ONE {
            wanted += &format!("/{scale}");
        }
        let own = self.sum(&fraction.numerator);
        let lack = match direction {
            Direction::Up => format!("{wanted}-{own}"),
            Direction::Down => format!("{own}-{wanted}"),
        };
        let terms = fraction.numerator.terms.iter().chain(&fraction.divisor.terms);
        let cells: Vec<String> = terms
            .map(|(quantity, _)| {
                let place = self.plan.place(quantity.indicator, quantity.basis);
                ColumnPlan::reference(self.row, place.sum)
            })
            .collect();
        // Nine decimals: later digits are only errors of binary fractions.
        Some(format!("IF(COUNT({})=0,\"\",ROUND({lack},9))", cells.join(",")))
    }
}
