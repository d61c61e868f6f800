//! The signs with which conditions and relations compare two numbers.

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

/// Splits a comparison as typed: what stands left of its sign, the sign, what stands right of it.
pub(crate) fn split_comparison(text: &str) -> Option<(&str, Sign, &str)> {
    let start = text.find(is_sign)?;
    let length = text[start..].find(|letter| !is_sign(letter))?;
    let (written, right) = text[start..].split_at(length);
    let (_, sign) = SIGNS.iter().find(|(typed, _)| *typed == written)?;
    Some((text[..start].trim(), *sign, right.trim()))
}

/// Is it a letter of a sign of comparison?
pub(crate) fn is_sign(letter: char) -> bool {
    matches!(letter, '>' | '<' | '=' | '≥' | '≤')
}
