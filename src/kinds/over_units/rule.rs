//! What a rule over units is, and what an indicator that declares one holds.

use std::fmt;

use rust_decimal::Decimal;

use crate::kinds::Sign;

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
    /// What is asked of each unit, for a rule that counts units.
    pub test: Option<UnitTest>,
}

/// What is asked of a unit: one for which it holds counts 1, any other 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitTest {
    /// Its own figures meet an item at the unit's level.
    MeetsItem {
        /// The resolution's code; empty where the item's number says enough.
        set: String,
        /// The item's number.
        item: String,
    },
    /// A decision recognises it.
    IsRecognised,
}

impl OverUnits {
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
