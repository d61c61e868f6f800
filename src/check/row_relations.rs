//! Relations of the settings, held against single organisations.
//!
//! No relation between list columns is declared: one between figures that are drawn alike from
//! columns of one list, over the same rows, holds of each of these rows, too. Profit is not more
//! than turnover on the whole because it is not in any one.

use rust_decimal::Decimal;

use super::relations::holding_values;
use super::{Evidence, Finding};
use crate::figures::alternative::Alternative;
use crate::figures::consolidate::{MergedRow, satisfies};
use crate::kinds::Sign;
use crate::settings::{
    Basis, ColumnKind, Condition, Derivation, List, ListOperation, Relation, Settings, Term,
};
use workbook_io::Address;

/// A relation that holds of each row of a list.
pub(super) struct RowRelation<'s> {
    pub(super) relation: &'s Relation,
    pub(super) list: &'s List,
    conditions: &'s [Condition],
    /// Its terms, the left one first, each with the place of its column.
    terms: Vec<(&'s Term, usize)>,
    /// The figures that hang on it.
    codes: Vec<String>,
}

/// A row that breaks it.
pub(super) struct RowBreach<'a> {
    pub(super) row: &'a MergedRow,
    pub(super) basis: Basis,
    pub(super) left: Decimal,
    pub(super) right: Decimal,
}

/// The relations that hold of rows, too.
pub(super) fn row_relations(settings: &Settings) -> Vec<RowRelation<'_>> {
    let of_figures =
        settings.relations.iter().filter_map(|relation| row_relation(relation, settings));
    let own = settings.list_relations.iter();
    let of_columns = own.filter_map(|own| column_relation(&own.list, &own.relation, settings));
    of_figures.chain(of_columns).collect()
}

/// A relation that is declared between columns of a list.
fn column_relation<'s>(
    list: &str,
    relation: &'s Relation,
    settings: &'s Settings,
) -> Option<RowRelation<'s>> {
    let list = settings.lists.get(list)?;
    let terms = [vec![&relation.left], relation.right.terms()].concat();
    let placed = terms.into_iter().map(|term| {
        let (_, column) = term.code.split_once('.')?;
        Some((term, list.columns.get_index_of(column)?))
    });
    let terms = placed.collect::<Option<Vec<_>>>()?;
    let codes = figures_of_columns(list, &terms, settings);
    Some(RowRelation { relation, list, conditions: &[], terms, codes })
}

/// The figures that are drawn from these columns.
fn figures_of_columns(list: &List, terms: &[(&Term, usize)], settings: &Settings) -> Vec<String> {
    let named = |column: &str| {
        terms.iter().any(|(_, place)| {
            list.columns.get_index(*place).is_some_and(|(code, _)| code == column)
        })
    };
    let drawn = settings.indicators.values().filter(|indicator| {
        let own = indicator.derivation.as_ref().filter(|own| own.list == list.code);
        own.is_some_and(|own| own.columns().any(named))
    });
    drawn.map(|indicator| indicator.code.clone()).collect()
}

fn row_relation<'s>(relation: &'s Relation, settings: &'s Settings) -> Option<RowRelation<'s>> {
    let terms = [vec![&relation.left], relation.right.terms()].concat();
    let indicator = |term: &Term| settings.indicators.get(&term.code);
    let derivation = |term: &Term| indicator(term)?.derivation.as_ref();
    let first: &Derivation = derivation(terms[0])?;
    // Of those who joined in the year some may have left: what adds up over the year is no part of
    // what is there.
    let over = |term: &Term| indicator(term).map(|indicator| indicator.over_periods);
    if terms.iter().any(|term| over(term) != over(terms[0])) {
        return None;
    }
    let list = settings.lists.get(&first.list)?;
    let alike = |other: &Derivation| {
        let same_operation = match (&first.operation, &other.operation) {
            (ListOperation::Sum(_), ListOperation::Sum(_))
            | (ListOperation::Mean(_), ListOperation::Mean(_)) => true,
            (ListOperation::MeanBy(_, one), ListOperation::MeanBy(_, other)) => one == other,
            _ => false,
        };
        same_operation && other.list == first.list && other.conditions == first.conditions
    };
    let placed = terms.into_iter().map(|term| {
        let own = derivation(term).filter(|own| term.basis.is_none() && alike(own))?;
        Some((term, list.columns.get_index_of(own.operation.column()?)?))
    });
    let terms = placed.collect::<Option<Vec<_>>>()?;
    let codes = terms.iter().map(|(term, _): &(&Term, usize)| term.code.clone()).collect();
    Some(RowRelation { relation, list, conditions: &first.conditions, terms, codes })
}

impl<'s> RowRelation<'s> {
    /// The rows of a unit that break it, each on the first basis on which it does.
    pub(super) fn breaches<'a>(&self, evidence: &Evidence<'a>, unit: usize) -> Vec<RowBreach<'a>> {
        let lists = evidence.figures.lists.iter();
        let rows = lists.filter(|merged| merged.list == self.list.code);
        let rows = rows.flat_map(|merged| merged.counted(unit));
        let year = evidence.month.period.year();
        let own = rows.filter(|row| {
            row.sub_unit.is_none()
                && satisfies(&row.row, self.conditions, self.list, Basis::Actual, year)
                    == Some(true)
        });
        let broken = own.filter_map(|row| {
            [Basis::Actual, Basis::Estimate].into_iter().find_map(|basis| self.breach(row, basis))
        });
        broken.collect()
    }

    fn breach<'a>(&self, row: &'a MergedRow, basis: Basis) -> Option<RowBreach<'a>> {
        let value = |term: &Term| row.row.field_of(self.place(term)?, basis)?.number();
        let left = value(&self.relation.left)?;
        let right = self.relation.right.value(&value)?;
        let over = match self.relation.comparison {
            Sign::Equal => (left - right).abs(),
            _ => left - right,
        };
        let is_money = |(_, place): &(&Term, usize)| {
            self.list.columns.get_index(*place).is_some_and(|(_, c)| c.kind == ColumnKind::Money)
        };
        // Parts of an amount are rounded each by itself.
        let is_sum_of_money =
            self.relation.comparison == Sign::Equal && self.terms.iter().any(is_money);
        let slack = if is_sum_of_money && !self.relation.right.divides() {
            Decimal::ONE
        } else {
            self.relation.rounding_of(left)
        };
        (over > slack).then_some(RowBreach { row, basis, left, right })
    }

    fn place(&self, term: &Term) -> Option<usize> {
        let own = self.terms.iter().find(|(own, _)| own.code == term.code);
        own.map(|(_, place)| *place)
    }

    /// The cells of a row that go into it, the left one first, each with its column's name.
    pub(super) fn cells(&self, breach: &RowBreach<'_>) -> Vec<(&'s str, Address)> {
        let cells = self.terms.iter().filter_map(|(_, place)| {
            let field = breach.row.row.field_of(*place, breach.basis)?;
            let (_, column) = self.list.columns.get_index(*place)?;
            Some((column.name.as_str(), field.at))
        });
        cells.collect()
    }

    /// For each term the numbers with which the relation would hold of all these rows, the others
    /// being right.
    pub(super) fn ways_to_hold(
        &self,
        breaches: &[RowBreach<'_>],
        finding: &Finding,
    ) -> Vec<Alternative> {
        let ways = self.terms.iter().map(|(term, place)| {
            let numbers = breaches.iter().filter_map(|breach| {
                let field = |place: usize| breach.row.row.field_of(place, breach.basis);
                let value = |term: &Term| field(self.place(term)?)?.number();
                let ways = holding_values(self.relation, &value).into_iter();
                let (_, value) = ways.into_iter().find(|(own, _)| std::ptr::eq(*own, *term))?;
                Some((field(*place)?.at, Some(value)))
            });
            finding.numbers(numbers)
        });
        ways.filter(|way| !way.is_empty()).collect()
    }

    /// The figures that hang on it.
    pub(super) fn codes(&self) -> Vec<String> {
        self.codes.clone()
    }
}
