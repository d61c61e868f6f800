//! What an item can be declared to be: the words of the settings' column "So sánh".

use super::compound::{COMPOUNDS, Compound};
use super::judgement::JUDGEMENT;
use super::{KINDS, Kind};

/// What an item is declared to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeclaredKind {
    /// Judged by the office.
    Judgement,
    /// Judged by its parts.
    Compound(&'static Compound),
    /// Judged by one figure.
    Figure(&'static Kind),
}

/// Every word of the column with what it declares.
#[must_use]
pub fn declared_kinds() -> Vec<(&'static str, DeclaredKind)> {
    let mut words = vec![(JUDGEMENT.word, DeclaredKind::Judgement)];
    words.extend(COMPOUNDS.iter().map(|own| (own.word, DeclaredKind::Compound(own))));
    for kind in KINDS {
        words.extend(kind.words.iter().map(|word| (*word, DeclaredKind::Figure(kind))));
    }
    words
}
