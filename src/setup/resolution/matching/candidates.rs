//! Figures that an officer may choose from where none is certain.

use std::cmp::Reverse;

use super::super::item::Comparison;
use super::found::Said;
use super::known::{Figure, Known, units_agree};
use super::words::shared;

/// As many as a drop-down can show at a glance.
const MOST: usize = 5;

/// The codes of the likeliest figures, the likeliest first.
pub(super) fn candidates(said: &Said, comparison: &Comparison, known: &Known) -> Vec<String> {
    let mut ranked: Vec<(usize, usize, bool, &Figure)> = known
        .of(&said.groups)
        .into_iter()
        .map(|figure| {
            let common = shared(&figure.words, &said.words);
            let agrees =
                comparison.is_share() || units_agree(&comparison.unit, &figure.unit, &known.terms);
            (common, figure.words.len() - common, agrees, figure)
        })
        .filter(|(common, _, agrees, figure)| *common > 0 || *agrees && figure.words.is_empty())
        .collect();
    ranked.sort_by_key(|(common, extra, agrees, _)| (Reverse(*agrees), Reverse(*common), *extra));
    ranked.into_iter().take(MOST).map(|(.., figure)| figure.code.clone()).collect()
}
