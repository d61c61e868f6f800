//! Xem nhanh: the signed page in four columns for a phone, unmet items first.

use super::columns::count;
use super::mirror::{PageItem, page_items};
use super::signed::{SignedPage, says_unmet};
use super::style;
use super::widths::widen;
use crate::judge::Status;
use crate::report::wording::mark_in_words;
use workbook_io::Address;
use workbook_io::sheet::{
    Area, Content, Emphasis, FormulaResult, Highlight, HorizontalAlign, MAX_ROW_HEIGHT, Margins,
    Page, Row, Sheet, Style, count_lines, quote_sheet_name, row_height, unlimited_row_height,
};

/// The sheet's name.
pub(super) const SHEET: &str = "Xem nhanh";
/// 13 points, readable on a phone.
const SIZE: u16 = 26;
/// In tenths of a character.
const WIDTHS: [u32; 4] = [340, 135, 120, 120];
const HEADS: [&str; 4] = ["Nội dung", "Nghị quyết", "Kết quả", "Đánh giá"];
/// The last visible column.
pub(super) const LAST: u32 = 3;

/// The sheet, one resolution after another.
pub(super) fn sheet(pages: &[SignedPage<'_, '_>]) -> Sheet<'static> {
    let mut sheet = QuickSheet::default();
    for page in pages {
        sheet.page(page);
    }
    let last = sheet.rows.last().map_or(0, |row| row.index);
    let mut widths = WIDTHS;
    widen(&mut widths, &sheet.rows);
    let hidden_columns = sheet.fill_verdict_columns(pages);
    Sheet {
        hidden_columns,
        widths: (0..).zip(widths.map(style::width)).collect(),
        merges: sheet.merges,
        highlights: sheet.highlights,
        page: Page {
            fit_width: true,
            centered: true,
            area: Some(Area::new(Address::new(0, 0), Address::new(last, LAST))),
            margins: Margins { top: 20, right: 15, bottom: 20, left: 20 },
            footer: "&C&P/&N".to_owned(),
            breaks: sheet.breaks,
            ..Page::default()
        },
        gridlines: false,
        ..Sheet::new(SHEET, sheet.rows)
    }
}

/// The sheet while it is being built.
#[derive(Default)]
struct QuickSheet {
    rows: Vec<Row>,
    merges: Vec<Area>,
    highlights: Vec<Highlight>,
    breaks: Vec<u32>,
}

impl QuickSheet {
    fn next(&self) -> u32 {
        count(self.rows.len())
    }

    fn page(&mut self, page: &SignedPage<'_, '_>) {
        if !self.rows.is_empty() {
            self.breaks.push(self.next());
        }
        self.opening(page);
        let style = style::head(SIZE);
        let cells = (0..).zip(HEADS).map(|(col, text)| (col, text.into(), style.clone()));
        let row =
            Row { index: self.next(), height: Some(row_height(1, SIZE)), cells: cells.collect() };
        self.rows.push(row);
        let first = self.next();
        let unmet = page.unmet_words();
        let items = unmet_first(page_items(page));
        items.iter().for_each(|page_item| self.item(page_item, &unmet));
        let last = self.next() - 1;
        let area = |from, to| vec![Area::new(Address::new(first, from), Address::new(last, to))];
        let formula = says_unmet(&format!("$D{}", first + 1), &unmet);
        let rule = Highlight { areas: area(2, LAST), formula, emphasis: style::UNMET };
        self.highlights.push(rule);
        let open = [Status::NoData, Status::NotChecked].map(Status::vietnamese);
        let formula = says_unmet(&format!("$D{}", first + 1), &open);
        self.highlights.push(Highlight { areas: area(LAST, LAST), formula, emphasis: style::OPEN });
        if items.iter().any(PageItem::is_marked) {
            let said = mark_in_words(page.results);
            self.across(said.into(), said, Style { italic: true, ..style::line(24) });
        }
    }

    /// Fills hidden columns on the right with verdicts to count, if there are very many.
    fn fill_verdict_columns(&mut self, pages: &[SignedPage<'_, '_>]) -> Vec<u32> {
        let columns = pages.iter().flat_map(SignedPage::mirrored_verdicts);
        let fill = |(col, verdicts): (u32, Vec<(String, String)>)| {
            for (row, (cell, text)) in self.rows.iter_mut().zip(verdicts) {
                let content = Content::formula(cell, FormulaResult::Text(text));
                row.cells.push((col, content, Style::default()));
            }
            col
        };
        columns.map(fill).collect()
    }

    /// Adds title, period and the signed page's summary.
    fn opening(&mut self, page: &SignedPage<'_, '_>) {
        let bold = Style { bold: true, across: HorizontalAlign::Center, ..style::line(SIZE + 2) };
        let italic = Style { italic: true, across: HorizontalAlign::Center, ..style::line(24) };
        let period = page.results.month.period.in_words();
        let (at, sentence) = page.summary();
        let live = Content::formula(
            format!("{}!{at}", quote_sheet_name(&page.name)),
            FormulaResult::Text(sentence.clone()),
        );
        let title = page.verdict.set.title.clone();
        self.across(title.clone().into(), &title, bold);
        let said = format!("Kỳ báo cáo: {period}");
        self.across(said.clone().into(), &said, italic);
        self.across(live, &sentence, Style { bold: true, ..style::line(SIZE) });
    }

    fn across(&mut self, content: Content, text: &str, style: Style) {
        let index = self.next();
        let need = count_lines(text, WIDTHS.iter().sum(), style.half_points, style.bold);
        self.merges.push(Area::new(Address::new(index, 0), Address::new(index, LAST)));
        let height = Some(roomy_height(need, style.half_points));
        self.rows.push(Row { index, height, cells: vec![(0, content, style)] });
    }

    fn item(&mut self, page_item: &PageItem<'_>, unmet: &[&str]) {
        let index = self.next();
        let name = match (page_item.is_part, page_item.measure.as_str()) {
            (true, _) => format!("- {}", page_item.name),
            (_, "") => format!("{}. {}", page_item.number, page_item.name),
            (_, measure) => format!("{}. {} ({measure})", page_item.number, page_item.name),
        };
        let plain = Style { italic: page_item.is_part, ..style::cell(SIZE) };
        let centred = Style { across: HorizontalAlign::Center, ..plain.clone() };
        let figure = Style { bold: true, ..centred.clone() };
        let shown = [
            (&page_item.threshold, centred.clone()),
            (&page_item.figure, figure),
            (&page_item.verdict, centred),
        ];
        let mut most = count_lines(&name, WIDTHS[0], SIZE, false);
        let mut cells = vec![(0, name.into(), plain)];
        for ((col, width), (shown, style)) in (1..).zip(&WIDTHS[1..]).zip(shown) {
            most = most.max(count_lines(&shown.text, *width, SIZE, true));
            let style = Style { number: shown.number.clone(), ..style };
            cells.push((col, shown.content.clone(), style));
        }
        self.rows.push(Row { index, height: Some(roomy_height(most, SIZE)), cells });
        self.whole_number(page_item, index, unmet);
    }

    /// Hides the decimals of whole numbers. LibreOffice applies only the first rule that holds, so
    /// the rule for unmet items repeats their look.
    fn whole_number(&mut self, page_item: &PageItem<'_>, row: u32, unmet: &[&str]) {
        if page_item.yardstick.is_none_or(|yardstick| yardstick.decimals == 0) {
            return;
        }
        let at = Address::new(row, 2);
        let is_whole = format!("ROUND({at},6)=ROUND({at},0)");
        let says = says_unmet(&format!("$D{}", row + 1), unmet);
        let is_unmet = format!("IF({says},{is_whole})");
        let number = Some(if page_item.is_marked() { style::MARKED_WHOLE } else { "#,##0" });
        for (formula, emphasis) in [
            (is_unmet, Emphasis { number, ..style::UNMET }),
            (is_whole, Emphasis { number, ..Emphasis::default() }),
        ] {
            self.highlights.push(Highlight { areas: vec![Area::new(at, at)], formula, emphasis });
        }
    }
}

/// A row's height, with space for a fingertip.
fn roomy_height(lines: u32, half_points: u16) -> f64 {
    f64::from((unlimited_row_height(lines, half_points) + 5).min(MAX_ROW_HEIGHT))
}

/// Items by importance: unmet, without figures, not judged, met. Parts stay with their item.
fn unmet_first(mut page_items: Vec<PageItem<'_>>) -> Vec<PageItem<'_>> {
    page_items.sort_by_key(|page_item| match page_item.item_status {
        Status::Unmet => 0,
        Status::NoData => 1,
        Status::NotChecked => 2,
        Status::Met => 3,
    });
    page_items
}
