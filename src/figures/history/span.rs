//! A longer period assembled from shorter ones: flows are summed; levels and figures since the
//! year's start are the latest ones.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{HistoryGap, PeriodTotals};
use crate::figures::consolidate::{Total, entered};
use crate::kinds::over_units::per_cent;
use crate::settings::{Basis, OverPeriods, Settings};
use viet_text::period::Period;

/// A period's totals, from its own annex or from those of shorter periods.
#[derive(Clone, Debug)]
pub struct Span {
    /// The period asked for.
    pub period: Period,
    /// The period whose figures are the latest: the one asked for, or the last within it.
    pub latest: Period,
    /// By indicator, then by basis. A flow has no figure where a month up to the latest has no
    /// annex: a sum that lacks a month would be too low.
    pub totals: Vec<[Total; 4]>,
    /// Months before the latest's end that no annex covers.
    pub uncovered: Vec<Period>,
    /// Why its whole is not today's.
    pub gaps: Vec<HistoryGap>,
    /// The figures that an annex in it called under review.
    pub under_review: BTreeSet<(usize, Basis)>,
}

impl Span {
    /// Its totals as those of a period.
    #[must_use]
    pub fn totals(&self) -> PeriodTotals<'_> {
        let (totals, gaps, under_review) = (&self.totals, &self.gaps, &self.under_review);
        PeriodTotals { period: self.period, totals, gaps, under_review }
    }

    /// Is it made of shorter periods within the one asked for?
    #[must_use]
    pub fn is_assembled(&self) -> bool {
        self.latest != self.period
    }

    /// Puts a period together from pieces; `None` where none lies within it.
    #[must_use]
    pub fn assemble(
        period: Period,
        pieces: &[PeriodTotals<'_>],
        settings: &Settings,
    ) -> Option<Self> {
        Self::assemble_since(period, None, pieces, settings)
    }

    /// The same from the month of a day on: earlier months are not needed.
    #[must_use]
    pub fn assemble_since(
        period: Period,
        since: Option<NaiveDate>,
        pieces: &[PeriodTotals<'_>],
        settings: &Settings,
    ) -> Option<Self> {
        let since = since.map_or(period.first_day(), |day| Period::month_of(day).first_day());
        let within = |piece: &&PeriodTotals<'_>| {
            period.first_day() <= piece.period.first_day()
                && piece.period.last_day() <= period.last_day()
                && piece.period.last_day() >= since
        };
        let mut pieces: Vec<PeriodTotals<'_>> = pieces.iter().filter(within).copied().collect();
        pieces.sort_by_key(|piece| piece.period);
        let latest = *pieces.last()?;
        let mut span = Self {
            period,
            latest: latest.period,
            totals: latest.totals.to_vec(),
            uncovered: Vec::new(),
            gaps: latest.gaps.to_vec(),
            under_review: latest.under_review.clone(),
        };
        if latest.period != period {
            let tiles = span.tile(&pieces, since);
            let under_review = tiles.iter().flat_map(|tile| tile.under_review);
            span.under_review.extend(under_review.copied().filter(|(place, _)| {
                let own = settings.indicators.get_index(*place);
                own.is_some_and(|(_, own)| own.over_periods == OverPeriods::Flow)
            }));
            span.sum_flows(&tiles, settings);
            for (indicator, total) in entered(settings, period) {
                if total.iter().any(|total| total.value.is_some()) {
                    span.totals[indicator] = total;
                }
            }
        }
        Some(span)
    }

    /// Covers the time from the period's start to the latest's end with pieces that do not
    /// overlap, the longest first where several start together. Months without a piece are noted.
    fn tile<'a>(&mut self, pieces: &[PeriodTotals<'a>], since: NaiveDate) -> Vec<PeriodTotals<'a>> {
        let mut tiles = Vec::new();
        // A quarter that begins before the wanted time is used as a whole.
        let first = pieces.iter().map(|piece| piece.period.first_day()).min();
        let first = first.filter(|first| *first <= since).unwrap_or(since);
        let mut month = first.max(self.period.first_day());
        while month <= self.latest.last_day() {
            let starting = pieces.iter().filter(|piece| piece.period.first_day() == month);
            let next = starting.max_by_key(|piece| piece.period.months()).copied();
            let covered = next.map_or_else(|| Period::month_of(month), |piece| piece.period);
            match next {
                Some(piece) => tiles.push(piece),
                None => self.uncovered.push(covered),
            }
            let Some(following) = covered.last_day().succ_opt() else { break };
            month = following;
        }
        tiles
    }

    fn sum_flows(&mut self, tiles: &[PeriodTotals<'_>], settings: &Settings) {
        let whole = self.uncovered.is_empty();
        for (place, indicator) in settings.indicators.values().enumerate() {
            let is_share = indicator.over_units.is_quotient();
            if indicator.over_periods != OverPeriods::Flow
                || is_share
                || indicator.entered.is_some()
            {
                continue;
            }
            self.totals[place] = Basis::ALL.map(|basis| {
                let of = |tile: &PeriodTotals<'_>| tile.totals[place][basis as usize].clone();
                if whole { summed(tiles.iter().map(of)) } else { Total::default() }
            });
        }
        for (place, indicator) in settings.ratios() {
            let Some([above, below]) = indicator.over_units.quotient() else { continue };
            if indicator.over_periods == OverPeriods::Flow {
                self.totals[place] =
                    Basis::ALL.map(|basis| self.share(above, below, basis, settings));
            }
        }
    }

    fn share(&self, above: &str, below: &str, basis: Basis, settings: &Settings) -> Total {
        let total = |code: &str| {
            let place = settings.indicators.get_index_of(code).expect("resolving checked it");
            &self.totals[place][basis as usize]
        };
        let (above, below) = (total(above), total(below));
        let value = above.value.zip(below.value).and_then(|(part, whole)| per_cent(part, whole));
        Total { value, sum: above.sum, weight: Some(below.sum), missing: above.missing.clone() }
    }
}

/// Adds up totals of periods; no figure where one of them has none.
pub(crate) fn summed(totals: impl Iterator<Item = Total>) -> Total {
    let mut whole = Total::default();
    let (mut all_known, mut any, mut missing) = (true, false, Vec::new());
    for total in totals {
        any = true;
        all_known &= total.value.is_some();
        whole.sum = whole.sum.saturating_add(total.sum);
        whole.weight = total
            .weight
            .map(|weight| whole.weight.unwrap_or(Decimal::ZERO).saturating_add(weight))
            .or(whole.weight);
        missing.extend_from_slice(&total.missing);
    }
    missing.sort_unstable();
    missing.dedup();
    whole.missing = missing.into();
    whole.value = match whole.weight {
        _ if !all_known || !any => None,
        Some(weight) => whole.sum.checked_div(weight),
        None => Some(whole.sum),
    };
    whole
}
