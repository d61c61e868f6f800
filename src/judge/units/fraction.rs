//! A figure as a fraction of sums over units, so that it can be taken apart unit by unit, exactly.

use rust_decimal::Decimal;

use crate::figures::consolidate::{Total, Totals};
use crate::kinds::over_units::Divisor;
use crate::settings::{Basis, Expr, NumberKind, Operator, Settings, Term, Yardstick};

/// Something that units' reports add up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity {
    /// The indicator, by its place.
    pub indicator: usize,
    /// Its column.
    pub basis: Basis,
    /// Is it the divisor of a mean, not the figure or the mean's numerator?
    pub is_weight: bool,
}

impl Quantity {
    fn in_total(self, total: &Total) -> Decimal {
        if self.is_weight { total.weight.unwrap_or_default() } else { total.sum }
    }
}

/// A sum of quantities, each multiplied by a number, and a number that belongs to no unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Linear {
    /// What belongs to no unit.
    pub constant: Decimal,
    /// Quantities with their factors, in order.
    pub terms: Vec<(Quantity, Decimal)>,
}

impl Linear {
    const fn number(constant: Decimal) -> Self {
        Self { constant, terms: Vec::new() }
    }

    fn quantity(quantity: Quantity) -> Self {
        Self { constant: Decimal::ZERO, terms: vec![(quantity, Decimal::ONE)] }
    }

    /// Is it a number alone?
    #[must_use]
    pub const fn is_number(&self) -> bool {
        self.terms.is_empty()
    }

    fn times(&self, factor: Decimal) -> Option<Self> {
        let terms = self.terms.iter();
        let terms = terms.map(|(quantity, own)| Some((*quantity, own.checked_mul(factor)?)));
        let constant = self.constant.checked_mul(factor)?;
        Some(Self { constant, terms: terms.collect::<Option<_>>()? })
    }

    fn plus(&self, other: &Self) -> Option<Self> {
        let mut sum = self.clone();
        sum.constant = sum.constant.checked_add(other.constant)?;
        for (quantity, factor) in &other.terms {
            match sum.terms.iter_mut().find(|(own, _)| own == quantity) {
                Some((_, own)) => *own = own.checked_add(*factor)?,
                None => sum.terms.push((*quantity, *factor)),
            }
        }
        sum.terms.retain(|(_, factor)| !factor.is_zero());
        sum.terms.sort_unstable_by_key(|(quantity, _)| *quantity);
        Some(sum)
    }

    /// What the quantities come to, without what belongs to no unit.
    #[must_use]
    pub fn of_units(&self, totals: &impl Totals) -> Option<Decimal> {
        self.terms.iter().try_fold(Decimal::ZERO, |sum, (quantity, factor)| {
            let total = totals.total(quantity.indicator, quantity.basis);
            sum.checked_add(quantity.in_total(total).checked_mul(*factor)?)
        })
    }

    /// All of it.
    #[must_use]
    pub fn value(&self, totals: &impl Totals) -> Option<Decimal> {
        self.of_units(totals)?.checked_add(self.constant)
    }

    /// The part of figures that only the office has.
    #[must_use]
    pub fn entered(&self, totals: &impl Totals, settings: &Settings) -> Option<Decimal> {
        let is_entered = |(quantity, _): &&(Quantity, Decimal)| {
            settings.indicators[quantity.indicator].entered.is_some()
        };
        let terms = self.terms.iter().filter(is_entered).copied().collect();
        Self { constant: self.constant, terms }.value(totals)
    }

    /// Are only whole things added up?
    #[must_use]
    pub fn is_whole(&self, settings: &Settings) -> bool {
        let is_count = |(quantity, factor): &(Quantity, Decimal)| {
            let indicator = &settings.indicators[quantity.indicator];
            let counted = matches!(indicator.kind, NumberKind::Count | NumberKind::YesNo);
            // A mean of counts is no count.
            let is_sum = !indicator.over_units.is_mean() || quantity.is_weight;
            counted && is_sum && factor.is_integer()
        };
        self.constant.is_integer() && self.terms.iter().all(is_count)
    }
}

/// `numerator / divisor × scale`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fraction {
    /// What units add.
    pub numerator: Linear,
    /// What it is divided by: a number for a sum, the units' weights for a mean or a share.
    pub divisor: Linear,
    /// 100 for a share in per cent.
    pub scale: Decimal,
}

impl Fraction {
    /// The figure by which an item is judged; `None` where it is no fraction of sums over units.
    #[must_use]
    pub fn of(yardstick: &Yardstick, settings: &Settings) -> Option<Self> {
        let figure = of_expr(&yardstick.figure, yardstick.basis, settings)?;
        let scale = yardstick.scale(settings);
        if figure.divisor.is_number() && scale == Decimal::ONE {
            return Some(figure);
        }
        Some(Self { scale: figure.scale.checked_mul(scale)?, ..figure })
    }

    /// The quantities that its two sides name: indicators, each on a basis.
    #[must_use]
    pub fn figures_named(&self) -> Vec<(usize, Basis)> {
        let terms = self.numerator.terms.iter().chain(&self.divisor.terms);
        let mut named: Vec<_> = terms.map(|(own, _)| (own.indicator, own.basis)).collect();
        named.sort_unstable();
        named.dedup();
        named
    }

    fn number(number: Decimal) -> Self {
        let [numerator, divisor] = [number, Decimal::ONE].map(Linear::number);
        Self { numerator, divisor, scale: Decimal::ONE }
    }

    fn sum(quantity: Quantity) -> Self {
        Self { numerator: Linear::quantity(quantity), ..Self::number(Decimal::ZERO) }
    }

    fn is_number(&self) -> bool {
        self.numerator.is_number() && self.divisor.is_number()
    }

    /// A sum of units' figures: divided by a number at most, and not in per cent.
    fn is_sum(&self) -> bool {
        self.divisor.is_number() && self.scale == Decimal::ONE
    }

    fn times(self, number: Decimal) -> Option<Self> {
        if self.divisor.is_number() {
            return Some(Self { numerator: self.numerator.times(number)?, ..self });
        }
        Some(Self { scale: self.scale.checked_mul(number)?, ..self })
    }

    fn divided_by(self, other: &Self) -> Option<Self> {
        if !other.is_sum() || other.numerator == Linear::default() {
            return None;
        }
        if !self.divisor.is_number() && !other.is_number() {
            return None;
        }
        let numerator = self.numerator.times(other.divisor.constant)?;
        let divisor = match self.divisor.is_number() {
            true => other.numerator.times(self.divisor.constant)?,
            false => self.divisor.times(other.numerator.constant)?,
        };
        Some(Self { numerator, divisor, scale: self.scale })
    }

    fn plus(self, other: Self) -> Option<Self> {
        if self.divisor == other.divisor && self.scale == other.scale {
            return Some(Self { numerator: self.numerator.plus(&other.numerator)?, ..self });
        }
        if self.is_sum() && other.is_sum() {
            let numerator = self
                .numerator
                .times(other.divisor.constant)?
                .plus(&other.numerator.times(self.divisor.constant)?)?;
            let constant = self.divisor.constant.checked_mul(other.divisor.constant)?;
            return Some(Self { numerator, divisor: Linear::number(constant), ..self });
        }
        let (figure, number) = match (self.is_number(), other.is_number()) {
            (false, true) => (self, other),
            (true, false) => (other, self),
            _ => return None,
        };
        let number = number.numerator.constant.checked_div(number.divisor.constant)?;
        let share = number.checked_div(figure.scale)?;
        let numerator = figure.numerator.plus(&figure.divisor.times(share)?)?;
        Some(Self { numerator, ..figure })
    }
}

fn of_expr(expr: &Expr, basis: Basis, settings: &Settings) -> Option<Fraction> {
    match expr {
        Expr::Number(number) => Some(Fraction::number(*number)),
        Expr::Term(term) => of_term(term, basis, settings),
        Expr::Binary(left, operator, right) => {
            let (left, right) = (of_expr(left, basis, settings)?, of_expr(right, basis, settings)?);
            match operator {
                Operator::Add => left.plus(right),
                Operator::Subtract => left.plus(right.times(Decimal::NEGATIVE_ONE)?),
                Operator::Divide => left.divided_by(&right),
                Operator::Multiply => {
                    let (figure, number) =
                        if right.is_number() { (left, right) } else { (right, left) };
                    let is_number = number.is_number() && number.divisor.constant == Decimal::ONE;
                    is_number.then(|| figure.times(number.numerator.constant))?
                }
            }
        }
    }
}

fn of_term(term: &Term, basis: Basis, settings: &Settings) -> Option<Fraction> {
    let basis = term.basis.unwrap_or(basis);
    of_indicator(settings.indicators.get_index_of(&term.code)?, basis, settings)
}

fn of_indicator(indicator: usize, basis: Basis, settings: &Settings) -> Option<Fraction> {
    let over_units = &settings.indicators[indicator].over_units;
    let quantity = |is_weight| Quantity { indicator, basis, is_weight };
    match over_units.rule.divisor {
        Divisor::None if over_units.rule.adds_up => Some(Fraction::sum(quantity(false))),
        // Units' figures make no whole.
        Divisor::None => None,
        Divisor::OfUnits => Some(Fraction {
            numerator: Linear::quantity(quantity(false)),
            divisor: Linear::quantity(quantity(true)),
            scale: Decimal::ONE,
        }),
        Divisor::OfTotals => {
            let place = |code: &str| settings.indicators.get_index_of(code);
            let parts = over_units.quotient()?;
            let is_sum = |at: usize| settings.indicators[at].over_units.rule.adds_up.then_some(at);
            let [above, below] = parts.map(|code| place(code).and_then(is_sum));
            let above = of_indicator(above?, basis, settings)?;
            let share = above.divided_by(&of_indicator(below?, basis, settings)?)?;
            share.times(Decimal::ONE_HUNDRED)
        }
    }
}
