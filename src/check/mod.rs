//! Checks: findings about the input, at its cells.
//!
//! Each rule is one file in `rules/`; [`RULES`] lists them. The engine, `tonghop explain`, the
//! legend and the documentation read that list.
//!
//! Findings report the root cause. Rules on single cells run first. Rules that compare figures then
//! see the month with all proposals accepted, so that consequences of a typing error are not
//! reported again.

mod action;
mod blank_cells;
mod cell_survey;
mod doubt;
mod estimates;
mod evidence;
mod expected_tables;
mod explain;
mod figure_gaps;
mod figure_moves;
mod finding;
mod fixes_applied;
#[cfg(test)]
mod fixture;
mod given_cells;
mod kept_rows;
mod movement;
mod number_cell;
mod number_cells;
mod odd_field;
mod odd_fields;
#[cfg(test)]
mod opinion_tests;
mod peers;
mod relations;
mod row_jumps;
mod row_relations;
mod rule;
mod rules;
mod sentence_parts;
mod settle;
mod standing;
mod unreadable_cells;
mod unruled;
mod used_data;

use std::collections::{BTreeMap, HashSet};

pub use action::action;
pub(crate) use doubt::with_weights;
pub use evidence::Evidence;
pub use explain::{catalogue, explain};
pub use finding::{Deciding, Finding, Fix, Severity};
pub use fixes_applied::WithFixesApplied;
pub use rule::{Check, OnFixedMonth, Rule};
pub use rules::RULES;
pub use settle::{finding_key, recorded, written_at};

use evidence::CellSurvey;
use given_cells::GivenCells;

use crate::figures::decision::{Decisions, Standing};
use crate::judge::Doubts;
use workbook_io::Address;
use workbook_io::parallel_map;

/// What the rules found, and what it leaves in doubt.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// The findings: those that could change a verdict first, then by severity, unit, file, sheet and
    /// cell.
    pub findings: Vec<Finding>,
    /// What the open ones leave in doubt.
    pub doubts: Doubts,
    /// The opinions of an earlier period that settle some of them, by the findings' keys.
    pub standing: BTreeMap<String, Standing>,
}

/// Runs every rule, marks what the officer has answered, and judges every item again with what the
/// findings propose.
#[must_use]
pub fn check(evidence: &Evidence<'_>, decisions: &Decisions) -> Checked {
    let Evidence { month, settings, entries, .. } = *evidence;
    let mut findings = found(evidence);
    findings.sort_by_key(Finding::rank);
    findings.dedup();
    settle::settle(&mut findings, decisions, month, settings);
    let standing = standing::settle_standing(&mut findings, entries, month, settings);
    let doubts = doubt::weigh(&mut findings, evidence);
    findings.sort_by_key(Finding::rank);
    Checked { findings, doubts, standing }
}

/// What all rules find.
fn found(evidence: &Evidence<'_>) -> Vec<Finding> {
    let survey = CellSurvey::new(evidence);
    let evidence = Evidence { survey: Some(&survey), ..*evidence };
    let written = |rule: &'static Rule| match rule.check {
        Check::Written(look) => Some(look(&evidence)),
        Check::Moved(_) | Check::WithFixesApplied(_) => None,
    };
    let given = GivenCells::new(&evidence);
    let mut findings: Vec<Finding> = Vec::new();
    for (rule, found) in found_by_rules(written) {
        findings.extend(found.into_iter().map(|finding| with_rule(rule, finding)));
    }
    let mut findings = given.sift(findings);
    let moved = found_on_fixed_month(&evidence, &findings, |check| match check {
        Check::Moved(look) => Some(look),
        Check::Written(_) | Check::WithFixesApplied(_) => None,
    });
    let moved = given.sift(moved);
    let compare = |findings: &[Finding]| {
        let found = found_on_fixed_month(&evidence, findings, |check| match check {
            Check::WithFixesApplied(look) => Some(look),
            Check::Written(_) | Check::Moved(_) => None,
        });
        given.sift(found)
    };
    let mut compared = compare(&findings);
    let are_guesses = moved.iter().any(|finding| !finding.fixes.is_empty());
    add_new(&mut findings, moved);
    if are_guesses {
        // What numbers should have been is guessed by how they moved: told is what does not stand
        // together whether that is right or not.
        let without = std::mem::replace(&mut compared, compare(&findings));
        compared.retain(|finding| without.iter().any(|other| finding.is_about_same(other)));
    }
    add_new(&mut findings, compared);
    findings
}

/// Runs in parallel the rules that `look` accepts; results are in the rules' order.
fn found_by_rules(
    look: impl Fn(&'static Rule) -> Option<Vec<Finding>> + Sync,
) -> impl Iterator<Item = (&'static Rule, Vec<Finding>)> {
    let rules: Vec<&'static Rule> = RULES.iter().collect();
    let found = parallel_map(&rules, || (), |(), rule| look(rule));
    rules.into_iter().zip(found).filter_map(|(rule, found)| Some((rule, found?)))
}

/// What rules of one kind find in the month as it would be with the proposals of these findings
/// accepted.
fn found_on_fixed_month(
    evidence: &Evidence<'_>,
    findings: &[Finding],
    of_kind: fn(Check) -> Option<OnFixedMonth>,
) -> Vec<Finding> {
    let fixed_month = fixes_applied::month_with_fixes(evidence, findings);
    let fixed = match &fixed_month {
        Some((month, figures)) => {
            let fixed = Evidence { month, figures, survey: None, ..*evidence };
            WithFixesApplied { evidence: fixed, used: evidence.figures }
        }
        None => WithFixesApplied { evidence: *evidence, used: evidence.figures },
    };
    let found = found_by_rules(|rule| of_kind(rule.check).map(|look| look(&fixed)));
    found.flat_map(|(rule, found)| found.into_iter().map(|one| with_rule(rule, one))).collect()
}

/// Adds what was found. A cell that an earlier finding is about is not reported once more.
fn add_new(findings: &mut Vec<Finding>, found: Vec<Finding>) {
    let mut named: HashSet<(String, String, Address)> = HashSet::new();
    let name = |named: &mut HashSet<_>, finding: &Finding| {
        if finding.severity != Severity::Info {
            let places = finding.cells.iter();
            named.extend(places.map(|at| (finding.file.clone(), finding.sheet.clone(), *at)));
        }
    };
    findings.iter().for_each(|finding| name(&mut named, finding));
    for finding in found {
        let known =
            |at: &Address| named.contains(&(finding.file.clone(), finding.sheet.clone(), *at));
        if finding.cells.is_empty() || !finding.cells.iter().all(known) {
            name(&mut named, &finding);
            findings.push(finding);
        }
    }
}

fn with_rule(rule: &Rule, finding: Finding) -> Finding {
    let severity = finding.eased.unwrap_or(rule.severity);
    let proposal = finding.one_proposal();
    let [message, ask] =
        [&finding.message, &finding.ask].map(|text| sentence_parts::in_one_line(text));
    Finding { code: rule.code, severity, proposal, message, ask, ..finding }
}
