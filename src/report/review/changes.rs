//! Sheet Thay đổi so với lần chạy trước: what is other than the last annex said. A run that finds
//! nothing leaves what the sheet says.

use super::Draft;
use super::draft::{Column, Line, Row, bring_together, has_entry};
use crate::results::Results;
use crate::revision::{Change, ChangeKind, Previous};
use crate::workspace::{EntryRow, sheets};
use workbook_io::sheet::{Color, Content};

const COLUMNS: [Column; 7] = [
    Column::of_tool("Loại", 14),
    Column::of_tool("Nội dung, số liệu", 52),
    Column::of_tool("Đơn vị", 22),
    Column::of_tool("Lần trước", 18),
    Column::of_tool("Lần này", 18),
    Column::of_tool("Vì sao", 52),
    Column::of_tool("Đánh giá", 30),
];

const GUIDE: &str = "Hướng dẫn: những gì khác phụ lục của lần chạy trước; lần chạy không có gì thay đổi thì \
    trang này giữ nguyên. Chương trình tự ghi trang này.";

/// What the sheet says where there is nothing to compare with.
const FIRST: &str = "Chưa có phụ lục của lần chạy trước để so sánh.";
/// What it says where the annex of the run before is damaged.
const UNREADABLE: &str = "Phụ lục của lần chạy trước không đọc được nên không so sánh được.";
/// What it says where nothing was found since, and nothing before.
const NOTHING: &str = "Không có thay đổi.";
/// More rows than this nobody reads; the rest is counted.
const MOST: usize = 5_000;

pub(super) fn draft(results: &Results<'_>) -> Draft {
    let table = results.entries.tables.get(sheets::CHANGES);
    let lines = match &results.revision.previous {
        Previous::None => vec![line(0, [("Nội dung, số liệu", FIRST)])],
        Previous::Unreadable => vec![line(0, [("Nội dung, số liệu", UNREADABLE)])],
        Previous::Since(changes) if changes.is_empty() => Vec::new(),
        Previous::Since(changes) => lines(changes),
    };
    let keeps = lines.is_empty();
    let mut rows = bring_together(
        table,
        lines,
        |_| (String::new(), String::new()),
        |row| (keeps || is_officers(row)).then(Row::default),
    );
    if rows.is_empty() {
        rows.push(line(0, [("Nội dung, số liệu", NOTHING)]).row);
    }
    Draft { name: sheets::CHANGES, guide: GUIDE.to_owned(), columns: &COLUMNS, rows }
}

/// A row into which the officer wrote; what the tool said there goes with it.
fn is_officers(row: &EntryRow) -> bool {
    has_entry(row, &COLUMNS)
}

fn lines(changes: &[Change]) -> Vec<Line> {
    let mut lines: Vec<Line> = changes.iter().take(MOST).zip(0..).map(of_change).collect();
    if changes.len() > MOST {
        let text = format!("… và {} thay đổi khác.", changes.len() - MOST);
        lines.push(line(MOST, [("Nội dung, số liệu", &text)]));
    }
    lines
}

fn of_change((change, place): (&Change, usize)) -> Line {
    let cells = [
        ("Loại", change.kind.vietnamese()),
        ("Nội dung, số liệu", &change.about),
        ("Đơn vị", &change.unit),
        ("Lần trước", &change.before),
        ("Lần này", &change.now),
        ("Vì sao", &change.found),
        ("Đánh giá", &change.verdict),
    ];
    let mut line = line(place, cells);
    let flips = change.kind == ChangeKind::Item && change.verdict.contains('→');
    line.row.tone = flips.then_some(Color(0xFF_E8_CC));
    line
}

/// Each run's rows are its own: none is set on a row that was left.
fn line<const N: usize>(place: usize, cells: [(&'static str, &str); N]) -> Line {
    let cells = cells.into_iter().map(|(header, text)| (header, Content::from(text)));
    let row = Row { cells: cells.collect(), ..Row::default() };
    Line { key: format!("{place}"), exact: String::new(), row }
}
