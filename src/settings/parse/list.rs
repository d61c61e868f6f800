//! Sheet Danh sách: lists and their columns.

use super::problem::Problems;
use super::rows::ColumnRow;
use super::table::read_table;
use super::values::{meaning, split};
use crate::settings::model::{ByCode, Column, ColumnKind, List};
use viet_text::measure::Measure;
use viet_text::text::folded;
use workbook_io::Workbook;

const SHEET: &str = "Danh sách";

const KINDS: &[(&str, ColumnKind)] = &[
    ("tên", ColumnKind::Name),
    ("chữ", ColumnKind::Text),
    ("lựa chọn", ColumnKind::Choice),
    ("phân tổ", ColumnKind::Choice),
    ("đếm", ColumnKind::Count),
    ("tiền", ColumnKind::Money),
    ("đo lường", ColumnKind::Money),
    ("tỷ lệ", ColumnKind::Money),
    ("ngày", ColumnKind::Date),
    ("đánh dấu", ColumnKind::Mark),
];

pub(super) fn read(book: &Workbook, problems: &mut Problems) -> ByCode<List> {
    let table = read_table::<ColumnRow>(book, SHEET, problems);
    let mut lists: ByCode<List> = ByCode::default();
    for (row, data) in &table.rows {
        let list = table.need(*row, "Danh sách", data.list.as_ref(), problems);
        let code = table.need(*row, "Mã cột", data.code.as_ref(), problems);
        let name = table.need(*row, "Tên cột", data.name.as_ref(), problems);
        let kind = table.need(*row, "Loại", data.kind.as_ref(), problems);
        let (Some(list), Some(code), Some(name), Some(kind)) = (list, code, name, kind) else {
            continue;
        };
        let parts_rows = folded(&kind.text) == folded("phân tổ");
        let is_share = folded(&kind.text) == folded("tỷ lệ");
        let Some(kind) = meaning(SHEET, "Loại", kind, KINDS, problems) else { continue };
        let unit = data.unit.as_ref().map(|unit| unit.text.clone()).unwrap_or_default();
        let column = Column {
            code: code.text.clone(),
            name: name.text.clone(),
            kind,
            measure: match kind {
                ColumnKind::Count => Measure::Count,
                ColumnKind::Money if is_share => Measure::Percent,
                _ => Measure::in_text(&unit),
            },
            unit,
            parts_rows,
            required: data.required.is_some() || kind == ColumnKind::Name,
            choices: data.choices.as_ref().map_or_else(Vec::new, |text| split(&text.text)),
        };
        let entry = lists.entry(list.text.clone()).or_insert_with(|| List {
            code: list.text.clone(),
            name: data.list_name.as_ref().map_or(&list.text, |name| &name.text).clone(),
            columns: ByCode::default(),
        });
        if entry.columns.insert(code.text.clone(), column).is_some() {
            problems.add(SHEET, Some(code.at), format!("cột {} đã có ở dòng trên", code.text));
        }
    }
    for list in lists.values() {
        if list.columns.values().filter(|column| column.kind == ColumnKind::Name).count() != 1 {
            let message = format!("danh sách {} cần đúng một cột loại \"tên\"", list.code);
            problems.add(SHEET, None, message);
        }
    }
    lists
}
