//! Sheet Lời văn: the report's paragraphs, to paste into Word.

use super::SheetDraft;
use super::draft::{DraftColumn, DraftLine, DraftRow, has_entry, merge_with_entries};
use crate::report::document::{Paragraph, paragraphs};
use crate::results::Results;
use crate::workspace::sheets;
use viet_text::text::folded;
use workbook_io::sheet::{Color, Content};

const COLUMNS: [DraftColumn; 3] = [
    DraftColumn::tools("Mục", 30),
    DraftColumn::tools("Đoạn văn", 110),
    DraftColumn::officers("Sửa lại, ghi chú", 60),
];

const GUIDE: &str = "Hướng dẫn: mỗi dòng là một đoạn của báo cáo; chọn ô ở cột Đoạn văn, chép sang \
    Word (chọn dán chỉ giữ chữ). Cột Đoạn văn được viết lại theo số liệu mỗi lần chạy; câu chữ của \
    cơ quan ghi ở cột Sửa lại, ghi chú được giữ nguyên.";

const UNMET: Color = Color(0xF8_D7_DA);

pub(super) fn draft(results: &Results<'_>) -> SheetDraft {
    let lines = paragraphs(results).into_iter().map(line).collect();
    let rows = merge_with_entries(
        results.entries.tables.get(sheets::PROSE),
        lines,
        |row| (folded(&row.text("Mục")), String::new()),
        |row| has_entry(row, &COLUMNS).then(DraftRow::default),
    );
    SheetDraft { name: sheets::PROSE, guide: GUIDE.to_owned(), columns: &COLUMNS, rows }
}

fn line(paragraph: Paragraph) -> DraftLine {
    let key = folded(&paragraph.about);
    let cells =
        [("Mục", Content::from(paragraph.about)), ("Đoạn văn", Content::from(paragraph.text))];
    let tone = paragraph.unmet.then_some(UNMET);
    DraftLine {
        key,
        exact: String::new(),
        row: DraftRow { cells: cells.into(), tone, ..DraftRow::default() },
    }
}
