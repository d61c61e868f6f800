//! What a kind of target is.

use std::fmt;

use rust_decimal::Decimal;

use super::{Certain, Distance, Level};

/// A kind of target that is judged by a figure.
pub struct Kind {
    /// Its operator in JSON; unique.
    pub code: &'static str,
    /// What the settings' column "So sánh" may say; the drop-down offers the first.
    pub words: &'static [&'static str],
    /// Whether the settings' column "Mức trên" belongs to it.
    pub upper: Upper,
    /// Is it met by a figure, given its level and its upper level?
    pub holds: fn(figure: Decimal, level: Decimal, upper: Option<Decimal>) -> bool,
    /// The same as a spreadsheet's condition on a figure's cell and a level's cell.
    pub condition: fn(figure: &str, level: &str, upper: Option<Decimal>) -> String,
    /// What is certain while units are missing that can only raise the figure.
    pub certain: Certain,
    /// The requirement in words: "từ 2.600 thành viên trở lên".
    pub required: fn(&Level<'_>) -> String,
    /// What the settings in words add to the requirement, where it alone leaves a doubt.
    pub explained: &'static str,
    /// What stands before a level in the annex, given the level where it is a number, and the
    /// item's own text.
    pub before_level: fn(level: Option<Decimal>, text: &str) -> &'static str,
    /// A lower and an upper level in the annex.
    pub between: fn(lower: &str, upper: &str) -> String,
    /// Reports write the figure and its level as "570/600 thành viên".
    pub beside_level: bool,
    /// A difference from the level, in words.
    pub distance: Distance,
    /// Words for a unit without a level of its own, held against the common level: first where its figure
    /// would meet that level, then where it would not.
    pub beside_common: [&'static str; 2],
    /// The condition on a difference that the figure is better than asked (`>0`); none where no
    /// figure can be better.
    pub better: Option<&'static str>,
    /// How the figure's share of its level is drawn.
    pub share: Share,
    /// What the table beneath that chart notes.
    pub share_note: &'static str,
    /// Why there is no pace towards the level, where there is none.
    pub no_pace: Option<&'static str>,
}

/// Does a kind have an upper level?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Upper {
    /// No.
    Unused,
    /// It may have one.
    Optional,
    /// It cannot be judged without.
    Required,
}

/// How a figure's share of its level is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// From 100 % on it is met.
    Reach,
    /// Up to 100 % it is met.
    Cap,
    /// Not at all, for neither is true.
    Undrawn,
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Kind {}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Kind({})", self.code)
    }
}
