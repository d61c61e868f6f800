//! Sheet Nội dung điều chỉnh: the differences between a correction and the annex sent, with space
//! for the officer's reasons. It exists if the annex is a correction.

use super::SheetDraft;
use super::draft::{DraftColumn, DraftLine, DraftRow, merge_with_entries};
use crate::results::Results;
use crate::revision::{ABOUT, BEFORE, Change, UNIT};
use crate::workspace::{EntryRow, REASON, sheets};
use workbook_io::sheet::Content;

const NOW: &str = "Số mới";
const WHY: &str = "Căn cứ";

const COLUMNS: [DraftColumn; 7] = [
    DraftColumn::tools(ABOUT, 52),
    DraftColumn::tools(UNIT, 22),
    DraftColumn::tools(BEFORE, 18),
    DraftColumn::tools(NOW, 18),
    DraftColumn::tools(WHY, 52),
    DraftColumn::tools("Đánh giá", 30),
    DraftColumn::officers(REASON, 44),
];

const GUIDE: &str = "Hướng dẫn: các nội dung khác phụ lục đã gửi, in ở trang Nội dung điều chỉnh của phụ lục mới. \
    Cột Lý do điều chỉnh: ghi lý do để in thay cho cột Căn cứ; để trống thì in cột Căn cứ.";

/// Nobody reads more rows than this.
const MOST: usize = 5_000;

pub(super) fn draft(results: &Results<'_>) -> Option<SheetDraft> {
    let table = results.entries.tables.get(sheets::CORRECTION);
    let correction = results.revision.correction.as_ref();
    let changes = correction.and_then(|correction| correction.changes.as_deref().ok());
    let lines: Vec<DraftLine> = changes.unwrap_or_default().iter().take(MOST).map(line).collect();
    let rows = merge_with_entries(
        table,
        lines,
        |row| (key([row.text(ABOUT), row.text(UNIT), row.text(BEFORE)]), String::new()),
        |row| has_reason(row).then(DraftRow::default),
    );
    let is_wanted = correction.is_some() || !rows.is_empty();
    is_wanted.then(|| SheetDraft {
        name: sheets::CORRECTION,
        guide: GUIDE.to_owned(),
        columns: &COLUMNS,
        rows,
    })
}

fn has_reason(row: &EntryRow) -> bool {
    super::draft::has_entry(row, &COLUMNS)
}

fn key(parts: [String; 3]) -> String {
    parts.map(|part| viet_text::text::clean(&part)).join("\u{1f}")
}

fn line(change: &Change) -> DraftLine {
    let cells = [
        (ABOUT, &change.about),
        (UNIT, &change.unit),
        (BEFORE, &change.before),
        (NOW, &change.now),
        (WHY, &change.reason.told),
        ("Đánh giá", &change.verdict),
    ];
    let cells = cells.into_iter().map(|(header, text)| (header, Content::from(text.as_str())));
    let row = DraftRow { cells: cells.collect(), ..DraftRow::default() };
    let parts = [change.about.clone(), change.unit.clone(), change.before.clone()];
    DraftLine { key: key(parts), exact: String::new(), row }
}
