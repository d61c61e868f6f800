//! The header rows: group, name, unit of measure and code of each column.

use super::layout::{ConsolidatedSheet, SIZE, width};
use crate::report::annex::columns::{ColumnContent, FigureColumn, LEFT};
use crate::report::annex::completeness;
use crate::report::annex::formula::in_sentence;
use crate::report::annex::style;
use crate::settings::Basis;
use crate::workspace::annex_book::maker;
use crate::workspace::annex_book::names::{CONSOLIDATED_HEADERS, OFFICE};
use workbook_io::Address;
use workbook_io::sheet::{Area, Content, HorizontalAlign, Row, Style, count_lines, row_height};

pub(super) const GROUP: u32 = 3;
const NAME: u32 = 4;
const MEASURE: u32 = 5;
pub(super) const CODE: u32 = 6;

impl ConsolidatedSheet<'_, '_> {
    pub(super) fn heads(&self) -> Vec<Row> {
        let period = self.results.month.period.in_words();
        // The title covers only the columns that repeat on each page; a wider one would be cut on
        // the pages to the right.
        let style = Style { wrap: true, ..style::title(24) };
        let title = Row {
            index: 0,
            height: Some(row_height(2, 24)),
            cells: vec![(0, "TỔNG HỢP SỐ LIỆU THEO ĐƠN VỊ".into(), style)],
        };
        let said = format!(
            "Kỳ báo cáo: {period}. Dòng tổng cộng, bình quân, tỷ lệ là công thức; nguồn của từng \
             số ở trang {}.",
            crate::workspace::annex_book::names::SOURCES
        );
        let line = Style { italic: true, half_points: SIZE, ..Style::default() };
        let note = Row { index: 1, height: None, cells: vec![(2, said.into(), line.clone())] };
        let office = Row { index: 2, height: None, cells: vec![(0, self.office().into(), line)] };
        vec![
            title,
            note,
            office,
            self.group_row(),
            self.name_row(),
            self.measure_row(),
            self.code_row(),
        ]
    }

    /// Which office made the annex. The office above reads this line.
    fn office(&self) -> String {
        format!("{OFFICE} {}", maker(&self.results.workspace.settings.office))
    }

    fn head_row(
        &self,
        row: u32,
        lines: u32,
        style: &Style,
        text: impl Fn(&FigureColumn) -> String,
    ) -> Row {
        let left = ["STT", CONSOLIDATED_HEADERS[0], CONSOLIDATED_HEADERS[1]]
            .map(|head| if row == GROUP { head.into() } else { Content::Blank });
        let mut cells: Vec<_> = (0..).zip(left).map(|(c, t)| (c, t, style::head(SIZE))).collect();
        cells.extend(self.columns().map(|(col, column)| (col, text(column).into(), style.clone())));
        Row { index: row, height: Some(row_height(lines, style.half_points)), cells }
    }

    fn group_row(&self) -> Row {
        // Aligned left, so that it is visible however wide the group is.
        let style = Style { across: HorizontalAlign::Left, ..style::head(SIZE) };
        self.head_row(GROUP, 1, &style, |column| self.indicator(column).group.clone())
    }

    fn name_row(&self) -> Row {
        let name = |column: &FigureColumn| {
            let name = &self.indicator(column).name;
            match column.basis {
                Basis::Actual => name.clone(),
                other => format!("{name} ({})", other.vietnamese()),
            }
        };
        // A mean's name spans its three columns.
        let room =
            |column: &FigureColumn| if column.holds == ColumnContent::Figure { 120 } else { 340 };
        let need = |column: &FigureColumn| count_lines(&name(column), room(column), SIZE, true);
        let most = self.plan.columns.iter().map(need).max().unwrap_or(1);
        self.head_row(NAME, most, &style::head(SIZE), name)
    }

    fn measure_row(&self) -> Row {
        let style = Style { bold: false, italic: true, ..style::head(SIZE) };
        let measure = |column: &FigureColumn| {
            let unit = &self.indicator(column).unit;
            match column.holds {
                ColumnContent::Figure => unit.clone(),
                ColumnContent::Sum => "Tổng".to_owned(),
                ColumnContent::Divisor => "Số chia".to_owned(),
                ColumnContent::Mean => format!("Bình quân, {}", in_sentence(unit)),
            }
        };
        let need =
            |column: &FigureColumn| count_lines(&measure(column), width(column), SIZE, false);
        let most = self.plan.columns.iter().map(need).max().unwrap_or(1);
        self.head_row(MEASURE, most, &style, measure)
    }

    /// The codes by which the settings name the figures.
    fn code_row(&self) -> Row {
        let style = Style { bold: false, ..style::head(16) };
        let code = |column: &FigureColumn| {
            let code = format!("{}{}", self.indicator(column).code, column.basis.suffix());
            match column.holds {
                ColumnContent::Figure | ColumnContent::Mean => code,
                ColumnContent::Sum => format!("{code} (tổng)"),
                ColumnContent::Divisor => format!("{code} (số chia)"),
            }
        };
        let need = |column: &FigureColumn| count_lines(&code(column), width(column), 16, false);
        let most = self.plan.columns.iter().map(need).max().unwrap_or(1);
        let mut row = self.head_row(CODE, most, &style, code);
        let settings = &self.results.workspace.settings;
        let hidden = self.helpers().map(|(col, helper)| {
            (col, Content::from(completeness::helper_head(helper, settings)), style.clone())
        });
        row.cells.extend(hidden);
        row
    }

    /// Merges groups over their figures, names over a mean's three columns, and the left headers
    /// downwards.
    pub(super) fn merges(&self) -> Vec<Area> {
        let mut merges: Vec<Area> = (0..LEFT)
            .map(|col| Area::new(Address::new(GROUP, col), Address::new(CODE, col)))
            .collect();
        merges.push(Area::new(Address::new(0, 0), Address::new(0, 1)));
        let runs = |row: u32, same: &dyn Fn(&FigureColumn, &FigureColumn) -> bool| {
            let mut runs: Vec<Area> = Vec::new();
            let mut before: Option<&FigureColumn> = None;
            for (col, column) in self.columns() {
                match (before, runs.last_mut()) {
                    (Some(before), Some(run)) if same(before, column) => run.to.col = col,
                    _ => runs.push(Area::new(Address::new(row, col), Address::new(row, col))),
                }
                before = Some(column);
            }
            runs.into_iter().filter(|run| run.from != run.to).collect::<Vec<_>>()
        };
        merges.extend(runs(GROUP, &|a, b| self.indicator(a).group == self.indicator(b).group));
        merges.extend(runs(NAME, &|a, b| a.indicator == b.indicator && a.basis == b.basis));
        merges
    }
}
