//! Open findings together: their alternatives all at once, and for each item all that raise its figure
//! and all that lower it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use rust_decimal::Decimal;

use super::trial::{Case, Judged, JudgedItem, Trial, differ, margin};
use crate::check::Finding;
use crate::figures::alternative::Changed;
use crate::figures::consolidate::{Figures, UnitChange};
use crate::judge::{FigureDoubt, ItemVerdict, JudgedOtherwise, Status};
use crate::settings::{Basis, Criterion};

/// Alternatives that hold together: by finding, the place of its alternative.
type Chosen = BTreeMap<usize, usize>;

/// By unit and what is chosen there, what the unit would add to the totals instead.
type KnownChanges = BTreeMap<(usize, Vec<(usize, usize)>), Rc<UnitChange>>;

/// What open findings leave in doubt.
#[derive(Default)]
pub(super) struct Combined {
    pub(super) otherwise: Vec<JudgedOtherwise>,
    /// Findings, each with an item that none of them decides alone, but several together.
    pub(super) decided_together: BTreeSet<(usize, usize)>,
    /// The totals that any open alternative changes.
    pub(super) totals: BTreeSet<(usize, Basis)>,
}

pub(super) struct Combinations<'t, 'a> {
    trial: &'t Trial<'a>,
    cases: &'t [Vec<Case>],
    open: Vec<usize>,
    /// Most units have one finding or two, so that the same comes again from item to item.
    known: RefCell<KnownChanges>,
}

/// An item judged with some alternatives.
struct Judgement {
    chosen: Chosen,
    verdict: ItemVerdict,
}

impl<'t, 'a> Combinations<'t, 'a> {
    pub(super) fn new(trial: &'t Trial<'a>, findings: &[Finding], cases: &'t [Vec<Case>]) -> Self {
        let is_open = |place: &usize| findings[*place].is_open() && !cases[*place].is_empty();
        let open = (0..findings.len()).filter(is_open).collect();
        Self { trial, cases, open, known: RefCell::default() }
    }

    pub(super) fn judged(&self) -> Combined {
        let mut combined = Combined::default();
        if self.open.is_empty() {
            return combined;
        }
        let cases = self.open.iter().flat_map(|finding| &self.cases[*finding]);
        combined.totals = cases.flat_map(|case| case.totals()).copied().collect();
        let all: Chosen = self.open.iter().map(|finding| (*finding, 0)).collect();
        let with_all = self.figures(&all);
        for (place, item) in self.trial.items.iter().enumerate() {
            let touching = self.touching(place);
            if !touching.is_empty() {
                self.add_item(&mut combined, (place, item), &touching, (&all, &with_all));
            }
        }
        combined
    }

    /// The open findings of which any alternative changes an item's figures, each with these.
    fn touching(&self, item: usize) -> BTreeMap<usize, Vec<(usize, &'t Judged)>> {
        let of = |finding: &usize| {
            let cases = self.cases[*finding].iter().enumerate();
            let judged: Vec<_> =
                cases.filter_map(|(place, case)| Some((place, case.judged_of(item)?))).collect();
            (!judged.is_empty()).then_some((*finding, judged))
        };
        self.open.iter().filter_map(of).collect()
    }

    fn add_item(
        &self,
        combined: &mut Combined,
        (place, item): (usize, &JudgedItem<'_>),
        touching: &BTreeMap<usize, Vec<(usize, &Judged)>>,
        (all, with_all): (&Chosen, &Figures),
    ) {
        let mut judged: Vec<Judgement> = vec![Judgement {
            chosen: all.clone(),
            verdict: self.trial.judge(item.set, item.item, with_all),
        }];
        for (finding, alone) in touching {
            judged.extend(alone.iter().map(|(alternative, own)| Judgement {
                chosen: [(*finding, *alternative)].into(),
                verdict: own.verdict.clone(),
            }));
        }
        let all_that_touch: Chosen = touching.keys().map(|finding| (*finding, 0)).collect();
        for chosen in extremes(item, touching) {
            if chosen.len() > 1 && chosen != all_that_touch {
                let verdict = self.trial.judge(item.set, item.item, &self.figures(&chosen));
                judged.push(Judgement { chosen, verdict });
            }
        }
        let Some(otherwise) = otherwise(item, &judged) else { return };
        let decides = otherwise.status != item.verdict.status;
        if decides && !touching.values().flatten().any(|(_, own)| own.flips) {
            let changing = judged.iter().filter(|own| own.verdict.status != item.verdict.status);
            let findings = changing.flat_map(|own| own.chosen.keys());
            let touching = findings.filter(|finding| touching.contains_key(finding));
            combined.decided_together.extend(touching.map(|finding| (*finding, place)));
        }
        combined.otherwise.push(otherwise);
    }

    /// What open findings would make of what single units report: each alternative alone, and all
    /// first ones of a unit together.
    pub(super) fn of_single_units(&self) -> Vec<UnitChange> {
        let cases = self.open.iter().flat_map(|finding| &self.cases[*finding]);
        let mut alone: Vec<UnitChange> = cases.flat_map(Case::units).cloned().collect();
        let mut by_unit: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for finding in &self.open {
            let first = self.cases[*finding].first();
            let units: BTreeSet<usize> =
                first.into_iter().flat_map(Case::units).map(UnitChange::unit).collect();
            for unit in units {
                by_unit.entry(unit).or_default().push((*finding, 0));
            }
        }
        by_unit.retain(|_, chosen| chosen.len() > 1);
        let together = by_unit.into_iter();
        alone.extend(together.map(|(unit, chosen)| (*self.unit_change(unit, chosen)).clone()));
        alone
    }

    /// The totals with some alternatives.
    fn figures(&self, chosen: &Chosen) -> Figures {
        let mut by_unit: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for (finding, alternative) in chosen {
            for change in &self.cases[*finding][*alternative].alternative {
                let of_unit = by_unit.entry(change.unit).or_default();
                if of_unit.last() != Some(&(*finding, *alternative)) {
                    of_unit.push((*finding, *alternative));
                }
            }
        }
        let changes: Vec<Rc<UnitChange>> =
            by_unit.into_iter().map(|(unit, chosen)| self.unit_change(unit, chosen)).collect();
        self.trial.with(&changes.iter().map(Rc::as_ref).collect::<Vec<_>>())
    }

    fn unit_change(&self, unit: usize, chosen: Vec<(usize, usize)>) -> Rc<UnitChange> {
        let key = (unit, chosen);
        if let Some(known) = self.known.borrow().get(&key) {
            return Rc::clone(known);
        }
        let cases = key.1.iter().map(|(finding, place)| &self.cases[*finding][*place]);
        let changes = cases.flat_map(|case| &case.alternative);
        let own: Vec<&Changed> =
            changes.filter(|change| change.unit == unit).map(|change| &change.what).collect();
        let change = Rc::new(self.trial.units.unit_change(unit, &own));
        self.known.borrow_mut().insert(key, Rc::clone(&change));
        change
    }
}

/// For each of the item's figures: of every finding the alternative that raises it most, and the one
/// that lowers it most.
fn extremes(
    item: &JudgedItem<'_>,
    touching: &BTreeMap<usize, Vec<(usize, &Judged)>>,
) -> BTreeSet<Chosen> {
    let mut found = BTreeSet::new();
    for (part, today) in item.verdict.measured.iter().enumerate() {
        let Some(today) = margin(today) else { continue };
        for sign in [Decimal::ONE, Decimal::NEGATIVE_ONE] {
            let chosen = touching.iter().filter_map(|(finding, alone)| {
                let moved = alone.iter().filter_map(|(alternative, own)| {
                    let moved = margin(own.verdict.measured.get(part)?)?.checked_sub(today)?;
                    Some((moved.checked_mul(sign)?, *alternative))
                });
                // The first of several that move it as much.
                let most = moved.rev().max_by_key(|(moved, _)| *moved)?;
                (most.0 > Decimal::ZERO).then_some((*finding, most.1))
            });
            found.insert(chosen.collect());
        }
    }
    found
}

/// What these judgements leave in doubt about an item; `None` where they all print and judge the same.
fn otherwise(item: &JudgedItem<'_>, judged: &[Judgement]) -> Option<JudgedOtherwise> {
    let today = item.verdict;
    let figures = (0..today.measured.len()).map(|part| {
        let own = &today.measured[part];
        let others = judged.iter().filter_map(|judgement| judgement.verdict.measured.get(part));
        let doubts = others.map(|other| match () {
            () if other.status != own.status && own.status != Status::NoData => {
                FigureDoubt::Verdict
            }
            () if other.printed != own.printed => FigureDoubt::Figure,
            () => FigureDoubt::None,
        });
        doubts.max().unwrap_or_default()
    });
    let figures: Vec<FigureDoubt> = figures.collect();
    let status = said_all_the_same(item, &figures);
    let decides = status != today.status;
    if !decides && figures.iter().all(|doubt| *doubt == FigureDoubt::None) {
        return None;
    }
    let prints = |verdict: &ItemVerdict| {
        let printed = verdict.measured.iter().map(|measured| (measured.status, measured.printed));
        (verdict.status, printed.collect::<Vec<_>>())
    };
    // Where the verdict is in doubt, the one that would be another comes first.
    let changes = |own: &&Judgement| own.verdict.status != today.status;
    let differs =
        |own: &&Judgement| differ(&own.verdict, today) && prints(&own.verdict) != prints(today);
    let all = judged.first().filter(|all| if decides { changes(all) } else { differs(all) });
    let first = all
        .or_else(|| judged.iter().find(|own| decides && changes(own)))
        .or_else(|| judged.iter().find(differs))?;
    let if_accepted = first.verdict.clone();
    Some(JudgedOtherwise { item: item.at, figures, status, if_accepted })
}

/// The item's verdict where those of some of its figures wait. What is open for want of figures stays
/// so.
fn said_all_the_same(item: &JudgedItem<'_>, figures: &[FigureDoubt]) -> Status {
    let measured = item.verdict.measured.iter().zip(figures);
    let mut statuses = measured.map(|(measured, doubt)| match doubt {
        FigureDoubt::Verdict => Status::NotChecked,
        FigureDoubt::Figure | FigureDoubt::None => measured.status,
    });
    match &item.item.criterion {
        Criterion::ByOffice => item.verdict.status,
        Criterion::ByFigure(_) => statuses.next().unwrap_or(item.verdict.status),
        Criterion::ByParts { how, .. } => Status::of_parts(how, statuses),
    }
}
