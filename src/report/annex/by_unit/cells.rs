//! One unit's cells of one item.

use rust_decimal::Decimal;

use super::groups::{Column, Group};
use super::lack::ConsolidatedRow;
use super::layout::{ByUnitSheet, FIRST};
use crate::judge::units::{Standing, figure_of_unit};
use crate::judge::{FigureDoubt, Status};
use crate::report::annex::columns::{FIRST_UNIT, count};
use crate::report::annex::formula::{literal, number_or_blank};
use crate::report::annex::style;
use crate::report::annex::unit_formula::UnitRow;
use crate::settings::{Settings, Threshold, UnitYardstick};
use workbook_io::Address;
use workbook_io::number::rounded;
use workbook_io::sheet::{Content, Emphasis, FormulaResult};

/// Where a unit has none of what is counted.
pub(super) const LACKING: &str = "chưa có";
/// The word where an open finding decides a unit's verdict.
pub(super) const IN_DOUBT: &str = "Đang rà soát";

/// The words of verdicts that stand out, with their looks.
pub(super) fn painted() -> [(Vec<&'static str>, Emphasis); 2] {
    let unmet = [false, true].map(|past| Status::Unmet.word(past)).to_vec();
    let open = vec![Status::NoData.vietnamese(), Status::NotChecked.vietnamese(), IN_DOUBT];
    [(unmet, style::UNMET), (open, style::OPEN)]
}

impl ByUnitSheet<'_, '_> {
    fn settings(&self) -> &Settings {
        &self.results.workspace.settings
    }

    fn unit_row(&self, unit: usize) -> UnitRow<'_> {
        let (plan, settings) = (&self.plan, self.settings());
        UnitRow { plan, settings, row: FIRST_UNIT + count(unit), from_elsewhere: true }
    }

    fn own_yardstick(&self, unit: usize, group: &Group<'_, '_>) -> UnitYardstick {
        let own = &group.part.units[unit];
        let mut yardstick = group.yardstick.clone();
        let document = own.document.clone();
        if let (Some(_), Some(level)) = (&document, own.level) {
            yardstick.threshold = Threshold::Number(level);
            yardstick.upper = own.upper;
        }
        UnitYardstick { yardstick, document }
    }

    /// The verdict of a unit's figure, as it is now.
    pub(super) fn word(&self, unit: usize, group: &Group<'_, '_>) -> &'static str {
        let own = &group.part.units[unit];
        let [met, unmet] = group.yardstick.kind.beside_common;
        match own.standing {
            Standing::Assigned(Status::NotChecked) | Standing::Common(Status::NotChecked) => {
                IN_DOUBT
            }
            Standing::Assigned(status) => status.word(self.past(group)),
            Standing::Common(Status::Met) => met,
            Standing::Common(Status::Unmet) => unmet,
            Standing::Common(Status::NoData) => Status::NoData.vietnamese(),
            Standing::NoLevel | Standing::Unrelated => "",
        }
    }

    pub(super) fn past(&self, group: &Group<'_, '_>) -> bool {
        let [set, target, item] = group.at;
        self.results.verdicts[set].targets[target].items[item].past_deadline
    }

    /// A unit's cell, and its decimals where it is a number.
    pub(super) fn cell(
        &self,
        unit: usize,
        col: u32,
        group: &Group<'_, '_>,
        column: Column,
    ) -> (Content, Option<u32>) {
        let own = &group.part.units[unit];
        let decimals = group.yardstick.decimals;
        match column {
            Column::Figure => {
                let terms = group.yardstick.figure.terms();
                let is_entered = |code: &str| self.settings().indicators[code].entered.is_some();
                // What the office alone has is nothing of a unit.
                if terms.iter().any(|term| is_entered(&term.code)) {
                    return (Content::Blank, None);
                }
                let formula = self.unit_row(unit).printed(group.yardstick);
                (Content::formula(formula, number_or_blank(own.printed)), Some(decimals))
            }
            Column::Level => {
                let level = own.level.filter(|_| own.document.is_some());
                (level.map_or(Content::Blank, Content::Number), Some(decimals))
            }
            Column::Verdict => (self.verdict(unit, col, group), None),
            Column::Gap => (self.gap(unit, col, group), Some(self.gap_decimals(group))),
            Column::Lacking => {
                let lacks = group.part.contribution.as_ref();
                let lacks = lacks.is_some_and(|own| own.lacking.contains(&unit));
                (if lacks { LACKING.into() } else { Content::Blank }, None)
            }
            Column::Change => (self.change(unit, col, group), Some(decimals)),
            Column::Whole => (self.whole(unit, col, group), None),
        }
    }

    /// The cell of another column of the same item in a unit's row.
    fn beside(
        &self,
        unit: usize,
        col: u32,
        group: &Group<'_, '_>,
        wanted: Column,
    ) -> Option<String> {
        let place = |column: Column| group.columns.iter().position(|own| *own == column);
        let here = self.columns().find(|(at, ..)| *at == col).map(|(.., column)| column)?;
        let first = col - count(place(here)?);
        let at = Address::new(FIRST + count(unit), first + count(place(wanted)?));
        Some(at.to_string())
    }

    fn verdict(&self, unit: usize, col: u32, group: &Group<'_, '_>) -> Content {
        let own = &group.part.units[unit];
        let now = self.word(unit, group);
        if own.standing.status().is_none() {
            return Content::Blank;
        }
        if own.doubt == FigureDoubt::Verdict {
            return now.into();
        }
        let [met, unmet] = match own.standing {
            Standing::Assigned(_) => {
                [Status::Met, Status::Unmet].map(|status| status.word(self.past(group)))
            }
            _ => group.yardstick.kind.beside_common,
        };
        let words = [met, unmet, Status::NoData.vietnamese()].map(literal);
        let yardstick = self.own_yardstick(unit, group).yardstick;
        let level = own.document.as_ref();
        let level = level.and_then(|_| self.beside(unit, col, group, Column::Level));
        let formula = self.unit_row(unit).verdict(&yardstick, level, words);
        Content::formula(formula, FormulaResult::Text(now.to_owned()))
    }

    pub(super) fn gap_decimals(&self, group: &Group<'_, '_>) -> u32 {
        let parts = group.part.contribution.iter().flat_map(|own| own.parts.iter().flatten());
        parts.map(|part| part.normalize().scale()).max().unwrap_or(0).min(2)
    }

    fn gap(&self, unit: usize, col: u32, group: &Group<'_, '_>) -> Content {
        let Some(own) = &group.part.contribution else { return Content::Blank };
        let measure = &group.part.units[unit];
        let level = match (group.fraction.as_ref(), &measure.document) {
            (Some(fraction), Some(_)) if fraction.divisor.is_number() => match measure.upper {
                None => self.beside(unit, col, group, Column::Level),
                Some(_) => measure.level_towards(own.direction).map(|level| level.to_string()),
            },
            (Some(fraction), None) if fraction.divisor.is_number() => None,
            _ => self.common_level(group),
        };
        let row = ConsolidatedRow { plan: &self.plan, row: FIRST_UNIT + count(unit) };
        let formula = level.and_then(|level| row.lack(group, &level, own.direction));
        let now = own.parts[unit].map(|part| rounded(part, 9));
        formula.map_or(Content::Blank, |formula| Content::formula(formula, number_or_blank(now)))
    }

    /// The level of all, towards which the figure must go.
    pub(super) fn common_level(&self, group: &Group<'_, '_>) -> Option<String> {
        let own = group.part.contribution.as_ref()?;
        let total = UnitRow {
            plan: &self.plan,
            settings: self.settings(),
            row: self.plan.total_row(),
            from_elsewhere: true,
        };
        let level = match group.yardstick.threshold {
            Threshold::Number(level) => level,
            Threshold::Column(basis) => {
                let exact = total.exact(group.yardstick, basis);
                return Some(format!("ROUND({exact},{})", group.yardstick.decimals));
            }
        };
        let upper = group.yardstick.upper.filter(|upper| {
            own.direction == crate::judge::units::Direction::Down
                && group.yardstick.holds(*upper, level)
        });
        Some(upper.unwrap_or(level).to_string())
    }

    fn change(&self, unit: usize, col: u32, group: &Group<'_, '_>) -> Content {
        let settings = self.settings();
        let value = |figures| figure_of_unit(group.yardstick, figures, settings);
        let then = self.results.earlier().and_then(|earlier| value(earlier.by_unit.get(unit)?));
        let now = value(&self.results.figures.by_unit[unit]);
        let decimals = group.yardstick.decimals;
        let both =
            now.zip(then).map(|(now, then)| (rounded(now, decimals), rounded(then, decimals)));
        let cell = self.beside(unit, col, group, Column::Figure);
        let (Some((now, then)), Some(cell)) = (both, cell) else { return Content::Blank };
        let formula = format!("IF(ISNUMBER({cell}),ROUND({cell}-{then},{decimals}),\"\")");
        let change: Decimal = now - then;
        Content::formula(formula, FormulaResult::Number(change))
    }

    /// The verdict of an item of several parts, from its parts' cells.
    fn whole(&self, unit: usize, col: u32, group: &Group<'_, '_>) -> Content {
        let verdict = self.results.by_unit.item(group.at).and_then(|own| own.verdict(unit));
        let Some((status, _)) = verdict else { return Content::Blank };
        let row = FIRST + count(unit);
        let columns = self.columns().take_while(|(at, ..)| *at < col);
        let own =
            columns.filter(|(_, other, column)| other.at == group.at && *column == Column::Verdict);
        let cells: Vec<String> = own.map(|(at, ..)| Address::new(row, at).to_string()).collect();
        let needs_all = match &group.item.item.criterion {
            crate::settings::Criterion::ByParts { how, .. } => how.needs_all,
            _ => true,
        };
        let past = self.past(group);
        let word = |status: Status| match status {
            Status::NotChecked => IN_DOUBT,
            other => other.word(past),
        };
        let order = match needs_all {
            true => [Status::Unmet, Status::NoData, Status::NotChecked, Status::Met],
            false => [Status::Met, Status::NoData, Status::NotChecked, Status::Unmet],
        };
        let says = |word: &str| {
            let cells = cells.iter().map(|cell| format!("{cell}={}", literal(word)));
            format!("OR({})", cells.collect::<Vec<_>>().join(","))
        };
        let (last, others) = order.split_last().expect("there are always four verdicts");
        let formula = others.iter().rfold(literal(word(*last)), |otherwise, status| {
            format!("IF({},{},{otherwise})", says(word(*status)), literal(word(*status)))
        });
        Content::formula(formula, FormulaResult::Text(word(status).to_owned()))
    }
}
