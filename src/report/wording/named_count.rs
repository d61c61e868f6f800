//! The organisations behind small counts, which readers ask about first.

use rust_decimal::Decimal;

use super::in_sentence;
use crate::figures::consolidate::MergedRow;
use crate::kinds::over_units::OverUnits;
use crate::results::Results;
use crate::settings::{
    Basis, Expr, Indicator, ListOperation, Operator, Settings, Term, Test, Yardstick,
};

/// The most organisations that are named.
const MOST: usize = 10;

/// A small count and the organisations that it counts.
#[derive(Clone, Debug)]
pub struct NamedCount<'r> {
    /// What is counted.
    pub indicator: &'r Indicator,
    /// The organisations counted, unit by unit; at least one.
    pub rows: Vec<&'r MergedRow>,
}

impl NamedCount<'_> {
    /// "05 HTX"
    #[must_use]
    pub fn count(&self) -> String {
        format!("{:02} {}", self.rows.len(), in_sentence(&self.indicator.unit))
    }

    /// "HTX Trường Phát (Xã Trường Xuân); HTX Đa DV An Phát (Thị trấn Mỹ An)"
    #[must_use]
    pub fn names(&self, settings: &Settings) -> String {
        let names = self.rows.iter().map(|row| {
            let sub_unit = row.sub_unit.as_deref().unwrap_or_default();
            let unit = &settings.units[row.unit].name;
            let between = if sub_unit.is_empty() { "" } else { ", " };
            format!("{} ({sub_unit}{between}{unit})", row.row.name)
        });
        names.collect::<Vec<_>>().join("; ")
    }
}

/// The organisations that an indicator counts. `None` if there are many, or if the names would be
/// incomplete because a form was used instead of a list.
#[must_use]
pub fn named_count<'r>(
    results: &'r Results<'_>,
    place: usize,
    basis: Basis,
) -> Option<NamedCount<'r>> {
    let settings = &results.workspace.settings;
    let indicator = &settings.indicators[place];
    if indicator.over_units != OverUnits::sum() || !picks_some(indicator) {
        return None;
    }
    let year = results.month.period.year();
    let total = results.figures.total(place, basis).value?;
    if total > Decimal::from(MOST) {
        return None;
    }
    let rows = results.figures.organisations(place, basis, settings, year);
    let is_all = total == Decimal::from(rows.len());
    (is_all && !rows.is_empty() && rows.len() <= MOST).then_some(NamedCount { indicator, rows })
}

/// Does it count organisations of a list selected by a word, a mark or a day?
fn picks_some(indicator: &Indicator) -> bool {
    let picks = |test: &Test| {
        matches!(test, Test::Ticked | Test::Says(_) | Test::InReportYear | Test::Day(..))
    };
    indicator.derivation.as_ref().is_some_and(|derivation| {
        derivation.operation == ListOperation::Count
            && derivation.conditions.iter().any(|condition| picks(&condition.test))
    })
}

/// The small counts in a yardstick's figure; for a share, those of the numerator.
#[must_use]
pub fn named_counts<'r>(results: &'r Results<'_>, yardstick: &Yardstick) -> Vec<NamedCount<'r>> {
    let settings = &results.workspace.settings;
    let terms = counted(&yardstick.figure).into_iter();
    let all = terms.filter_map(|term| {
        let place = settings.indicators.get_index_of(&term.code)?;
        named_count(results, place, term.basis.unwrap_or(yardstick.basis))
    });
    all.collect()
}

fn counted(figure: &Expr) -> Vec<&Term> {
    match figure {
        Expr::Binary(above, Operator::Divide, _) => above.terms(),
        other => other.terms(),
    }
}
