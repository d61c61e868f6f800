//! Rules over units: how units' figures make the whole's, one file a rule.
//!
//! A rule is a value of [`Rule`] that owns how it is declared, computed, written as a live formula
//! and worded. An indicator holds an [`OverUnits`]: its rule with the codes and the condition that
//! the office wrote. The settings, the figures, the judge and the reports ask these two; none of
//! them names a rule. To add one: its file, its line in [`RULES`], a test.

mod mean_by;
mod none;
mod ratio;
mod sum;
mod sum_where;

pub use ratio::per_cent;
pub use sum::{NUMBER, sum_of_numbers};
pub use sum_where::Selection;

use std::fmt;

use rust_decimal::Decimal;

use super::Sign;

/// Every rule, in the order in which the settings are told of them.
pub const RULES: &[&Rule] =
    &[&sum::RULE, &mean_by::RULE, &ratio::RULE, &sum_where::RULE, &none::RULE];

/// Words about a rule as an indicator declares it, given each indicator's name by its code.
pub type InWords = fn(own: &OverUnits, name: &dyn Fn(&str) -> String) -> String;

/// A rule over units.
pub struct Rule {
    /// What the settings' column "Qua các đơn vị" says; `MÃ` stands for a code.
    pub syntax: &'static str,
    /// Reads what an office wrote; `None` where it is not this rule.
    pub read: fn(text: &str) -> Option<OverUnits>,
    /// Units' figures are simply added up: the sum of whole numbers is whole, too.
    pub adds_up: bool,
    /// What the whole is divided by.
    pub divisor: Divisor,
    /// The figure of a sum and its divisor; `None` where the divisor is zero.
    pub value: fn(sum: Decimal, divisor: Option<Decimal>) -> Option<Decimal>,
    /// The live formula of one unit's figure; `None` where that is a number of its report.
    pub unit_formula: fn(&RuleCells) -> Option<String>,
    /// The live formula of the whole's figure; `None` where no cells can tell it.
    pub total_formula: fn(&RuleCells) -> Option<String>,
    /// How units make the whole, in words.
    pub in_words: InWords,
    /// Where one unit's figure comes from, for a rule that computes it from other figures.
    pub source_in_words: Option<InWords>,
}

/// What a whole's figure is divided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Divisor {
    /// By nothing.
    None,
    /// By the sum of the units' own divisors: a weighted mean.
    OfUnits,
    /// By another indicator's total: no unit's figure goes into it.
    OfTotals,
}

/// The cells that a rule's formulas refer to, as formulas write them.
#[derive(Clone, Debug, Default)]
pub struct RuleCells {
    /// The range of the units' figures.
    pub units: String,
    /// The range of what each unit adds, for a rule that leaves some units out.
    pub added: Option<String>,
    /// Numerator and divisor in the formula's own row.
    pub fraction: Option<[String; 2]>,
}

/// A rule over units as an indicator declares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverUnits {
    /// The rule.
    pub rule: &'static Rule,
    /// The codes that it names, in the order of its words.
    pub codes: Vec<String>,
    /// Which units count, by their figure of the first of these codes.
    pub condition: Option<(Sign, Decimal)>,
}

impl OverUnits {
    /// Reads what an office wrote; `None` where it is no rule.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        RULES.iter().find_map(|rule| (rule.read)(text.trim()))
    }

    /// Units' figures added up.
    #[must_use]
    pub const fn sum() -> Self {
        Self { rule: &sum::RULE, codes: Vec::new(), condition: None }
    }

    /// The figures of those units added up whose figure of `code` satisfies a comparison.
    #[must_use]
    pub fn sum_where(code: &str, sign: Sign, value: Decimal) -> Self {
        let codes = vec![code.to_owned()];
        Self { rule: &sum_where::RULE, codes, condition: Some((sign, value)) }
    }

    /// Is it a weighted mean?
    #[must_use]
    pub fn is_mean(&self) -> bool {
        self.rule.divisor == Divisor::OfUnits
    }

    /// The code of the indicator by which a mean is weighted.
    #[must_use]
    pub fn weigher(&self) -> Option<&str> {
        self.codes.first().filter(|_| self.is_mean()).map(String::as_str)
    }

    /// Is it one total divided by another?
    #[must_use]
    pub fn is_quotient(&self) -> bool {
        self.rule.divisor == Divisor::OfTotals
    }

    /// The codes of the two totals of which one is divided by the other.
    #[must_use]
    pub fn quotient(&self) -> Option<[&str; 2]> {
        match &self.codes[..] {
            [above, below] if self.is_quotient() => Some([above, below]),
            _ => None,
        }
    }

    /// Which units count, where not all do.
    #[must_use]
    pub fn selection(&self) -> Option<Selection<'_>> {
        let (sign, value) = self.condition?;
        Some(Selection { code: self.codes.first()?, sign, value })
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.syntax == other.syntax
    }
}

impl Eq for Rule {}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rule({})", self.syntax)
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
