//! An item that is a share: what is counted over the whole of which it is a part.

use super::super::item::{Comparison, ProposedItem, Whole};
use super::super::tokens::phrase;
use super::found::{Found, Said, sum};
use super::known::{Figure, Known, units_agree};
use super::words::{all_in, without, words};
use crate::settings::NumberKind;

/// Numerators that may be added up.
const MOST: usize = 4;

/// A share whose whole may be known already: that of the item before.
pub(super) fn share(
    item: &ProposedItem,
    comparison: &Comparison,
    said: &Said,
    whole: Option<&str>,
    known: &Known,
) -> Found {
    let figures: Vec<&Figure> = known.of(&said.groups);
    // A share that the forms report as such.
    let reported: Vec<&&Figure> = figures
        .iter()
        .filter(|figure| figure.unit.trim() == "%" && !figure.words.is_empty())
        .filter(|figure| {
            all_in(&figure.words, &said.words) && without(&said.words, &figure.words).is_empty()
        })
        .collect();
    if let [one] = reported.as_slice() {
        let is_certain = said.groups.len() < 2;
        return Found { expression: Some(one.code.clone()), is_certain, ..Found::default() };
    }
    let counts: Vec<&Figure> =
        figures.into_iter().filter(|figure| figure.kind == NumberKind::Count).collect();
    let named = named_whole(comparison, &counts, known);
    let body = match &comparison.whole {
        Whole::Named(text) => without_tail(&said.words, &words(text, &known.terms)),
        _ => said.words.clone(),
    };
    let all = pairs(&body, &counts, named, known);
    let best = all.iter().rev().max_by_key(|pair| pair.rank(&body));
    let Some(pair) = best else {
        return Found { left: body, ..Found::default() };
    };
    let mut tops = vec![pair.top];
    let mut left = without(&without(&body, &pair.top.words), &pair.whole.words);
    add_siblings(&mut tops, &mut left, pair.whole, &counts, known);
    let is_from = adds_higher(item, &mut tops, pair.whole, &counts, known);
    tops.sort_by_key(|top| counts.iter().position(|own| own.code == top.code));
    let bottom = whole.map_or_else(|| pair.whole.code.clone(), str::to_owned);
    let is_part =
        all_in(&pair.whole.words, &pair.top.words) || tops.len() > 1 && pair.whole.words.is_empty();
    // Another whole, or something else counted of which as much is said.
    let others = all.iter().filter(|own| {
        let is_same = own.top.code == pair.top.code;
        !(is_same && own.whole.code == pair.whole.code)
            && (is_same || tops.len() == 1 && own.rank(&body) == pair.rank(&body))
    });
    let others: Vec<String> =
        others.map(|own| format!("{} / {}", own.top.code, own.whole.code)).collect();
    let is_said = left.is_empty() && others.is_empty() && said.groups.len() < 2;
    let is_certain = is_said && is_part && !is_from && whole.is_none();
    let expression = Some(format!("{} / {bottom}", sum(&tops)));
    Found { expression, is_certain, left, others }
}

/// Something counted and the whole of which it is a part.
struct Pair<'f> {
    top: &'f Figure,
    whole: &'f Figure,
}

impl Pair<'_> {
    /// More words said is better; of these, more by what is counted.
    fn rank(&self, said: &[String]) -> (usize, usize, usize, usize) {
        let covered = said
            .iter()
            .filter(|word| self.top.words.contains(word) || self.whole.words.contains(word));
        let is_part = all_in(&self.whole.words, &self.top.words);
        let (top, whole) = (self.top.words.len(), self.whole.words.len());
        (covered.count(), usize::from(is_part), top, whole)
    }
}

fn pairs<'f>(
    said: &[String],
    counts: &[&'f Figure],
    named: Option<&'f Figure>,
    known: &Known,
) -> Vec<Pair<'f>> {
    let tops =
        counts.iter().copied().filter(|top| !top.words.is_empty() && all_in(&top.words, said));
    let mut found = Vec::new();
    for top in tops {
        let wholes = counts.iter().copied().filter(|whole| match named {
            Some(named) => whole.code == named.code,
            None => is_before(whole, top, said),
        });
        let wholes = wholes.filter(|whole| {
            whole.code != top.code
                && whole.group == top.group
                && units_agree(&whole.unit, &top.unit, &known.terms)
        });
        found.extend(wholes.map(|whole| Pair { top, whole }));
    }
    found
}

/// Is a whole said, and before what tells its part from it?
fn is_before(whole: &Figure, top: &Figure, said: &[String]) -> bool {
    let place = |word: &String| said.iter().position(|own| own == word);
    let last = whole.words.iter().filter_map(place).max();
    let special = without(&top.words, &whole.words);
    let first = special.iter().filter_map(place).min();
    whole.is_whole
        && all_in(&whole.words, said)
        && !special.is_empty()
        && last.is_none_or(|last| first.is_none_or(|first| last < first))
}

/// "trên tổng số HTX": the figure that these words name.
fn named_whole<'f>(
    comparison: &Comparison,
    counts: &[&'f Figure],
    known: &Known,
) -> Option<&'f Figure> {
    let Whole::Named(text) = &comparison.whole else { return None };
    let all = words(text, &known.terms);
    let fits = |figure: &&&Figure| {
        let rest = without(&all, &figure.group);
        figure.words.len() == rest.len()
            && all_in(&figure.words, &rest)
            && all_in(&figure.group, &all)
    };
    counts.iter().find(fits).copied()
}

/// "tốt, khá": figures beside the first that say what is left over.
fn add_siblings<'f>(
    tops: &mut Vec<&'f Figure>,
    left: &mut Vec<String>,
    whole: &Figure,
    counts: &[&'f Figure],
    known: &Known,
) {
    while tops.len() < MOST {
        let first = tops[0];
        let next = counts.iter().copied().find(|figure| {
            !figure.words.is_empty()
                && figure.code != whole.code
                && figure.group == first.group
                && figure.words.len() == first.words.len()
                && units_agree(&figure.unit, &first.unit, &known.terms)
                && all_in(&figure.words, left)
        });
        let Some(next) = next else { return };
        *left = without(left, &next.words);
        tops.push(next);
    }
}

/// "từ trung cấp trở lên": the figures behind the first that begin as it does, of the same kind.
fn adds_higher<'f>(
    item: &ProposedItem,
    tops: &mut Vec<&'f Figure>,
    whole: &Figure,
    counts: &[&'f Figure],
    known: &Known,
) -> bool {
    let said = phrase(&item.subject);
    let is_from =
        said.windows(2).any(|pair| pair == ["trở", "lên"]) && said.contains(&"từ".to_owned());
    let [first] = tops[..] else { return false };
    let Some(place) = counts.iter().position(|own| own.code == first.code).filter(|_| is_from)
    else {
        return false;
    };
    let special = without(&first.words, &whole.words);
    let goes_on = |figure: &&&Figure| {
        figure.group == first.group
            && figure.words.first() == special.first()
            && units_agree(&figure.unit, &first.unit, &known.terms)
    };
    tops.extend(counts[place + 1..].iter().filter(goes_on).copied());
    true
}

/// Words without those with which they end.
fn without_tail(words: &[String], tail: &[String]) -> Vec<String> {
    words.strip_suffix(tail).unwrap_or(words).to_vec()
}
