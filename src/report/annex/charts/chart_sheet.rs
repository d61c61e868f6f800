//! The sheet of charts while it is being built: rows, widths, pages.

use crate::report::annex::columns::count;
use crate::report::annex::signed::SignedPage;
use crate::report::annex::style;
use crate::report::annex::widths::widen;
use workbook_io::Address;
use workbook_io::sheet::{
    Area, Chart, Color, Content, Highlight, Row, Sheet, Style, count_lines, row_height,
};

/// The sheet's name.
pub(in crate::report::annex) const SHEET: &str = "Biểu đồ";

pub(super) const FONT: u16 = 20;

/// Widths of number, name, unit of measure and row label, in tenths of a character.
const LEFT: [u32; 4] = [50, 260, 125, 90];

/// The width of each further column.
const FURTHER: u32 = 78;

/// The first further column.
pub(super) const FIRST: u32 = 4;

/// The fewest columns of the sheet: those of the attainment table.
const SHORTEST: u32 = 12;

/// More charts than these nobody looks at; what they would show is in the tables.
pub(super) const MOST_CHARTS: usize = 24;

/// The height of a row below charts, in points and in pixels.
const STEP: (u32, u32) = (15, 20);

/// Dark blue, dark red, grey. In print without colour their patterns tell them apart.
pub(super) const MET: Color = Color(0x2F_5597);

pub(super) const UNMET: Color = Color(0xC0_0000);

pub(super) const OPEN: Color = Color(0x7F_7F7F);

pub(super) const LEVEL: Color = Color(0x40_4040);

/// The sheet while it is being built.
pub(super) struct ChartSheet {
    pub(super) rows: Vec<Row>,
    pub(super) merges: Vec<Area>,
    pub(super) charts: Vec<Chart>,
    pub(super) highlights: Vec<Highlight>,
    pub(super) breaks: Vec<u32>,
    /// The number of columns.
    pub(super) columns: u32,
}

impl ChartSheet {
    pub(super) fn new(periods: usize) -> Self {
        Self {
            rows: Vec::new(),
            merges: Vec::new(),
            charts: Vec::new(),
            highlights: Vec::new(),
            breaks: Vec::new(),
            columns: SHORTEST.max(FIRST + count(periods)),
        }
    }

    pub(super) fn next(&self) -> u32 {
        count(self.rows.len())
    }

    /// The sheet's width in pixels.
    pub(super) fn width(&self) -> u32 {
        (0..self.columns).map(|col| width(col) * 8 / 10 + 5).sum()
    }

    pub(super) fn push(&mut self, height: f64, cells: Vec<(u32, Content, Style)>) {
        self.rows.push(Row { index: self.next(), height: Some(height), cells });
    }

    /// Adds a line of text across the sheet.
    pub(super) fn across(&mut self, text: &str, style: Style) {
        let index = self.next();
        let need =
            count_lines(text, (0..self.columns).map(width).sum(), style.half_points, style.bold);
        let to = Address::new(index, self.columns - 1);
        self.merges.push(Area::new(Address::new(index, 0), to));
        self.push(row_height(need, style.half_points), vec![(0, text.into(), style)]);
    }

    /// Adds empty rows for a chart of this height in pixels; returns the first.
    pub(super) fn reserve_rows(&mut self, pixels: u32) -> u32 {
        let first = self.next();
        for _ in 0..pixels.div_ceil(STEP.1) {
            self.push(f64::from(STEP.0), Vec::new());
        }
        first
    }

    /// Starts a new page with the next row.
    pub(super) fn break_page(&mut self) {
        self.breaks.push(self.next());
    }

    pub(super) fn opening(&mut self, page: &SignedPage<'_, '_>) {
        if !self.rows.is_empty() {
            self.break_page();
        }
        let period = page.results.month.period.in_words();
        self.across("BIỂU ĐỒ KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU", style::line_bold(26));
        self.across(&page.verdict.set.title, style::line(22));
        let said = format!("Kỳ báo cáo: {period}. Số liệu vẽ biểu đồ ở bảng bên dưới.");
        self.across(&said, Style { italic: true, ..style::line(FONT) });
    }

    pub(super) fn finish(self) -> Sheet<'static> {
        let last = Address::new(self.next() - 1, self.columns - 1);
        let mut widths: Vec<u32> = (0..self.columns).map(width).collect();
        widen(&mut widths, &self.rows);
        Sheet {
            widths: (0..).zip(widths.into_iter().map(style::width)).collect(),
            merges: self.merges,
            charts: self.charts,
            highlights: self.highlights,
            page: style::landscape(Area::new(Address::new(0, 0), last), self.breaks),
            gridlines: false,
            ..Sheet::new(SHEET, self.rows)
        }
    }
}

/// A column's width in tenths of a character.
pub(super) fn width(col: u32) -> u32 {
    LEFT.get(col as usize).copied().unwrap_or(FURTHER)
}

/// A text shortened to fit beside an axis.
pub(super) fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}
