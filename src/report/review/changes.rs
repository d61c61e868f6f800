//! Sheet Thay đổi so với lần chạy trước: the differences from the last annex. A run without changes
//! leaves the sheet as it is.

use super::SheetDraft;
use super::draft::{DraftColumn, DraftLine, DraftRow, has_entry, merge_with_entries};
use crate::results::Results;
use crate::revision::{Change, ChangeKind, Previous};
use crate::workspace::{EntryRow, sheets};
use workbook_io::sheet::{Color, Content};

const COLUMNS: [DraftColumn; 7] = [
    DraftColumn::tools("Loại", 14),
    DraftColumn::tools("Nội dung, số liệu", 52),
    DraftColumn::tools("Đơn vị", 22),
    DraftColumn::tools("Lần trước", 18),
    DraftColumn::tools("Lần này", 18),
    DraftColumn::tools("Vì sao", 52),
    DraftColumn::tools("Đánh giá", 30),
];

const GUIDE: &str = "Hướng dẫn: những gì khác phụ lục của lần chạy trước; lần chạy không có gì thay đổi thì \
    trang này giữ nguyên. Chương trình tự ghi trang này.";

/// The text if there is no annex to compare with.
const FIRST: &str = "Chưa có phụ lục của lần chạy trước để so sánh.";
/// The text if the last annex is damaged.
const UNREADABLE: &str = "Phụ lục của lần chạy trước không đọc được nên không so sánh được.";
/// The text if there have been no changes at all.
const NOTHING: &str = "Không có thay đổi.";
/// Nobody reads more rows than this; the others are only counted.
const MOST: usize = 5_000;

pub(super) fn draft(results: &Results<'_>) -> SheetDraft {
    let table = results.entries.tables.get(sheets::CHANGES);
    let lines = match &results.revision.previous {
        Previous::None => vec![line(0, [("Nội dung, số liệu", FIRST)])],
        Previous::Unreadable => vec![line(0, [("Nội dung, số liệu", UNREADABLE)])],
        Previous::Since(changes) if changes.is_empty() => Vec::new(),
        Previous::Since(changes) => lines(changes),
    };
    let keeps = lines.is_empty();
    let mut rows = merge_with_entries(
        table,
        lines,
        |_| (String::new(), String::new()),
        |row| (keeps || is_officers(row)).then(DraftRow::default),
    );
    if rows.is_empty() {
        rows.push(line(0, [("Nội dung, số liệu", NOTHING)]).row);
    }
    SheetDraft { name: sheets::CHANGES, guide: GUIDE.to_owned(), columns: &COLUMNS, rows }
}

/// Has the officer written into the row? Then the program's text in it is kept, too.
fn is_officers(row: &EntryRow) -> bool {
    has_entry(row, &COLUMNS)
}

fn lines(changes: &[Change]) -> Vec<DraftLine> {
    let mut lines: Vec<DraftLine> = changes.iter().take(MOST).zip(0..).map(change_line).collect();
    if changes.len() > MOST {
        let text = format!("… và {} thay đổi khác.", changes.len() - MOST);
        lines.push(line(MOST, [("Nội dung, số liệu", &text)]));
    }
    lines
}

fn change_line((change, place): (&Change, usize)) -> DraftLine {
    let cells = [
        ("Loại", change.kind.vietnamese()),
        ("Nội dung, số liệu", &change.about),
        ("Đơn vị", &change.unit),
        ("Lần trước", &change.before),
        ("Lần này", &change.now),
        ("Vì sao", &change.reason.found),
        ("Đánh giá", &change.verdict),
    ];
    let mut line = line(place, cells);
    let flips = change.kind == ChangeKind::Item && change.verdict.contains('→');
    line.row.tone = flips.then_some(Color(0xFF_E8_CC));
    line
}

/// Keys are unique for each run, so that no row is merged with an old one.
fn line<const N: usize>(place: usize, cells: [(&'static str, &str); N]) -> DraftLine {
    let cells = cells.into_iter().map(|(header, text)| (header, Content::from(text)));
    let row = DraftRow { cells: cells.collect(), ..DraftRow::default() };
    DraftLine { key: format!("{place}"), exact: String::new(), row }
}
