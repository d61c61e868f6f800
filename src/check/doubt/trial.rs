//! One alternative tried: the units' figures with it, and the items judged with these.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use super::dependence::totals_of;
use crate::check::{Evidence, Finding, Severity};
use crate::figures::alternative::{Alternative, Change, Changed, UnitComputer};
use crate::figures::consolidate::{Figures, UnitChange};
use crate::judge::{ItemVerdict, Measurement, judge_item};
use crate::settings::{Basis, Item, TargetSet};

/// An item with its verdict by the figures in use.
pub(super) struct JudgedItem<'a> {
    /// Its place among the verdicts: resolution, target, item.
    pub(super) at: [usize; 3],
    /// The resolution.
    pub(super) set: &'a TargetSet,
    /// The item.
    pub(super) item: &'a Item,
    /// Its verdict by the figures in use.
    pub(super) verdict: &'a ItemVerdict,
    /// The same if no unit were missing, where any is: units that have not reported yet must not
    /// hide what a finding would change.
    free: Option<ItemVerdict>,
    totals: BTreeSet<(usize, Basis)>,
}

/// What alternatives are tried on.
pub(super) struct Trial<'a> {
    pub(super) evidence: &'a Evidence<'a>,
    pub(super) units: UnitComputer<'a>,
    pub(super) items: Vec<JudgedItem<'a>>,
}

/// An alternative of a finding, tried alone.
pub(super) struct Case {
    pub(super) alternative: Alternative,
    /// What it changes.
    outcome: Arc<TrialOutcome>,
}

/// What alternatives change.
struct TrialOutcome {
    /// The totals: indicators by their places, each on a basis.
    totals: BTreeSet<(usize, Basis)>,
    /// What units would add instead.
    units: Vec<UnitChange>,
    /// The items whose figures are others.
    judged: BTreeMap<usize, Judged>,
}

/// An item judged with an alternative.
pub(super) struct Judged {
    pub(super) verdict: ItemVerdict,
    /// Units that have not reported left aside, is the verdict another one?
    pub(super) flips: bool,
}

impl Case {
    /// The item judged, where its figure is another one.
    pub(super) fn judged_of(&self, item: usize) -> Option<&Judged> {
        self.outcome.judged.get(&item)
    }

    /// What units would add instead.
    pub(super) fn units(&self) -> &[UnitChange] {
        &self.outcome.units
    }

    /// The totals that it changes.
    pub(super) fn totals(&self) -> &BTreeSet<(usize, Basis)> {
        &self.outcome.totals
    }
}

impl<'a> Trial<'a> {
    pub(super) fn new(evidence: &'a Evidence<'a>) -> Self {
        let Evidence { settings, month, figures, history, .. } = *evidence;
        let units = UnitComputer::new(settings, month, figures, history);
        let mut trial = Self { evidence, units, items: Vec::new() };
        let is_any_missing = figures.totals.iter().flatten().any(|total| !total.missing.is_empty());
        let free = is_any_missing.then(|| figures.none_missing());
        for (set_place, set) in evidence.verdicts.iter().enumerate() {
            for (target_place, (target, judged)) in
                set.set.targets.iter().zip(&set.targets).enumerate()
            {
                for (place, (item, verdict)) in target.items.iter().zip(&judged.items).enumerate() {
                    let judged = JudgedItem {
                        at: [set_place, target_place, place],
                        set: set.set,
                        item,
                        verdict,
                        free: free.as_ref().map(|free| trial.judge(set.set, item, free)),
                        totals: totals_of(item, settings),
                    };
                    trial.items.push(judged);
                }
            }
        }
        trial
    }

    /// A finding's alternatives, each tried alone; none of one for information.
    pub(super) fn cases(&self, finding: &Finding) -> Vec<Case> {
        if finding.severity == Severity::Info {
            return Vec::new();
        }
        let alternatives = finding.alternatives().into_iter();
        let case = |alternative: Alternative| Case {
            outcome: Arc::new(self.outcome(&alternative)),
            alternative,
        };
        alternatives.map(case).collect()
    }

    /// The alternatives of findings, tried together: all first ones, all second ones. For so many that
    /// each alone would take too long; what all change is said of each.
    pub(super) fn cases_together(&self, findings: &[&Finding]) -> Vec<Vec<Case>> {
        let alternatives: Vec<Vec<Alternative>> =
            findings.iter().map(|finding| finding.alternatives()).collect();
        let most = alternatives.iter().map(Vec::len).max().unwrap_or(0);
        let outcomes = (0..most).map(|place| {
            let own = alternatives.iter().filter_map(|own| own.get(place).or(own.last()));
            Arc::new(self.outcome(own.flatten()))
        });
        let outcomes: Vec<Arc<TrialOutcome>> = outcomes.collect();
        let cases = alternatives.into_iter().map(|own| {
            let with_outcome = own.into_iter().zip(&outcomes);
            let case = |(alternative, outcome): (Alternative, &Arc<TrialOutcome>)| Case {
                alternative,
                outcome: Arc::clone(outcome),
            };
            with_outcome.map(case).collect()
        });
        cases.collect()
    }

    fn outcome<'c>(&self, changes: impl IntoIterator<Item = &'c Change>) -> TrialOutcome {
        let mut by_unit: BTreeMap<usize, Vec<&Changed>> = BTreeMap::new();
        for change in changes {
            by_unit.entry(change.unit).or_default().push(&change.what);
        }
        let changes = by_unit.iter().map(|(unit, what)| self.units.unit_change(*unit, what));
        let changes: Vec<UnitChange> = changes.filter(|change| !change.is_nothing()).collect();
        let judged = if changes.is_empty() {
            BTreeMap::new()
        } else {
            self.judged(&changes.iter().collect::<Vec<_>>())
        };
        let totals = changes.iter().flat_map(UnitChange::totals).collect();
        TrialOutcome { totals, units: changes, judged }
    }

    /// The items whose figures these changes change, judged with them.
    fn judged(&self, changes: &[&UnitChange]) -> BTreeMap<usize, Judged> {
        let figures = self.with(changes);
        let free = self.items.iter().any(|own| own.free.is_some()).then(|| figures.none_missing());
        let judged = self.items.iter().enumerate().filter_map(|(place, own)| {
            if !changes.iter().any(|change| change.is_about(&own.totals)) {
                return None;
            }
            let verdict = self.judge(own.set, own.item, &figures);
            let with_all = free.as_ref().zip(own.free.as_ref());
            let flips = match with_all {
                Some((free, today)) => self.judge(own.set, own.item, free).status != today.status,
                None => verdict.status != own.verdict.status,
            };
            let changes = flips || differ(&verdict, own.verdict);
            changes.then_some((place, Judged { verdict, flips }))
        });
        judged.collect()
    }

    /// The totals with these changes.
    pub(super) fn with(&self, changes: &[&UnitChange]) -> Figures {
        self.evidence.figures.with_changes(changes, self.evidence.settings)
    }

    /// One item, judged by other figures.
    pub(super) fn judge(&self, set: &TargetSet, item: &Item, figures: &Figures) -> ItemVerdict {
        let Evidence { settings, entries, .. } = *self.evidence;
        judge_item(set, item, figures, settings, &entries.judgements)
    }
}

/// Does an item have other figures, or another verdict?
pub(super) fn differ(one: &ItemVerdict, other: &ItemVerdict) -> bool {
    let exact = |measured: &Measurement| (measured.status, measured.value, measured.threshold);
    one.status != other.status
        || one.measured.iter().zip(&other.measured).any(|(one, other)| exact(one) != exact(other))
}

/// How far a figure lies above its level; less where below.
pub(super) fn margin(measured: &Measurement) -> Option<Decimal> {
    measured.value?.checked_sub(measured.threshold?)
}
