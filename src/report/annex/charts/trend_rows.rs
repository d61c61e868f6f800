//! One item's trend: its rows in the table, and its chart.

use super::chart_sheet::{ChartSheet, FIRST, FONT, LEVEL, MET, short, width};
use super::points::Point;
use crate::report::annex::earlier::{self, EarlierFigure};
use crate::report::annex::mirror::PageItem;
use crate::report::annex::style;
use crate::results::Results;
use crate::settings::{Basis, Yardstick};
use rust_decimal::Decimal;
use viet_text::notation::vietnamese;
use workbook_io::Address;
use workbook_io::sheet::{
    Area, Chart, ChartKind, Content, FormulaResult, HorizontalAlign, Series, SeriesLook, Style,
    count_lines, row_height,
};

/// What the row of incomplete figures is called.
const PROVISIONAL: &str = "Tạm tính";

/// An item with its figures of earlier periods.
pub(super) struct Trend<'a, 'w> {
    pub(super) item: &'a PageItem<'w>,
    pub(super) yardstick: &'w Yardstick,
    /// One for each point before this period.
    before: Vec<Option<EarlierFigure>>,
    /// This period's.
    now: Option<EarlierFigure>,
}

/// Where a trend's figures stand on the sheet.
pub(super) struct Areas {
    categories: Area,
    whole: Area,
    hollow: Option<Area>,
    levels: Area,
}

impl<'a, 'w> Trend<'a, 'w> {
    /// `None` for what has no figure, and where no earlier period has one.
    pub(super) fn new(
        item: &'a PageItem<'w>,
        points: &[Point],
        results: &Results<'_>,
    ) -> Option<Self> {
        let yardstick = item.yardstick?;
        let settings = &results.workspace.settings;
        let figure = |point: &Point| {
            let told = point.told.as_ref()?.totals();
            earlier::figure(told, yardstick, yardstick.basis, settings)
        };
        let before: Vec<Option<EarlierFigure>> = points.iter().map(figure).collect();
        let value = item.figure_now();
        let whole = item.whole_figure().is_some()
            && item.measured.as_ref().is_some_and(|measured| measured.missing.is_empty());
        let now = value.map(|value| EarlierFigure { value, whole, under_review: false });
        before.iter().any(Option::is_some).then_some(Self { item, yardstick, before, now })
    }

    /// In how many periods it has a figure.
    pub(super) fn known(&self) -> usize {
        self.all().flatten().count()
    }

    /// Is its figure at a place incomplete?
    pub(super) fn is_hollow(&self, place: usize) -> bool {
        self.all().nth(place).flatten().is_some_and(|figure| !figure.whole)
    }

    fn all(&self) -> impl Iterator<Item = Option<EarlierFigure>> {
        self.before.iter().copied().chain([self.now])
    }

    /// The most decimals among its numbers.
    fn decimals(&self) -> u32 {
        let figures = self.all().flatten().map(|figure| figure.value);
        let all = figures.chain(self.item.level_now());
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
        let said = labels.iter().zip(self.all()).filter_map(|(label, figure)| {
            let EarlierFigure { value, whole, .. } = figure?;
            let mark = if whole { "" } else { " (tạm tính)" };
            Some(format!("{label}: {}{mark}", vietnamese(value)))
        });
        let said = said.collect::<Vec<_>>().join("; ");
        let level = self.item.level_now().map(vietnamese).unwrap_or_default();
        format!("Biểu đồ đường. {}. Mức đề ra {level}. {said}.", self.item.full_name())
    }

    /// Its chart, still without a place.
    pub(super) fn chart(&self, labels: &[String], areas: &Areas) -> Chart {
        let number = style::decimals(self.decimals());
        let few = labels.len() <= 6;
        let series = |name: &str, values, look, labelled: bool| Series {
            name: name.to_owned(),
            values,
            look,
            labels: labelled.then(|| number.clone()),
        };
        let mut all = vec![series(self.basis(), areas.whole, SeriesLook::Marked(MET), few)];
        let hollow = areas.hollow.map(|area| (area, SeriesLook::Hollow(MET)));
        all.extend(hollow.map(|(area, look)| series(PROVISIONAL, area, look, few)));
        all.push(series("Mức đề ra", areas.levels, SeriesLook::Dashed(LEVEL), false));
        Chart {
            kind: ChartKind::Lines,
            at: Address::new(0, 0),
            shift: (0, 0),
            size: (0, 0),
            title: self.title(),
            title_size: 9,
            alt_text: self.alt_text(labels),
            categories: areas.categories,
            series: all,
            number,
            legend: false,
        }
    }

    /// Writes the rows of figures, of incomplete ones where there are any, and of levels.
    pub(super) fn rows(&self, sheet: &mut ChartSheet, header: u32, to: u32) -> Areas {
        let area = |row| Area::new(Address::new(row, FIRST), Address::new(row, to));
        let whole = area(sheet.next());
        let name = self.item.full_name();
        let heads = [&self.item.number, &short(&name, 90), &self.item.measure, self.basis()];
        self.figures(sheet, heads, true, to);
        let hollow = self.all().flatten().any(|figure| !figure.whole).then(|| {
            let area = area(sheet.next());
            self.figures(sheet, ["", "", "", PROVISIONAL], false, to);
            area
        });
        let levels = area(sheet.next());
        self.levels(sheet, to);
        Areas { categories: area(header), whole, hollow, levels }
    }

    /// A row of the figures that are whole, or of those that are not.
    fn figures(&self, sheet: &mut ChartSheet, heads: [&str; 4], whole: bool, to: u32) {
        let row = sheet.next();
        let plain = style::cell(FONT);
        let centred = Style { across: HorizontalAlign::Center, ..plain.clone() };
        let figures = Area::new(Address::new(row, FIRST), Address::new(row, to));
        sheet.highlights.extend(style::whole(figures, "#,##0"));
        let number = style::decimals(self.yardstick.decimals);
        let figure = Style { number, italic: !whole, ..centred.clone() };
        let styles = [centred.clone(), plain.clone(), centred, plain];
        let need = |(col, text): (u32, &&str)| count_lines(text, width(col), FONT, false);
        let most = (0..).zip(&heads).map(need).max().unwrap_or(1);
        let mut cells: Vec<(u32, Content, Style)> = (0..)
            .zip(heads)
            .zip(styles)
            .map(|((col, text), style)| (col, text.into(), style))
            .collect();
        // A chart draws a text as 0, so what is not drawn in this row stays blank.
        let shown = |figure: &EarlierFigure| figure.whole == whole;
        let before = self.before.iter().map(|figure| {
            figure.filter(shown).map_or(Content::Blank, |figure| Content::Number(figure.value))
        });
        let now = match self.now.filter(shown) {
            Some(_) => self.item.figure.content.clone(),
            None => Content::Blank,
        };
        let all = (FIRST..).zip(before.chain([now]));
        cells.extend(all.map(|(col, content)| (col, content, figure.clone())));
        sheet.push(row_height(most, FONT), cells);
    }

    fn levels(&self, sheet: &mut ChartSheet, to: u32) {
        let row = sheet.next();
        let plain = style::cell(FONT);
        let centred = Style { across: HorizontalAlign::Center, ..plain.clone() };
        let mut cells = vec![
            (0, Content::Blank, centred.clone()),
            (1, Content::Blank, plain.clone()),
            (2, Content::Blank, centred.clone()),
            (3, "Mức đề ra".into(), plain),
        ];
        let style = Style { number: self.level_format(), ..centred };
        cells.extend((FIRST..=to).map(|col| (col, self.level(row, col, to), style.clone())));
        sheet.push(row_height(1, FONT), cells);
    }

    fn level_format(&self) -> std::borrow::Cow<'static, str> {
        let level: Decimal = self.item.level_now().unwrap_or_default();
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
