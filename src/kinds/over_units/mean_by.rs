//! "bình quân theo MÃ": a mean weighted by another indicator. Numerators and divisors are added up
//! and divided once.

use crate::kinds::after;

use super::{Divisor, OverUnits, Rule};

pub(super) const RULE: Rule = Rule {
    syntax: "bình quân theo MÃ",
    read: |text| {
        let code = after(text, "bình quân theo")?;
        Some(OverUnits { rule: &RULE, codes: vec![code.to_owned()], condition: None, test: None })
    },
    adds_up: false,
    divisor: Divisor::OfUnits,
    value: |sum, divisor| sum.checked_div(divisor?),
    unit_formula: |cells| {
        let [sum, divisor] = cells.fraction.as_ref()?;
        let mean = divided(sum, divisor);
        Some(format!("IF(COUNT({sum}:{divisor})<2,\"\",{mean})"))
    },
    total_formula: |cells| {
        let [sum, divisor] = cells.fraction.as_ref()?;
        Some(divided(sum, divisor))
    },
    in_words: |own, name| {
        let weigher = own.weigher().unwrap_or_default();
        format!("Bình quân có trọng số: tổng chia {} (số chia)", name(weigher))
    },
    source_in_words: None,
};

fn divided(sum: &str, divisor: &str) -> String {
    format!("IF({divisor}=0,\"\",{sum}/{divisor})")
}
