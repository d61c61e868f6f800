//! Relations that one unit's figures must satisfy.

use rust_decimal::Decimal;

use super::arithmetic::{Expr, Term};
use crate::kinds::Sign;

/// A relation between one unit's figures: parts and their total, opening and closing.
#[derive(Clone, Debug)]
pub struct Relation {
    /// The figure on the left.
    pub left: Term,
    /// `=` or `<=`.
    pub comparison: Sign,
    /// What it is held against.
    pub right: Expr,
    /// Why it must hold, in the office's words.
    pub explanation: String,
}

/// A relation between columns of a list, which holds in each of its rows. Its terms name columns with
/// their list: `ds_ho.ti_le`.
#[derive(Clone, Debug)]
pub struct ListRelation {
    /// The list's code.
    pub list: String,
    /// The relation.
    pub relation: Relation,
}

impl Relation {
    /// By how much a number may be off because it was written in so many decimals: for a share half of
    /// its last digit. A sum has no such slack.
    #[must_use]
    pub fn rounding_of(&self, left: Decimal) -> Decimal {
        /// A spreadsheet reckons in doubles.
        const NEAR: Decimal = Decimal::from_parts(1, 0, 0, false, 9);
        match self.right.divides() {
            true => Decimal::new(5, left.normalize().scale() + 1).max(NEAR),
            false => Decimal::ZERO,
        }
    }
}
