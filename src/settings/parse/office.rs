//! Sheet Cơ quan: the office.

use super::closing;
use super::page::ENTRIES;
use super::problem::{Problems, did_you_mean_stop};
use super::rows::OfficeRow;
use super::table::read_table;
use crate::settings::model::Office;
use viet_text::text::folded;
use workbook_io::Workbook;

pub(super) const SHEET: &str = "Cơ quan";

pub(super) fn read(book: &Workbook, problems: &mut Problems) -> Office {
    let mut office = Office::default();
    let table = read_table::<OfficeRow>(book, SHEET, problems);
    for (row, data) in &table.rows {
        let Some(entry) = table.need(*row, "Mục", data.entry.as_ref(), problems) else {
            continue;
        };
        if ENTRIES.iter().any(|known| folded(known) == folded(&entry.text)) {
            office.page.take(SHEET, &entry.text, data.value.as_ref(), problems);
            continue;
        }
        if folded(closing::ENTRY) == folded(&entry.text) {
            office.closing = closing::read(SHEET, data.value.as_ref(), problems);
            continue;
        }
        let mut entries = [
            ("Cơ quan cấp trên", &mut office.parent),
            ("Cơ quan", &mut office.name),
            ("Địa danh", &mut office.place),
            ("Loại đơn vị", &mut office.unit_kinds),
            ("Đơn vị gọi tắt", &mut office.unit_short),
            ("Lĩnh vực báo cáo", &mut office.field),
            ("Kỳ đầu tiên", &mut office.first_period),
        ];
        let known = entries.iter().map(|(name, _)| *name);
        let known: Vec<&str> = known.chain([closing::ENTRY]).chain(ENTRIES).collect();
        match entries.iter_mut().find(|(name, _)| folded(name) == folded(&entry.text)) {
            Some((_, field)) => {
                **field = data.value.as_ref().map(|value| value.text.clone()).unwrap_or_default();
            }
            None => {
                let hint = did_you_mean_stop(&entry.text, known.iter().copied());
                let all = known.join(", ");
                let message =
                    format!("không có mục \"{}\"{hint} Các mục được dùng: {all}", entry.text);
                problems.add(SHEET, Some(entry.at), message);
            }
        }
        // The explanation is only for the reader of the sheet.
        let _ = &data.explanation;
    }
    if office.unit_short.is_empty() {
        "đơn vị".clone_into(&mut office.unit_short);
    }
    if office.unit_kinds.is_empty() {
        office.unit_kinds.clone_from(&office.unit_short);
    }
    office
}
