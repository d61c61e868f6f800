//! Estimates for the whole year beside what was carried out so far: what is ordinary between them.

use rust_decimal::Decimal;

use super::Evidence;
use super::movement::{Movement, quantile};
use crate::figures::consolidate::FigureSource;
use crate::origin::SheetPlace;
use crate::settings::{Basis, ColumnKind, NumberKind, OverPeriods};
use viet_text::period::Period;
use workbook_io::Address;

/// Fewer pairs than this tell nothing of what is ordinary.
const ENOUGH: usize = 5;
/// Off the common measure by so much: four times as much, or a quarter.
const FAR: Decimal = Decimal::from_parts(3, 0, 0, false, 0);
/// An estimate may fall so much short of what was done, by rounding.
const SHORT: Decimal = Decimal::from_parts(95, 0, 0, false, 2);
/// A number scaled by a power of ten is likely within so many times of the common measure.
const LIKELY: Decimal = Decimal::from_parts(13, 0, 0, false, 1);

/// An estimate beside what was carried out, each in its own cell of one sheet.
pub(super) struct Estimate<'a> {
    pub(super) unit: usize,
    pub(super) on: &'a SheetPlace,
    pub(super) name: String,
    pub(super) at: Address,
    pub(super) value: Decimal,
    pub(super) written: String,
    pub(super) actual_at: Address,
    pub(super) actual: Decimal,
    pub(super) actual_written: String,
    pub(super) is_count: bool,
    pub(super) indicators: Vec<String>,
    /// Nothing that was done is undone by the year's end.
    adds_up: bool,
}

/// How an estimate is odd.
#[derive(Clone, Copy)]
pub(super) enum Oddity {
    /// It is so many times what was carried out.
    Far(Decimal),
    /// Less than what was carried out, of what only adds up.
    LessThanDone,
    /// Zero, where something was carried out.
    Nothing,
}

/// All estimates, those of one kind together: one list column, one row of the form.
pub(super) fn estimates<'a>(evidence: &Evidence<'a>) -> Vec<Vec<Estimate<'a>>> {
    let mut kinds = in_lists(evidence);
    kinds.extend(on_forms(evidence));
    kinds
}

fn in_lists<'a>(evidence: &Evidence<'a>) -> Vec<Vec<Estimate<'a>>> {
    let evidence = *evidence;
    let lists = evidence.figures.lists.iter().zip(evidence.settings.lists.values());
    let columns = lists.flat_map(|(merged, list)| {
        let numeric = list.columns.values().enumerate().filter(|(_, c)| c.kind.is_numeric());
        numeric.map(move |(place, column)| (merged, list, place, column))
    });
    let of_column = columns.map(|(merged, list, place, column)| {
        let indicators = evidence.drawn_from_column(&list.code, &column.code);
        let rows = merged.all_counted().filter(|row| row.sub_unit.is_none());
        let own = rows.filter_map(|row| {
            let field = row.row.own_field(place, Basis::Estimate)?;
            let actual = row.row.own_field(place, Basis::Actual)?;
            Some(Estimate {
                unit: row.unit,
                on: &row.on,
                name: format!("{} của {}", column.name, row.row.name),
                at: field.at,
                value: field.number()?,
                written: field.written().into_owned(),
                actual_at: actual.at,
                actual: actual.number()?,
                actual_written: actual.written().into_owned(),
                is_count: column.kind == ColumnKind::Count,
                indicators: indicators.clone(),
                adds_up: column.kind == ColumnKind::Money,
            })
        });
        own.collect()
    });
    of_column.collect()
}

/// Those of figures for which the form is the source.
fn on_forms<'a>(evidence: &Evidence<'a>) -> Vec<Vec<Estimate<'a>>> {
    let evidence = *evidence;
    let indicators = evidence.settings.indicators.values().enumerate();
    let of_indicator = indicators.map(|(place, indicator)| {
        let own = (0..evidence.settings.units.len()).filter_map(|unit| {
            let figure = |basis| {
                let figure = evidence.figures.unit_figure(unit, place, basis)?;
                let FigureSource::Form { origin, .. } = &figure.source else { return None };
                Some((origin, figure.value()?, figure.written()?.into_owned()))
            };
            let (origin, value, written) = figure(Basis::Estimate)?;
            let (of_actual, actual, actual_written) = figure(Basis::Actual)?;
            (origin.on == of_actual.on).then(|| Estimate {
                unit,
                on: &origin.on,
                name: indicator.name.clone(),
                at: origin.cell,
                value,
                written,
                actual_at: of_actual.cell,
                actual,
                actual_written,
                is_count: indicator.kind == NumberKind::Count,
                indicators: vec![indicator.code.clone()],
                adds_up: indicator.kind == NumberKind::Money
                    || indicator.over_periods == OverPeriods::YearToDate,
            })
        });
        own.collect()
    });
    of_indicator.collect()
}

/// What is ordinary between estimates of one kind and what was carried out.
pub(super) struct Ordinary {
    /// The common measure.
    middle: Decimal,
    low: Decimal,
    high: Decimal,
    /// Three in four estimates are no less than what was carried out.
    mostly_more: bool,
    few_are_nothing: bool,
    is_of_many: bool,
    middle_actual: Decimal,
    middle_estimate: Decimal,
}

impl Ordinary {
    pub(super) fn learn(kind: &[Estimate<'_>], period: Period) -> Self {
        let mut ratios: Vec<Decimal> = kind.iter().filter_map(Estimate::ratio).collect();
        let nothing = kind.iter().filter(|estimate| estimate.is_nothing()).count();
        let few_are_nothing = nothing == 1 || nothing * 4 <= kind.len();
        let middle_of = |value: fn(&Estimate<'_>) -> Decimal| {
            let mut values: Vec<Decimal> = kind.iter().map(value).collect();
            if values.is_empty() { Decimal::ZERO } else { quantile(&mut values, 2) }
        };
        let middle_actual = middle_of(|estimate| estimate.actual);
        let middle_estimate = middle_of(|estimate| estimate.value);
        let is_of_many = ratios.len() >= ENOUGH;
        let (middle, low, high, mostly_more) = if is_of_many {
            let [lower, middle, upper] = [1, 2, 3].map(|quarter| quantile(&mut ratios, quarter));
            let spread = upper.checked_div(lower).unwrap_or(Decimal::ONE);
            let reach = spread.saturating_mul(spread).saturating_mul(spread);
            let low = lower.checked_div(reach).unwrap_or_default();
            (middle, low, upper.saturating_mul(reach), lower >= Decimal::ONE)
        } else {
            // Nobody knows how the year goes: what was done may be the least part of it.
            let parts = Decimal::from(12) / Decimal::from(period.last_month().max(1));
            (Decimal::ONE, Decimal::ONE, parts, false)
        };
        Self {
            middle,
            low,
            high,
            mostly_more,
            few_are_nothing,
            is_of_many,
            middle_actual,
            middle_estimate,
        }
    }

    /// The common measure, where there are enough to speak of one.
    pub(super) fn middle_of_many(&self) -> Option<Decimal> {
        self.is_of_many.then_some(self.middle)
    }

    pub(super) fn oddity(&self, estimate: &Estimate<'_>) -> Option<Oddity> {
        let Some(ratio) = estimate.ratio() else {
            let is_much = !estimate.is_count || estimate.actual >= Decimal::TEN;
            let is_odd = estimate.is_nothing() && is_much && self.few_are_nothing;
            return is_odd.then_some(Oddity::Nothing);
        };
        let is_short = ratio < SHORT && self.mostly_more && estimate.adds_up;
        // Against the end of the ordinary range that is nearer.
        let nearest = ratio.clamp(self.low.min(self.middle), self.high.max(self.middle));
        let now = estimate.value.checked_div(nearest)?;
        let movement = Movement { now, before: estimate.actual };
        let is_far = movement.is_like(&movement, FAR, estimate.is_count);
        match (is_far, is_short) {
            (true, _) => Some(Oddity::Far(ratio)),
            (_, true) => Some(Oddity::LessThanDone),
            _ => None,
        }
    }

    /// Is what was carried out rather the odd one of the two, held against others of its kind?
    pub(super) fn blames_actual(&self, estimate: &Estimate<'_>) -> bool {
        let off = |value: Decimal, middle: Decimal| {
            let (small, large) = (value.min(middle), value.max(middle));
            large.checked_div(small).unwrap_or(Decimal::MAX)
        };
        self.is_of_many
            && off(estimate.actual, self.middle_actual) > off(estimate.value, self.middle_estimate)
    }

    /// The number to blame with a digit fewer or more, where that brings both together.
    pub(super) fn without_digit_slip(
        &self,
        estimate: &Estimate<'_>,
        blames_actual: bool,
    ) -> Option<Decimal> {
        let wrong = if blames_actual { estimate.actual } else { estimate.value };
        let scaled = [Decimal::TEN, Decimal::ONE_HUNDRED].into_iter();
        let scaled = scaled.flat_map(|by| [wrong.checked_div(by), wrong.checked_mul(by)]).flatten();
        let mut likely = scaled.map(|likely| likely.normalize()).filter(|likely| {
            let ratio = if blames_actual {
                estimate.value.checked_div(*likely)
            } else {
                likely.checked_div(estimate.actual)
            };
            let off = ratio.and_then(|ratio| ratio.checked_div(self.middle));
            let is_near = off.is_some_and(|off| {
                off <= LIKELY && Decimal::ONE.checked_div(off).is_some_and(|off| off <= LIKELY)
            });
            is_near && (!estimate.is_count || likely.is_integer())
        });
        likely.next()
    }
}

impl Estimate<'_> {
    /// How many times what was carried out; only of positive numbers.
    fn ratio(&self) -> Option<Decimal> {
        let both = self.value > Decimal::ZERO && self.actual > Decimal::ZERO;
        self.value.checked_div(self.actual).filter(|ratio| both && !ratio.is_zero())
    }

    fn is_nothing(&self) -> bool {
        self.value.is_zero() && self.actual > Decimal::ZERO
    }
}
