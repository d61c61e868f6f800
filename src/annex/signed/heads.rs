//! The page's head: what it is, what it belongs to, and the columns' heads.

use super::fit::Widths;
use super::{COLUMNS, HEADS, SignedPage};
use crate::annex::look;
use crate::reading::period::Period;
use crate::sheet::{Across, Row, Style, height, lines};

impl SignedPage<'_, '_> {
    pub(super) fn heads(&self, widths: &Widths, size: u16) -> Vec<Row> {
        let size = size.max(20);
        let centred = Style { across: Across::Center, ..look::line(size + 2) };
        let bold = Style { bold: true, ..centred.clone() };
        let italic = Style { italic: true, ..centred };
        let right = Style { italic: true, across: Across::Right, ..look::line(size) };
        let name = match self.numeral {
            Some(numeral) => format!("PHỤ LỤC {numeral}"),
            None => "PHỤ LỤC".to_owned(),
        };
        let period = self.results.month.period.in_words();
        let texts = [
            (name, bold.clone()),
            (self.titled(), bold),
            (self.belongs_to(), italic),
            (format!("Kỳ báo cáo: {period}. Đơn vị tính: ghi tại cột (3)."), right),
        ];
        let width = widths.iter().sum();
        let rows = (0..HEADS).zip(texts).map(|(index, (text, style))| {
            let lines = lines(&text, width, style.half_points, style.bold);
            let height = Some(height(lines, style.half_points));
            Row { index, height, cells: vec![(0, text.into(), style)] }
        });
        rows.chain(self.column_heads(widths, size.min(22))).collect()
    }

    /// The resolution's title, and which correction of the annex this is.
    fn titled(&self) -> String {
        let title = self.verdict.set.title.to_uppercase();
        match &self.results.revision.correction {
            Some(correction) => format!("{title}\n({})", correction.in_words()),
            None => title,
        }
    }

    /// NĐ 30: the number is left open where the officer has not typed it yet.
    fn belongs_to(&self) -> String {
        let report = &self.results.entries.facts.report;
        let number =
            if report.is_empty() { "…… ngày … tháng … năm …" } else { report };
        format!("(Kèm theo Báo cáo số {number})")
    }

    fn column_heads(&self, widths: &Widths, size: u16) -> Vec<Row> {
        let style = look::head(size);
        let texts = self.texts();
        let need = |(text, width): (&String, &u32)| lines(text, *width, size, true);
        let most = texts.iter().zip(widths).map(need).max().unwrap_or(1);
        let cells = (0..COLUMNS).zip(texts).map(|(col, text)| (col, text.into(), style.clone()));
        let heads = Row { index: HEADS, height: Some(height(most, size)), cells: cells.collect() };
        let small = Style { bold: false, italic: true, ..look::head(size.min(20)) };
        let numbers = (0..COLUMNS).map(|col| (col, format!("({})", col + 1).into(), small.clone()));
        let numbers = Row {
            index: HEADS + 1,
            height: Some(height(1, small.half_points)),
            cells: numbers.collect(),
        };
        vec![heads, numbers]
    }

    fn texts(&self) -> [String; COLUMNS as usize] {
        let period = self.results.month.period;
        let before = self.results.earlier().map_or(period.previous(), |e| e.period);
        let until = self.results.entries.facts.data_until.unwrap_or(period.last_day());
        [
            "STT".to_owned(),
            "Chỉ tiêu, nội dung".to_owned(),
            "ĐVT".to_owned(),
            "Nghị quyết đề ra".to_owned(),
            capital(before),
            format!("Thực hiện đến {}", until.format("%d/%m/%Y")),
            format!("Ước cả năm {}", period.year()),
            "So với Nghị quyết".to_owned(),
            "Đánh giá".to_owned(),
            "Nguyên nhân, ghi chú".to_owned(),
        ]
    }
}

/// A period at the start of a head.
fn capital(period: Period) -> String {
    let words = period.in_words();
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
