//! "MÃ / MÃ": the share of one indicator's total in another's, in per cent.

use rust_decimal::Decimal;

use crate::kinds::is_sign;

use super::{Divisor, OverUnits, Rule, RuleCells};

pub(super) const RULE: Rule = Rule {
    syntax: "MÃ / MÃ",
    read: |text| {
        // A text with a comparison belongs to another rule, even if it holds a slash.
        let (above, below) = text.split_once('/').filter(|_| !text.contains(is_sign))?;
        let codes = [above, below].map(|code| code.trim().to_owned()).to_vec();
        Some(OverUnits { rule: &RULE, codes, condition: None, test: None })
    },
    adds_up: false,
    divisor: Divisor::OfTotals,
    value: |sum, divisor| per_cent(sum, divisor?),
    unit_formula: formula,
    total_formula: formula,
    in_words: |own, name| {
        let [above, below] = own.quotient().unwrap_or_default().map(name);
        format!("Tổng {above} chia tổng {below}, nhân 100")
    },
    source_in_words: Some(|own, name| {
        let [above, below] = own.quotient().unwrap_or_default().map(name);
        format!("Tính từ hai số liệu: {above} chia {below}")
    }),
};

/// A share in per cent.
#[must_use]
pub fn per_cent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

fn formula(cells: &RuleCells) -> Option<String> {
    let [above, below] = cells.fraction.as_ref()?;
    let share = format!("IF({below}=0,\"\",{above}/{below}*100)");
    Some(format!("IF(COUNT({above},{below})<2,\"\",{share})"))
}
