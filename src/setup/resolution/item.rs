//! What is proposed: targets with their items, each with its sentence, and what is to be confirmed.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::kinds::{COMPOUNDS, DeclaredKind, Kind};
use crate::settings::{Basis, Threshold};

/// A document's targets as they are proposed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposal {
    /// What the document says of itself.
    pub head: Head,
    /// Its targets, in its order.
    pub targets: Vec<ProposedTarget>,
    /// Sentences that stand outside the aims but may be targets, each as an item with the question
    /// whether it is one.
    pub possible: Vec<ProposedItem>,
}

/// What a document says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// "Nghị quyết", "Kế hoạch"; empty where none is named.
    pub kind: String,
    /// "47/NQ-HĐND"; empty where the number is left open.
    pub number: String,
    /// Its date, where it is written in full.
    pub day: Option<NaiveDate>,
    /// What it is about (trích yếu).
    pub title: String,
    /// The first day of the years that it is for.
    pub from: Option<NaiveDate>,
    /// The last day of the years that it is for.
    pub to: Option<NaiveDate>,
}

/// A target (chỉ tiêu): met when all its items are.
#[derive(Clone, Debug, PartialEq)]
pub struct ProposedTarget {
    /// Its number, from 1.
    pub number: String,
    /// A title, made of its first item.
    pub title: String,
    /// The heading under which it stands.
    pub place: String,
    /// Its items, at least one.
    pub items: Vec<ProposedItem>,
}

/// An item (nội dung) as its sentence says it.
#[derive(Clone, Debug, PartialEq)]
pub struct ProposedItem {
    /// The sentence, or the part of it that says this, as it stands in the document.
    pub sentence: String,
    /// What it is about, without the words of comparison.
    pub subject: String,
    /// Of that what stands behind the level: of what a share is one, or what is counted.
    pub counted: String,
    /// How it is judged.
    pub criterion: ProposedCriterion,
    /// The day by which it is to be met.
    pub deadline: Option<NaiveDate>,
    /// From when what is new is counted; for what is founded or built anew over years.
    pub since: Option<NaiveDate>,
    /// The column on which it is judged.
    pub basis: Basis,
    /// What must be confirmed, and why.
    pub questions: Vec<Question>,
}

/// How an item is judged.
#[derive(Clone, Debug, PartialEq)]
pub enum ProposedCriterion {
    /// By the office: no figure could be read from the sentence.
    ByOffice,
    /// By a figure.
    ByFigure(Comparison),
}

/// What a figure is held against.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// How it is compared.
    pub kind: &'static Kind,
    /// The level, or the column that has it.
    pub threshold: Threshold,
    /// The upper level of a range.
    pub upper: Option<Decimal>,
    /// Where the figure stands so far.
    pub baseline: Option<Decimal>,
    /// Unit of measure as it is written: "triệu đồng/người/năm".
    pub unit: String,
    /// The level is of a change, not of the figure itself.
    pub change: Option<Change>,
    /// Of what the share is one, where the sentence says so.
    pub whole: Whole,
    /// Over what the figure is taken.
    pub scope: Scope,
    /// Parts that must all hold: "tổ hợp tác", "hợp tác xã". Empty where there is one figure.
    pub parts: Vec<String>,
}

/// A change that a level is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The figure is to grow by the level.
    Growth,
    /// The figure is to shrink by the level.
    Decline,
    /// The figure is to be so many times what it was.
    Times,
    /// The figure is to exceed what was planned by the level.
    Excess,
}

/// Of what a share is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whole {
    /// The sentence does not say so, or it is no share.
    Unsaid,
    /// "trên tổng số HTX của huyện"
    Named(String),
    /// "trong đó": of what the item before counts.
    ItemBefore,
}

/// Over what a figure is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Over all units together.
    Total,
    /// "mỗi xã có ít nhất …": over each alone.
    Each(String),
    /// "bình quân mỗi …": the mean over these.
    MeanOver(String),
}

/// What must be confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What it is about.
    pub about: About,
    /// The question with its reason, as the officer reads it.
    pub text: String,
    /// Answers to choose from, the proposed one first; empty where anything may be answered.
    pub choices: Vec<String>,
}

/// What a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Is it a target at all?
    IsTarget,
    /// How it is compared.
    Kind,
    /// The level.
    Level,
    /// The unit of measure.
    Unit,
    /// Its parts.
    Parts,
    /// From when it is counted.
    Since,
    /// Over what it is taken.
    Scope,
    /// Further words of the sentence.
    Rest,
    /// The figure by which it is judged.
    Figure,
}

impl Comparison {
    /// What the settings' column "So sánh" would say.
    #[must_use]
    pub fn declared(&self) -> DeclaredKind {
        match self.parts.is_empty() {
            true => DeclaredKind::Figure(self.kind),
            false => DeclaredKind::Compound(COMPOUNDS[0]),
        }
    }

    /// The unit that the settings need: "%/năm" is a share per year.
    #[must_use]
    pub fn settings_unit(&self) -> &str {
        if self.unit.starts_with('%') { "%" } else { &self.unit }
    }

    /// Is it a share, to be computed in per cent?
    #[must_use]
    pub fn is_share(&self) -> bool {
        self.change.is_none() && self.settings_unit() == "%"
    }
}

impl ProposedItem {
    /// The comparison, where a figure judges it.
    #[must_use]
    pub const fn comparison(&self) -> Option<&Comparison> {
        match &self.criterion {
            ProposedCriterion::ByFigure(comparison) => Some(comparison),
            ProposedCriterion::ByOffice => None,
        }
    }

    /// Adds a question.
    pub(super) fn ask(&mut self, about: About, text: impl Into<String>, choices: &[&str]) {
        let choices = choices.iter().map(|choice| (*choice).to_owned()).collect();
        self.questions.push(Question { about, text: text.into(), choices });
    }
}
