//! Relations of the settings that a unit's figures break: parts that exceed their total,
//! opening + in - out that is not closing.

use rust_decimal::Decimal;

use crate::cell::{Address, addresses_in_words};
use crate::check::look::UsedSheet;
use crate::check::words::{number, place_of};
use crate::check::{Check, Finding, Mended, Rule, Severity, WhatIf};
use crate::decimal::rounded;
use crate::form::FigureCell;
use crate::settings::{Basis, Comparison, Kind, Relation, Term};

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
    check: Check::Mended(check),
};

/// A unit's cells of figure sheets, by indicator and basis.
type Cells<'a> = Vec<[Option<(UsedSheet<'a>, FigureCell<'a>)>; Basis::ALL.len()]>;

/// A relation with its terms, the left one first, and their indicators' places in the settings.
struct Watched<'s> {
    relation: &'s Relation,
    terms: Vec<(&'s Term, usize)>,
}

fn check(mended: &Mended<'_>) -> Vec<Finding> {
    let settings = mended.evidence.settings;
    let watched = settings.relations.iter().filter_map(|relation| {
        let terms = [vec![&relation.left], relation.right.terms()].concat();
        let place = |term: &Term| settings.indicators.get_index_of(&term.code);
        let terms = terms.into_iter().map(|term| Some((term, place(term)?)));
        Some(Watched { relation, terms: terms.collect::<Option<_>>()? })
    });
    let watched: Vec<Watched<'_>> = watched.collect();
    mended.evidence.of_units(|unit| of_unit(mended, &watched, unit))
}

fn of_unit(mended: &Mended<'_>, watched: &[Watched<'_>], unit: usize) -> Vec<Finding> {
    let cells = cells(mended, unit);
    let found = watched.iter().filter_map(|Watched { relation, terms }| {
        // Both columns are mostly filled alike: the second would only say it again.
        let mut on = [Basis::Actual, Basis::Estimate].into_iter();
        on.find_map(|basis| {
            let case = Case { mended, unit, relation, terms, basis, cells: &cells };
            case.on_the_form().or_else(|| case.on_figures())
        })
    });
    found.collect()
}

fn cells<'a>(mended: &Mended<'a>, unit: usize) -> Cells<'a> {
    let mut cells: Cells<'_> =
        vec![[None; Basis::ALL.len()]; mended.evidence.settings.indicators.len()];
    for used in mended.evidence.used_sheets_of(unit) {
        for cell in used.sheet.figures.filled().filter(|cell| cell.reading.number().is_some()) {
            cells[cell.indicator][cell.basis as usize].get_or_insert((used, cell));
        }
    }
    cells
}

/// One relation, held against one unit's figures on one basis.
struct Case<'c, 'a> {
    mended: &'c Mended<'a>,
    unit: usize,
    relation: &'c Relation,
    terms: &'c [(&'c Term, usize)],
    basis: Basis,
    cells: &'c Cells<'a>,
}

/// What stands on both sides of a broken relation.
struct Breach {
    left: Decimal,
    right: Decimal,
}

impl<'a> Case<'_, 'a> {
    /// The relation within the form, as the unit wrote it.
    fn on_the_form(&self) -> Option<Finding> {
        let written = |term: &Term| self.cell(term)?.1.reading.number();
        let breach = self.breach(&written)?;
        let culprits = self.culprits();
        let terms = self.terms();
        let blamed: Vec<&Term> = if culprits.is_empty() {
            terms
        } else {
            culprits.iter().map(|(term, ..)| *term).collect()
        };
        let mut finding = self.finding(&blamed, &breach, "")?;
        if let [(term, written, listed)] = culprits[..] {
            let at = self.cell(term)?.1.at;
            let (word, by) = if written > listed {
                ("thừa", written - listed)
            } else {
                ("thiếu", listed - written)
            };
            finding.message = format!(
                "{} Có khả năng ô {at} ghi {word} {} (tính theo danh sách là {}, đang dùng {}). Đề \
                 nghị kiểm tra.",
                finding.message,
                number(by),
                number(listed),
                number(listed)
            );
            finding.found = number(written);
            finding.expected = number(listed);
        } else {
            finding.message.push_str(" Đề nghị kiểm tra.");
        }
        for (term, written, listed) in culprits {
            let (_, cell) = self.cell(term)?;
            let fix = crate::check::Fix { at: cell.at, written: cell.written().into_owned(), value: listed };
            finding.fixes.push(fix);
            let (code, basis) = (term.code.clone(), self.basis_of(term));
            finding.what_if.push(WhatIf { code, basis, value: written });
        }
        Some(finding)
    }

    /// The relation between the figures that are used, where the form alone does not break it.
    fn on_figures(&self) -> Option<Finding> {
        let figure = |term: &Term| {
            let evidence = &self.mended.evidence;
            let place = self.place(term)?;
            let figure = evidence.figures.of_unit(self.unit, place, self.basis_of(term))?;
            let value = figure.complete.then(|| figure.value()).flatten()?;
            // Part of a head comes of a slip that is said at its own cell.
            let is_count = || evidence.settings.indicators[place].kind == Kind::Count;
            (value.is_integer() || !is_count()).then_some(value)
        };
        let breach = self.breach(&figure)?;
        let mut finding = self.finding(&self.terms(), &breach, " (tính theo danh sách)")?;
        finding.message.push_str(" Đề nghị kiểm tra danh sách.");
        Some(finding)
    }

    /// Both sides, where both are known and the relation does not hold. Means are rounded
    /// where they are written, so that sums of them may be off by half a digit each.
    fn breach(&self, value: &impl Fn(&Term) -> Option<Decimal>) -> Option<Breach> {
        let left = value(&self.relation.left)?;
        let right = self.relation.right.value(value)?;
        let over = match self.relation.comparison {
            Comparison::Equal => (left - right).abs(),
            _ => left - right,
        };
        (over > Decimal::ZERO && over > self.tolerance()).then_some(Breach { left, right })
    }

    fn tolerance(&self) -> Decimal {
        let slack = |term: &&Term| {
            let indicator = &self.mended.evidence.settings.indicators[&term.code];
            match indicator.kind {
                Kind::Count => Decimal::ZERO,
                Kind::Money | Kind::Share => Decimal::new(5, indicator.decimals + 1),
            }
        };
        self.terms().iter().map(slack).sum()
    }

    /// The cells that say something else than the list, where taking the list's figures for
    /// them makes the relation hold: the term, what is written, what the list gives.
    fn culprits(&self) -> Vec<(&Term, Decimal, Decimal)> {
        let off = self.terms().into_iter().filter_map(|term| {
            let written = self.cell(term)?.1.reading.number()?;
            let listed = self.listed(term)?;
            (written != listed).then_some((term, written, listed))
        });
        let off: Vec<_> = off.collect();
        let by_list = |term: &Term| {
            self.listed(term).or_else(|| self.cell(term)?.1.reading.number())
        };
        if self.breach(&by_list).is_none() { off } else { Vec::new() }
    }

    fn listed(&self, term: &Term) -> Option<Decimal> {
        let place = self.place(term)?;
        let listed = self.mended.evidence.listed(self.unit, place, self.basis_of(term))?;
        Some(rounded(listed, self.mended.evidence.settings.indicators[place].decimals))
    }

    fn finding(&self, blamed: &[&Term], breach: &Breach, source: &str) -> Option<Finding> {
        let (used, _) = blamed.iter().find_map(|term| self.cell(term))?;
        let mut cells = self.addresses(blamed, used);
        cells.sort_unstable();
        cells.dedup();
        let mut finding = used.finding(cells);
        finding.found = number(breach.left);
        finding.expected = number(breach.right);
        let terms = self.terms();
        finding.indicators = terms.iter().map(|term| term.code.clone()).collect();
        finding.bases = vec![self.basis];
        let left = &self.mended.evidence.settings.indicators[&self.relation.left.code];
        let at = |terms: &[&Term]| {
            let cells = self.addresses(terms, used);
            if cells.is_empty() { String::new() } else { addresses_in_words(&cells) }
        };
        let (left_at, right_at) = (at(&[&self.relation.left]), at(&terms[1..]));
        let allowed = match self.relation.comparison {
            Comparison::Equal => "là",
            _ => "chỉ cho phép đến",
        };
        finding.message = format!(
            "{}: {}, nhưng {} (ô {left_at}) là {}, còn tính từ ô {right_at} {allowed} {}{source}, chênh \
             lệch {}.",
            place_of(&self.mended.evidence, &finding),
            self.relation.explanation,
            left.name,
            number(breach.left),
            number(breach.right),
            number((breach.left - breach.right).abs())
        );
        Some(finding)
    }

    fn addresses(&self, terms: &[&Term], on: UsedSheet<'a>) -> Vec<Address> {
        let cells = terms.iter().filter_map(|term| self.cell(term));
        cells.filter(|(used, _)| std::ptr::eq(used.sheet, on.sheet)).map(|(_, c)| c.at).collect()
    }

    /// All terms, the left one first.
    fn terms(&self) -> Vec<&Term> {
        self.terms.iter().map(|(term, _)| *term).collect()
    }

    /// The place of a term's indicator.
    fn place(&self, term: &Term) -> Option<usize> {
        let own = self.terms.iter().find(|(own, _)| std::ptr::eq(*own, term));
        own.map(|(_, place)| *place)
    }

    fn cell(&self, term: &Term) -> Option<(UsedSheet<'a>, FigureCell<'a>)> {
        self.cells[self.place(term)?][self.basis_of(term) as usize]
    }

    fn basis_of(&self, term: &Term) -> Basis {
        term.basis.unwrap_or(self.basis)
    }
}
