//! What a rule of checking is.

use super::evidence::Evidence;
use super::finding::{Finding, Severity};
use super::fixes_applied::WithFixesApplied;

/// A rule: its purpose in the officer's words, and its check.
#[derive(Debug)]
pub struct Rule {
    /// Its code, for `tonghop explain`.
    pub code: &'static str,
    /// The severity of its findings.
    pub severity: Severity,
    /// Its name.
    pub title: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What to do.
    pub remedy: &'static str,
    /// An example of its sentence.
    pub example: &'static str,
    /// Its check.
    pub check: Check,
}

/// How a rule looks at a month with proposals accepted.
pub type OnFixedMonth = fn(&WithFixesApplied<'_>) -> Vec<Finding>;

/// What a rule examines.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// The month as it is used.
    Written(fn(&Evidence<'_>) -> Vec<Finding>),
    /// At how numbers moved, in the month as it would be with the proposals of those accepted.
    Moved(OnFixedMonth),
    /// At how figures stand to one another, with all proposals of the others accepted.
    WithFixesApplied(OnFixedMonth),
}
