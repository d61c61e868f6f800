//! The plain signs with which conditions and relations compare two numbers.

use rust_decimal::Decimal;

/// A sign of comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// `>=`
    AtLeast,
    /// `>`
    Above,
    /// `<=`
    AtMost,
    /// `<`
    Below,
    /// `=`
    Equal,
}

/// Signs as they are typed.
pub const SIGNS: &[(&str, Sign)] = &[
    (">=", Sign::AtLeast),
    ("≥", Sign::AtLeast),
    (">", Sign::Above),
    ("<=", Sign::AtMost),
    ("≤", Sign::AtMost),
    ("<", Sign::Below),
    ("=", Sign::Equal),
];

impl Sign {
    /// Does it hold between two numbers?
    #[must_use]
    pub fn holds(self, left: Decimal, right: Decimal) -> bool {
        match self {
            Self::AtLeast => left >= right,
            Self::Above => left > right,
            Self::AtMost => left <= right,
            Self::Below => left < right,
            Self::Equal => left == right,
        }
    }

    /// The sign in a spreadsheet's formula.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::AtLeast => ">=",
            Self::Above => ">",
            Self::AtMost => "<=",
            Self::Below => "<",
            Self::Equal => "=",
        }
    }
}
