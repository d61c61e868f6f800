//! The program's figures as an annex is held against them.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::likeness::likeness;
use super::model::{FigureId, LearntRule};
use crate::results::Results;
use crate::settings::{Basis, Indicator, NumberKind};
use viet_text::text::bare;
use workbook_io::number::rounded;

/// The program's figures.
pub(super) struct Ours<'r> {
    pub results: &'r Results<'r>,
    /// Divisors of means that the annex shows: an indicator by another.
    weights: BTreeMap<usize, usize>,
}

/// From so many hundredths of a name's words on another name is about the same.
const SAME_WORDS: usize = 50;

/// Decimals beyond which an annex's number is only the noise of a spreadsheet.
const MOST_DECIMALS: u32 = 6;

/// Does a number of the annex say the same as one of ours, as exactly as the annex says it?
pub(super) fn says_same(theirs: Decimal, ours: Decimal) -> bool {
    let (own, said) = (ours.normalize().scale(), theirs.normalize().scale());
    // An annex may have worked out anew, with all its digits, what a unit reported rounded.
    let is_worked_out = said > MOST_DECIMALS && own > 0;
    let decimals = if is_worked_out { own } else { said }.min(MOST_DECIMALS);
    rounded(theirs, decimals) == rounded(ours, decimals)
}

impl<'r> Ours<'r> {
    pub(super) fn new(results: &'r Results<'r>) -> Self {
        Self { results, weights: BTreeMap::new() }
    }

    pub(super) fn indicator(&self, place: usize) -> &'r Indicator {
        &self.results.workspace.settings.indicators[place]
    }

    /// All figures that any unit has.
    pub(super) fn figures(&self) -> Vec<FigureId> {
        let all = 0..self.results.workspace.settings.indicators.len();
        let on = all.flat_map(|place| Basis::ALL.map(|basis| (place, basis)));
        on.filter(|id| (0..self.units()).any(|unit| self.of_unit(unit, *id).is_some())).collect()
    }

    pub(super) fn units(&self) -> usize {
        self.results.workspace.settings.units.len()
    }

    pub(super) fn unit_name(&self, unit: usize) -> &'r str {
        &self.results.workspace.settings.units[unit].name
    }

    /// A unit's figure.
    pub(super) fn of_unit(&self, unit: usize, (place, basis): FigureId) -> Option<Decimal> {
        let figure = self.results.figures.unit_figure(unit, place, basis)?;
        figure.sum.checked_div(figure.weight)
    }

    /// The whole's figure, by a rule that the annex shows where the settings have none.
    pub(super) fn total(&self, id: FigureId) -> Option<Decimal> {
        match self.weights.get(&id.0) {
            Some(weight) => self.mean(id, *weight, None),
            None => self.results.figures.total(id.0, id.1).value,
        }
    }

    /// The mean of units' figures by another figure, without one unit.
    pub(super) fn mean(
        &self,
        id: FigureId,
        weight: usize,
        without: Option<usize>,
    ) -> Option<Decimal> {
        let (mut sum, mut all) = (Decimal::ZERO, Decimal::ZERO);
        for unit in (0..self.units()).filter(|unit| Some(*unit) != without) {
            let own = self.of_unit(unit, (weight, id.1));
            let by = own.or_else(|| self.of_unit(unit, (weight, Basis::Actual)));
            if let (Some(value), Some(by)) = (self.of_unit(unit, id), by) {
                sum = sum.checked_add(value.checked_mul(by)?)?;
                all = all.checked_add(by)?;
            }
        }
        sum.checked_div(all)
    }

    /// The whole's figure without one unit, where it is a sum or a mean.
    pub(super) fn total_without(&self, id: FigureId, unit: usize) -> Option<Decimal> {
        match self.weights.get(&id.0) {
            Some(weight) => self.mean(id, *weight, Some(unit)),
            None if self.is_sum(id.0) => {
                Some(self.total(id)?.checked_sub(self.of_unit(unit, id)?)?)
            }
            None => None,
        }
    }

    /// Is the whole's figure the sum of the units'?
    pub(super) fn is_sum(&self, place: usize) -> bool {
        !self.weights.contains_key(&place) && self.indicator(place).over_units.rule.syntax == "cộng"
    }

    /// Is a figure not added up, for want of a rule?
    pub(super) fn lacks_rule(&self, place: usize) -> bool {
        self.indicator(place).over_units.rule.syntax == "không cộng"
    }

    /// Learns by which figure a unit's mean is weighted, from the numbers that the annex has for the whole:
    /// the one that explains most of them, where the settings' rule explains fewer. A number of few digits
    /// would be met by chance; then it is one by which a figure of a like name is weighted: "bình quân một
    /// THT".
    pub(super) fn learn_rule(
        &mut self,
        place: usize,
        said: &[(Basis, Decimal)],
    ) -> Option<LearntRule> {
        let own = self.indicator(place);
        let known = said.iter().filter(|(basis, value)| {
            self.total((place, *basis)).is_some_and(|total| says_same(*value, total))
        });
        let known = known.count();
        let could_be_mean =
            said.iter().all(|(basis, value)| self.is_between((place, *basis), *value));
        if self.weights.contains_key(&place) || !could_be_mean && !self.lacks_rule(place) {
            return None;
        }
        let all = 0..self.results.workspace.settings.indicators.len();
        let counts = all.filter(|weight| {
            *weight != place
                && self.indicator(*weight).kind == NumberKind::Count
                && self.is_sum(*weight)
        });
        // Of several with the same effect, one of the same form, and of the same words.
        let rank = |weight: usize| {
            let named = likeness(&own.name, &self.indicator(weight).name, "");
            (self.indicator(weight).group != own.group, named < SAME_WORDS, weight)
        };
        let best = counts.map(|weight| (self.explained(place, weight, said), weight));
        let best = best.max_by_key(|(count, weight)| (*count, std::cmp::Reverse(rank(*weight))));
        let (_, weight) = best.filter(|(count, _)| *count > known)?;
        self.weights.insert(place, weight);
        Some(LearntRule {
            code: own.code.clone(),
            name: own.name.clone(),
            rule: format!("bình quân theo {}", self.indicator(weight).code),
            by: self.indicator(weight).name.clone(),
        })
    }

    /// How many of an annex's numbers a mean weighted by a figure comes to; none where they may be met by
    /// chance: see [`Self::learn_rule`].
    fn explained(&self, place: usize, weight: usize, said: &[(Basis, Decimal)]) -> usize {
        let own = self.indicator(place);
        let same = |(basis, value): &&(Basis, Decimal)| {
            let mean = self.mean((place, *basis), weight, None);
            mean.is_some_and(|mean| says_same(*value, mean))
        };
        let found: Vec<&(Basis, Decimal)> = said.iter().filter(same).collect();
        let is_named = likeness(&own.name, &self.indicator(weight).name, "") >= SAME_WORDS;
        let weighted_by_it = self.weights.iter().filter(|(_, other)| **other == weight);
        let is_like =
            |place: usize| last_words(&self.indicator(place).name) == last_words(&own.name);
        let is_told = found.iter().any(|(_, value)| is_telling(*value))
            || weighted_by_it.into_iter().any(|(other, _)| is_like(*other))
            || is_named;
        if is_told { found.len() } else { 0 }
    }

    /// Does a number lie among those of the units, as a mean does and a sum does not?
    fn is_between(&self, id: FigureId, value: Decimal) -> bool {
        let own = (0..self.units()).filter_map(|unit| self.of_unit(unit, id));
        let (least, most) = (own.clone().min(), own.max());
        least.is_some_and(|least| least <= value) && most.is_some_and(|most| value <= most)
    }

    /// What a figure is called.
    pub(super) fn name(&self, (place, basis): FigureId) -> String {
        let name = &self.indicator(place).name;
        match basis {
            Basis::Actual => name.clone(),
            basis => format!("{name} ({})", basis.vietnamese()),
        }
    }
}

/// What a mean is by, at the end of its name: "một HTX".
fn last_words(name: &str) -> Option<String> {
    let bare = bare(name);
    let (before, last) = bare.rsplit_once(' ')?;
    Some(format!("{} {last}", before.rsplit(' ').next()?))
}

/// Has a number so many digits that it is hardly met by chance?
pub(super) fn is_telling(value: Decimal) -> bool {
    const FEWEST_DIGITS: usize = 3;
    let digits = value.normalize().mantissa().to_string();
    digits.trim_start_matches('-').len() >= FEWEST_DIGITS
}
