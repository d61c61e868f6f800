//! Reads the review workbook: its sheets are kept exactly as the officer left them, and what was typed on
//! sheets Nhận định and Nguyên nhân is understood or reported.

use super::entries::{CAUSE, Entries, FORECAST, Forecast, Judgement, OFFERED_CAUSE, UnclearEntry};
use super::entry_table::{EntryRow, table};
use super::sheets;
use crate::cell_text::CellText as _;
use viet_text::text::{clean, folded};
use workbook_io::{Grid, Value, Workbook};

const CAUSE_EXPECTED: &str =
    "nguyên nhân bằng lời; x chỉ dùng được khi cột Kỳ trước ghi có nội dung";

impl Entries {
    /// Reads a review workbook. An absent sheet has no entries.
    #[must_use]
    pub fn read(book: &Workbook, only_set: Option<&str>) -> Self {
        let mut entries = Self::default();
        for grid in &book.sheets {
            match sheets::ALL.iter().find(|name| folded(name) == folded(&grid.name)) {
                Some(name) => match table(grid, sheets::first_header(name)) {
                    Some(table) => {
                        entries.tables.insert(name, table);
                    }
                    None => entries.headless(name, grid),
                },
                None => entries.own_sheets.push(grid.clone()),
            }
        }
        entries.read_judgements(only_set.unwrap_or_default());
        entries.read_causes(only_set.unwrap_or_default());
        entries.read_facts();
        entries
    }

    fn read_judgements(&mut self, only_set: &str) {
        let rows: Vec<EntryRow> = self.rows(sheets::JUDGEMENTS).cloned().collect();
        for row in rows {
            let said = row.text("Kết quả");
            let met = match folded(&said).as_str() {
                "" => continue,
                "đạt" => true,
                "chưa đạt" | "không đạt" => false,
                _ => {
                    self.unclear(sheets::JUDGEMENTS, &row, "Kết quả", "Đạt hoặc Chưa đạt");
                    continue;
                }
            };
            let (set, item) = item_key(&row, only_set);
            self.judgements.push(Judgement { set, item, met, reason: row.text("Lý do") });
        }
    }

    fn read_causes(&mut self, only_set: &str) {
        let rows: Vec<EntryRow> = self.rows(sheets::CAUSES).cloned().collect();
        for row in rows {
            let text = lines_of(&row, CAUSE);
            let offered = lines_of(&row, OFFERED_CAUSE);
            match (folded(&text).as_str(), offered.is_empty()) {
                ("", _) => {}
                ("x", false) => drop(self.causes.insert(item_key(&row, only_set), offered)),
                ("x", true) => self.unclear(sheets::CAUSES, &row, CAUSE, CAUSE_EXPECTED),
                _ => drop(self.causes.insert(item_key(&row, only_set), text)),
            }
            let said = row.text(FORECAST);
            match Forecast::read(&said) {
                Some(forecast) => {
                    self.forecasts.insert(item_key(&row, only_set), forecast);
                }
                None if said.is_empty() => {}
                None => self.unclear(sheets::CAUSES, &row, FORECAST, "Đạt, Khó đạt hoặc Không đạt"),
            }
        }
    }

    /// Keeps a sheet without its header row as a sheet of the officer's own.
    fn headless(&mut self, sheet: &'static str, grid: &Grid) {
        let Some(first) = grid.cells.keys().next() else { return };
        let written = grid.get(*first).map(|cell| cell.value.as_written()).unwrap_or_default();
        let expected = "dòng tiêu đề cột như tệp ban đầu";
        self.unclear.push(UnclearEntry { sheet, at: *first, written, expected });
        self.own_sheets.push(grid.clone());
    }
}

/// What is written under a header, line by line.
fn lines_of(row: &EntryRow, header: &str) -> String {
    let written = row.value(header).map(Value::as_written).unwrap_or_default();
    let lines = written.lines().map(clean).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The set and number of the item that a row is about. A number cell 2.1 reads "2,1".
pub(crate) fn item_key(row: &EntryRow, only_set: &str) -> (String, String) {
    let set = row.text("Mã bộ");
    let set = if set.is_empty() { only_set.to_owned() } else { set };
    (set, row.text("Nội dung số").replace(',', "."))
}
