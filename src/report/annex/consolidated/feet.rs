//! The rows below the units: totals, how many are missing, what is in doubt, the legend.

use rust_decimal::Decimal;

use super::layout::{ConsolidatedSheet, SIZE, WIDTHS};
use crate::report::annex::columns::{ColumnContent, FigureColumn};
use crate::report::annex::style;
use crate::report::annex::totals;
use crate::settings::Basis;
use crate::workspace::annex_book::names::UNDER_REVIEW;
use workbook_io::sheet::{Content, Row, Style, count_lines, row_height};

impl ConsolidatedSheet<'_, '_> {
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

    pub(super) fn total(&self) -> Row {
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

    pub(super) fn missing(&self) -> Row {
        self.foot(self.plan.missing_row(), "Số đơn vị chưa có số liệu", |column, _| {
            let style = Style { italic: true, ..style::cell(SIZE) };
            (totals::missing(self.results, &self.plan, column), style)
        })
    }

    /// Which figures open findings leave in doubt. The verdicts' formulas read it.
    pub(super) fn doubts(&self, row: u32) -> Row {
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

    pub(super) fn legend(&self) -> Vec<Row> {
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
}
