//! "cộng các đơn vị có MÃ = SỐ": added up over the units in which another figure satisfies a
//! comparison.

use rust_decimal::Decimal;

use viet_text::notation::vietnamese;
use viet_text::number::read_typed_decimal;

use crate::kinds::{Sign, after, split_comparison};

use super::sum::of_units;
use super::{Divisor, OverUnits, Rule};

pub(super) const RULE: Rule = Rule {
    syntax: "cộng các đơn vị có MÃ = SỐ",
    read: |text| {
        let (code, sign, value) = split_comparison(after(text, "cộng các đơn vị có")?)?;
        Some(OverUnits::sum_where(code, sign, read_typed_decimal(value).ok()?))
    },
    adds_up: true,
    divisor: Divisor::None,
    value: |sum, _| Some(sum),
    unit_formula: |_| None,
    total_formula: |cells| {
        let added = cells.added.as_ref()?;
        Some(of_units(cells, &format!("SUM({added})")))
    },
    in_words: |own, name| match own.selection() {
        Some(Selection { code, sign, value }) => {
            let value = vietnamese(value);
            format!("Cộng các đơn vị có {} {} {value}", name(code), sign.text())
        }
        None => String::new(),
    },
    source_in_words: None,
};

/// Which units count: those whose figure of an indicator satisfies a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection<'a> {
    /// The indicator's code.
    pub code: &'a str,
    /// The comparison.
    pub sign: Sign,
    /// What the figure is held against.
    pub value: Decimal,
}

impl Selection<'_> {
    /// Does a unit count, given its figure of the indicator?
    #[must_use]
    pub fn holds(&self, figure: Decimal) -> bool {
        self.sign.holds(figure, self.value)
    }

    /// The live formula of what a unit adds, given the cells of its own figure and of the one asked.
    #[must_use]
    pub fn addend_formula(&self, own: &str, asked: &str) -> String {
        let (sign, value) = (self.sign.text(), self.value);
        format!("IF(COUNT({own},{asked})<2,\"\",IF({asked}{sign}{value},{own},0))")
    }
}
