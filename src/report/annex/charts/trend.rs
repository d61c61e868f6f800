//! How each item changed: its figure in each period, from the earlier annexes, against its level.

use rust_decimal::Decimal;

use super::{ChartSheet, FIRST, FONT, LEVEL, MET, short, width};
use crate::figures::history::EarlierPeriod;
use crate::report::annex::columns::count;
use crate::report::annex::mirror::PageItem;
use crate::report::annex::{earlier, style};
use crate::results::Results;
use crate::settings::{Basis, Yardstick};
use viet_text::notation::vietnamese;
use workbook_io::Address;
use workbook_io::sheet::{
    Area, Chart, ChartKind, Content, FormulaResult, HorizontalAlign, Series, SeriesLook, Style,
    count_lines, row_height,
};

/// The most earlier periods drawn; the latest ones are taken.
const HIGHEST: usize = 11;
/// Charts in a row, and rows of charts on a page.
const ACROSS_PAGE: u32 = 3;
const DOWN_PAGE: u32 = 3;
/// A chart's height in pixels.
const CHART_HEIGHT: u32 = 180;

/// The earlier periods of the same length to draw, the earliest first.
pub(super) fn periods<'r>(results: &'r Results<'_>) -> Vec<&'r EarlierPeriod> {
    let period = results.month.period;
    let same =
        |other: &&EarlierPeriod| other.period < period && other.period.months() == period.months();
    let mut periods: Vec<&EarlierPeriod> = results.history.periods.iter().filter(same).collect();
    periods.drain(..periods.len().saturating_sub(HIGHEST));
    periods
}

/// An item with its figures of earlier periods.
struct Trend<'a, 'w> {
    item: &'a PageItem<'w>,
    yardstick: &'w Yardstick,
    before: Vec<Option<Decimal>>,
}

pub(super) fn draw(sheet: &mut ChartSheet, results: &Results<'_>, items: &[PageItem<'_>]) {
    let periods = periods(results);
    let settings = &results.workspace.settings;
    let mut trends = Vec::new();
    for item in items {
        let Some(yardstick) = item.yardstick else { continue };
        let value = |earlier: &&EarlierPeriod| {
            earlier::value(earlier, yardstick, yardstick.basis, settings)
        };
        let before: Vec<Option<Decimal>> = periods.iter().map(value).collect();
        if before.iter().any(Option::is_some) {
            trends.push(Trend { item, yardstick, before });
        }
    }
    if trends.is_empty() {
        return;
    }
    sheet.break_page();
    sheet.across("Diễn biến qua các kỳ", style::line_bold(24));
    let mut chart_rows = Vec::new();
    let all = count(trends.len()).div_ceil(ACROSS_PAGE);
    for line in 0..all {
        if line > 0 && line % DOWN_PAGE == 0 {
            sheet.break_page();
        }
        chart_rows.push(sheet.reserve_rows(CHART_HEIGHT));
    }
    sheet.break_page();
    let mut labels: Vec<String> = periods.iter().map(|e| e.period.in_short()).collect();
    labels.push(results.month.period.in_short());
    table(sheet, &trends, &labels, &chart_rows);
}

fn table(sheet: &mut ChartSheet, trends: &[Trend<'_, '_>], labels: &[String], chart_rows: &[u32]) {
    sheet.across("Bảng số liệu vẽ biểu đồ diễn biến", style::line_bold(22));
    let style = style::head(FONT);
    let heads = ["STT", "Nội dung", "Đơn vị tính", "Số liệu"].map(str::to_owned);
    let heads = heads.into_iter().chain(labels.iter().cloned());
    let cells = (0..).zip(heads).map(|(col, text)| (col, text.into(), style.clone()));
    let header = sheet.next();
    sheet.push(row_height(1, FONT), cells.collect());
    let to = FIRST + count(labels.len()) - 1;
    let third = sheet.width() / ACROSS_PAGE;
    for (place, trend) in (0..).zip(trends) {
        let row = sheet.next();
        trend.rows(sheet, row, to);
        let at = Address::new(chart_rows[(place / ACROSS_PAGE) as usize], 0);
        let area = |row| Area::new(Address::new(row, FIRST), Address::new(row, to));
        let areas = [area(header), area(row), area(row + 1)];
        sheet.charts.push(Chart {
            at,
            shift: ((place % ACROSS_PAGE) * third + 2, 4),
            size: (third - 6, CHART_HEIGHT - 8),
            ..trend.chart(labels, areas)
        });
    }
    sheet.across(
        "Đường liền có chấm: kết quả; đường gạch: mức đề ra hiện nay. Kỳ trước lấy từ phụ lục các \
         kỳ trước; kỳ này lấy từ Phụ lục. Trục đứng không phải lúc nào cũng bắt đầu từ 0.",
        Style { italic: true, ..style::line(FONT) },
    );
}

impl Trend<'_, '_> {
    /// The most decimals among its numbers.
    fn decimals(&self) -> u32 {
        let now = [self.item.figure_now(), self.item.level_now()];
        let all = self.before.iter().copied().chain(now).flatten();
        all.map(|number| number.normalize().scale()).max().unwrap_or(0)
    }

    fn title(&self) -> String {
        format!("{} ({})", short(&self.item.full_name(), 48), self.item.measure)
    }

    const fn basis(&self) -> &'static str {
        match self.yardstick.basis {
            Basis::Estimate => "Ước cả năm",
            _ => "Thực hiện",
        }
    }

    fn alt_text(&self, labels: &[String]) -> String {
        let now = self.item.whole_figure();
        let all = self.before.iter().copied().chain([now]);
        let said = labels.iter().zip(all).filter_map(|(label, value)| {
            value.map(|value| format!("{label}: {}", vietnamese(value)))
        });
        let said = said.collect::<Vec<_>>().join("; ");
        let level = self.item.level_now().map(vietnamese).unwrap_or_default();
        format!("Biểu đồ đường. {}. Mức đề ra {level}. {said}.", self.item.full_name())
    }

    /// Its chart, still without a place: categories, figures and levels are in these areas.
    fn chart(&self, labels: &[String], [categories, figures, levels]: [Area; 3]) -> Chart {
        let series = |name: &str, values, look, labels: Option<&str>| Series {
            name: name.to_owned(),
            values,
            look,
            labels: labels.map(|number| number.to_owned().into()),
        };
        let number = style::decimals(self.decimals());
        let few = labels.len() <= 6;
        Chart {
            kind: ChartKind::Lines,
            at: Address::new(0, 0),
            shift: (0, 0),
            size: (0, 0),
            title: self.title(),
            title_size: 9,
            alt_text: self.alt_text(labels),
            categories,
            series: vec![
                series(self.basis(), figures, SeriesLook::Marked(MET), few.then_some(&*number)),
                series("Mức đề ra", levels, SeriesLook::Dashed(LEVEL), None),
            ],
            number,
            legend: false,
        }
    }

    /// Writes the row of figures and, below it, the row of levels.
    fn rows(&self, sheet: &mut ChartSheet, row: u32, to: u32) {
        let plain = style::cell(FONT);
        let centred = Style { across: HorizontalAlign::Center, ..plain.clone() };
        let number = style::decimals(self.yardstick.decimals);
        let figures = Area::new(Address::new(row, FIRST), Address::new(row, to));
        sheet.highlights.extend(style::whole(figures, "#,##0"));
        let figure = Style { number, ..centred.clone() };
        let name = self.item.full_name();
        let mut cells = vec![
            (0, self.item.number.as_str().into(), centred.clone()),
            (1, short(&name, 90).into(), plain.clone()),
            (2, self.item.measure.as_str().into(), centred.clone()),
            (3, self.basis().into(), plain.clone()),
        ];
        let before = self.before.iter().map(|value| value.map_or(Content::Blank, Content::Number));
        // A chart draws a text as 0, so an incomplete figure stays blank.
        let now = match self.item.whole_figure() {
            Some(_) => self.item.figure.content.clone(),
            None => Content::Blank,
        };
        let all = (FIRST..).zip(before.chain([now]));
        cells.extend(all.map(|(col, content)| (col, content, figure.clone())));
        let most = count_lines(&name, width(1), FONT, false).max(count_lines(
            &self.item.measure,
            width(2),
            FONT,
            false,
        ));
        sheet.push(row_height(most, FONT), cells);
        let mut level = vec![
            (0, Content::Blank, centred.clone()),
            (1, Content::Blank, plain.clone()),
            (2, Content::Blank, centred.clone()),
            (3, "Mức đề ra".into(), plain),
        ];
        let style = Style { number: self.level_format(), ..centred };
        level.extend((FIRST..=to).map(|col| (col, self.level(row + 1, col, to), style.clone())));
        sheet.push(row_height(1, FONT), level);
    }

    fn level_format(&self) -> std::borrow::Cow<'static, str> {
        let level = self.item.level_now().unwrap_or_default();
        style::decimals(level.normalize().scale())
    }

    /// The last column refers to the signed page, the others refer to the last column.
    fn level(&self, row: u32, col: u32, to: u32) -> Content {
        let Some(level) = self.item.level_now() else { return Content::Blank };
        if self.yardstick.upper.is_some() {
            return level.into();
        }
        if col < to {
            let last = Address::new(row, to).to_string();
            return Content::formula(last, FormulaResult::Number(level));
        }
        self.item.threshold.content.clone()
    }
}
