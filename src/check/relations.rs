//! Relations of the settings, checked on one unit's form. Several rules use them.

use rust_decimal::Decimal;

use super::WithFixesApplied;
use super::used_data::UsedSheet;
use crate::form::FigureCell;
use crate::kinds::Sign;
use crate::settings::{Basis, NumberKind, Relation, Settings, Term};
use workbook_io::number::rounded;

/// A relation with its terms, the left one first, and the positions of their indicators.
pub(super) struct ResolvedRelation<'s> {
    pub(super) relation: &'s Relation,
    pub(super) terms: Vec<(&'s Term, usize)>,
}

/// The relations whose terms are all known.
pub(super) fn resolved_relations(settings: &Settings) -> Vec<ResolvedRelation<'_>> {
    let resolved = settings.relations.iter().filter_map(|relation| {
        let terms = [vec![&relation.left], relation.right.terms()].concat();
        let place = |term: &Term| settings.indicators.get_index_of(&term.code);
        let terms = terms.into_iter().map(|term| Some((term, place(term)?)));
        Some(ResolvedRelation { relation, terms: terms.collect::<Option<_>>()? })
    });
    resolved.collect()
}

/// A unit's cells of figure sheets, by indicator and basis.
pub(super) type WrittenCells<'a> = Vec<[Option<(UsedSheet<'a>, FigureCell<'a>)>; Basis::ALL.len()]>;

/// The cells in which a unit wrote a number.
pub(super) fn written_cells<'a>(fixed: &WithFixesApplied<'a>, unit: usize) -> WrittenCells<'a> {
    let mut cells: WrittenCells<'_> =
        vec![[None; Basis::ALL.len()]; fixed.evidence.settings.indicators.len()];
    for used in fixed.evidence.used_sheets_of(unit) {
        for cell in used.sheet.figures.filled().filter(|cell| cell.reading.number().is_some()) {
            cells[cell.indicator][cell.basis as usize].get_or_insert((used, cell));
        }
    }
    cells
}

/// One relation, checked on one unit's figures on one basis.
pub(super) struct RelationCase<'c, 'a> {
    pub(super) fixed: &'c WithFixesApplied<'a>,
    pub(super) unit: usize,
    pub(super) resolved: &'c ResolvedRelation<'c>,
    pub(super) basis: Basis,
    pub(super) cells: &'c WrittenCells<'a>,
}

/// The two sides of a broken relation.
pub(super) struct Breach {
    pub(super) left: Decimal,
    pub(super) right: Decimal,
}

/// Does the form itself contradict the list's figure for one of its cells? It does if a relation
/// with that cell does not hold with the list's figures: whether it holds as the unit wrote it or
/// not, the cell may be right and the list wrong.
pub(super) fn speaks_against_list(
    fixed: &WithFixesApplied<'_>,
    unit: usize,
    (resolved, cells): (&[ResolvedRelation<'_>], &WrittenCells<'_>),
    (indicator, basis): (usize, Basis),
) -> bool {
    let both = [Basis::Actual, Basis::Estimate];
    let cases = resolved.iter().flat_map(|resolved| {
        both.map(|basis| RelationCase { fixed, unit, resolved, basis, cells })
    });
    let mut with_cell = cases.filter(|case| {
        let terms = case.resolved.terms.iter();
        let mut of_cell =
            terms.filter(|(term, place)| *place == indicator && case.basis_of(term) == basis);
        of_cell.next().is_some()
    });
    with_cell.any(|case| {
        let is_whole = case.terms().into_iter().all(|term| case.written(term).is_some());
        let breach = |value: &dyn Fn(&Term) -> Option<Decimal>| case.breach(&value).is_some();
        is_whole && breach(&|term| case.by_list(term))
    })
}

/// For each term of a relation the value with which both sides would be equal, the others being right;
/// none below zero.
pub(super) fn holding_values<'r>(
    relation: &'r Relation,
    value: &impl Fn(&Term) -> Option<Decimal>,
) -> Vec<(&'r Term, Decimal)> {
    let sides = || Some((value(&relation.left)?, relation.right.value(value)?));
    let Some((left, right)) = sides() else { return Vec::new() };
    let others = relation.right.terms().into_iter().filter_map(|term| {
        let own = value(term)?;
        let one_more = |other: &Term| {
            let is_it = std::ptr::eq(other, term);
            value(other).map(|value| if is_it { value + Decimal::ONE } else { value })
        };
        let adds = relation.right.value(&one_more)?.checked_sub(right)?;
        Some((term, own.checked_add(left.checked_sub(right)?.checked_div(adds)?)?))
    });
    let all = [(&relation.left, right)].into_iter().chain(others);
    all.filter(|(_, value)| !value.is_sign_negative()).collect()
}

impl<'a> RelationCase<'_, 'a> {
    /// Both sides, if both are known and the relation does not hold. Written means are rounded, so
    /// sums of them may differ by half a digit each.
    pub(super) fn breach(&self, value: &impl Fn(&Term) -> Option<Decimal>) -> Option<Breach> {
        let relation = self.resolved.relation;
        let left = value(&relation.left)?;
        let right = relation.right.value(value)?;
        let over = match relation.comparison {
            Sign::Equal => (left - right).abs(),
            _ => left - right,
        };
        (over > Decimal::ZERO && over > self.tolerance(left)).then_some(Breach { left, right })
    }

    fn tolerance(&self, left: Decimal) -> Decimal {
        if self.resolved.relation.right.divides() {
            return self.resolved.relation.rounding_of(left);
        }
        let slack = |term: &&Term| {
            let indicator = &self.fixed.evidence.settings.indicators[&term.code];
            match indicator.kind {
                NumberKind::Count | NumberKind::YesNo => Decimal::ZERO,
                NumberKind::Money | NumberKind::Share => Decimal::new(5, indicator.decimals + 1),
            }
        };
        self.terms().iter().map(slack).sum()
    }

    /// What the unit wrote.
    pub(super) fn written(&self, term: &Term) -> Option<Decimal> {
        self.cell(term)?.1.reading.number()
    }

    /// The list's figure, if there is one.
    pub(super) fn listed(&self, term: &Term) -> Option<Decimal> {
        let place = self.place(term)?;
        let listed = self.fixed.evidence.listed(self.unit, place, self.basis_of(term))?;
        Some(rounded(listed, self.fixed.evidence.settings.indicators[place].decimals))
    }

    /// The list's figure, or else what the unit wrote.
    pub(super) fn by_list(&self, term: &Term) -> Option<Decimal> {
        self.listed(term).or_else(|| self.written(term))
    }

    /// All terms, the left one first.
    pub(super) fn terms(&self) -> Vec<&Term> {
        self.resolved.terms.iter().map(|(term, _)| *term).collect()
    }

    /// The position of a term's indicator.
    pub(super) fn place(&self, term: &Term) -> Option<usize> {
        let own = self.resolved.terms.iter().find(|(own, _)| std::ptr::eq(*own, term));
        own.map(|(_, place)| *place)
    }

    /// The cell in which the unit wrote it.
    pub(super) fn cell(&self, term: &Term) -> Option<(UsedSheet<'a>, FigureCell<'a>)> {
        self.cells[self.place(term)?][self.basis_of(term) as usize]
    }

    /// A term's basis.
    pub(super) fn basis_of(&self, term: &Term) -> Basis {
        term.basis.unwrap_or(self.basis)
    }
}
