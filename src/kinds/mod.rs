//! Kinds of targets: how a figure is held against its level, one file a kind.
//!
//! A kind is a value of [`Kind`] that owns all that differs from one kind to the next: the words
//! that declare it, how it is judged and the same as a live formula, how it is worded, drawn and
//! named in JSON. The settings, the judge and the reports read [`KINDS`]; none of them names a
//! kind. To add one: its file, its line in that list, a test.
//!
//! Rules over units, by which units' figures make the whole's, are kept likewise in [`over_units`].

mod above;
mod at_least;
mod at_most;
mod below;
mod certain;
mod compound;
mod declaration;
mod distance;
mod equal;
mod judgement;
mod level;
pub mod over_units;
mod phrase;
mod range;
mod sign;
mod strict_range;

pub use certain::{Bound, Certain, VerdictFormula};
pub use compound::{COMPOUNDS, Compound};
pub use declaration::{DeclaredKind, declared_kinds};
pub use distance::Distance;
pub use judgement::{JUDGEMENT, Judgement};
pub use level::Level;
pub(crate) use phrase::{after, before};
pub use sign::{SIGNS, Sign};
pub(crate) use sign::{is_sign, split_comparison};

use std::fmt;

use rust_decimal::Decimal;

/// Every kind, in the order of the settings' drop-down.
pub const KINDS: &[&Kind] = &[
    &at_least::KIND,
    &above::KIND,
    &at_most::KIND,
    &below::KIND,
    &equal::KIND,
    &range::KIND,
    &strict_range::KIND,
];

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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_code_and_no_word_means_two_kinds() {
        let codes: BTreeSet<&str> = KINDS.iter().map(|kind| kind.code).collect();
        assert_eq!(codes.len(), KINDS.len());
        let words: Vec<&str> = declared_kinds().into_iter().map(|(word, _)| word).collect();
        assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), words.len());
        assert!(KINDS.iter().all(|kind| !kind.words.is_empty()));
    }

    #[test]
    fn drop_down_words_have_no_comma() {
        // In a workbook, commas separate the words of a drop-down.
        assert!(KINDS.iter().all(|kind| !kind.words[0].contains(',')));
    }

    #[test]
    fn a_better_figure_is_met_and_a_worse_one_is_not() {
        let level = Decimal::TEN;
        for kind in KINDS {
            let step = match kind.better {
                Some(">0") => Decimal::ONE,
                Some("<0") => -Decimal::ONE,
                _ => continue,
            };
            assert!((kind.holds)(level + step, level, None), "{kind:?}");
            assert!(!(kind.holds)(level - step, level, None), "{kind:?}");
        }
    }
}
