//! The program's figures as an annex is held against them.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

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

    /// Learns by which figure units' means are weighted: the one that gives the annex's number where the
    /// settings' rule does not. A number of few digits would be met by chance; then it is one by which a
    /// figure of a like name is weighted: "bình quân một THT".
    pub(super) fn learn_rule(&mut self, id: FigureId, theirs: Decimal) -> Option<LearntRule> {
        const FEWEST_DIGITS: usize = 3;
        if self.weights.contains_key(&id.0)
            || self.total(id).is_some_and(|total| says_same(theirs, total))
        {
            return None;
        }
        let digits = theirs.normalize().mantissa().to_string();
        let is_telling = digits.trim_start_matches('-').len() >= FEWEST_DIGITS;
        if !is_telling && !self.lacks_rule(id.0) {
            return None;
        }
        let own = self.indicator(id.0);
        let alike = |place: usize| {
            let of_place = self.weights.iter().filter(|(_, weight)| **weight == place);
            of_place
                .into_iter()
                .any(|(other, _)| last_words(&self.indicator(*other).name) == last_words(&own.name))
        };
        let fits = |place: &usize| {
            let other = self.indicator(*place);
            *place != id.0
                && other.kind == NumberKind::Count
                && self.is_sum(*place)
                && (is_telling || alike(*place))
                && self.mean(id, *place, None).is_some_and(|mean| says_same(theirs, mean))
        };
        let all = 0..self.results.workspace.settings.indicators.len();
        // Of several with the same effect, one of the same form.
        let weight = all
            .filter(fits)
            .min_by_key(|place| (self.indicator(*place).group != own.group, *place))?;
        self.weights.insert(id.0, weight);
        Some(LearntRule {
            code: own.code.clone(),
            name: own.name.clone(),
            rule: format!("bình quân theo {}", self.indicator(weight).code),
            by: self.indicator(weight).name.clone(),
        })
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
