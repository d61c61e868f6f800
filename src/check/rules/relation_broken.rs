//! Relations of the settings that a unit's figures break: parts larger than their total, opening +
//! in - out that is not closing.

use std::cell::LazyCell;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::check::relations::{
    Breach, RelationCase, ResolvedRelation, holding_values, resolved_relations,
    speaks_against_list, written_cells,
};
use crate::check::row_relations::{RowRelation, row_relations};
use crate::check::sentence_parts::{number, place_of};
use crate::check::unruled::figures_unruled;
use crate::check::used_data::UsedSheet;
use crate::check::{Check, Finding, Fix, Rule, Severity, WithFixesApplied};
use crate::figures::alternative::{Alternative, CellPlace, Changed};
use crate::figures::consolidate::Figures;
use crate::kinds::Sign;
use crate::settings::{Basis, ListOperation, NumberKind, OverPeriods, Term};
use workbook_io::{Address, format_addresses};

pub(super) const RULE: Rule = Rule {
    code: "quan-he-so-lieu",
    severity: Severity::Error,
    title: "Số liệu không khớp nhau",
    why: "Các phần cộng lại phải bằng hoặc không lớn hơn tổng số; số cuối kỳ phải khớp số đầu kỳ, \
          tăng, giảm. Không khớp thì ít nhất một số sai.",
    remedy: "Đề nghị đơn vị kiểm tra các ô nêu trong câu. Các quan hệ ở trang Quan hệ của \
             khai-bao.xlsx.",
    example: "Xã Một, Biểu 01, ô F39: Cộng theo trình độ bằng tổng số cán bộ quản lý HTX, \
              nhưng Tổng số cán bộ quản lý HTX (ô F37) là 6, còn tính từ ô F38-F41 là 7, chênh \
              lệch 1. Có khả năng ô F39 ghi thừa 1 (tính theo danh sách là 1, đang dùng 1). Đề \
              nghị kiểm tra.",
    check: Check::WithFixesApplied(check),
};

fn check(fixed: &WithFixesApplied<'_>) -> Vec<Finding> {
    let resolved = resolved_relations(fixed.evidence.settings);
    let of_rows = row_relations(fixed.evidence.settings);
    fixed.evidence.map_units(|unit| findings_of_unit(fixed, (&resolved, &of_rows), unit))
}

fn findings_of_unit(
    fixed: &WithFixesApplied<'_>,
    (all, of_rows): (&[ResolvedRelation<'_>], &[RowRelation<'_>]),
    unit: usize,
) -> Vec<Finding> {
    let cells = written_cells(fixed, unit);
    let unruled = LazyCell::new(|| figures_unruled(&fixed.evidence, unit));
    let found = all.iter().filter_map(|resolved| {
        // Other columns are usually filled in the same way and would repeat the finding.
        let mut on = [Basis::Actual, Basis::Estimate, Basis::Prior].into_iter();
        on.find_map(|basis| {
            let case = RelationCase { fixed, unit, resolved, basis, cells: &cells };
            // Organisations that break it are told by themselves.
            let mut rows =
                of_rows.iter().filter(|of_rows| std::ptr::eq(of_rows.relation, resolved.relation));
            let mut in_rows = || rows.any(|rows| !rows.breaches(&fixed.evidence, unit).is_empty());
            if case.says_as_the_list() && case.is_broken() && in_rows() {
                return None;
            }
            case.on_the_form(all).or_else(|| case.on_figures(&|| unruled.as_ref()))
        })
    });
    found.collect()
}

/// A cell that differs from the list: the term, the written value, the list's value.
type ListMismatch<'c> = (&'c Term, Decimal, Decimal);

impl<'a> RelationCase<'_, 'a> {
    /// Does the form say nothing but what the list gives?
    fn says_as_the_list(&self) -> bool {
        self.terms()
            .into_iter()
            .all(|term| self.written(term).is_none_or(|written| self.listed(term) == Some(written)))
    }

    fn is_broken(&self) -> bool {
        self.breach(&|term: &Term| self.by_list(term)).is_some()
    }

    /// Checks the relation within the form. If the list's figures would make it hold, they are
    /// proposed, unless they would break another relation; then the error may be in the list.
    fn on_the_form(&self, all: &[ResolvedRelation<'_>]) -> Option<Finding> {
        let breach = self.breach(&|term: &Term| self.written(term))?;
        let off = self.culprits();
        let is_sure = |(term, ..): &ListMismatch<'_>| {
            let at = self.place(term).map(|place| (place, self.basis_of(term)));
            let forms = (all, self.cells);
            at.is_some_and(|at| !speaks_against_list(self.fixed, self.unit, forms, at))
        };
        let culprits = if off.iter().all(is_sure) { &off[..] } else { &[] };
        let blamed: Vec<&Term> = match culprits {
            [] => self.terms(),
            culprits => culprits.iter().map(|(term, ..)| *term).collect(),
        };
        let mut finding = self.finding(&blamed, &breach, &|_| true)?;
        match (culprits, &off[..]) {
            ([culprit], _) => self.blame(&mut finding, culprit)?,
            ([], [_, ..]) => self.leave_open(&mut finding, &off),
            _ => say(&mut finding, ("Đề nghị kiểm tra.", "Đề nghị kiểm tra.")),
        }
        for (term, _, listed) in culprits {
            let (_, cell) = self.cell(term)?;
            let written = cell.written().into_owned();
            finding.fixes.push(Fix { at: cell.at, written, value: *listed });
        }
        finding.alternatives = match &off[..] {
            [] => self.ways_to_hold(&finding, &|term: &Term| self.written(term)),
            off => {
                let by_form = off.iter().filter_map(|(term, written, _)| {
                    Some(Changed::Figure(self.place(term)?, self.basis_of(term), *written))
                });
                vec![finding.changes(by_form)]
            }
        };
        Some(finding)
    }

    /// Adds by how much the one wrong cell differs from the list.
    fn blame(
        &self,
        finding: &mut Finding,
        (term, written, listed): &ListMismatch<'_>,
    ) -> Option<()> {
        let at = self.cell(term)?.1.at;
        let (word, by) = match written > listed {
            true => ("thừa", written - listed),
            false => ("thiếu", listed - written),
        };
        let (by, list) = (number(by), number(*listed));
        let likely = format!("Có khả năng ô {at} ghi {word} {by} (tính theo danh sách là {list}");
        say(
            finding,
            (
                &format!("{likely}, đang dùng {list}). Đề nghị kiểm tra."),
                &format!("{likely}). Đề nghị kiểm tra."),
            ),
        );
        finding.found = number(*written);
        finding.expected = list;
        Some(())
    }

    /// Adds the list's figures, which the form contradicts.
    fn leave_open(&self, finding: &mut Finding, off: &[ListMismatch<'_>]) {
        let listed = off.iter().filter_map(|(term, _, listed)| {
            Some(format!("ô {} là {}", self.cell(term)?.1.at, number(*listed)))
        });
        let listed = listed.collect::<Vec<_>>().join("; ");
        let open = "nhưng như vậy lại không khớp với ô khác của biểu, nên chưa rõ số nào đúng. Đề \
                    nghị kiểm tra cả danh sách.";
        say(
            finding,
            (
                &format!("Tính theo danh sách, {listed} (đang dùng), {open}"),
                &format!("Tính theo danh sách, {listed}, {open}"),
            ),
        );
    }

    /// Checks the relation between the figures used, if it holds within the form. One that holds with
    /// the lists as the unit wrote them is broken by what the office left out or counted.
    fn on_figures<'f>(&self, unruled: &dyn Fn() -> Option<&'f Figures>) -> Option<Finding> {
        let breach = |figures: &Figures| self.breach(&|term: &Term| self.used(figures, term));
        let breach = breach(self.fixed.evidence.figures)
            .filter(|_| unruled().is_none_or(|figures| breach(figures).is_some()))?;
        let used = |term: &Term| self.used(self.fixed.evidence.figures, term);
        let is_written = |term: &Term| self.written(term).is_some_and(|w| used(term) == Some(w));
        let mut finding = self.finding(&self.terms(), &breach, &is_written)?;
        say(&mut finding, ("Đề nghị kiểm tra danh sách.", "Đề nghị kiểm tra danh sách."));
        finding.alternatives = self.ways_to_hold(&finding, &used);
        Some(finding)
    }

    /// For each term the value with which the relation would hold, the others being right.
    fn ways_to_hold(
        &self,
        finding: &Finding,
        value: &dyn Fn(&Term) -> Option<Decimal>,
    ) -> Vec<Alternative> {
        let ways = holding_values(self.resolved.relation, &value).into_iter();
        let ways = ways.filter_map(|(term, value)| {
            let (place, basis) = (self.place(term)?, self.basis_of(term));
            let is_count = self.fixed.evidence.settings.indicators[place].kind == NumberKind::Count;
            if is_count && !value.is_integer() {
                return None;
            }
            // Where the form's cell is used, what is weighed by it follows.
            let in_cell = self.cell(term).map(|(used, cell)| {
                let (on, at) = (Arc::clone(&used.sheet.on), cell.at);
                Changed::Number(CellPlace { on, at }, Some(value))
            });
            let figure = Changed::Figure(place, basis, value);
            Some(finding.changes(in_cell.into_iter().chain([figure])))
        });
        ways.collect()
    }

    fn used(&self, figures: &Figures, term: &Term) -> Option<Decimal> {
        let place = self.place(term)?;
        let figure = figures.unit_figure(self.unit, place, self.basis_of(term))?;
        let value = figure.complete.then(|| figure.value()).flatten()?;
        // A fraction of a count comes from an error that is reported at its own cell.
        let is_count = || self.fixed.evidence.settings.indicators[place].kind == NumberKind::Count;
        (value.is_integer() || !is_count()).then_some(value)
    }

    /// The cells that differ from the list, if the relation holds with the list's figures.
    fn culprits(&self) -> Vec<ListMismatch<'_>> {
        if self.breach(&|term: &Term| self.by_list(term)).is_some() {
            return Vec::new();
        }
        let off = self.terms().into_iter().filter_map(|term| {
            let (written, listed) = (self.written(term)?, self.listed(term)?);
            (written != listed).then_some((term, written, listed))
        });
        off.collect()
    }

    /// `is_written`: does a term's cell say its figure? Other figures come from the list.
    fn finding(
        &self,
        blamed: &[&Term],
        breach: &Breach,
        is_written: &dyn Fn(&Term) -> bool,
    ) -> Option<Finding> {
        let (used, _) = blamed.iter().find_map(|term| self.cell(term))?;
        let mut cells = self.addresses(blamed, used);
        cells.sort_unstable();
        cells.dedup();
        let mut finding = used.finding(cells);
        finding.found = number(breach.left);
        finding.expected = number(breach.right);
        let (relation, terms) = (self.resolved.relation, self.terms());
        finding.indicators = terms.iter().map(|term| term.code.clone()).collect();
        finding.bases = vec![self.basis];
        finding.eased = self.may_be_so().then_some(Severity::Warning);
        let left = &self.fixed.evidence.settings.indicators[&relation.left.code];
        let allowed = match relation.comparison {
            Sign::Equal => "là",
            _ => "chỉ cho phép đến",
        };
        finding.ask = format!(
            "{}, nhưng {} {}, còn {} {allowed} {}, chênh lệch {}.",
            relation.explanation,
            left.name,
            self.left_in_words(used, breach, is_written),
            self.right_in_words(used, is_written),
            number(breach.right),
            number((breach.left - breach.right).abs())
        );
        finding.message = format!("{}: {}", place_of(&self.fixed.evidence, &finding), finding.ask);
        Some(finding)
    }

    /// "(ô F27) là 184"; where the list says otherwise "tính theo danh sách là 220 (ô F27 ghi 184)".
    fn left_in_words(
        &self,
        used: UsedSheet<'a>,
        breach: &Breach,
        is_written: &dyn Fn(&Term) -> bool,
    ) -> String {
        let (left, value) = (&self.resolved.relation.left, number(breach.left));
        match (&self.addresses(&[left], used)[..], self.written(left)) {
            ([], _) | (_, None) => format!("tính theo danh sách là {value}"),
            (cells, _) if is_written(left) => format!("(ô {}) là {value}", format_addresses(cells)),
            (cells, Some(written)) => {
                let (at, written) = (format_addresses(cells), number(written));
                format!("tính theo danh sách là {value} (ô {at} ghi {written})")
            }
        }
    }

    /// "tính từ ô D27, F28", with the list where that gives some of the figures.
    fn right_in_words(&self, used: UsedSheet<'a>, is_written: &dyn Fn(&Term) -> bool) -> String {
        let terms = self.terms();
        let (own, listed): (Vec<&Term>, Vec<&Term>) =
            terms[1..].iter().partition(|term| is_written(term));
        match (&self.addresses(&own, used)[..], &listed[..]) {
            ([], _) => "tính theo danh sách".to_owned(),
            (cells, []) => format!("tính từ ô {}", format_addresses(cells)),
            (cells, _) => format!("tính từ ô {} và danh sách", format_addresses(cells)),
        }
    }

    /// Of those who joined over the year some may have left again: they may be more than there are.
    fn may_be_so(&self) -> bool {
        let indicators = &self.fixed.evidence.settings.indicators;
        let over = |term: &Term| indicators.get(&term.code).map(|own| own.over_periods);
        let left = &self.resolved.relation.left;
        let counts_rows = indicators.get(&left.code).is_some_and(|own| {
            own.derivation.as_ref().is_some_and(|from| from.operation == ListOperation::Count)
        });
        let is_over_the_year = over(left) == Some(OverPeriods::YearToDate) && !counts_rows;
        self.resolved.relation.comparison == Sign::AtMost
            && is_over_the_year
            && self.terms()[1..].iter().all(|term| over(term) == Some(OverPeriods::Latest))
    }

    fn addresses(&self, terms: &[&Term], on: UsedSheet<'a>) -> Vec<Address> {
        let cells = terms.iter().filter_map(|term| self.cell(term));
        cells.filter(|(used, _)| std::ptr::eq(used.sheet, on.sheet)).map(|(_, c)| c.at).collect()
    }
}

/// Adds a sentence, to the office and to the unit.
fn say(finding: &mut Finding, (office, unit): (&str, &str)) {
    finding.message = format!("{} {office}", finding.message);
    finding.ask = format!("{} {unit}", finding.ask);
}
