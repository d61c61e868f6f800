//! A consolidated and judged period. Every output renders it.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::check::Finding;
use crate::figures::consolidate::Figures;
use crate::figures::decision::Decisions;
use crate::figures::history::{EarlierPeriod, History, Span};
use crate::figures::ledger::Ledger;
use crate::intake::submission::Month;
use crate::judge::units::UnitVerdicts;
use crate::judge::{SetVerdict, tally_items};
use crate::revision::{ChangeContext, Revision};
use crate::settings::{Basis, Item, Target, TargetSet};
use crate::workspace::{Entries, Workspace};

/// A period, consolidated and judged.
#[derive(Clone, Debug)]
pub struct Results<'w> {
    /// The office's settings and forms.
    pub workspace: &'w Workspace,
    /// Files and submissions.
    pub month: Month,
    /// Consolidated figures.
    pub figures: Figures,
    /// Verdicts.
    pub verdicts: Vec<SetVerdict<'w>>,
    /// Every unit's standing on every item.
    pub by_unit: UnitVerdicts,
    /// Totals that open findings leave in doubt: indicators by their places, each on a basis.
    pub doubtful: BTreeSet<(usize, Basis)>,
    /// Findings, the most important first.
    pub findings: Vec<Finding>,
    /// What the officer typed into the review workbook.
    pub entries: Entries,
    /// The effects of the decisions among them.
    pub decisions: Decisions,
    /// Every filled cell accounted for.
    pub ledger: Ledger,
    /// Earlier periods.
    pub history: History,
    /// What the period's own earlier annexes mean for this run; empty until they are read.
    pub revision: Revision,
}

impl<'w> Results<'w> {
    /// What a change from an earlier annex may come from.
    #[must_use]
    pub fn change_context(&self) -> ChangeContext<'_, 'w> {
        ChangeContext {
            settings: &self.workspace.settings,
            verdicts: &self.verdicts,
            entries: &self.entries,
            decisions: &self.decisions,
        }
    }

    /// Is the annex a draft that must not be sent yet? An open finding decides a verdict, and nobody allowed
    /// to send it meanwhile.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        !self.entries.facts.sends_provisional && tally_items(&self.verdicts).to_verify > 0
    }

    /// The nearest earlier period of the same length that has an annex.
    #[must_use]
    pub fn earlier(&self) -> Option<&EarlierPeriod> {
        self.history.nearest(self.month.period)
    }

    /// Do open findings leave the whole's figure in doubt? A ratio is where one of its figures is.
    #[must_use]
    pub fn is_doubtful(&self, indicator: usize, basis: Basis) -> bool {
        let mut drawn_from = self.workspace.settings.with_parts(indicator).into_iter();
        drawn_from.any(|place| self.doubtful.contains(&(place, basis)))
    }

    /// What the column of the period before says: the nearest earlier annex that tells of this
    /// period or of those of its length before.
    #[must_use]
    pub const fn preceding(&self) -> Option<&Span> {
        self.history.preceding.as_ref()
    }

    /// The day up to which the period's figures are counted, unless the officer typed another.
    #[must_use]
    pub fn closing_day(&self) -> NaiveDate {
        self.workspace.settings.office.closing.last_day(self.month.period)
    }

    /// What the officer typed about an item, under its own number or, if it is its target's only
    /// item, under the target's; empty if nothing was typed.
    #[must_use]
    pub fn cause(&self, set: &TargetSet, target: &Target, item: &Item) -> String {
        let mut numbers = vec![&item.number];
        if target.items.len() == 1 {
            numbers.insert(0, &target.number);
        }
        let key = |number: &String| (set.code.clone(), number.clone());
        let typed = numbers.into_iter().find_map(|number| self.entries.causes.get(&key(number)));
        typed.cloned().unwrap_or_default()
    }
}
