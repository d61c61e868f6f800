//! Tiến độ: the last period's figure and the change since. For items with a deadline, also where a
//! straight line from the start would be now, and whether the present pace will reach the level.
//! The sheet says that this is mechanical; it does not touch the signed page or its verdicts.

mod columns;
mod pace;
mod row;
mod straight_path;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::columns::count;
use super::mirror::page_items;
use super::signed::SignedPage;
use super::widths::widen;
use super::{earlier, style};
use crate::figures::history::Span;
use crate::results::Results;
use columns::{Column, Columns};
use row::ProgressRow;
use straight_path::straight_path;
use workbook_io::Address;
use workbook_io::sheet::{Area, Highlight, Row, Sheet, Style, count_lines, row_height};

/// The sheet's name.
pub(super) const SHEET: &str = "Tiến độ";
const SIZE: u16 = 20;
/// A format for whole numbers with their sign.
const SIGNED: &str = "\"+\"#,##0;\"-\"#,##0;0";
const NOTE: &str = "Để tham khảo: tính cơ học theo mức bình quân từ mức xuất phát đến mức đề ra, không phải dự báo \
    của cơ quan; không dùng để đánh giá, không thuộc phần ký của Phụ lục. Mức xuất phát theo khai báo của cơ quan tổng \
    hợp (tính từ ngày có hiệu lực của văn bản); nếu không khai báo thì lấy kỳ sớm nhất đã đủ số liệu, khi có từ 03 kỳ \
    trong ít nhất 90 ngày. Mức xuất phát đã đạt mức đề ra thì mức bình quân là mức đề ra.";

/// A resolution's rows.
struct PageRows<'p, 'a, 'w> {
    page: &'p SignedPage<'a, 'w>,
    rows: Vec<ProgressRow<'p, 'w>>,
}

/// The sheet, one resolution after another; `None` if there is neither an earlier period nor a
/// start.
pub(super) fn sheet(results: &Results<'_>, pages: &[SignedPage<'_, '_>]) -> Option<Sheet<'static>> {
    let unmet: Vec<Vec<&'static str>> = pages.iter().map(SignedPage::unmet_words).collect();
    let pages: Vec<PageRows<'_, '_, '_>> = pages
        .iter()
        .zip(&unmet)
        .map(|(page, unmet)| PageRows { page, rows: rows(results, page, unmet) })
        .collect();
    if !pages.iter().flat_map(|page| &page.rows).any(ProgressRow::says_something) {
        return None;
    }
    let starts_differ = pages.iter().any(|page| page.starts().len() > 1);
    let deadlines_differ = pages.iter().any(|page| page.deadlines().len() > 1);
    let columns = Columns::new(starts_differ, deadlines_differ);
    let mut sheet = ProgressSheet {
        results,
        columns,
        rows: Vec::new(),
        merges: Vec::new(),
        breaks: Vec::new(),
        highlights: Vec::new(),
    };
    pages.iter().for_each(|page| sheet.page(page));
    Some(sheet.finish())
}

fn rows<'p, 'w>(
    results: &Results<'_>,
    page: &SignedPage<'_, 'w>,
    unmet: &'p [&'static str],
) -> Vec<ProgressRow<'p, 'w>> {
    let settings = &results.workspace.settings;
    let row = |item: super::mirror::PageItem<'w>| {
        let yardstick = item.yardstick?;
        let before = results.preceding().map(Span::totals);
        let before =
            before.and_then(|then| earlier::figure(then, yardstick, yardstick.basis, settings));
        let path = straight_path(results, page.verdict.set, &item, yardstick);
        Some(ProgressRow { item, yardstick, before, path, unmet })
    };
    page_items(page).into_iter().filter_map(row).collect()
}

impl PageRows<'_, '_, '_> {
    fn starts(&self) -> BTreeSet<NaiveDate> {
        self.rows.iter().filter_map(|row| row.path.as_ref().ok()).map(|path| path.from).collect()
    }

    fn deadlines(&self) -> BTreeSet<NaiveDate> {
        self.rows.iter().filter_map(|row| row.path.as_ref().ok()).map(|path| path.to).collect()
    }

    /// What is the same for all rows.
    fn common(&self, columns: &Columns) -> String {
        let only = |days: BTreeSet<NaiveDate>, column: Column, before: &str| {
            let day = days.first().filter(|_| columns.at(column).is_none());
            day.map(|day| format!(" {before} {}.", day.format("%d/%m/%Y")))
        };
        let from = only(self.starts(), Column::From, "Mức xuất phát tính từ ngày");
        let to = only(self.deadlines(), Column::To, "Hạn hoàn thành:");
        from.unwrap_or_default() + &to.unwrap_or_default()
    }
}

struct ProgressSheet<'a, 'w> {
    results: &'a Results<'w>,
    columns: Columns,
    rows: Vec<Row>,
    merges: Vec<Area>,
    breaks: Vec<u32>,
    highlights: Vec<Highlight>,
}

impl ProgressSheet<'_, '_> {
    fn next(&self) -> u32 {
        count(self.rows.len())
    }

    fn page(&mut self, page: &PageRows<'_, '_, '_>) {
        self.opening(page);
        let first = self.next();
        for row in &page.rows {
            self.rows.push(row.row(self.next(), &self.columns, SIZE));
        }
        self.whole_numbers(first, page);
        let italic = Style { italic: true, ..style::line(SIZE) };
        if let Some(said) = self.incomplete(page) {
            self.across(&said, italic.clone());
        }
        self.across(NOTE, italic);
    }

    fn across(&mut self, text: &str, style: Style) {
        let index = self.next();
        let width = self.columns.widths().iter().sum();
        let need = count_lines(text, width, style.half_points, style.bold);
        let to = Address::new(index, self.columns.last());
        self.merges.push(Area::new(Address::new(index, 0), to));
        let height = Some(row_height(need, style.half_points));
        self.rows.push(Row { index, height, cells: vec![(0, text.into(), style)] });
    }

    fn opening(&mut self, page: &PageRows<'_, '_, '_>) {
        if !self.rows.is_empty() {
            self.breaks.push(self.next());
        }
        let day = pace::day(self.results).format("%d/%m/%Y");
        self.across("TIẾN ĐỘ THỰC HIỆN SO VỚI MỨC ĐỀ RA", style::line_bold(26));
        self.across(&page.page.verdict.set.title, style::line(22));
        let before = match self.results.preceding() {
            Some(span) => {
                let closing = self.results.workspace.settings.office.closing;
                format!(" Kỳ trước: đến ngày {}.", closing.last_day(span.latest).format("%d/%m/%Y"))
            }
            None => String::new(),
        };
        let common = page.common(&self.columns);
        let said = format!("Số liệu đến ngày {day}.{before}{common}");
        self.across(&said, Style { italic: true, ..style::line(SIZE) });
        let style = style::head(SIZE);
        let need =
            |(_, column): (u32, Column)| count_lines(column.head(), column.width(), SIZE, true);
        let most = self.columns.iter().map(need).max().unwrap_or(1);
        let cells = self.columns.iter();
        let cells = cells.map(|(col, column)| (col, column.head().into(), style.clone()));
        let (index, height) = (self.next(), Some(row_height(most, SIZE)));
        self.rows.push(Row { index, height, cells: cells.collect() });
    }

    /// Whose figures the period before lacks.
    fn incomplete(&self, page: &PageRows<'_, '_, '_>) -> Option<String> {
        let settings = &self.results.workspace.settings;
        let span = self.results.preceding()?;
        let lacking = page.rows.iter().filter(|row| row.before.is_some_and(|before| !before.whole));
        let mut units: Vec<usize> = lacking
            .flat_map(|row| {
                earlier::missing(span.totals(), row.yardstick, row.yardstick.basis, settings)
            })
            .collect();
        units.sort_unstable();
        units.dedup();
        (!units.is_empty()).then(|| {
            format!(
                "Số kỳ trước in nghiêng là số tạm tính, khi đó chưa đủ số liệu của {}: không tính thay đổi.",
                earlier::names(&units, settings)
            )
        })
    }

    fn whole_numbers(&mut self, first: u32, page: &PageRows<'_, '_, '_>) {
        let last = self.next().saturating_sub(1);
        if let Some(col) = self.columns.at(Column::Figure) {
            let in_doubt = page.rows.iter().map(|row| row.item.is_marked());
            self.highlights.extend(style::whole_figures(Address::new(first, col), in_doubt));
        }
        for (column, number) in [
            (Column::Before, "#,##0"),
            (Column::Change, SIGNED),
            (Column::Base, "#,##0"),
            (Column::Due, "#,##0"),
            (Column::Ahead, SIGNED),
            (Column::End, "#,##0"),
        ] {
            let Some(col) = self.columns.at(column) else { continue };
            let area = Area::new(Address::new(first, col), Address::new(last, col));
            self.highlights.extend(style::whole(area, number));
        }
    }

    fn finish(self) -> Sheet<'static> {
        let last = Address::new(self.next() - 1, self.columns.last());
        let mut widths = self.columns.widths();
        widen(&mut widths, &self.rows);
        Sheet {
            widths: (0..).zip(widths.into_iter().map(style::width)).collect(),
            merges: self.merges,
            highlights: self.highlights,
            page: style::landscape(Area::new(Address::new(0, 0), last), self.breaks),
            gridlines: false,
            ..Sheet::new(SHEET, self.rows)
        }
    }
}
