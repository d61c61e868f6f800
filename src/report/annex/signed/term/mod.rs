//! Tổng kết nhiệm kỳ: a resolution's items year by year, with the result at the end of the term.

mod cells;
mod notes;
mod verdicts;
mod years;

use super::shown_cell::ShownCell;
use super::slots::{Slot, SlotKind, slots};
use super::verdict_formulas::FormulaContext;
use super::{SignedPage, number_words};
use crate::judge::unmet_words;
use crate::report::annex::columns::count;
use crate::report::annex::style;
use workbook_io::Address;
use workbook_io::sheet::{
    Area, Emphasis, Highlight, HorizontalAlign, Page, Row, Sheet, Style, count_lines, row_height,
};
use years::{Year, years};

const SIZE: u16 = 20;
/// The table's header row.
const HEADS: u32 = 3;
const BODY: u32 = HEADS + 1;
/// Number, name, unit of measure, threshold; then the years, the result and the verdict.
const LEFT: u32 = 4;
const WIDTHS: [u32; LEFT as usize] = [45, 330, 115, 105];
const YEAR: u32 = 105;
const VERDICT: u32 = 125;
/// The table of one resolution.
struct Term<'p, 'a, 'w> {
    page: &'p SignedPage<'a, 'w>,
    context: FormulaContext<'p, 'w>,
    years: Vec<Year>,
    slots: Vec<Slot>,
}

impl SignedPage<'_, '_> {
    /// The sheet, where more than one year of the resolution has figures.
    pub(in crate::report::annex) fn term_sheet(&self) -> Option<Sheet<'static>> {
        let years = years(self.results, self.verdict.set)?;
        let slots = slots(self.verdict.set, BODY);
        let term = Term { page: self, context: self.context(), years, slots };
        Some(term.sheet())
    }
}

impl Term<'_, '_, '_> {
    fn result(&self) -> u32 {
        LEFT + count(self.years.len())
    }

    fn verdict(&self) -> u32 {
        self.result() + 1
    }

    fn widths(&self) -> Vec<u32> {
        let years = std::iter::repeat_n(YEAR, self.years.len() + 1);
        WIDTHS.into_iter().chain(years).chain([VERDICT]).collect()
    }

    fn sheet(&self) -> Sheet<'static> {
        let mut rows = self.heads();
        rows.extend(self.slots.iter().map(|slot| self.row(slot)));
        let widths = self.widths();
        let all: u32 = widths.iter().sum();
        let note = Style { italic: true, ..style::line(SIZE) };
        let first = BODY + count(self.slots.len());
        let notes = notes::notes(self.page.results, &self.years);
        rows.extend((first..).zip(notes).map(|(index, text)| {
            let height = Some(row_height(count_lines(&text, all, SIZE, false), SIZE));
            Row { index, height, cells: vec![(0, text.into(), note.clone())] }
        }));
        let last = rows.last().map_or(BODY, |row| row.index);
        let across = |row| Area::new(Address::new(row, 0), Address::new(row, self.verdict()));
        let name = match self.page.numeral {
            Some(numeral) => format!("Tổng kết nhiệm kỳ {numeral}"),
            None => "Tổng kết nhiệm kỳ".to_owned(),
        };
        Sheet {
            widths: (0..).zip(widths.into_iter().map(style::width)).collect(),
            merges: (0..HEADS).chain(first..=last).map(across).collect(),
            freeze: Some(Address::new(BODY, 2)),
            page: Page {
                landscape: true,
                fit_width: true,
                repeat_rows: Some((HEADS, HEADS)),
                header: "&C&P".to_owned(),
                centered: true,
                ..Page::default()
            },
            highlights: self.highlights(),
            gridlines: false,
            ..Sheet::new(&name, rows)
        }
    }

    fn heads(&self) -> Vec<Row> {
        let centred =
            Style { bold: true, across: HorizontalAlign::Center, ..style::line(SIZE + 4) };
        let italic = Style { bold: false, italic: true, ..centred.clone() };
        let set = self.page.verdict.set;
        let period = self.page.results.month.period.in_words();
        let texts = [
            ("TỔNG KẾT NHIỆM KỲ".to_owned(), centred.clone()),
            (set.document.clone(), centred),
            (format!("Theo năm, đến {period}"), Style { half_points: SIZE, ..italic }),
        ];
        let widths = self.widths();
        let all = widths.iter().sum();
        let titles = (0..HEADS).zip(texts).map(|(index, (text, style))| {
            let lines = count_lines(&text, all, style.half_points, style.bold);
            let height = Some(row_height(lines, style.half_points));
            Row { index, height, cells: vec![(0, text.into(), style)] }
        });
        let mut heads = vec!["STT".to_owned(), "Chỉ tiêu, nội dung".to_owned(), "ĐVT".to_owned()];
        heads.push("Nghị quyết đề ra".to_owned());
        heads.extend(self.years.iter().map(|year| match &year.span {
            Some(span) if span.latest.last_day() != span.period.last_day() => {
                let day = span.latest.last_day().format("%d/%m/%Y");
                format!("Năm {} (đến {day})", year.year)
            }
            _ => format!("Năm {}", year.year),
        }));
        heads.extend(["Kết quả".to_owned(), "Đánh giá".to_owned()]);
        let style = style::head(SIZE);
        let need = |(text, width): (&String, &u32)| count_lines(text, *width, SIZE, true);
        let most = heads.iter().zip(&widths).map(need).max().unwrap_or(1);
        let cells = (0..).zip(heads).map(|(col, text)| (col, text.into(), style.clone()));
        let heads =
            Row { index: HEADS, height: Some(row_height(most, SIZE)), cells: cells.collect() };
        titles.chain([heads]).collect()
    }

    fn row(&self, slot: &Slot) -> Row {
        let cells = self.cells(slot);
        let widths = self.widths();
        let bold = |col: u32| {
            (slot.is_target() && col < 2)
                || (slot.what == SlotKind::Target && col == self.verdict())
                || col == self.result()
        };
        let need = |((col, shown), width): ((u32, &ShownCell), &u32)| {
            count_lines(&shown.text, *width, SIZE, bold(col) || col == self.verdict())
        };
        let most = (0..).zip(&cells).zip(&widths).map(need).max().unwrap_or(1);
        let cells = (0..).zip(cells).map(|(col, shown)| {
            let style = Style {
                bold: bold(col),
                italic: matches!(slot.what, SlotKind::Part(_)),
                across: if col == 1 { HorizontalAlign::Left } else { HorizontalAlign::Center },
                number: shown.number,
                ..style::cell(SIZE)
            };
            (col, shown.content, style)
        });
        Row { index: slot.row, height: Some(row_height(most, SIZE)), cells: cells.collect() }
    }

    fn settings(&self) -> &crate::settings::Settings {
        &self.page.results.workspace.settings
    }

    fn highlights(&self) -> Vec<Highlight> {
        let (Some(first), Some(last)) = (self.slots.first(), self.slots.last()) else {
            return Vec::new();
        };
        let items = self.page.verdict.targets.iter().flat_map(|target| &target.items);
        let unmet = unmet_words(items.map(|item| item.past_deadline));
        let col = self.verdict();
        let from = Address::new(first.row, col);
        let unmet = Highlight {
            areas: vec![Area::new(from, Address::new(last.row, col))],
            formula: number_words::says_unmet(&from.to_string(), &unmet),
            emphasis: style::UNMET,
        };
        // Whole numbers without decimals.
        let (from, to) = (Address::new(first.row, LEFT), Address::new(last.row, self.result()));
        let whole = Highlight {
            areas: vec![Area::new(from, to)],
            formula: format!("IF(ISNUMBER({from}),ROUND({from},6)=ROUND({from},0))"),
            emphasis: Emphasis { number: Some("#,##0"), ..Emphasis::default() },
        };
        vec![unmet, whole]
    }
}
