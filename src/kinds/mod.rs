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
mod kind;
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
pub use kind::{Kind, Share, Upper};
pub use level::Level;
pub(crate) use phrase::{after, before};
pub use sign::{SIGNS, Sign};
pub(crate) use sign::{is_sign, split_comparison};

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

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;
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
