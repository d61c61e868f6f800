//! Relations that one unit's figures must satisfy.

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
