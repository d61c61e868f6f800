//! "cộng các đơn vị có MÃ = SỐ": added up over the units in which another figure satisfies a
//! comparison.

use viet_text::notation::vietnamese;
use viet_text::number::read_typed_decimal;

use crate::kinds::{after, split_comparison};

use super::sum::of_units;
use super::{Divisor, OverUnits, Rule, Selection};

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
