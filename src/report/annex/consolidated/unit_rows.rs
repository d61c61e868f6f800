//! One row a unit: its state and its figures.

use rust_decimal::Decimal;

use super::layout::{ConsolidatedSheet, SIZE, WIDTHS};
use crate::report::annex::columns::{ColumnContent, FIRST_UNIT, FigureColumn, LEFT, count};
use crate::report::annex::completeness;
use crate::report::annex::style;
use crate::report::annex::totals;
use crate::report::annex::unit_formula;
use workbook_io::sheet::{Content, HorizontalAlign, Row, Style, count_lines, row_height};

impl ConsolidatedSheet<'_, '_> {
    pub(super) fn unit(&self, unit: usize) -> Row {
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
        if let Some(test) = &self.indicator(column).over_units.test {
            let content =
                unit_formula::counted_cell(self.results, &self.plan, (unit, row), (test, number));
            return (content, Style { number: shown, ..plain.clone() });
        }
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
}
