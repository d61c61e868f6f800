//! Tổng hợp: one row a unit, one column a figure; totals and means are live formulas.

mod heads;

use std::sync::Arc;

use rust_decimal::Decimal;

use super::columns::{
    ColumnContent, ColumnPlan, FIRST_UNIT, FigureColumn, HelperColumn, LEFT, SHEET, count,
};
use super::completeness;
use super::style;
use super::totals;
use super::widths::{WidestNumber, widen};
use crate::results::Results;
use crate::settings::{Basis, Indicator};
use crate::workspace::annex_book::names::UNDER_REVIEW;
use workbook_io::Address;
use workbook_io::parallel_map;
use workbook_io::sheet::{
    Area, Content, Emphasis, Highlight, HorizontalAlign, Page, Row, RowChunk, Sheet, Style,
    count_lines, row_height,
};

use heads::{CODE, GROUP};

const SIZE: u16 = 20;
/// Widths of number, unit and state in tenths of a character.
const WIDTHS: [u32; 3] = [50, 200, 130];

/// A figure's width.
const fn width(column: &FigureColumn) -> u32 {
    match column.holds {
        ColumnContent::Mean => 150,
        ColumnContent::Sum => 110,
        ColumnContent::Divisor => 80,
        ColumnContent::Figure => 120,
    }
}

/// The sheet.
pub(super) fn sheet<'a>(results: &'a Results<'_>, plan: &ColumnPlan) -> Sheet<'a> {
    let page = ConsolidatedSheet { results, plan: plan.clone() };
    let units = 0..results.workspace.settings.units.len();
    let heads = page.heads();
    let mut feet = vec![page.total(), page.missing()];
    feet.extend(plan.doubt_row().map(|row| page.doubts(row)));
    feet.extend(page.legend());
    let mut widths = WIDTHS.to_vec();
    widths.extend(page.columns().map(|(_, column)| width(column)));
    widen(&mut widths, heads.iter().chain(&feet));
    page.widen_to_units(&mut widths);
    let widths = (0..).zip(widths.into_iter().map(style::width)).collect();
    let (merges, highlights) = (page.merges(), page.whole_numbers());
    let feet_from = FIRST_UNIT + count(units.len());
    let page = Arc::new(page);
    let body = units.clone().step_by(PART).map(|first| {
        let (page, own) = (Arc::clone(&page), first..units.end.min(first + PART));
        RowChunk::new(FIRST_UNIT + count(first), own.map(move |unit| page.unit(unit)))
    });
    let mut parts = vec![RowChunk::new(0, heads)];
    parts.extend(body);
    parts.push(RowChunk::new(feet_from, feet));
    let hidden_columns = (plan.first_helper()..plan.next_helper()).collect();
    Sheet {
        widths,
        hidden_columns,
        merges,
        freeze: Some(Address::new(FIRST_UNIT, LEFT)),
        page: Page {
            landscape: true,
            repeat_rows: Some((GROUP, CODE)),
            repeat_cols: Some((0, 1)),
            footer: "&C&P/&N".to_owned(),
            ..Page::default()
        },
        highlights,
        ..Sheet::from_chunks(SHEET, parts)
    }
}

struct ConsolidatedSheet<'a, 'w> {
    results: &'a Results<'w>,
    plan: ColumnPlan,
}

/// Rows of units that a thread handles at a time.
const PART: usize = 64;

impl ConsolidatedSheet<'_, '_> {
    /// Widens columns to fit the units' numbers.
    fn widen_to_units(&self, widths: &mut [u32]) {
        let units: Vec<usize> = (0..self.results.workspace.settings.units.len()).collect();
        let parts: Vec<&[usize]> = units.chunks(PART).collect();
        let measure = |(): &mut (), part: &&[usize]| {
            let widest = self.plan.columns.iter().map(|column| {
                let mut widest = WidestNumber::new(SIZE);
                for unit in *part {
                    let (number, decimals) = self.number(*unit, column);
                    number.into_iter().for_each(|number| widest.add(number, decimals));
                }
                widest.width
            });
            widest.collect::<Vec<u32>>()
        };
        let mut numbers = WidestNumber::new(SIZE);
        numbers.add(units.len().into(), 0);
        widths[0] = widths[0].max(numbers.width);
        for needed in parallel_map(&parts, || (), measure) {
            let figures = widths[LEFT as usize..].iter_mut();
            figures.zip(needed).for_each(|(width, need)| *width = need.max(*width));
        }
    }

    /// The number in a unit's cell, and its decimals.
    fn number(&self, unit: usize, column: &FigureColumn) -> (Option<Decimal>, u32) {
        let indicator = self.indicator(column);
        if indicator.over_units.is_quotient() {
            return (totals::share_of_unit(self.results, unit, column), indicator.decimals);
        }
        let Some(figure) = self.results.figures.unit_figure(unit, column.indicator, column.basis)
        else {
            return (None, indicator.decimals);
        };
        let fitting = |number: Decimal, most| (Some(number), style::fitting_decimals(number, most));
        match column.holds {
            ColumnContent::Figure | ColumnContent::Sum => fitting(figure.sum, indicator.decimals),
            ColumnContent::Divisor => fitting(figure.weight, 0),
            ColumnContent::Mean => (figure.value(), indicator.decimals),
        }
    }

    fn indicator(&self, column: &FigureColumn) -> &Indicator {
        &self.results.workspace.settings.indicators[column.indicator]
    }

    fn columns(&self) -> impl Iterator<Item = (u32, &FigureColumn)> {
        (LEFT..).zip(&self.plan.columns)
    }

    /// Hidden columns.
    fn helpers(&self) -> impl Iterator<Item = (u32, &HelperColumn)> {
        (self.plan.first_helper()..).zip(&self.plan.helpers)
    }

    fn unit(&self, unit: usize) -> Row {
        let row = FIRST_UNIT + count(unit);
        let settings = &self.results.workspace.settings;
        let state = self.state(unit);
        let received = self.results.month.used_by(unit).next().is_some();
        let fill = (!received).then_some(style::ABSENT);
        let plain = Style { fill, ..style::cell(SIZE) };
        let number = Decimal::from(unit + 1);
        let mut cells = Vec::with_capacity(LEFT as usize + self.plan.columns.len());
        cells.push((0, number.into(), Style { across: HorizontalAlign::Center, ..plain.clone() }));
        cells.push((1, settings.units[unit].name.clone().into(), plain.clone()));
        cells.push((2, state.clone().into(), plain.clone()));
        cells.extend(self.columns().map(|(col, column)| {
            let (content, style) = self.figure(unit, row, column, &plain);
            (col, content, style)
        }));
        cells.extend(self.helpers().map(|(col, helper)| {
            let (content, style) =
                completeness::helper_cell(self.results, &self.plan, helper, unit, row);
            (col, content, style)
        }));
        let most = count_lines(&settings.units[unit].name, WIDTHS[1], SIZE, false)
            .max(count_lines(&state, WIDTHS[2], SIZE, false));
        Row { index: row, height: Some(row_height(most, SIZE)), cells }
    }

    /// Whether the unit has sent a report.
    fn state(&self, unit: usize) -> String {
        let month = &self.results.month;
        let earlier = self.results.earlier();
        let carried = earlier.filter(|_| self.results.decisions.carried.contains(&unit));
        match (month.used_by(unit).next(), carried, month.sent_something(unit)) {
            (Some(_), ..) => "đã nhận".to_owned(),
            (_, Some(earlier), _) => format!("dùng số liệu {}", earlier.period.in_words()),
            (_, _, true) => "đã gửi, chưa sử dụng được".to_owned(),
            (_, _, false) => "chưa gửi".to_owned(),
        }
    }

    fn figure(
        &self,
        unit: usize,
        row: u32,
        column: &FigureColumn,
        plain: &Style,
    ) -> (Content, Style) {
        let (number, decimals) = self.number(unit, column);
        let shown = style::decimals(decimals);
        if self.indicator(column).over_units.is_quotient() {
            let content = totals::unit_result(self.results, &self.plan, column, row, number);
            return (content, Style { number: shown, ..plain.clone() });
        }
        let figure = self.results.figures.unit_figure(unit, column.indicator, column.basis);
        let Some(figure) = figure else {
            let content = match column.holds {
                ColumnContent::Mean => {
                    totals::unit_result(self.results, &self.plan, column, row, None)
                }
                _ => Content::Blank,
            };
            return (content, plain.clone());
        };
        let mut style = plain.clone();
        if !figure.complete {
            style.italic = true;
            style.fill = Some(style::PROVISIONAL);
        }
        let content = match column.holds {
            ColumnContent::Mean => {
                totals::unit_result(self.results, &self.plan, column, row, number)
            }
            _ => number.map_or(Content::Blank, Content::Number),
        };
        (content, Style { number: shown, ..style })
    }

    fn foot(
        &self,
        row: u32,
        label: &str,
        cell: impl Fn(&FigureColumn, u32) -> (Content, Style),
    ) -> Row {
        let bold = Style { bold: true, ..style::cell(SIZE) };
        let mut cells = vec![
            (0, Content::Blank, bold.clone()),
            (1, label.into(), bold.clone()),
            (2, Content::Blank, bold),
        ];
        cells.extend(self.columns().map(|(col, column)| {
            let (content, style) = cell(column, col);
            (col, content, style)
        }));
        let most = count_lines(label, WIDTHS[1] + WIDTHS[2], SIZE, true);
        Row { index: row, height: Some(row_height(most, SIZE)), cells }
    }

    fn total(&self) -> Row {
        self.foot(self.plan.total_row(), "Tổng cộng", |column, col| {
            let decimals = match column.holds {
                ColumnContent::Divisor => 0,
                _ => self.indicator(column).decimals,
            };
            let number = style::decimals(decimals);
            let style = Style { bold: true, number, ..style::cell(SIZE) };
            (totals::total(self.results, &self.plan, column, col), style)
        })
    }

    fn missing(&self) -> Row {
        self.foot(self.plan.missing_row(), "Số đơn vị chưa có số liệu", |column, _| {
            let style = Style { italic: true, ..style::cell(SIZE) };
            (totals::missing(self.results, &self.plan, column), style)
        })
    }

    /// Which figures open findings leave in doubt. The verdicts' formulas read it.
    fn doubts(&self, row: u32) -> Row {
        self.foot(row, UNDER_REVIEW, |column, _| {
            let style = Style { italic: true, ..style::cell(SIZE) };
            let is_doubtful = self.is_doubtful(column);
            (Decimal::from(u32::from(is_doubtful)).into(), style)
        })
    }

    /// Is the total of a column in doubt? A column may serve both thực hiện and ước.
    fn is_doubtful(&self, column: &FigureColumn) -> bool {
        let own = self.plan.place(column.indicator, column.basis).value;
        Basis::ALL.into_iter().any(|basis| {
            let is_same = basis == column.basis
                || basis == Basis::Estimate
                    && column.basis == Basis::Actual
                    && self.plan.place(column.indicator, basis).value == own;
            is_same && self.results.is_doubtful(column.indicator, basis)
        })
    }

    fn legend(&self) -> Vec<Row> {
        let provisional = self.results.figures.by_unit.iter().flat_map(|own| own.values());
        let mut said = Vec::new();
        if provisional.into_iter().any(|figure| !figure.complete) {
            said.push("Ô nền vàng, chữ nghiêng: số liệu của đơn vị chưa đủ, tạm tính.");
        }
        let units = 0..self.results.workspace.settings.units.len();
        if units.into_iter().any(|unit| self.results.month.used_by(unit).next().is_none()) {
            said.push(
                "Dòng nền xám: đơn vị chưa có báo cáo kỳ này; ô để trống là chưa có số liệu, không phải là 0.",
            );
        }
        let line = Style { italic: true, half_points: SIZE, ..Style::default() };
        let first = self.plan.below() + 1;
        let rows = (first..).zip(said).map(|(index, text)| Row {
            index,
            height: None,
            cells: vec![(1, text.into(), line.clone())],
        });
        rows.collect()
    }

    /// Means and shares show decimals only if they are not whole.
    fn whole_numbers(&self) -> Vec<Highlight> {
        let rules = self.columns().filter_map(|(col, column)| {
            let decimals = self.indicator(column).decimals;
            let is_live = !matches!(column.holds, ColumnContent::Divisor) && decimals > 0;
            let (from, to) =
                (Address::new(FIRST_UNIT, col), Address::new(self.plan.total_row(), col));
            is_live.then(|| Highlight {
                areas: vec![Area::new(from, to)],
                formula: format!("ROUND({from},{decimals})=ROUND({from},0)"),
                emphasis: Emphasis { number: Some("#,##0"), ..Emphasis::default() },
            })
        });
        rules.collect()
    }
}
