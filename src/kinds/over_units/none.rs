//! "không cộng": units' figures make no figure of the whole, as of means whose weights nobody reports.

use super::{Divisor, OverUnits, Rule};

use viet_text::text::folded;

pub(super) const RULE: Rule = Rule {
    syntax: "không cộng",
    read: |text| {
        let is_rule = folded(text) == folded(RULE.syntax);
        is_rule.then(|| OverUnits { rule: &RULE, codes: Vec::new(), condition: None, test: None })
    },
    adds_up: false,
    divisor: Divisor::None,
    value: |_, _| None,
    unit_formula: |_| None,
    total_formula: |_| None,
    in_words: |_, _| "Không cộng: chỉ xem số của từng đơn vị".to_owned(),
    source_in_words: None,
};

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    #[test]
    fn there_is_no_figure_of_the_whole() {
        let own = OverUnits::read("Không cộng").unwrap();
        assert_eq!(own.rule, &RULE);
        assert_eq!((own.rule.value)(Decimal::ONE, None), None);
    }
}
