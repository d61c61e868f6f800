//! Sheet Biểu cấp trên: every marked cell of the forms of the level above, and what went into it. It
//! exists where the office has such forms.

use rust_decimal::Decimal;

use super::SheetDraft;
use super::draft::{DraftColumn, DraftLine, DraftRow, has_entry, merge_with_entries};
use crate::report::upward::{FilledCell, filled};
use crate::results::Results;
use crate::workspace::sheets;
use viet_text::notation::vietnamese;
use workbook_io::number::rounded;
use workbook_io::sheet::Content;

const COLUMNS: [DraftColumn; 7] = [
    DraftColumn::tools("Tệp", 38),
    DraftColumn::tools("Trang", 18),
    DraftColumn::tools("Ô", 8),
    DraftColumn::tools("Mã số liệu", 28),
    DraftColumn::tools("Số liệu", 44),
    DraftColumn::tools("Đã điền", 16),
    DraftColumn::tools("Ghi chú", 48),
];

const GUIDE: &str = "Hướng dẫn: mỗi ô gắn mã của biểu trong bieu-mau/cap-tren một dòng, với số đã điền. Ô chưa có số \
    liệu để trống, không phải là 0. Chương trình tự ghi trang này.";

pub(super) fn draft(results: &Results<'_>) -> Option<SheetDraft> {
    let forms = filled(results);
    let lines: Vec<DraftLine> = forms
        .iter()
        .flat_map(|form| form.cells.iter().map(|own| line(results, &form.form.file, own)))
        .collect();
    let rows = merge_with_entries(
        results.entries.tables.get(sheets::UPWARD),
        lines,
        |row| (key([&row.text("Tệp"), &row.text("Trang"), &row.text("Ô")]), String::new()),
        |row| has_entry(row, &COLUMNS).then(DraftRow::default),
    );
    let is_wanted = !rows.is_empty();
    is_wanted.then(|| SheetDraft {
        name: sheets::UPWARD,
        guide: GUIDE.to_owned(),
        columns: &COLUMNS,
        rows,
    })
}

fn key(parts: [&str; 3]) -> String {
    parts.join("\u{1f}")
}

fn line(results: &Results<'_>, file: &str, own: &FilledCell<'_>) -> DraftLine {
    let indicator = own.cell.indicator.map(|at| &results.workspace.settings.indicators[at]);
    let name = indicator.map(|indicator| {
        let basis = own.cell.basis.vietnamese();
        format!("{} ({basis}), {}", indicator.name, indicator.unit)
    });
    let decimals = indicator.map_or(0, |indicator| indicator.decimals);
    let shown = own.figure.map(|figure: Decimal| vietnamese(rounded(figure, decimals)));
    let at = own.cell.at.to_string();
    let cells = [
        ("Tệp", file.into()),
        ("Trang", own.cell.sheet.as_str().into()),
        ("Ô", at.as_str().into()),
        ("Mã số liệu", own.cell.code.as_str().into()),
        ("Số liệu", Content::from(name.unwrap_or_default())),
        ("Đã điền", Content::from(shown.unwrap_or_default())),
        ("Ghi chú", own.remark().into()),
    ];
    let row = DraftRow { cells: cells.into(), ..DraftRow::default() };
    DraftLine { key: key([file, &own.cell.sheet, &at]), exact: String::new(), row }
}
