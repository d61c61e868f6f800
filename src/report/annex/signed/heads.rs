//! The page's head: title, the report that it belongs to, column headers.

use chrono::NaiveDate;

use super::SignedPage;
use super::earlier_column;
use super::layout::{Head, Layout};
use super::page_fit::{RowBlock, Widths, across};
use crate::judge::tally_items;
use crate::report::annex::style;
use crate::settings::ExtraColumn;
use viet_text::citation::Citation;
use workbook_io::sheet::{Content, HorizontalAlign, Row, Style, count_lines, row_height};

/// The decree's size of titles in half points: 13 pt.
const TITLE: u16 = 26;

impl SignedPage<'_, '_> {
    /// Rows above the table's header row.
    pub(super) fn top(&self) -> u32 {
        let usual = if self.is_standalone() { 6 } else { 4 };
        usual + u32::from(self.draft_line().is_some())
    }

    /// Is the annex a document of its own?
    fn is_standalone(&self) -> bool {
        self.results.workspace.settings.office.page.standalone
    }

    /// "DỰ THẢO - còn 01 nội dung đang rà soát", above the title as long as the page must not be sent.
    fn draft_line(&self) -> Option<String> {
        let waiting = tally_items(std::slice::from_ref(self.verdict)).to_verify;
        let is_draft = waiting > 0 && self.results.is_draft();
        is_draft.then(|| format!("DỰ THẢO - còn {waiting:02} nội dung đang rà soát"))
    }

    pub(super) fn heads(&self, layout: &Layout, widths: &Widths, size: u16) -> RowBlock {
        let mut block = if self.is_standalone() {
            self.letterhead(layout, widths)
        } else {
            RowBlock::default()
        };
        let next = block.rows.last().map_or(0, |row| row.index + 1);
        let width = widths.iter().sum();
        for (index, (text, style)) in (next..self.top()).zip(self.titles(size)) {
            let lines = count_lines(&text, width, style.half_points, style.bold);
            let height = Some(row_height(lines, style.half_points));
            block.merges.push(across(index, 0, layout.last()));
            block.rows.push(Row { index, height, cells: vec![(0, text.into(), style)] });
        }
        block.rows.extend(self.column_heads(layout, widths, size.min(22)));
        block
    }

    /// The titles. An annex that is a document of its own has no line "Phụ lục".
    fn titles(&self, size: u16) -> Vec<(String, Style)> {
        let centred = Style { across: HorizontalAlign::Center, ..style::line(TITLE) };
        let bold = Style { bold: true, ..centred.clone() };
        let italic = Style { italic: true, ..centred };
        let right =
            Style { italic: true, across: HorizontalAlign::Right, ..style::line(size.max(20)) };
        let period = self.results.month.period.in_words();
        let name = match self.numeral {
            Some(numeral) => format!("Phụ lục {numeral}"),
            None => "Phụ lục".to_owned(),
        };
        let mut titles = vec![(self.titled(), bold.clone())];
        if !self.is_standalone() {
            titles.insert(0, (name, Style { half_points: 28, ..bold.clone() }));
            titles.push((self.belongs_to(), italic));
        }
        if let Some(line) = self.draft_line() {
            titles.insert(0, (line, Style { color: style::UNMET.color, ..bold }));
        }
        titles.push((format!("Kỳ báo cáo: {period}. Đơn vị tính: ghi tại cột (3)."), right));
        titles
    }

    /// The resolution's title, and which correction of the annex this is.
    fn titled(&self) -> String {
        let title = self.verdict.set.title.to_uppercase();
        match &self.results.revision.correction {
            Some(correction) => format!("{title}\n({})", correction.in_words()),
            None => title,
        }
    }

    /// NĐ 30/2020: number and day are left open until the officer types them.
    fn belongs_to(&self) -> String {
        format!("(Kèm theo Báo cáo số {})", self.report().in_full())
    }

    /// The report's number and day for this annex.
    fn report(&self) -> Citation {
        self.results.revision.report(&self.results.entries.facts.report)
    }

    /// Agency, Quốc hiệu, number and date of an annex that is a document of its own.
    fn letterhead(&self, layout: &Layout, widths: &Widths) -> RowBlock {
        let office = &self.results.workspace.settings.office;
        let left = layout.col(Head::Measure);
        let plain = Style { across: HorizontalAlign::Center, ..style::line(TITLE) };
        let bold = Style { bold: true, ..plain.clone() };
        let rule = Style { half_points: 12, ..plain.clone() };
        let italic = Style { italic: true, ..plain.clone() };
        let rows = [
            (
                (office.parent.to_uppercase(), plain.clone()),
                ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".to_owned(), bold.clone()),
            ),
            (
                (office.name.to_uppercase(), bold.clone()),
                ("Độc lập - Tự do - Hạnh phúc".to_owned(), Style { half_points: 28, ..bold }),
            ),
            (("_".repeat(14), rule.clone()), ("_".repeat(46), rule)),
            ((self.number(), plain), (self.place_and_day(), italic)),
        ];
        let mut block = RowBlock::default();
        for (index, (one, other)) in (0..).zip(rows) {
            let width = |range: &[u32]| range.iter().sum::<u32>();
            let (near, far) = widths.split_at(left as usize + 1);
            let need = |(text, style): &(String, Style), width: u32| {
                row_height(
                    count_lines(text, width, style.half_points, style.bold),
                    style.half_points,
                )
            };
            let tall = need(&one, width(near)).max(need(&other, width(far)));
            let cell = |col: u32, (text, style): (String, Style)| {
                let content = if text.is_empty() { Content::Blank } else { text.into() };
                (col, content, style)
            };
            block.merges.push(across(index, 0, left));
            block.merges.push(across(index, left + 1, layout.last()));
            let cells = vec![cell(0, one), cell(left + 1, other)];
            block.rows.push(Row { index, height: Some(tall), cells });
        }
        block
    }

    /// The report's number; its date is on the right.
    fn number(&self) -> String {
        let number = self.report().number;
        if number.is_empty() { "Số: ……/……".to_owned() } else { format!("Số: {number}") }
    }

    /// The report's day; left open until it is typed. No other day of the period is used.
    fn place_and_day(&self) -> String {
        let place = &self.results.workspace.settings.office.place;
        let day = self.report().day.in_words();
        if place.is_empty() { day } else { format!("{place}, {day}") }
    }

    fn column_heads(&self, layout: &Layout, widths: &Widths, size: u16) -> Vec<Row> {
        let style = style::head(size);
        let heads = layout.heads();
        let texts: Vec<String> = heads.iter().map(|head| self.head(*head)).collect();
        let need = |(text, width): (&String, &u32)| count_lines(text, *width, size, true);
        let most = texts.iter().zip(widths).map(need).max().unwrap_or(1);
        let cells = (0..).zip(texts).map(|(col, text)| (col, text.into(), style.clone()));
        let index = self.top();
        let heads = Row { index, height: Some(row_height(most, size)), cells: cells.collect() };
        let small = Style { bold: false, italic: true, ..style::head(size.min(20)) };
        let numbers =
            (0..layout.count()).map(|col| (col, format!("({})", col + 1).into(), small.clone()));
        let numbers = Row {
            index: index + 1,
            height: Some(row_height(1, small.half_points)),
            cells: numbers.collect(),
        };
        vec![heads, numbers]
    }

    fn head(&self, head: Head) -> String {
        let period = self.results.month.period;
        match head {
            Head::Number => "STT".to_owned(),
            Head::Name => "Chỉ tiêu, nội dung".to_owned(),
            Head::Measure => "ĐVT".to_owned(),
            Head::Threshold => "Nghị quyết đề ra".to_owned(),
            Head::Extra(ExtraColumn::LastYear) => format!("Thực hiện năm {}", period.year() - 1),
            Head::Extra(ExtraColumn::Plan) => format!("Kế hoạch năm {}", period.year()),
            Head::Extra(ExtraColumn::YearAgo) => {
                format!("Cùng kỳ ({})", period.year_ago().in_words())
            }
            Head::Before => told_until(earlier_column::until(self.results)),
            Head::Actual => {
                let until =
                    self.results.entries.facts.data_until.unwrap_or(self.results.closing_day());
                told_until(until)
            }
            Head::Estimate => format!("Ước cả năm {}", period.year()),
            Head::Difference => "So với Nghị quyết".to_owned(),
            Head::Verdict => "Đánh giá".to_owned(),
            Head::Notes => "Nguyên nhân, ghi chú".to_owned(),
        }
    }
}

fn told_until(day: NaiveDate) -> String {
    format!("Thực hiện đến {}", day.format("%d/%m/%Y"))
}
