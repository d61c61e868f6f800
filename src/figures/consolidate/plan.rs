//! How figures are drawn from lists, worked out once for all units; and the figures that one
//! unit's rows give.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::figure::{FigureSource, UnitFigure, is_mean};
use super::lists::{MergedRow, RowFate, counted};
use super::row_bitset::RowBitset;
use super::rows::{DrawnSum, draw, satisfies};
use crate::origin::SheetPlace;
use crate::settings::{Basis, Derivation, Indicator, List, ListOperation, Settings};

/// How figures are drawn, by indicator.
pub(crate) struct ConsolidationPlan<'s> {
    pub(super) settings: &'s Settings,
    /// The places of the indicators that weigh means.
    pub(super) weigher: Vec<Option<usize>>,
    /// For each indicator the indicators that count a superset of its rows.
    pub(super) counts_of: Vec<Vec<usize>>,
    drawn: Vec<Option<DrawnFrom<'s>>>,
}

/// What an indicator is drawn from.
struct DrawnFrom<'s> {
    list: usize,
    derivation: &'s Derivation,
    /// The columns that it reads, by their places.
    columns: Vec<usize>,
}

impl<'s> ConsolidationPlan<'s> {
    pub(crate) fn new(settings: &'s Settings) -> Self {
        let indicators = || settings.indicators.values();
        let drawn = indicators().map(|indicator| {
            let derivation = indicator.derivation.as_ref()?;
            let list = settings.lists.get_index_of(&derivation.list)?;
            let known = &settings.lists[list].columns;
            let columns = derivation.columns().filter_map(|code| known.get_index_of(code));
            Some(DrawnFrom { list, derivation, columns: columns.collect() })
        });
        let weigher = indicators()
            .map(|indicator| settings.indicators.get_index_of(indicator.over_units.weigher()?));
        Self {
            settings,
            weigher: weigher.collect(),
            counts_of: indicators().map(|own| counts_of(own, settings)).collect(),
            drawn: drawn.collect(),
        }
    }
}

fn counts_of(own: &Indicator, settings: &Settings) -> Vec<usize> {
    let Some(own) = &own.derivation else { return Vec::new() };
    let others = settings.indicators.values().enumerate();
    let counts = others.filter(|(_, other)| {
        other.derivation.as_ref().is_some_and(|other| counts_them_too(other, own))
    });
    counts.map(|(place, _)| place).collect()
}

/// Does `counting` count a superset of the rows of `own`?
pub(super) fn counts_them_too(counting: &Derivation, own: &Derivation) -> bool {
    counting.list == own.list
        && counting.operation == ListOperation::Count
        && counting.conditions.iter().all(|condition| own.conditions.contains(condition))
}

/// One unit's rows, and its last figure drawn from them.
pub(super) struct ListAnswers<'p> {
    plan: &'p ConsolidationPlan<'p>,
    rows: Vec<Vec<&'p MergedRow>>,
    /// By list: the sheet of a row that the office left out.
    left_out: Vec<Option<&'p Arc<SheetPlace>>>,
    year: i32,
    /// The last indicator drawn on thực hiện, with its figure: ước is mostly the same.
    actual: Option<(usize, Option<UnitFigure>)>,
}

impl<'p> ListAnswers<'p> {
    pub(super) fn new(
        plan: &'p ConsolidationPlan<'p>,
        lists: &'p [Arc<[MergedRow]>],
        year: i32,
    ) -> Self {
        let rows = lists.iter().map(|rows| counted(rows).collect()).collect();
        let sheet = |rows: &'p Arc<[MergedRow]>| {
            rows.iter().find(|row| row.fate == RowFate::LeftOut).map(|row| &row.on)
        };
        let left_out = lists.iter().map(sheet).collect();
        Self { plan, rows, left_out, year, actual: None }
    }

    /// What the unit's list says of an indicator. Lists are of the current period: they say
    /// nothing of last year or the plan.
    pub(super) fn figure(&mut self, indicator: usize, basis: Basis) -> Option<UnitFigure> {
        let plan = self.plan;
        let from = plan.drawn[indicator].as_ref()?;
        match basis {
            Basis::Actual => {
                let answer = self.drawn(indicator, from, basis);
                self.actual = Some((indicator, answer.clone()));
                answer
            }
            Basis::Estimate => match &self.actual {
                Some((last, answer)) if *last == indicator && self.serve_both(from) => {
                    answer.clone()
                }
                _ => self.drawn(indicator, from, basis),
            },
            Basis::Prior | Basis::Plan => None,
        }
    }

    /// Is anything left blank of what an indicator is drawn from?
    pub(super) fn has_blanks(&self, indicator: usize, basis: Basis) -> bool {
        let Some(from) = self.plan.drawn[indicator].as_ref() else { return false };
        let list = &self.plan.settings.lists[from.list];
        let is_blank = |row: &&MergedRow| {
            let fields = from.columns.iter().filter_map(|column| row.row.field_of(*column, basis));
            fields.into_iter().any(|field| field.is_wanting(&list.columns[field.place]))
        };
        self.rows[from.list].iter().any(is_blank)
    }

    /// Are thực hiện and ước the same for the unit's rows?
    fn serve_both(&self, from: &DrawnFrom<'_>) -> bool {
        let mut sheets =
            self.rows[from.list].chunk_by(|one, next| one.row.shares_columns(&next.row));
        sheets.all(|rows| from.columns.iter().all(|column| rows[0].row.serves_both(*column)))
    }

    fn drawn(&self, indicator: usize, from: &DrawnFrom<'p>, basis: Basis) -> Option<UnitFigure> {
        let (derivation, list) = (from.derivation, &self.plan.settings.lists[from.list]);
        let counts =
            |row: &MergedRow| satisfies(&row.row, &derivation.conditions, list, basis, self.year);
        let indicator = &self.plan.settings.indicators[indicator];
        drawn_figure(&self.rows[from.list], counts, (derivation, list), indicator, basis)
            .or_else(|| Some(none_left(self.left_out[from.list]?, indicator)))
    }
}

/// The figure of a list of which the office left out every row: nothing, not what the form says.
fn none_left(on: &Arc<SheetPlace>, indicator: &Indicator) -> UnitFigure {
    UnitFigure {
        sum: Decimal::ZERO,
        weight: if is_mean(indicator) { Decimal::ZERO } else { Decimal::ONE },
        complete: true,
        source: FigureSource::List { on: Arc::clone(on), rows: 0, rows_used: RowBitset::default() },
    }
}

/// The figure that rows give; `None` where there are none.
pub(super) fn drawn_figure(
    rows: &[&MergedRow],
    counts: impl Fn(&MergedRow) -> Option<bool>,
    (derivation, list): (&Derivation, &List),
    indicator: &Indicator,
    basis: Basis,
) -> Option<UnitFigure> {
    let first = rows.first()?;
    let DrawnSum { sum, weight, complete, rows_used, rows } =
        draw(rows, counts, (&derivation.operation, list), basis);
    Some(UnitFigure {
        sum,
        weight: if is_mean(indicator) { weight } else { Decimal::ONE },
        complete,
        source: FigureSource::List { on: Arc::clone(&first.on), rows, rows_used },
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::lists::merge;
    use super::*;
    use crate::intake::submission::gather;
    use crate::intake::{self, locate};
    use crate::workspace::Workspace;

    /// Figures drawn with the memory of the last one are those drawn without it.
    #[test]
    fn answers_are_those_of_the_rows() {
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/thap-muoi/2023-10");
        let place = locate(&sample, None).unwrap();
        let Workspace { settings, templates, .. } = Workspace::open_for(&place).unwrap();
        let sources = intake::list(&place.folder).unwrap();
        let month = gather(&sources, place.period, &settings, &templates);
        let (plan, year) = (ConsolidationPlan::new(&settings), place.period.year());
        let (mut figures, mut own_estimates) = (0, 0);
        for unit in 0..settings.units.len() {
            let lists: Vec<Arc<[MergedRow]>> =
                settings.lists.values().map(|list| merge(list, &month, unit)).collect();
            let mut answers = ListAnswers::new(&plan, &lists, year);
            for (indicator, own) in settings.indicators.values().enumerate() {
                let Some(derivation) = &own.derivation else { continue };
                let (of, _, list) = settings.lists.get_full(&derivation.list).unwrap();
                let rows: Vec<&MergedRow> = counted(&lists[of]).collect();
                let [actual, estimate] = [Basis::Actual, Basis::Estimate].map(|basis| {
                    let conditions = &derivation.conditions;
                    let asked =
                        |row: &MergedRow| satisfies(&row.row, conditions, list, basis, year);
                    let drawn = drawn_figure(&rows, asked, (derivation, list), own, basis);
                    let answer = answers.figure(indicator, basis);
                    match (&drawn, &answer) {
                        (Some(drawn), Some(answer)) => {
                            assert!(drawn.is_same(answer), "{}", own.code)
                        }
                        _ => assert!(drawn.is_none() && answer.is_none(), "{}", own.code),
                    }
                    drawn
                });
                figures += usize::from(actual.is_some());
                own_estimates += usize::from(
                    actual.zip(estimate).is_some_and(|(one, other)| !one.is_same(&other)),
                );
            }
        }
        assert!(figures > 100 && own_estimates > 10, "{figures} {own_estimates}");
    }
}
