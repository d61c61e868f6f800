//! Sheet Nguyên nhân: causes and notes for the annex, including those typed into an annex.

use super::SheetDraft;
use super::draft::{DraftColumn, DraftRow};
use super::judgements::{item_rows, several_sets};
use crate::results::Results;
use crate::revision::ReadBack;
use crate::workspace::{
    CAUSE as CAUSE_HEADER, FORECAST, Forecast, OFFERED_CAUSE, item_key, sheets,
};
use viet_text::text::folded;
use workbook_io::sheet::Content;

const NUMBER: DraftColumn = DraftColumn::tools("Nội dung số", 10);
const TEXT: DraftColumn = DraftColumn::tools("Nội dung", 60);
const CAUSE: DraftColumn = DraftColumn::officers(CAUSE_HEADER, 80);
const EXPECTED: DraftColumn = DraftColumn::officers(FORECAST, 16).choosing(
    &Forecast::WORDS,
    false,
    "Chọn Đạt, Khó đạt hoặc Không đạt; để trống nếu cơ quan chưa dự báo.",
);
const SET: DraftColumn = DraftColumn::tools("Mã bộ", 22);
const OFFERED: DraftColumn = DraftColumn::tools(OFFERED_CAUSE, 50);
const FROM: DraftColumn = DraftColumn::tools("Đọc lại từ phụ lục", 44);
const ONE_SET: [DraftColumn; 6] = [NUMBER, TEXT, CAUSE, EXPECTED, OFFERED, FROM];
const SEVERAL_SETS: [DraftColumn; 7] = [NUMBER, TEXT, CAUSE, EXPECTED, OFFERED, SET, FROM];

const GUIDE: &str = "Hướng dẫn: nguyên nhân, ghi chú ghi ở đây được in vào cột cuối của phụ lục, \
    cạnh nội dung tương ứng. Ghi thẳng vào phụ lục cũng được: lần chạy sau nội dung đó được chép về đây; nếu \
    cả hai nơi cùng sửa thì giữ cả hai, phần ở đây đứng trước. Cột Dự báo đến hạn: dự báo của chính cơ quan \
    cho nội dung chưa đến hạn; được in ở cột ghi chú, ghi rõ là dự báo, và không làm thay đổi đánh giá. \
    Cột Kỳ trước ghi: nội dung đã ghi ở kỳ trước gần nhất, không tự in; còn đúng thì ghi x ở cột Nguyên nhân, \
    ghi chú để dùng lại.";

pub(super) fn draft(results: &Results<'_>) -> SheetDraft {
    let mut rows = item_rows(results, sheets::CAUSES, |_| true);
    rows.iter_mut().for_each(|row| offer(row, results));
    for read in &results.revision.read_back {
        match rows.iter().position(|row| key(row, results) == read.item) {
            Some(place) => fill(&mut rows[place], read, results),
            None => rows.push(page_row(read, results)),
        }
    }
    let columns: &'static [DraftColumn] =
        if several_sets(results) { &SEVERAL_SETS } else { &ONE_SET };
    SheetDraft { name: sheets::CAUSES, guide: GUIDE.to_owned(), columns, rows }
}

/// What an earlier period said of the item; where the officer takes it, it stands in their column.
fn offer(row: &mut DraftRow, results: &Results<'_>) {
    let key = key(row, results);
    if let Some(offered) = results.entries.offered.get(&key) {
        row.cells.insert(OFFERED_CAUSE, Content::from(offered.clone()));
    }
    let taken = row.left.as_ref().is_some_and(|left| folded(&left.text(CAUSE_HEADER)) == "x");
    if let Some(cause) = results.entries.causes.get(&key).filter(|_| taken) {
        row.cells.insert(CAUSE_HEADER, Content::from(cause.clone()));
    }
}

/// The item of a row.
fn key(row: &DraftRow, results: &Results<'_>) -> (String, String) {
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

fn fill(row: &mut DraftRow, read: &ReadBack, results: &Results<'_>) {
    let cause = results.entries.causes.get(&read.item).cloned().unwrap_or_default();
    let from = if read.differs {
        format!("Ở đây và ở {} ghi khác nhau: giữ cả hai, đề nghị xem lại.", read.file)
    } else {
        read.file.clone()
    };
    row.cells.insert(CAUSE_HEADER, Content::from(cause));
    row.cells.insert("Đọc lại từ phụ lục", Content::from(from));
}

/// A row of the annex that is no item: a target or a part of an item.
fn page_row(read: &ReadBack, results: &Results<'_>) -> DraftRow {
    let mut row = DraftRow::default();
    let (set, number) = read.item.clone();
    row.cells.insert("Nội dung số", Content::from(number));
    row.cells.insert("Nội dung", Content::from("(dòng tương ứng của phụ lục)"));
    if several_sets(results) {
        row.cells.insert("Mã bộ", Content::from(set));
    }
    fill(&mut row, read, results);
    row
}
