//! Checks: what there is to know about the input, at its cells.
//!
//! One rule is one file in `rules/`; [`RULES`] lists them all. The engine, `tonghop explain`,
//! the legend and the documentation read that one list.

mod affects;
mod finding;
mod rules;
mod settle;
mod words;

pub use finding::{Finding, Fix, Severity};
pub use rules::RULES;
pub use settle::{finding_key, settle, written_at};

use crate::consolidate::Figures;
use crate::history::Earlier;
use crate::settings::Settings;
use crate::submission::Month;
use crate::target::SetVerdict;
use crate::workspace::Entries;

/// A rule: what it is for, in the officer's words, and how it looks for findings.
#[derive(Debug)]
pub struct Rule {
    /// Its code, as typed after `tonghop explain`.
    pub code: &'static str,
    /// How grave its findings are.
    pub severity: Severity,
    /// Its name.
    pub title: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What to do.
    pub remedy: &'static str,
    /// A finding as it reads.
    pub example: &'static str,
    /// Looks for findings.
    pub check: fn(&Evidence<'_>) -> Vec<Finding>,
}

/// All that rules may look at.
#[derive(Clone, Copy, Debug)]
pub struct Evidence<'a> {
    /// The office's settings.
    pub settings: &'a Settings,
    /// Files and submissions.
    pub month: &'a Month,
    /// Consolidated figures.
    pub figures: &'a Figures,
    /// Verdicts.
    pub verdicts: &'a [SetVerdict<'a>],
    /// What the officer typed into the review workbook.
    pub entries: &'a Entries,
    /// The nearest earlier period that has an annex.
    pub earlier: Option<&'a Earlier>,
}

/// Runs every rule. Findings come graver ones first, then by unit, file, sheet and cell.
#[must_use]
pub fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for rule in RULES {
        findings.extend((rule.check)(evidence).into_iter().map(|finding| Finding {
            code: rule.code,
            severity: rule.severity,
            ..finding
        }));
    }
    affects::mark(&mut findings, evidence);
    findings.sort_by_key(|a| a.rank());
    findings.dedup();
    findings
}
