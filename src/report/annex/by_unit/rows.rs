//! One row a unit, and the rows below the units.

use rust_decimal::Decimal;

use super::groups::{Column, Group};
use super::lack::ConsolidatedRow;
use super::layout::{ByUnitSheet, FIRST, SIZE, TALLY_HEADS};
use crate::report::annex::columns::count;
use crate::report::annex::formula::number_or_blank;
use crate::report::annex::style;
use workbook_io::Address;
use workbook_io::number::rounded;
use workbook_io::sheet::{
    Content, FormulaResult, HorizontalAlign, Row, Style, count_lines, row_height,
};

impl ByUnitSheet<'_, '_> {
    pub(super) fn unit(&self, unit: usize) -> Row {
        let settings = &self.results.workspace.settings;
        let received = self.results.month.used_by(unit).next().is_some();
        let plain = Style { fill: (!received).then_some(style::ABSENT), ..style::cell(SIZE) };
        let centre = Style { across: HorizontalAlign::Center, ..plain.clone() };
        let name = &settings.units[unit].name;
        let mut cells = vec![
            (0, Decimal::from(unit + 1).into(), centre.clone()),
            (1, name.clone().into(), plain.clone()),
        ];
        for (col, group, column) in self.columns() {
            let (content, decimals) = self.cell(unit, col, group, column);
            let style = match decimals {
                Some(decimals) => Style { number: style::decimals(decimals), ..plain.clone() },
                None => centre.clone(),
            };
            cells.push((col, content, style));
        }
        if self.has_tally() {
            for (col, content) in (self.tally_from()..).zip(self.tally(unit)) {
                cells.push((col, content, centre.clone()));
            }
        }
        let most = count_lines(name, 200, SIZE, false);
        Row { index: FIRST + count(unit), height: Some(row_height(most, SIZE)), cells }
    }

    /// Totals, the largest parts, what is no unit's, and the notes.
    pub(super) fn feet(&self) -> Vec<Row> {
        let total = self.total_row();
        let mut rows = vec![
            self.foot(total, "Toàn bộ", true, |group, column, col| {
                self.total(group, column, col)
            }),
            self.foot(total + 1, "Chênh lệch lớn nhất", false, |group, column, col| {
                self.most(group, column, col)
            }),
        ];
        let has_rest = |group: &Group<'_, '_>| {
            group.part.contribution.as_ref().is_some_and(|own| !own.remainder.is_zero())
                && group.columns.contains(&Column::Gap)
        };
        if self.groups.iter().any(has_rest) {
            let label = "Phần không giao cho đơn vị nào";
            rows.push(
                self.foot(total + 2, label, false, |group, column, col| {
                    self.rest(group, column, col)
                }),
            );
        }
        if let Some(documents) = self.documents() {
            let index = rows.last().map_or(total, |row| row.index) + 1;
            let style = Style { italic: true, ..style::line(SIZE) };
            let style = Style { wrap: false, ..style };
            rows.push(Row { index, height: None, cells: vec![(0, documents.into(), style)] });
        }
        rows
    }

    fn foot(
        &self,
        index: u32,
        label: &str,
        bold: bool,
        cell: impl Fn(&Group<'_, '_>, Column, u32) -> (Content, u32),
    ) -> Row {
        let plain = Style { bold, italic: !bold, ..style::cell(SIZE) };
        let mut cells = vec![(0, Content::Blank, plain.clone()), (1, label.into(), plain.clone())];
        for (col, group, column) in self.columns() {
            let (content, decimals) = cell(group, column, col);
            let across = match column {
                Column::Verdict | Column::Whole => HorizontalAlign::Center,
                _ => plain.across,
            };
            let style = Style { across, number: style::decimals(decimals), ..plain.clone() };
            cells.push((col, content, style));
        }
        if self.has_tally() {
            let heads = (self.tally_from()..).zip(0..TALLY_HEADS.len());
            cells.extend(heads.map(|(col, _)| (col, Content::Blank, plain.clone())));
        }
        let most = count_lines(label, 200, SIZE, bold);
        Row { index, height: Some(row_height(most, SIZE)), cells }
    }

    /// The signed page's figure and verdict, and the whole's gap.
    fn total(&self, group: &Group<'_, '_>, column: Column, col: u32) -> (Content, u32) {
        let decimals = group.yardstick.decimals;
        match column {
            Column::Figure => (group.item.figure.content.clone(), decimals),
            Column::Verdict => (group.item.verdict.content.clone(), 0),
            Column::Gap => {
                let own = group.part.contribution.as_ref();
                let row = ConsolidatedRow { plan: &self.plan, row: self.plan.total_row() };
                let level = self.common_level(group);
                let formula =
                    own.zip(level).and_then(|(own, level)| row.lack(group, &level, own.direction));
                let now = own.map(|own| rounded(own.gap, 9));
                let content = formula.map_or(Content::Blank, |formula| {
                    Content::formula(formula, number_or_blank(now))
                });
                (content, self.gap_decimals(group))
            }
            Column::Lacking => {
                let lacking = group.part.contribution.as_ref().map_or(0, |own| own.lacking.len());
                let formula =
                    format!("COUNTIF({},\"{}\")", self.units_of(col), super::cells::LACKING);
                let now = FormulaResult::Number(Decimal::from(lacking));
                (Content::formula(formula, now), 0)
            }
            Column::Level | Column::Change | Column::Whole => (Content::Blank, decimals),
        }
    }

    /// The largest part of a gap, by which the column is coloured.
    fn most(&self, group: &Group<'_, '_>, column: Column, col: u32) -> (Content, u32) {
        let parts = group.part.contribution.iter().flat_map(|own| own.parts.iter().flatten());
        match (column, parts.max()) {
            (Column::Gap, Some(most)) => {
                let formula = format!("MAX({})", self.units_of(col));
                let now = FormulaResult::Number(rounded(*most, 9));
                (Content::formula(formula, now), self.gap_decimals(group))
            }
            _ => (Content::Blank, 0),
        }
    }

    /// The part of a gap that is no unit's.
    fn rest(&self, group: &Group<'_, '_>, column: Column, col: u32) -> (Content, u32) {
        match (column, &group.part.contribution) {
            (Column::Gap, Some(own)) => {
                let total = Address::new(self.total_row(), col);
                let formula = format!("ROUND({total}-SUM({}),9)", self.units_of(col));
                let now = FormulaResult::Number(rounded(own.remainder, 9));
                (Content::formula(formula, now), self.gap_decimals(group))
            }
            _ => (Content::Blank, 0),
        }
    }

    /// The documents that gave the levels.
    fn documents(&self) -> Option<String> {
        let units = self.groups.iter().flat_map(|group| &group.part.units);
        let mut documents: Vec<&str> = units.filter_map(|unit| unit.document.as_deref()).collect();
        documents.sort_unstable();
        documents.dedup();
        (!documents.is_empty()).then(|| format!("Mức giao theo: {}.", documents.join("; ")))
    }
}
