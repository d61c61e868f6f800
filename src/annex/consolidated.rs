//! Tổng hợp: units down, figures across, totals and means as live formulas.

use rust_decimal::Decimal;

use super::columns::{Column, FIRST, Holds, LEFT, Plan, SHEET, count, index};
use super::formula::in_sentence;
use super::look;
use super::totals;
use super::widths::widen;
use crate::annexed::names::{CONSOLIDATED_HEADERS, OFFICE};
use crate::cell::Address;
use crate::reading::text::folded;
use crate::results::Results;
use crate::settings::{Basis, Indicator, OverUnits};
use crate::sheet::{
    Across, Area, Content, Emphasis, FormulaResult, Highlight, Page, Row, Sheet, Style, height,
    lines,
};
use crate::side_by_side::side_by_side;

const SIZE: u16 = 20;
const GROUP: u32 = 3;
const NAME: u32 = 4;
const MEASURE: u32 = 5;
const CODE: u32 = 6;
/// Widths of number, unit and state in tenths of a character.
const WIDTHS: [u32; 3] = [50, 200, 130];

/// A figure's width.
const fn width(column: &Column) -> u32 {
    match column.holds {
        Holds::Mean => 150,
        Holds::Sum => 110,
        Holds::Divisor => 80,
        Holds::Figure => 120,
    }
}

/// The sheet.
pub(super) fn sheet<'a>(results: &'a Results<'_>, plan: &Plan) -> Sheet<'a> {
    let page = Consolidated { results, plan: plan.clone() };
    let units = 0..results.workspace.settings.units.len();
    let heads = page.heads();
    let mut feet = vec![page.total(), page.missing()];
    feet.extend(page.legend());
    let mut widths = WIDTHS.to_vec();
    widths.extend(page.columns().map(|(_, column)| width(column)));
    widen(&mut widths, heads.iter().chain(&feet));
    // A row is made twice, once for its numbers' widths: a nation's rows are too many to keep.
    page.widen_to_units(&mut widths);
    let widths = (0..).zip(widths.into_iter().map(look::width)).collect();
    let (merges, highlights) = (page.merges(), page.whole_numbers());
    let rows = heads.into_iter().chain(units.map(move |unit| page.unit(unit))).chain(feet);
    Sheet {
        widths,
        merges,
        freeze: Some(Address::new(FIRST, LEFT)),
        page: Page {
            landscape: true,
            repeat_rows: Some((GROUP, CODE)),
            repeat_cols: Some((0, 1)),
            footer: "&C&P/&N".to_owned(),
            ..Page::default()
        },
        highlights,
        ..Sheet::new(SHEET, rows)
    }
}

struct Consolidated<'a, 'w> {
    results: &'a Results<'w>,
    plan: Plan,
}

/// Units whose rows are measured by one thread before it takes others.
const MEASURED: usize = 64;

impl Consolidated<'_, '_> {
    /// Widens columns to what the units' numbers take.
    fn widen_to_units(&self, widths: &mut [u32]) {
        let units: Vec<usize> = (0..self.results.workspace.settings.units.len()).collect();
        let parts: Vec<&[usize]> = units.chunks(MEASURED).collect();
        let least = widths.to_vec();
        let measure = |(): &mut (), part: &&[usize]| {
            let mut widths = least.clone();
            part.iter().for_each(|unit| widen(&mut widths, [&self.unit(*unit)]));
            widths
        };
        for needed in side_by_side(&parts, || (), measure) {
            widths.iter_mut().zip(needed).for_each(|(width, need)| *width = (*width).max(need));
        }
    }

    fn indicator(&self, column: &Column) -> &Indicator {
        &self.results.workspace.settings.indicators[column.indicator]
    }

    fn columns(&self) -> impl Iterator<Item = (u32, &Column)> {
        (LEFT..).zip(&self.plan.columns)
    }

    fn heads(&self) -> Vec<Row> {
        let period = self.results.month.period.in_words();
        // Over the columns that repeat on each page, or pages to the right would show a part.
        let style = Style { wrap: true, ..look::title(24) };
        let title = Row {
            index: 0,
            height: Some(height(2, 24)),
            cells: vec![(0, "TỔNG HỢP SỐ LIỆU THEO ĐƠN VỊ".into(), style)],
        };
        let said = format!(
            "Kỳ báo cáo: {period}. Dòng tổng cộng, bình quân, tỷ lệ là công thức; nguồn của từng \
             số ở trang {}.",
            crate::annexed::names::SOURCES
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

    /// Whose annex it is, for the office above that reads it. A department is named with the body
    /// it belongs to, which has a place in its name; a body itself not with the one above it.
    fn office(&self) -> String {
        let office = &self.results.workspace.settings.office;
        let is_body = ["ủy ban", "ubnd", "hội đồng"]
            .iter()
            .any(|lead| folded(&office.name).starts_with(&folded(lead)));
        let parent = Some(office.parent.as_str()).filter(|_| !is_body);
        let names = [office.name.as_str()].into_iter().chain(parent);
        let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
        format!("{OFFICE} {}", names.join("; "))
    }

    fn head_row(
        &self,
        row: u32,
        lines: u32,
        style: &Style,
        text: impl Fn(&Column) -> String,
    ) -> Row {
        let left = ["STT", CONSOLIDATED_HEADERS[0], CONSOLIDATED_HEADERS[1]]
            .map(|head| if row == GROUP { head.into() } else { Content::Blank });
        let mut cells: Vec<_> = (0..).zip(left).map(|(c, t)| (c, t, look::head(SIZE))).collect();
        cells.extend(self.columns().map(|(col, column)| (col, text(column).into(), style.clone())));
        Row { index: row, height: Some(height(lines, style.half_points)), cells }
    }

    fn group_row(&self) -> Row {
        // To the left, where it can be seen however far the group reaches.
        let style = Style { across: Across::Left, ..look::head(SIZE) };
        self.head_row(GROUP, 1, &style, |column| self.indicator(column).group.clone())
    }

    fn name_row(&self) -> Row {
        let name = |column: &Column| {
            let name = &self.indicator(column).name;
            match column.basis {
                Basis::Actual => name.clone(),
                other => format!("{name} ({})", other.vietnamese()),
            }
        };
        // A mean's name stands over its three columns.
        let room = |column: &Column| if column.holds == Holds::Figure { 120 } else { 340 };
        let need = |column: &Column| lines(&name(column), room(column), SIZE, true);
        let most = self.plan.columns.iter().map(need).max().unwrap_or(1);
        self.head_row(NAME, most, &look::head(SIZE), name)
    }

    fn measure_row(&self) -> Row {
        let style = Style { bold: false, italic: true, ..look::head(SIZE) };
        let measure = |column: &Column| {
            let unit = &self.indicator(column).unit;
            match column.holds {
                Holds::Figure => unit.clone(),
                Holds::Sum => "Tổng".to_owned(),
                Holds::Divisor => "Số chia".to_owned(),
                Holds::Mean => format!("Bình quân, {}", in_sentence(unit)),
            }
        };
        let need = |column: &Column| lines(&measure(column), width(column), SIZE, false);
        let most = self.plan.columns.iter().map(need).max().unwrap_or(1);
        self.head_row(MEASURE, most, &style, measure)
    }

    /// The codes by which the settings name the figures.
    fn code_row(&self) -> Row {
        let style = Style { bold: false, ..look::head(16) };
        let code = |column: &Column| {
            let code = format!("{}{}", self.indicator(column).code, column.basis.suffix());
            match column.holds {
                Holds::Figure | Holds::Mean => code,
                Holds::Sum => format!("{code} (tổng)"),
                Holds::Divisor => format!("{code} (số chia)"),
            }
        };
        let need = |column: &Column| lines(&code(column), width(column), 16, false);
        let most = self.plan.columns.iter().map(need).max().unwrap_or(1);
        self.head_row(CODE, most, &style, code)
    }

    fn unit(&self, unit: usize) -> Row {
        let row = FIRST + count(unit);
        let settings = &self.results.workspace.settings;
        let state = self.state(unit);
        let received = self.results.month.used_by(unit).next().is_some();
        let fill = (!received).then_some(look::ABSENT);
        let plain = Style { fill, ..look::cell(SIZE) };
        let number = Decimal::from(unit + 1);
        let mut cells = vec![
            (0, number.into(), Style { across: Across::Center, ..plain.clone() }),
            (1, settings.units[unit].name.clone().into(), plain.clone()),
            (2, state.clone().into(), plain.clone()),
        ];
        cells.extend(self.columns().map(|(col, column)| {
            let (content, style) = self.figure(unit, row, column, &plain);
            (col, content, style)
        }));
        let most = lines(&settings.units[unit].name, WIDTHS[1], SIZE, false)
            .max(lines(&state, WIDTHS[2], SIZE, false));
        Row { index: row, height: Some(height(most, SIZE)), cells }
    }

    /// What the unit has sent.
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

    fn figure(&self, unit: usize, row: u32, column: &Column, plain: &Style) -> (Content, Style) {
        let indicator = self.indicator(column);
        if matches!(indicator.over_units, OverUnits::Ratio(..)) {
            let content = totals::unit_ratio(self.results, &self.plan, unit, column, row);
            return (
                content,
                Style { number: look::decimals(indicator.decimals), ..plain.clone() },
            );
        }
        let figure = self.results.figures.of_unit(unit, column.indicator, column.basis);
        let Some(figure) = figure else {
            let content = match column.holds {
                Holds::Mean => totals::unit_mean(&self.plan, column, row, None),
                _ => Content::Blank,
            };
            return (content, plain.clone());
        };
        let mut style = plain.clone();
        if !figure.complete {
            style.italic = true;
            style.fill = Some(look::PROVISIONAL);
        }
        let (content, number) = match column.holds {
            Holds::Figure => (figure.sum.into(), look::fitting(figure.sum, indicator.decimals)),
            Holds::Sum => (figure.sum.into(), look::fitting(figure.sum, indicator.decimals)),
            Holds::Divisor => (figure.weight.into(), look::fitting(figure.weight, 0)),
            Holds::Mean => (
                totals::unit_mean(&self.plan, column, row, figure.value()),
                look::decimals(indicator.decimals),
            ),
        };
        (content, Style { number, ..style })
    }

    fn foot(&self, row: u32, label: &str, cell: impl Fn(&Column, u32) -> (Content, Style)) -> Row {
        let bold = Style { bold: true, ..look::cell(SIZE) };
        let mut cells = vec![
            (0, Content::Blank, bold.clone()),
            (1, label.into(), bold.clone()),
            (2, Content::Blank, bold),
        ];
        cells.extend(self.columns().map(|(col, column)| {
            let (content, style) = cell(column, col);
            (col, content, style)
        }));
        let most = lines(label, WIDTHS[1] + WIDTHS[2], SIZE, true);
        Row { index: row, height: Some(height(most, SIZE)), cells }
    }

    fn total(&self) -> Row {
        self.foot(self.plan.total_row(), "Tổng cộng", |column, col| {
            let decimals = match column.holds {
                Holds::Divisor => 0,
                _ => self.indicator(column).decimals,
            };
            let number = look::decimals(decimals);
            let style = Style { bold: true, number, ..look::cell(SIZE) };
            (totals::total(self.results, &self.plan, column, col), style)
        })
    }

    fn missing(&self) -> Row {
        self.foot(self.plan.missing_row(), "Số đơn vị chưa có số liệu", |column, _| {
            let style = Style { italic: true, ..look::cell(SIZE) };
            (totals::missing(self.results, &self.plan, column), style)
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
        let first = self.plan.missing_row() + 2;
        let rows = (first..).zip(said).map(|(index, text)| Row {
            index,
            height: None,
            cells: vec![(1, text.into(), line.clone())],
        });
        rows.collect()
    }

    /// Groups over their figures, names over a mean's three columns, the left heads downwards.
    fn merges(&self) -> Vec<Area> {
        let mut merges: Vec<Area> = (0..LEFT)
            .map(|col| Area::new(Address::new(GROUP, col), Address::new(CODE, col)))
            .collect();
        merges.push(Area::new(Address::new(0, 0), Address::new(0, 1)));
        let runs = |row: u32, same: &dyn Fn(&Column, &Column) -> bool| {
            let mut runs: Vec<Area> = Vec::new();
            let mut before: Option<&Column> = None;
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

    /// Means and shares show decimals only where there are some.
    fn whole_numbers(&self) -> Vec<Highlight> {
        let rules = self.columns().filter_map(|(col, column)| {
            let decimals = self.indicator(column).decimals;
            let is_live = !matches!(column.holds, Holds::Divisor) && decimals > 0;
            let (from, to) = (Address::new(FIRST, col), Address::new(self.plan.total_row(), col));
            is_live.then(|| Highlight {
                areas: vec![Area::new(from, to)],
                formula: format!("ROUND({from},{decimals})=ROUND({from},0)"),
                emphasis: Emphasis { number: Some("#,##0"), ..Emphasis::default() },
            })
        });
        rules.collect()
    }
}

/// A figure's number as a result; blank text where there is none.
pub(super) fn result(number: Option<Decimal>) -> FormulaResult {
    number.map_or_else(|| FormulaResult::Text(String::new()), FormulaResult::Number)
}

/// The columns of an indicator by its code.
pub(super) fn columns_of(
    results: &Results<'_>,
    plan: &Plan,
    code: &str,
    basis: Basis,
) -> super::columns::Place {
    plan.place(index(&results.workspace.settings, code), basis)
}
