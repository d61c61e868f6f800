//! Sheet Lời văn: the report's paragraphs, to be pasted into Word.

use super::Draft;
use super::draft::{Column, Line, Row, bring_together, has_entry};
use crate::report::document::{Paragraph, paragraphs};
use crate::results::Results;
use crate::workspace::sheets;
use viet_text::text::folded;
use workbook_io::sheet::{Color, Content};

const COLUMNS: [Column; 3] = [
    Column::of_tool("Mục", 30),
    Column::of_tool("Đoạn văn", 110),
    Column::of_officer("Sửa lại, ghi chú", 60),
];

const GUIDE: &str = "Hướng dẫn: mỗi dòng là một đoạn của báo cáo; chọn ô ở cột Đoạn văn, chép sang \
    Word (chọn dán chỉ giữ chữ). Cột Đoạn văn được viết lại theo số liệu mỗi lần chạy; câu chữ của \
    cơ quan ghi ở cột Sửa lại, ghi chú được giữ nguyên.";

const UNMET: Color = Color(0xF8_D7_DA);

pub(super) fn draft(results: &Results<'_>) -> Draft {
    let lines = paragraphs(results).into_iter().map(line).collect();
    let rows = bring_together(
        results.entries.tables.get(sheets::PROSE),
        lines,
        |row| (folded(&row.text("Mục")), String::new()),
        |row| has_entry(row, &COLUMNS).then(Row::default),
    );
    Draft { name: sheets::PROSE, guide: GUIDE.to_owned(), columns: &COLUMNS, rows }
}

fn line(paragraph: Paragraph) -> Line {
    let key = folded(&paragraph.about);
    let cells =
        [("Mục", Content::from(paragraph.about)), ("Đoạn văn", Content::from(paragraph.text))];
    let tone = paragraph.unmet.then_some(UNMET);
    Line { key, exact: String::new(), row: Row { cells: cells.into(), tone, left: None } }
}
