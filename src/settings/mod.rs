//! The settings workbook `khai-bao.xlsx`: read as written, then resolved into what it means.
//!
//! Nothing is run on half-understood settings: every problem is gathered with its cell,
//! and one problem is enough to stop.

mod arithmetic;
mod codes;
mod derivation;
mod entered;
mod indicator;
mod item;
mod letter;
mod list;
mod mark;
mod office;
pub mod packs;
mod page;
mod problem;
mod relation;
mod rows;
mod table;
mod target;
mod text_template;
mod unit;
mod unit_timeline;
mod word;

pub use arithmetic::{Basis, Expr, Operator, Term};
pub use entered::{Entered, EnteredFigure};
pub use indicator::{
    Condition, Derivation, Indicator, ListOperation, NumberKind, OverPeriods, Test,
};
pub use letter::{LetterSettings, Mailbox};
pub use list::{Column, ColumnKind, List};
pub use mark::{Mark, Marks, Synonyms};
pub use office::Office;
pub use page::{ExtraColumn, PageLook};
pub use problem::Problem;
pub use relation::Relation;
pub use target::{Item, Judged, Part, Target, TargetSet, Threshold, Yardstick};
pub use text_template::{Blank, TextTemplate};
pub use unit::{CountsFrom, Extent, Unit};
pub use unit_timeline::{Predecessors, UnitTimeline};

pub(crate) use problem::nearest;

use chrono::NaiveDate;
use foldhash::fast::RandomState;
use indexmap::IndexMap;

use problem::Problems;
use viet_text::text::folded;
use workbook_io::Workbook;

/// What the settings declare, by code, in the office's order. Every figure asks for its indicator.
pub type ByCode<T> = IndexMap<String, T, RandomState>;

/// An office's settings, understood in full.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Who consolidates.
    pub office: Office,
    /// The letter that goes with the annex, and the reminder to units.
    pub letter: LetterSettings,
    /// Units that must report, in the office's order: the last list there is, or after
    /// [`Settings::on`] that of the day.
    pub units: Vec<Unit>,
    /// All units of all days, with what became of them.
    pub timeline: UnitTimeline,
    /// Indicators by code, in the office's order; those that the office enters come last.
    pub indicators: ByCode<Indicator>,
    /// Lists by code (`ds_htx`).
    pub lists: ByCode<List>,
    /// Relations that one unit's figures must satisfy.
    pub relations: Vec<Relation>,
    /// Resolutions and plans with their targets.
    pub sets: Vec<TargetSet>,
    /// How communes write nothing, zero, yes and no.
    pub marks: Marks,
    /// Words of labels that stand for one another.
    pub synonyms: Synonyms,
}

/// Is a workbook one of settings, sound or not: has it the sheets that none goes without?
#[must_use]
pub fn is_settings(book: &Workbook) -> bool {
    let has = |name: &str| book.sheets.iter().any(|grid| folded(&grid.name) == folded(name));
    [office::SHEET, unit::SHEET, indicator::SHEET].into_iter().all(has)
}

impl Settings {
    /// Reads and resolves a settings workbook.
    ///
    /// # Errors
    /// All problems found, each with its sheet and cell.
    pub fn read(book: &Workbook) -> Result<Self, Vec<Problem>> {
        let mut problems = Problems::default();
        let office = office::read(book, &mut problems);
        let letter = letter::read(book, &office, &mut problems);
        let timeline = UnitTimeline(unit::read(book, &mut problems));
        let lists = list::read(book, &mut problems);
        let mut indicators = indicator::read(book, &lists, &mut problems);
        // One unit's figures and the rules over units know nothing of what the office enters.
        let relations = relation::read(book, &indicators, &mut problems);
        entered::read(book, &mut indicators, &mut problems);
        let sets = target::read(book, &indicators, &mut problems);
        let marks = mark::read_marks(book, &mut problems);
        let synonyms = mark::read_synonyms(book, &mut problems);
        let problems = problems.into_vec();
        if problems.is_empty() {
            let units = timeline.on(NaiveDate::MAX);
            Ok(Self {
                office,
                letter,
                units,
                timeline,
                indicators,
                lists,
                relations,
                sets,
                marks,
                synonyms,
            })
        } else {
            Err(problems)
        }
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
}
