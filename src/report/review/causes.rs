//! Sheet Nguyên nhân: causes and notes for the annex, those typed into an annex among them.

use super::Draft;
use super::draft::{Column, Row};
use super::judgements::{item_rows, several_sets};
use crate::results::Results;
use crate::revision::ReadBack;
use crate::workspace::{CAUSE as CAUSE_HEADER, FORECAST, Forecast, item_key, sheets};
use workbook_io::sheet::Content;

const NUMBER: Column = Column::of_tool("Nội dung số", 10);
const TEXT: Column = Column::of_tool("Nội dung", 60);
const CAUSE: Column = Column::of_officer(CAUSE_HEADER, 80);
const EXPECTED: Column = Column::of_officer(FORECAST, 16).choosing(
    &Forecast::WORDS,
    false,
    "Chọn Đạt, Khó đạt hoặc Không đạt; để trống nếu cơ quan chưa dự báo.",
);
const SET: Column = Column::of_tool("Mã bộ", 22);
const FROM: Column = Column::of_tool("Đọc lại từ phụ lục", 44);
const ONE_SET: [Column; 5] = [NUMBER, TEXT, CAUSE, EXPECTED, FROM];
const SEVERAL_SETS: [Column; 6] = [NUMBER, TEXT, CAUSE, EXPECTED, SET, FROM];

const GUIDE: &str = "Hướng dẫn: nguyên nhân, ghi chú ghi ở đây được in vào cột cuối của phụ lục, \
    cạnh nội dung tương ứng. Ghi thẳng vào phụ lục cũng được: lần chạy sau nội dung đó được chép về đây; nếu \
    cả hai nơi cùng sửa thì giữ cả hai, phần ở đây đứng trước. Cột Dự báo đến hạn: dự báo của chính cơ quan \
    cho nội dung chưa đến hạn; được in ở cột ghi chú, ghi rõ là dự báo, và không làm thay đổi đánh giá.";

pub(super) fn draft(results: &Results<'_>) -> Draft {
    let mut rows = item_rows(results, sheets::CAUSES, |_| true);
    for read in &results.revision.read_back {
        match rows.iter().position(|row| key(row, results) == read.item) {
            Some(place) => fill(&mut rows[place], read, results),
            None => rows.push(of_page_row(read, results)),
        }
    }
    let columns: &'static [Column] = if several_sets(results) { &SEVERAL_SETS } else { &ONE_SET };
    Draft { name: sheets::CAUSES, guide: GUIDE.to_owned(), columns, rows }
}

/// Which item a row is about.
fn key(row: &Row, results: &Results<'_>) -> (String, String) {
    let only_set = match &results.workspace.settings.sets[..] {
        [set] => set.code.as_str(),
        _ => "",
    };
    if let Some(left) = &row.left {
        return item_key(left, only_set);
    }
    let text = |header| match row.cells.get(header) {
        Some(Content::Text(text)) => text.to_string(),
        _ => String::new(),
    };
    let set = text("Mã bộ");
    (if set.is_empty() { only_set.to_owned() } else { set }, text("Nội dung số"))
}

fn fill(row: &mut Row, read: &ReadBack, results: &Results<'_>) {
    let cause = results.entries.causes.get(&read.item).cloned().unwrap_or_default();
    let from = if read.differs {
        format!("Ở đây và ở {} ghi khác nhau: giữ cả hai, đề nghị xem lại.", read.file)
    } else {
        read.file.clone()
    };
    row.cells.insert(CAUSE_HEADER, Content::from(cause));
    row.cells.insert("Đọc lại từ phụ lục", Content::from(from));
}

/// A row of the annex that no item has: a target's, or a part of an item.
fn of_page_row(read: &ReadBack, results: &Results<'_>) -> Row {
    let mut row = Row::default();
    let (set, number) = read.item.clone();
    row.cells.insert("Nội dung số", Content::from(number));
    row.cells.insert("Nội dung", Content::from("(dòng tương ứng của phụ lục)"));
    if several_sets(results) {
        row.cells.insert("Mã bộ", Content::from(set));
    }
    fill(&mut row, read, results);
    row
}
