//! What an office declares: plain data, whichever workbook it was read from.

mod arithmetic;
mod assignment;
mod by_code;
mod closing;
mod indicator;
mod letter;
mod list;
mod marks;
mod office;
mod office_figures;
mod page;
mod question;
mod relation;
mod synonyms;
mod target;
mod text_template;
mod unit;
mod unit_timeline;
mod unit_yardstick;
mod yardstick;

pub use arithmetic::{Basis, Expr, Term};
pub use assignment::{Assignee, Assignment, Assignments};
pub use by_code::ByCode;
pub use closing::ClosingDay;
pub use indicator::{
    Condition, Derivation, Indicator, ListOperation, NumberKind, OverPeriods, Test,
};
pub use letter::{LetterSettings, Mailbox};
pub use list::{Column, ColumnKind, List};
pub use marks::{Mark, Marks};
pub use office::Office;
pub use office_figures::{OfficeFigure, OfficeFigures};
pub use page::{ExtraColumn, PageLook};
pub use question::Question;
pub use relation::{ListRelation, Relation};
pub use synonyms::Synonyms;
pub use target::{Criterion, Item, Part, Target, TargetSet, Threshold, Yardstick};
pub(in crate::settings) use text_template::BLANKS;
pub use text_template::{Blank, TextTemplate};
pub use unit::{CountsFrom, Extent, GroupMembership, Recognition, Unit};
pub use unit_timeline::{Predecessors, UnitTimeline};
pub use unit_yardstick::{UnitYardstick, items_named};

use chrono::NaiveDate;

/// An office's settings, understood in full.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Who consolidates.
    pub office: Office,
    /// The letter that goes with the annex, and the reminder to units.
    pub letter: LetterSettings,
    /// Units that must report, in the office's order: those of the latest list, or after
    /// [`Settings::on`] those of the day.
    pub units: Vec<Unit>,
    /// All units of all days, with their successors.
    pub timeline: UnitTimeline,
    /// Indicators by code, in the office's order; those that the office enters come last.
    pub indicators: ByCode<Indicator>,
    /// Lists by code (`ds_htx`).
    pub lists: ByCode<List>,
    /// Relations that one unit's figures must satisfy.
    pub relations: Vec<Relation>,
    /// Relations that each row of a list must satisfy.
    pub list_relations: Vec<ListRelation>,
    /// Resolutions and plans with their targets.
    pub sets: Vec<TargetSet>,
    /// Levels that documents give to units.
    pub assignments: Assignments,
    /// How communes write nothing, zero, yes and no.
    pub marks: Marks,
    /// Words in labels that mean the same.
    pub synonyms: Synonyms,
    /// What the office has to confirm, answered or not.
    pub questions: Vec<Question>,
}

impl Settings {
    /// The questions that nobody has answered yet.
    pub fn open_questions(&self) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(|question| question.is_open())
    }

    /// Does an item's figure hang on a question?
    #[must_use]
    pub fn hangs_on(&self, item: &Item, question: &Question) -> bool {
        let terms = item.yardsticks().into_iter().flat_map(|own| own.figure.terms());
        let places = terms.filter_map(|term| self.indicators.get_index_of(&term.code));
        let drawn_from = |place: usize| {
            let parts = self.with_parts(place).into_iter();
            parts.flat_map(|part| {
                let own = &self.indicators[part];
                [Some(own.code.as_str()), own.over_units.weigher()]
            })
        };
        let mut codes = places.flat_map(drawn_from).flatten();
        codes.any(|code| question.codes.iter().any(|own| own == code))
    }

    /// The same settings with the units that must report on a day.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Self {
        self.clone().moved_to(day)
    }

    /// These settings with the units that must report on a day.
    #[must_use]
    pub fn moved_to(mut self, day: NaiveDate) -> Self {
        if self.timeline.has_changes() {
            self.units = self.timeline.on(day);
        }
        self
    }

    /// An indicator with all that it is drawn from where it is a ratio, ratios of ratios too, by their
    /// places.
    #[must_use]
    pub fn with_parts(&self, indicator: usize) -> Vec<usize> {
        let (mut open, mut seen) = (vec![indicator], Vec::new());
        while let Some(at) = open.pop() {
            // Ratios of ratios may form a loop.
            if seen.contains(&at) {
                continue;
            }
            seen.push(at);
            let parts = self.indicators[at].over_units.quotient().into_iter().flatten().rev();
            open.extend(parts.filter_map(|code| self.indicators.get_index_of(code)));
        }
        seen
    }

    /// Ratios by their place among the indicators, each after the ratios that it is drawn from. Of ratios that
    /// are drawn from one another none has a figure to begin with.
    #[must_use]
    pub fn ratios(&self) -> Vec<(usize, &Indicator)> {
        let all = self.indicators.values().enumerate();
        let mut open: Vec<_> = all.filter(|(_, own)| own.over_units.is_quotient()).collect();
        let mut ordered = Vec::with_capacity(open.len());
        while !open.is_empty() {
            let is_open = |code: &str| open.iter().any(|(_, other)| other.code == code);
            let is_ready = |(_, own): &(usize, &Indicator)| {
                own.over_units.quotient().is_none_or(|parts| !parts.into_iter().any(is_open))
            };
            let (ready, waiting): (Vec<_>, Vec<_>) = open.iter().copied().partition(is_ready);
            if ready.is_empty() {
                ordered.extend(waiting);
                break;
            }
            ordered.extend(ready);
            open = waiting;
        }
        ordered
    }
}
