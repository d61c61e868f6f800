//! An item that is held against one figure.

use super::super::item::{Comparison, ProposedItem, Scope};
use super::found::{Found, Said, sum};
use super::known::{Figure, Known, units_agree};
use super::words::{all_in, without};

/// The figure of which an item says most.
pub(super) fn figure(
    item: &ProposedItem,
    comparison: &Comparison,
    said: &Said,
    known: &Known,
) -> Found {
    let fits = |figure: &&Figure| {
        let is_share = figure.unit.trim() == "%";
        // A change in per cent is one of any figure.
        let is_change = comparison.change.is_some() && !is_share;
        all_in(&figure.words, &said.words)
            && (is_change || units_agree(&comparison.unit, &figure.unit, &known.terms))
    };
    let figures: Vec<&Figure> = known.of(&said.groups).into_iter().filter(fits).collect();
    let Some(most) = figures.iter().map(|figure| figure.words.len()).max() else {
        return Found { left: said.words.clone(), ..Found::default() };
    };
    let mut best: Vec<&Figure> =
        figures.iter().copied().filter(|figure| figure.words.len() == most).collect();
    let is_only = best.len() == 1;
    best.truncate(1);
    let left = without(&said.words, &best[0].words);
    let over_years = best[0].in_year && item.since.is_some();
    let is_each = matches!(comparison.scope, Scope::Each(_));
    let is_certain = is_only && left.is_empty() && said.groups.len() < 2 && !over_years && !is_each;
    Found { expression: Some(sum(&best)), is_certain, left, others: Vec::new() }
}
