//! Arithmetic over indicator codes: `(htx.a + htx.b) / htx.c`, as parsed.

use rust_decimal::Decimal;

use crate::arithmetic::Operator;

/// Which column of the form a figure stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Basis {
    /// Thực hiện đến kỳ báo cáo; a bare code.
    Actual,
    /// Ước thực hiện cả năm; `@uoc`.
    Estimate,
    /// Thực hiện năm trước; `@namtruoc`.
    Prior,
    /// Kế hoạch năm; `@kehoach`.
    Plan,
}

impl Basis {
    /// All bases, in the order in which a form is read.
    pub const ALL: [Self; 4] = [Self::Actual, Self::Estimate, Self::Prior, Self::Plan];

    /// What is typed behind a code, with its `@`.
    #[must_use]
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Actual => "",
            Self::Estimate => "@uoc",
            Self::Prior => "@namtruoc",
            Self::Plan => "@kehoach",
        }
    }

    /// The officer's word for it.
    #[must_use]
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Actual => "thực hiện",
            Self::Estimate => "ước cả năm",
            Self::Prior => "năm trước",
            Self::Plan => "kế hoạch",
        }
    }
}

/// A code with its basis, where the code itself names one (`htx.thanh_vien@namtruoc`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The indicator's code.
    pub code: String,
    /// `None`: the basis on which the item is judged.
    pub basis: Option<Basis>,
}

/// Arithmetic as parsed.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A number as typed.
    Number(Decimal),
    /// A figure.
    Term(Term),
    /// Two operands and what is done with them.
    Binary(Box<Expr>, Operator, Box<Expr>),
}

impl Expr {
    /// Does it divide anywhere, so that its result has decimals of its own?
    #[must_use]
    pub fn divides(&self) -> bool {
        match self {
            Self::Number(_) | Self::Term(_) => false,
            Self::Binary(_, Operator::Divide, _) => true,
            Self::Binary(one, _, other) => one.divides() || other.divides(),
        }
    }

    /// What the numbers typed in it multiply its figures with: 100 for `a / b * 100`.
    #[must_use]
    pub(in crate::settings) fn factor(&self) -> Decimal {
        match self {
            Self::Number(number) => *number,
            Self::Term(_) => Decimal::ONE,
            // A number that is added multiplies nothing.
            Self::Binary(one, operator, other) if operator.is_of_sums() => {
                let is_number = |part: &Self| matches!(part, Self::Number(_));
                let parts = [one, other].into_iter().filter(|part| !is_number(part));
                parts.map(|part| part.factor().abs()).max().unwrap_or(Decimal::ONE)
            }
            Self::Binary(one, operator, other) => {
                let (one, other) = (one.factor(), other.factor());
                let factor = match operator {
                    Operator::Multiply => one.checked_mul(other),
                    _ => one.checked_div(other),
                };
                factor.unwrap_or(Decimal::ONE)
            }
        }
    }

    /// The value, given each figure's; `None` where a figure has none, a divisor is zero,
    /// or the result does not fit.
    pub fn value(&self, figure: &impl Fn(&Term) -> Option<Decimal>) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Term(term) => figure(term),
            Self::Binary(left, operator, right) => {
                let (left, right) = (left.value(figure)?, right.value(figure)?);
                operator.apply(left, right)
            }
        }
    }

    /// All figures named, in the order typed.
    #[must_use]
    pub fn terms(&self) -> Vec<&Term> {
        match self {
            Self::Number(_) => Vec::new(),
            Self::Term(term) => vec![term],
            Self::Binary(left, _, right) => [left.terms(), right.terms()].concat(),
        }
    }

    /// Does it have a meaning in a basis's column? A change against last year, `(a - a@namtruoc) /
    /// a@namtruoc`, has none in last year's column: there it would compare last year with itself.
    #[must_use]
    pub fn has_meaning_in(&self, basis: Basis) -> bool {
        let terms = self.terms();
        let names = |wanted: Option<Basis>| terms.iter().any(|term| term.basis == wanted);
        !(names(Some(basis)) && names(None))
    }

    /// Is it a sum that goes on with the next operator, or a product that does? Then it needs no
    /// brackets before it.
    #[must_use]
    pub(crate) fn leads_into(&self, next: Operator) -> bool {
        matches!(self, Self::Binary(_, before, _) if before.is_of_sums() == next.is_of_sums())
    }

    /// The formula of a spreadsheet, given each figure's reference.
    pub fn formula(&self, reference: &impl Fn(&Term) -> String) -> String {
        match self {
            Self::Binary(..) => format!("({})", self.chain(reference)),
            _ => self.chain(reference),
        }
    }

    /// The same without outer brackets. A long sum gets no inner ones either: spreadsheet programs
    /// limit the nesting.
    fn chain(&self, reference: &impl Fn(&Term) -> String) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Term(term) => reference(term),
            Self::Binary(left, operator, right) => {
                let left = match left.leads_into(*operator) {
                    true => left.chain(reference),
                    false => left.formula(reference),
                };
                format!("{left}{}{}", operator.sign(), right.formula(reference))
            }
        }
    }
}
