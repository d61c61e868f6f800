//! Sheet Nhận định: the office's judgement of items that no figure decides.

use super::SheetDraft;
use super::draft::{DraftColumn, DraftLine, DraftRow, merge_with_entries};
use crate::results::Results;
use crate::settings::{Criterion, Item, TargetSet};
use crate::workspace::{item_key, sheets};
use workbook_io::sheet::Content;

const RESULT: DraftColumn = DraftColumn::officers("Kết quả", 16).choosing(
    &["Đạt", "Chưa đạt"],
    false,
    "Chọn Đạt hoặc Chưa đạt. Để trống nếu chưa có nhận định: nội dung sẽ ghi Chưa đánh giá.",
);
const NUMBER: DraftColumn = DraftColumn::tools("Nội dung số", 10);
const TEXT: DraftColumn = DraftColumn::tools("Nội dung", 60);
const REASON: DraftColumn = DraftColumn::officers("Lý do", 60);
const SET: DraftColumn = DraftColumn::tools("Mã bộ", 22);
const ONE_SET: [DraftColumn; 4] = [NUMBER, TEXT, RESULT, REASON];
const SEVERAL_SETS: [DraftColumn; 5] = [NUMBER, TEXT, RESULT, REASON, SET];

const GUIDE: &str = "Hướng dẫn: các nội dung không đánh giá được bằng số liệu. Chọn Đạt hoặc Chưa \
    đạt ở cột Kết quả, ghi căn cứ ở cột Lý do; lý do được in trong phụ lục.";

pub(super) fn draft(results: &Results<'_>) -> SheetDraft {
    let by_office = |item: &Item| matches!(item.criterion, Criterion::ByOffice);
    let rows = item_rows(results, sheets::JUDGEMENTS, by_office);
    let columns: &'static [DraftColumn] =
        if several_sets(results) { &SEVERAL_SETS } else { &ONE_SET };
    SheetDraft { name: sheets::JUDGEMENTS, guide: GUIDE.to_owned(), columns, rows }
}

/// Must a row name its resolution?
pub(super) fn several_sets(results: &Results<'_>) -> bool {
    results.workspace.settings.sets.len() > 1
}

/// One row for each item of the resolutions in force, merged with the rows left.
pub(super) fn item_rows(
    results: &Results<'_>,
    sheet: &str,
    wanted: impl Fn(&Item) -> bool,
) -> Vec<DraftRow> {
    let sets = results.verdicts.iter().map(|verdict| verdict.set);
    let items = sets.flat_map(|set| {
        let items = set.targets.iter().flat_map(|target| &target.items);
        items.map(move |item| (set, item))
    });
    let wanted = items.filter(|(_, item)| wanted(item));
    let lines = wanted.map(|(set, item)| line(set, item, several_sets(results))).collect();
    let only_set = match &results.workspace.settings.sets[..] {
        [set] => set.code.as_str(),
        _ => "",
    };
    merge_with_entries(
        results.entries.tables.get(sheet),
        lines,
        |row| (key(&item_key(row, only_set)), String::new()),
        |_| Some(DraftRow::default()),
    )
}

fn key((set, item): &(String, String)) -> String {
    format!("{set} {item}")
}

fn line(set: &TargetSet, item: &Item, with_set: bool) -> DraftLine {
    let mut row = DraftRow::default();
    row.cells.insert("Nội dung số", Content::from(item.number.clone()));
    row.cells.insert("Nội dung", Content::from(item.text.clone()));
    if with_set {
        row.cells.insert("Mã bộ", Content::from(set.code.clone()));
    }
    DraftLine { key: key(&(set.code.clone(), item.number.clone())), exact: String::new(), row }
}
