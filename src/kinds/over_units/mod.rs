//! Rules over units: how units' figures make the whole's, one file a rule.
//!
//! A rule is a value of [`Rule`] that owns how it is declared, computed, written as a live formula
//! and worded. An indicator holds an [`OverUnits`]: its rule with the codes and the condition that
//! the office wrote. The settings, the figures, the judge and the reports ask these two; none of
//! them names a rule. To add one: its file, its line in [`RULES`], a test.

mod count_meeting;
mod count_recognised;
mod mean_by;
mod none;
mod ratio;
mod rule;
mod sum;
mod sum_where;

pub use ratio::per_cent;
pub use rule::{Divisor, InWords, OverUnits, Rule, RuleCells, Selection, UnitTest};
pub use sum::{NUMBER, sum_of_numbers};

use rust_decimal::Decimal;

use super::Sign;

/// Every rule, in the order in which the settings are told of them.
pub const RULES: &[&Rule] = &[
    &count_meeting::RULE,
    &count_recognised::RULE,
    &sum::RULE,
    &mean_by::RULE,
    &ratio::RULE,
    &sum_where::RULE,
    &none::RULE,
];

impl OverUnits {
    /// Reads what an office wrote; `None` where it is no rule.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        RULES.iter().find_map(|rule| (rule.read)(text.trim()))
    }

    /// Units' figures added up.
    #[must_use]
    pub const fn sum() -> Self {
        Self { rule: &sum::RULE, codes: Vec::new(), condition: None, test: None }
    }

    /// A count of units by one of the rules that count them.
    const fn counting(rule: &'static Rule) -> Self {
        Self { rule, codes: Vec::new(), condition: None, test: None }
    }

    /// The figures of those units added up whose figure of `code` satisfies a comparison.
    #[must_use]
    pub fn sum_where(code: &str, sign: Sign, value: Decimal) -> Self {
        let codes = vec![code.to_owned()];
        Self { rule: &sum_where::RULE, codes, condition: Some((sign, value)), test: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_is_read_from_its_own_words_alone() {
        for (text, rule, codes) in [
            (" Cộng ", &sum::RULE, ""),
            ("bình quân theo htx.lao_dong", &mean_by::RULE, "htx.lao_dong"),
            ("htx.nu / htx.lao_dong", &ratio::RULE, "htx.nu htx.lao_dong"),
            ("cộng các đơn vị có xa.nong_thon = 1", &sum_where::RULE, "xa.nong_thon"),
            ("đếm các đơn vị đạt nội dung 2.1", &count_meeting::RULE, ""),
            ("Đếm các đơn vị có quyết định công nhận", &count_recognised::RULE, ""),
        ] {
            let read = OverUnits::read(text).unwrap();
            assert_eq!((read.rule, &*read.codes.join(" ")), (rule, codes), "{text}");
        }
        for text in ["", "trừ", "cộng các đơn vị có xa.nong_thon", "cộng các đơn vị có a = 1/2"]
        {
            assert_eq!(OverUnits::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_zero_divisor_gives_no_figure() {
        let ten = Decimal::TEN;
        for rule in RULES {
            let with_zero = (rule.value)(ten, Some(Decimal::ZERO));
            let is_divided = rule.divisor != Divisor::None;
            assert_eq!(with_zero.is_none(), is_divided || *rule == &none::RULE, "{rule:?}");
        }
        assert_eq!((mean_by::RULE.value)(ten, Some(4.into())), Some(Decimal::new(25, 1)));
        assert_eq!((ratio::RULE.value)(ten, Some(40.into())), Some(Decimal::from(25)));
    }
}
