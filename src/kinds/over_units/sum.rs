//! "cộng": units' figures added up.

use viet_text::text::folded;

use super::{Divisor, OverUnits, Rule, RuleCells};

pub(super) const RULE: Rule = Rule {
    syntax: "cộng",
    read: |text| (folded(text) == "cộng").then(OverUnits::sum),
    adds_up: true,
    divisor: Divisor::None,
    value: |sum, _| Some(sum),
    unit_formula: |_| None,
    total_formula: |cells| Some(of_units(cells, &sum_of_numbers(&cells.units))),
    in_words: |_, _| "Cộng các đơn vị".to_owned(),
    source_in_words: None,
};

/// A condition that every number satisfies, as no figure comes near it, and nothing else does:
/// words, blanks and errors are not less than a number.
pub const NUMBER: &str = "\"<1E+300\"";

/// The sum of the numbers in a range, without errors typed among them.
#[must_use]
pub fn sum_of_numbers(range: &str) -> String {
    format!("IFERROR(SUM({range}),SUMIF({range},{NUMBER}))")
}

/// A sum over units; where no unit has the figure, there is none either.
pub(super) fn of_units(cells: &RuleCells, sum: &str) -> String {
    format!("IF(COUNT({})=0,\"\",{sum})", cells.units)
}
