//! Resolutions and plans: their targets, items and thresholds.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::arithmetic::{Basis, Expr};
use crate::kinds::{Compound, Kind};

/// A resolution or plan with its targets.
#[derive(Clone, Debug)]
pub struct TargetSet {
    /// Its code: `nq47-thap-muoi`.
    pub code: String,
    /// Its full name with number and date.
    pub document: String,
    /// The annex's title.
    pub title: String,
    /// First day on which it holds.
    pub from: Option<NaiveDate>,
    /// Last day on which it holds.
    pub to: Option<NaiveDate>,
    /// The day by which its targets are to be met.
    pub deadline: Option<NaiveDate>,
    /// Its targets, in order.
    pub targets: Vec<Target>,
}

/// A target (chỉ tiêu): met when all its items are.
#[derive(Clone, Debug)]
pub struct Target {
    /// Its number: "2".
    pub number: String,
    /// Its title.
    pub title: String,
    /// Its items, at least one.
    pub items: Vec<Item>,
}

/// An item (nội dung) of a target.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its number: "2.1".
    pub number: String,
    /// Short wording for the annex.
    pub short: String,
    /// Wording of the resolution.
    pub text: String,
    /// How it is judged; by the office while a question about it is open.
    pub criterion: Criterion,
    /// How it is judged was learnt and nobody has confirmed it yet.
    pub to_confirm: bool,
    /// The day by which it is to be met: its own, else its set's.
    pub deadline: Option<NaiveDate>,
    /// The office's standing note.
    pub note: String,
}

/// How an item is judged.
#[derive(Clone, Debug)]
pub enum Criterion {
    /// By the office, with its reason.
    ByOffice,
    /// By one figure.
    ByFigure(Yardstick),
    /// By several figures.
    ByParts {
        /// How they make the verdict.
        how: &'static Compound,
        /// The parts.
        parts: Vec<Part>,
    },
}

/// A part of a compound item.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it is called: "HTX".
    pub name: String,
    /// How it is judged.
    pub yardstick: Yardstick,
}

/// A figure and what it is held against.
#[derive(Clone, Debug)]
pub struct Yardstick {
    /// The figure. A share is computed in per cent where `unit` is `%`.
    pub figure: Expr,
    /// How it is compared.
    pub kind: &'static Kind,
    /// The threshold, in `unit`.
    pub threshold: Threshold,
    /// The upper bound of a range.
    pub upper: Option<Decimal>,
    /// Where the figure stood when the resolution began, in `unit`.
    pub baseline: Option<Decimal>,
    /// Unit of measure.
    pub unit: String,
    /// The column on which it is judged.
    pub basis: Basis,
    /// Decimals to which it is printed and judged.
    pub decimals: u32,
}

/// What a figure is held against.
#[derive(Clone, Debug, PartialEq)]
pub enum Threshold {
    /// A number of the resolution.
    Number(Decimal),
    /// The same figure in another column (last year's, the plan's).
    Column(Basis),
}

impl Yardstick {
    /// Does a figure meet a level?
    #[must_use]
    pub fn holds(&self, figure: Decimal, level: Decimal) -> bool {
        (self.kind.holds)(figure, level, self.upper)
    }

    /// The same as a spreadsheet's condition on a figure's cell and a level's cell.
    #[must_use]
    pub fn condition(&self, figure: &str, level: &str) -> String {
        (self.kind.condition)(figure, level, self.upper)
    }

    /// Is the figure a share in per cent?
    #[must_use]
    pub fn is_share(&self) -> bool {
        self.unit.trim() == "%"
    }
}

impl Item {
    /// Its yardsticks: one, several parts', or none for a judgement.
    #[must_use]
    pub fn yardsticks(&self) -> Vec<&Yardstick> {
        match &self.criterion {
            Criterion::ByOffice => Vec::new(),
            Criterion::ByFigure(yardstick) => vec![yardstick],
            Criterion::ByParts { parts, .. } => parts.iter().map(|part| &part.yardstick).collect(),
        }
    }
}
