//! Sheet Từng trang: every sheet of every file, hidden or not, form or not, and what became of it.

use rust_decimal::Decimal;

use super::SheetDraft;
use super::draft::{DraftColumn, DraftLine, DraftRow, has_entry, merge_with_entries};
use crate::figures::ledger::Counts;
use crate::form::NamedUnit;
use crate::intake::submission::{FileRecord, Outcome, SheetRecord};
use crate::results::Results;
use crate::workspace::sheets;
use workbook_io::sheet::Content;

const COLUMNS: [DraftColumn; 8] = [
    DraftColumn::tools("Đơn vị", 22),
    DraftColumn::tools("Tệp", 38),
    DraftColumn::tools("Trang", 22),
    DraftColumn::tools("Trang này là gì", 48),
    DraftColumn::tools("Số liệu tìm thấy", 11),
    DraftColumn::tools("Đã dùng", 11),
    DraftColumn::tools("Để riêng", 11),
    DraftColumn::tools("Chưa hiểu", 11),
];

const GUIDE: &str = "Hướng dẫn: mỗi trang của mỗi tệp một dòng, kể cả trang ẩn, trang trống và trang không \
    theo biểu mẫu. Chương trình tự ghi trang này.";

pub(super) fn draft(results: &Results<'_>) -> SheetDraft {
    let files = results.month.files.iter().zip(&results.ledger.by_sheet);
    let lines = files.flat_map(|(file, counts)| {
        let unit = unit_name(results, file);
        let sheets = file.sheets.iter().zip(counts);
        sheets.map(move |(sheet, counts)| line(&unit, file, sheet, *counts)).collect::<Vec<_>>()
    });
    let rows = merge_with_entries(
        results.entries.tables.get(sheets::FILE_SHEETS),
        lines.collect(),
        |row| (key(&row.text("Tệp"), &row.text("Trang")), String::new()),
        |row| has_entry(row, &COLUMNS).then(DraftRow::default),
    );
    SheetDraft { name: sheets::FILE_SHEETS, guide: GUIDE.to_owned(), columns: &COLUMNS, rows }
}

fn key(file: &str, sheet: &str) -> String {
    format!("{file}\u{1f}{sheet}")
}

/// Whose a file is, by what it says, else by its name.
fn unit_name(results: &Results<'_>, file: &FileRecord) -> String {
    let units = &results.workspace.settings.units;
    let places = match &file.outcome {
        Outcome::Submissions(places) => &places[..],
        _ => &[],
    };
    let said = places.iter().find_map(|place| match &results.month.submissions[*place].unit {
        Some(NamedUnit::Known(unit)) => Some(units[*unit].name.clone()),
        Some(NamedUnit::Unknown(name)) => Some(name.clone()),
        None => None,
    });
    let by_name = || file.unit_by_name.map(|unit| units[unit].name.clone());
    said.or_else(by_name).unwrap_or_default()
}

fn line(unit: &str, file: &FileRecord, sheet: &SheetRecord, counts: Counts) -> DraftLine {
    let hidden = if sheet.hidden { " (trang ẩn)" } else { "" };
    let number = |count: usize| Content::Number(Decimal::from(count));
    let cells = [
        ("Đơn vị", Content::from(unit)),
        ("Tệp", Content::from(&*file.path)),
        ("Trang", Content::from(sheet.name.as_str())),
        ("Trang này là gì", Content::from(sheet.kind.in_words() + hidden)),
        ("Số liệu tìm thấy", number(counts.found)),
        ("Đã dùng", number(counts.used)),
        ("Để riêng", number(counts.set_aside)),
        ("Chưa hiểu", number(counts.not_understood)),
    ];
    let row = DraftRow { cells: cells.into(), ..DraftRow::default() };
    DraftLine { key: key(&file.path, &sheet.name), exact: String::new(), row }
}
