//! One thing to know about the input.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::figures::alternative::{Alternative, CellPlace, Change, Changed};
use crate::judge::ItemVerdict;
use crate::origin::SheetPlace;
use crate::settings::Basis;
use viet_text::notation::vietnamese;
use workbook_io::Address;

/// How serious a finding is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A figure is wrong or missing, or very likely so.
    Error,
    /// Something to look at.
    Warning,
    /// For information.
    #[default]
    Info,
}

impl Severity {
    /// The officer's word for it.
    #[must_use]
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Error => "Sai, thiếu",
            Self::Warning => "Cần xem",
            Self::Info => "Để biết",
        }
    }
}

/// A value for a cell, if the officer accepts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The cell, on the finding's sheet.
    pub at: Address,
    /// What is written there now.
    pub written: String,
    /// The value to take.
    pub value: Decimal,
}

/// An item whose verdict a finding decides.
#[derive(Clone, Debug, PartialEq)]
pub struct Deciding {
    /// The item, by the places of resolution, target and item.
    pub item: [usize; 3],
    /// The item judged with what this finding alone proposes; none where only several findings together
    /// change its verdict.
    pub otherwise: Option<Box<ItemVerdict>>,
}

/// One thing to know about the input, at its cells.
///
/// A rule fills in the rest; code and severity come from the rule's declaration.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Finding {
    /// The rule's code.
    pub code: &'static str,
    /// How serious it is.
    pub severity: Severity,
    /// The unit, by its position in the settings.
    pub unit: Option<usize>,
    /// The file, relative to the period folder; empty if none is at fault.
    pub file: String,
    /// The sheet.
    pub sheet: String,
    /// The cells; a list row's finding names its name cell or the cell at fault.
    pub cells: Vec<Address>,
    /// What is written.
    pub found: String,
    /// What it should be.
    pub expected: String,
    /// The whole sentence: who, where, what is written, what it should be, what is used now, what
    /// to do.
    pub message: String,
    /// What the unit is asked: what is written and what to do, without the place and without
    /// anything internal to the office (what is used meanwhile, what depends on it, other files).
    /// Empty if the unit can do nothing.
    pub ask: String,
    /// Values to take instead, cell by cell, for the officer to accept.
    pub fixes: Vec<Fix>,
    /// What cells that hold no number should say instead, for the officer to accept: a day, a word.
    pub rewrites: Vec<(Address, String)>,
    /// Its cells name rows of a list, and the question is whether they count.
    pub about_rows: bool,
    /// The value to take instead, if it is the same for all cells.
    pub proposal: Option<Decimal>,
    /// The officer has kept the value or given another one: the finding is no longer open.
    pub settled: bool,
    /// What is used if the officer keeps it, where that is not what is written.
    pub in_use: String,
    /// Indicators whose figures depend on it.
    pub indicators: Vec<String>,
    /// The bases concerned; all if none is named.
    pub bases: Vec<Basis>,
    /// Items whose figures depend on it, as "set item".
    pub affects: Vec<String>,
    /// Items whose verdict another value could change, as "set item".
    pub flips: Vec<String>,
    /// The items whose verdict it decides, by the figures in use.
    pub decides: Vec<Deciding>,
    /// What could be true instead, where no values are proposed, or besides them where two sources
    /// differ: one of these.
    pub(super) alternatives: Vec<Alternative>,
    /// Two sources differ, of which the proposal is the one in use: the other may be right as well.
    pub(super) is_between_sources: bool,
    /// A lower severity than the rule's, if less depends on it.
    pub(super) eased: Option<Severity>,
}

impl Finding {
    /// Must somebody still deal with it?
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.severity != Severity::Info && !self.settled
    }

    /// Is it open, and does the item's verdict wait for it?
    #[must_use]
    pub fn holds_up(&self, item: [usize; 3]) -> bool {
        self.is_open() && self.decides.iter().any(|deciding| deciding.item == item)
    }

    /// The proposed values, cell by cell, as they are typed.
    #[must_use]
    pub fn proposed(&self) -> Vec<(Address, String)> {
        match (self.proposal, &self.fixes[..]) {
            (None, []) => self.rewrites.clone(),
            (Some(value), []) => self.cells.iter().map(|at| (*at, vietnamese(value))).collect(),
            (_, fixes) => fixes.iter().map(|fix| (fix.at, vietnamese(fix.value))).collect(),
        }
    }

    /// What could be true instead of what is used: what is proposed, else what the finding names; where
    /// two sources differ, both.
    #[must_use]
    pub(super) fn alternatives(&self) -> Vec<Alternative> {
        if self.fixes.is_empty() {
            return self.alternatives.clone();
        }
        let accepted = self.numbers(self.fixes.iter().map(|fix| (fix.at, Some(fix.value))));
        let besides = self.alternatives.iter().filter(|_| self.is_between_sources).cloned();
        [accepted].into_iter().chain(besides).collect()
    }

    /// What the alternative that would change a verdict is called: not every one is what is proposed.
    #[must_use]
    pub fn otherwise_in_words(&self) -> &'static str {
        match () {
            () if self.is_between_sources => "theo biểu",
            () if self.proposed().is_empty() => "khả năng khác",
            () => "theo đề xuất",
        }
    }

    /// Is what would change a verdict what the finding proposes?
    #[must_use]
    pub fn is_by_proposal(&self) -> bool {
        !self.is_between_sources && !self.proposed().is_empty()
    }

    /// The alternative that cells of the finding's sheet hold other numbers, or none.
    pub(super) fn numbers(
        &self,
        numbers: impl IntoIterator<Item = (Address, Option<Decimal>)>,
    ) -> Alternative {
        let changes =
            numbers.into_iter().map(|(at, number)| Changed::Number(self.cell(at), number));
        self.changes(changes)
    }

    /// The alternative that these hold of the finding's unit.
    pub(super) fn changes(&self, changes: impl IntoIterator<Item = Changed>) -> Alternative {
        let Some(unit) = self.unit else { return Vec::new() };
        changes.into_iter().map(|what| Change { unit, what }).collect()
    }

    /// A cell of the finding's sheet.
    pub(super) fn cell(&self, at: Address) -> CellPlace {
        let on = SheetPlace::new(&self.file.as_str().into(), &self.sheet.as_str().into());
        CellPlace { on, at }
    }

    /// Does the same rule say it of the same unit and of any of the same cells?
    pub(super) fn is_about_same(&self, other: &Self) -> bool {
        let place = |finding: &'_ Self| (finding.code, finding.unit);
        place(self) == place(other)
            && (&self.file, &self.sheet) == (&other.file, &other.sheet)
            && (self.cells == other.cells || self.cells.iter().any(|at| other.cells.contains(at)))
    }

    /// The sort key: findings that could change a verdict first, then by severity, then by place.
    #[must_use]
    pub(super) fn rank(&self) -> impl Ord + use<> {
        (
            self.flips.is_empty() || self.severity == Severity::Info,
            self.severity,
            self.unit.unwrap_or(usize::MAX),
            self.file.clone(),
            self.sheet.clone(),
            self.cells.clone(),
            self.code,
            self.message.clone(),
        )
    }

    /// The proposed value, if it is the same for all cells.
    pub(super) fn one_proposal(&self) -> Option<Decimal> {
        let first = self.fixes.first()?.value;
        self.fixes.iter().all(|fix| fix.value == first).then_some(first)
    }
}
