//! What the settings say of drawing figures from lists, worked out once for all units; and what one
//! unit's rows answer, each asked once.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::figure::{FigureSource, UnitFigure, is_mean};
use super::lists::{MergedRow, counted};
use super::rows::{Asked, Drawn, Said, draw};
use crate::form::ListRow;
use crate::settings::{
    Basis, Condition, Derivation, Indicator, List, ListOperation, OverUnits, Settings,
};

/// How figures are drawn, by indicator.
pub(super) struct Plan<'s> {
    pub(super) settings: &'s Settings,
    /// The places of the indicators that weigh means.
    pub(super) weigher: Vec<Option<usize>>,
    /// Counts of rows among which an indicator's own are, by their places.
    pub(super) counts_of: Vec<Vec<usize>>,
    drawn: Vec<Option<DrawnFrom<'s>>>,
    /// All different conditions, by list: as many together as one number answers.
    conditions: Vec<Vec<Vec<(usize, Asked<'s>)>>>,
}

/// Conditions of which a row's answers stand in one number.
const TOGETHER: usize = u64::BITS as usize;

/// What an indicator is drawn from.
struct DrawnFrom<'s> {
    list: usize,
    derivation: &'s Derivation,
    /// Its conditions among the list's, a bit each.
    conditions: Vec<u64>,
    /// The columns that it asks and adds up, by their places.
    columns: Vec<usize>,
}

impl<'s> Plan<'s> {
    pub(super) fn of(settings: &'s Settings) -> Self {
        let indicators = || settings.indicators.values();
        let mut conditions: Vec<Vec<&'s Condition>> = vec![Vec::new(); settings.lists.len()];
        let drawn = indicators().map(|indicator| {
            let derivation = indicator.derivation.as_ref()?;
            let list = settings.lists.get_index_of(&derivation.list)?;
            let known = &settings.lists[list].columns;
            let columns = derivation.columns().filter_map(|code| known.get_index_of(code));
            let (columns, conditions) =
                (columns.collect(), bits(derivation, &mut conditions[list]));
            Some(DrawnFrom { list, derivation, conditions, columns })
        });
        let drawn = drawn.collect();
        let asked = |(list, own): (&'s List, Vec<&'s Condition>)| {
            own.chunks(TOGETHER).map(|some| by_column(some, list)).collect()
        };
        let weigher = indicators().map(|indicator| match &indicator.over_units {
            OverUnits::MeanBy(by) => settings.indicators.get_index_of(by),
            _ => None,
        });
        Self {
            settings,
            weigher: weigher.collect(),
            counts_of: indicators().map(|own| counts_of(own, settings)).collect(),
            drawn,
            conditions: settings.lists.values().zip(conditions).map(asked).collect(),
        }
    }
}

/// Conditions, each with its bit; those that ask the same column stand side by side.
fn by_column<'s>(conditions: &[&'s Condition], list: &'s List) -> Vec<(usize, Asked<'s>)> {
    let asked = |own| Asked::of(own, list).expect("resolving checked every column");
    let mut asked: Vec<_> = conditions.iter().copied().map(asked).enumerate().collect();
    asked.sort_by_key(|(_, asked)| asked.place);
    asked
}

/// Which of a list's conditions are a derivation's; those not known yet are added to them.
fn bits<'s>(derivation: &'s Derivation, known: &mut Vec<&'s Condition>) -> Vec<u64> {
    let mut bits = Vec::new();
    for condition in &derivation.conditions {
        let place = known.iter().position(|known| *known == condition).unwrap_or_else(|| {
            known.push(condition);
            known.len() - 1
        });
        bits.resize(bits.len().max(place / TOGETHER + 1), 0);
        bits[place / TOGETHER] |= 1 << (place % TOGETHER);
    }
    bits
}

fn counts_of(own: &Indicator, settings: &Settings) -> Vec<usize> {
    let Some(own) = &own.derivation else { return Vec::new() };
    let others = settings.indicators.values().enumerate();
    let counts = others.filter(|(_, other)| {
        other.derivation.as_ref().is_some_and(|other| counts_them_too(other, own))
    });
    counts.map(|(place, _)| place).collect()
}

/// Does a derivation count any rows among which those of another would be?
pub(super) fn counts_them_too(counting: &Derivation, own: &Derivation) -> bool {
    counting.list == own.list
        && counting.operation == ListOperation::Count
        && counting.conditions.iter().all(|condition| own.conditions.contains(condition))
}

/// Which conditions a row fulfils and which it does not, a bit each; of the others that cannot be
/// told.
type Answer = (u64, u64);

/// One unit's rows, and what they answered.
pub(super) struct Answers<'p> {
    plan: &'p Plan<'p>,
    rows: Vec<Vec<&'p MergedRow>>,
    year: i32,
    /// By basis (thực hiện, ước) and list what its rows answer, once they are asked.
    given: [Vec<Option<Vec<Answer>>>; 2],
    /// The last indicator asked of thực hiện, with what was answered.
    actual: Option<(usize, Option<UnitFigure>)>,
}

impl<'p> Answers<'p> {
    pub(super) fn new(plan: &'p Plan<'p>, lists: &'p [Arc<[MergedRow]>], year: i32) -> Self {
        let rows = lists.iter().map(|rows| counted(rows).collect()).collect();
        let unasked = || vec![None; lists.len()];
        Self { plan, rows, year, given: [unasked(), unasked()], actual: None }
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

    /// Do the unit's rows say the same of thực hiện and of ước?
    fn serve_both(&self, from: &DrawnFrom<'_>) -> bool {
        let mut sheets =
            self.rows[from.list].chunk_by(|one, next| one.row.shares_columns(&next.row));
        sheets.all(|rows| from.columns.iter().all(|column| rows[0].row.serves_both(*column)))
    }

    fn drawn(
        &mut self,
        indicator: usize,
        from: &DrawnFrom<'p>,
        basis: Basis,
    ) -> Option<UnitFigure> {
        let (plan, rows, year) = (self.plan, &self.rows[from.list], self.year);
        let (list, conditions) = (&plan.settings.lists[from.list], &plan.conditions[from.list]);
        let given = &mut self.given[usize::from(basis == Basis::Estimate)][from.list];
        let given = given.get_or_insert_with(|| {
            let of_row = |row: &&'p MergedRow| {
                let own: &'p ListRow = &row.row;
                conditions.iter().map(move |some| answer(some, own, basis, year))
            };
            rows.iter().flat_map(of_row).collect()
        });
        let words = conditions.len();
        let answer = |turn: usize, _: &MergedRow| {
            let own = || given[turn * words..].iter().zip(&from.conditions);
            match () {
                () if own().any(|((_, fails), asked)| fails & asked != 0) => Some(false),
                () if own().all(|((holds, _), asked)| holds & asked == *asked) => Some(true),
                () => None,
            }
        };
        let of = (from.derivation, list);
        drawn_figure(rows, answer, of, &plan.settings.indicators[indicator], basis)
    }
}

/// What a row answers to some of its list's conditions.
fn answer(conditions: &[(usize, Asked<'_>)], row: &ListRow, basis: Basis, year: i32) -> Answer {
    let (mut holds, mut fails) = (0, 0);
    for of_column in conditions.chunk_by(|(_, one), (_, next)| one.place == next.place) {
        let Some(said) = Said::of(row, of_column[0].1.place, basis) else { continue };
        for (bit, condition) in of_column {
            match condition.holds_of(&said, year) {
                Some(true) => holds |= 1 << bit,
                Some(false) => fails |= 1 << bit,
                None => {}
            }
        }
    }
    (holds, fails)
}

/// The figure that rows give; `None` where there are none.
pub(super) fn drawn_figure(
    rows: &[&MergedRow],
    counts: impl FnMut(usize, &MergedRow) -> Option<bool>,
    (derivation, list): (&Derivation, &List),
    indicator: &Indicator,
    basis: Basis,
) -> Option<UnitFigure> {
    let first = rows.first()?;
    let Drawn { sum, weight, complete, turns, rows } =
        draw(rows, counts, (&derivation.operation, list), basis);
    Some(UnitFigure {
        sum,
        weight: if is_mean(indicator) { weight } else { Decimal::ONE },
        complete,
        source: FigureSource::List { on: Arc::clone(&first.on), rows, turns },
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::lists::merge;
    use super::super::rows::satisfies;
    use super::*;
    use crate::intake;
    use crate::intake::submission::gather;
    use crate::workspace::{Workspace, locate};

    /// What is asked once and kept answers as each row does that is asked again each time.
    #[test]
    fn answers_are_those_of_the_rows() {
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/thap-muoi/2023-10");
        let place = locate(&sample, None).unwrap();
        let Workspace { settings, templates, .. } = Workspace::of(&place).unwrap();
        let sources = intake::list(&place.folder).unwrap();
        let month = gather(&sources, place.period, &settings, &templates);
        let (plan, year) = (Plan::of(&settings), place.period.year());
        let (mut figures, mut own_estimates) = (0, 0);
        for unit in 0..settings.units.len() {
            let lists: Vec<Arc<[MergedRow]>> =
                settings.lists.values().map(|list| merge(list, &month, unit)).collect();
            let mut answers = Answers::new(&plan, &lists, year);
            for (indicator, own) in settings.indicators.values().enumerate() {
                let Some(derivation) = &own.derivation else { continue };
                let (of, _, list) = settings.lists.get_full(&derivation.list).unwrap();
                let rows: Vec<&MergedRow> = counted(&lists[of]).collect();
                let [actual, estimate] = [Basis::Actual, Basis::Estimate].map(|basis| {
                    let conditions = &derivation.conditions;
                    let asked = |_: usize, row: &MergedRow| {
                        satisfies(&row.row, conditions, list, basis, year)
                    };
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
