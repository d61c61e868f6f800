//! How a figure is rounded and held against its level: one rule for the whole and for each unit.

use rust_decimal::Decimal;

use super::Settings;
use super::arithmetic::{Basis, Expr, Term};
use super::indicator::NumberKind;
use super::target::{Threshold, Yardstick};
use crate::arithmetic::Operator;
use workbook_io::number::rounded;

impl Yardstick {
    /// A figure is judged as printed, except that a share is compared with 0 or 100 % unrounded:
    /// 99,996 % is not all.
    #[must_use]
    pub fn judged_value(&self, value: Decimal, level: Decimal) -> Decimal {
        if self.is_judged_unrounded(level) { value } else { rounded(value, self.decimals) }
    }

    /// Is the figure a share that is compared with 0 or 100 %?
    #[must_use]
    pub fn is_judged_unrounded(&self, level: Decimal) -> bool {
        self.is_share() && (level.is_zero() || level == Decimal::ONE_HUNDRED)
    }

    /// What a figure is multiplied with: a share is computed as a fraction and printed in per
    /// cent, unless the indicators that it is made of are in per cent already.
    #[must_use]
    pub fn scale(&self, settings: &Settings) -> Decimal {
        let in_per_cent = is_in_per_cent(&self.figure, settings);
        if self.is_share() && !in_per_cent { Decimal::ONE_HUNDRED } else { Decimal::ONE }
    }

    /// The figure in its unit of measure, given each term's total. Where some terms are unknown and
    /// none can be negative, the known ones give a lower bound.
    pub fn figure_over(
        &self,
        settings: &Settings,
        total: &impl Fn(&Term) -> Option<Decimal>,
    ) -> Option<Decimal> {
        let figure = &self.figure;
        let at_least = || {
            let any_known = figure.terms().into_iter().any(|term| total(term).is_some());
            let has_floor = any_known && figure.cannot_fall(settings);
            has_floor.then(|| figure.value(&|term| Some(total(term).unwrap_or_default())))?
        };
        figure.value(total).or_else(at_least)?.checked_mul(self.scale(settings))
    }

    /// With figures missing: can nothing that is missing change the verdict? That is certain only of
    /// a sum that cannot fall and a fixed level.
    #[must_use]
    pub fn is_certain(
        &self,
        holds: bool,
        judged: Decimal,
        level: Decimal,
        settings: &Settings,
    ) -> bool {
        matches!(self.threshold, Threshold::Number(_))
            && self.figure.cannot_fall(settings)
            && self.kind.certain.is_decided(holds, judged, level, self.upper)
    }
}

impl Yardstick {
    /// The figures that it names, by their places, each on its basis; those of its level, too.
    #[must_use]
    pub fn figures_named(&self, settings: &Settings) -> Vec<(usize, Basis)> {
        let mut bases = vec![self.basis];
        if let Threshold::Column(basis) = self.threshold {
            bases.push(basis);
        }
        let mut named = Vec::new();
        for term in self.figure.terms() {
            let place = settings.indicators.get_index_of(&term.code);
            let place = place.expect("resolving checked every code");
            named.extend(bases.iter().map(|basis| (place, term.basis.unwrap_or(*basis))));
        }
        named.sort_unstable();
        named.dedup();
        named
    }
}

impl Expr {
    /// Can further units only raise the figure? That holds for sums of counts, and for sums and
    /// multiples of these.
    #[must_use]
    pub fn cannot_fall(&self, settings: &Settings) -> bool {
        match self {
            Self::Number(number) => !number.is_sign_negative(),
            Self::Term(term) => {
                let indicator = &settings.indicators[&term.code];
                indicator.kind == NumberKind::Count && indicator.over_units.rule.adds_up
            }
            Self::Binary(left, Operator::Add | Operator::Multiply, right) => {
                left.cannot_fall(settings) && right.cannot_fall(settings)
            }
            Self::Binary(..) => false,
        }
    }
}

/// Shares, what they add up to, and their multiples.
fn is_in_per_cent(figure: &Expr, settings: &Settings) -> bool {
    let is = |part: &Expr| is_in_per_cent(part, settings);
    let is_number = |part: &Expr| matches!(part, Expr::Number(_));
    match figure {
        Expr::Number(_) => false,
        Expr::Term(term) => settings.indicators[&term.code].kind == NumberKind::Share,
        Expr::Binary(one, Operator::Add | Operator::Subtract | Operator::Multiply, other) => {
            is(one) && (is(other) || is_number(other)) || is_number(one) && is(other)
        }
        Expr::Binary(whole, Operator::Divide, by) => is(whole) && is_number(by),
    }
}
