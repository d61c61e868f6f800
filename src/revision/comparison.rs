//! Two statements of annexes side by side, with what the reasons for a change need to know.

use std::collections::{BTreeMap, BTreeSet};

use super::change::verdict_in_words;
use super::statement::{StatedFigure, Statement};
use crate::check::with_weights;
use crate::figures::decision::Decisions;
use crate::judge::SetVerdict;
use crate::settings::Settings;
use crate::workspace::Entries;

/// Rows of signed pages by set and number, with the codes of the figures that they depend on.
pub(super) type Items = BTreeMap<(String, String), BTreeSet<String>>;

/// What a change may come from: settings, verdicts and what the officer typed.
#[derive(Clone, Copy, Debug)]
pub struct ChangeContext<'a, 'w> {
    /// The office's settings.
    pub settings: &'w Settings,
    /// The period's verdicts.
    pub verdicts: &'a [SetVerdict<'w>],
    /// What the officer typed into the review workbook.
    pub entries: &'a Entries,
    /// The effects of the decisions among them.
    pub decisions: &'a Decisions,
}

/// An annex beside an earlier one.
pub(super) struct Comparison<'a, 'w> {
    pub(super) before: &'a Statement,
    pub(super) now: &'a Statement,
    pub(super) context: ChangeContext<'a, 'w>,
    /// The items of the resolutions in force.
    pub(super) items: Items,
}

impl<'a, 'w> Comparison<'a, 'w> {
    pub(super) fn new(
        before: &'a Statement,
        now: &'a Statement,
        context: ChangeContext<'a, 'w>,
    ) -> Self {
        Self { before, now, context, items: items(&context) }
    }

    pub(super) fn settings(&self) -> &'w Settings {
        self.context.settings
    }

    /// The codes that a row depends on; a part's row depends on those of its item.
    pub(super) fn codes(&self, set: &str, number: &str) -> Option<&BTreeSet<String>> {
        let of = |number: &str| self.items.get(&(set.to_owned(), number.to_owned()));
        of(number).or_else(|| of(number.split(' ').next()?))
    }

    /// How the verdicts that depend on a figure have changed.
    pub(super) fn verdicts_on(&self, code: &str) -> String {
        let said = self.verdict_pairs(code).map(|(number, [before, now])| {
            format!("{number}: {}", verdict_in_words(&before, &now))
        });
        let said: Vec<String> = said.collect();
        if said.is_empty() { "không dùng để đánh giá".to_owned() } else { said.join("; ") }
    }

    /// The same of those alone that are not what they were.
    pub(super) fn changed_verdicts_on(&self, code: &str) -> String {
        let changed = self.verdict_pairs(code).filter(|(_, [before, now])| before != now);
        let said = changed.map(|(number, [before, now])| {
            format!("{number}: {}", verdict_in_words(&before, &now))
        });
        said.collect::<Vec<_>>().join("; ")
    }

    /// The items that depend on a figure, with their verdicts before and now.
    fn verdict_pairs(&self, code: &str) -> impl Iterator<Item = (&String, [String; 2])> {
        let using = self.items.iter().filter(move |(_, codes)| codes.contains(code));
        using.map(|((set, number), _)| {
            let verdict = |statement: &Statement| {
                let mut rows = statement.rows.iter();
                let row = rows.find(|(own, row)| own == set && row.number == *number);
                row.map(|(_, row)| row.verdict.clone()).unwrap_or_default()
            };
            (number, [self.before, self.now].map(verdict))
        })
    }

    /// Does any unit's report say otherwise than before?
    pub(super) fn reports_differ(&self) -> bool {
        let figures = |statement: &Statement| statement.figures.len();
        let is_new = |(place, now): (&(usize, usize, usize), &StatedFigure)| {
            self.before.figures.get(place).is_none_or(|before| !before.is_worth(now))
        };
        figures(self.before) != figures(self.now)
            || self.before.lists != self.now.lists
            || self.now.figures.iter().any(is_new)
    }

    /// Units with a changed figure among these indicators.
    pub(super) fn changed_units(&self, codes: &BTreeSet<String>) -> Vec<&'w str> {
        let is_among = |place: usize| codes.contains(&self.settings().indicators[place].code);
        let all = self.before.figures.keys().chain(self.now.figures.keys());
        let places = all.filter(|(_, indicator, _)| is_among(*indicator));
        let changed = places.filter(|place| {
            match (self.before.figures.get(place), self.now.figures.get(place)) {
                (Some(before), Some(now)) => !before.is_worth(now),
                _ => true,
            }
        });
        let units: BTreeSet<usize> = changed.map(|(unit, ..)| *unit).collect();
        units.into_iter().map(|unit| &*self.settings().units[unit].name).collect()
    }
}

fn items(context: &ChangeContext<'_, '_>) -> Items {
    let settings = context.settings;
    let mut items = Items::new();
    for set in context.verdicts.iter().map(|verdict| verdict.set) {
        for target in &set.targets {
            for item in &target.items {
                let yardsticks = item.yardsticks();
                let terms = yardsticks.iter().flat_map(|yardstick| yardstick.figure.terms());
                let codes: BTreeSet<String> =
                    terms.flat_map(|term| with_weights(&term.code, settings)).collect();
                let number = if target.items.len() == 1 { &target.number } else { &item.number };
                items.insert((set.code.clone(), number.clone()), codes);
            }
        }
    }
    items
}
