//! What the officer typed into the review workbook: read at the start and kept exactly.

use crate::cell_text::CellText as _;
use std::collections::BTreeMap;

use super::entry_table::{EntryRow, EntryTable, table};
use super::facts::PeriodFacts;
use super::review_file::ReviewOwner;
use viet_text::period::Period;
use viet_text::text::{clean, folded};
use workbook_io::{Address, Grid, Value, Workbook};

/// Sheets of the review workbook (their names are a contract).
pub mod sheets {
    /// Findings and decisions.
    pub const CHECKS: &str = "Cần kiểm tra";
    /// The office's judgements.
    pub const JUDGEMENTS: &str = "Nhận định";
    /// Causes and notes.
    pub const CAUSES: &str = "Nguyên nhân";
    /// The ledger.
    pub const RECEIPT: &str = "Theo dõi tiếp nhận";
    /// Dates and numbers of the period.
    pub const FACTS: &str = "Thông tin kỳ";
    /// What differs from the run before.
    pub const CHANGES: &str = "Thay đổi so với lần chạy trước";
    /// What differs from the annex that was sent.
    pub const CORRECTION: &str = "Nội dung điều chỉnh";
    /// Who reports, deadlines, what was sent, what is open.
    pub const HANDOVER: &str = "Bàn giao";
    /// What kinds of findings mean.
    pub const MEANINGS: &str = "Ý nghĩa kiểm tra";
    /// Every sheet of every file.
    pub const FILE_SHEETS: &str = "Từng trang";
    /// The report's paragraphs.
    pub const PROSE: &str = "Lời văn";
    /// What was filled into the forms of the level above.
    pub const UPWARD: &str = "Biểu cấp trên";
}

/// The column of causes on sheet Nguyên nhân.
pub const CAUSE: &str = "Nguyên nhân, ghi chú";
/// The column beside it: what the nearest earlier period said of the item, to be used again.
pub const OFFERED_CAUSE: &str = "Kỳ trước ghi";
/// The officer's reason for a change, on sheet Nội dung điều chỉnh.
pub const REASON: &str = "Lý do điều chỉnh";

/// What the office judged of an item that no figure decides (sheet Nhận định).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The resolution's code.
    pub set: String,
    /// The item's number.
    pub item: String,
    /// Đạt or chưa đạt.
    pub met: bool,
    /// Why.
    pub reason: String,
}

/// What the office itself expects of an item by its deadline (sheet Nguyên nhân).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forecast {
    /// It will be met.
    Met,
    /// It will hardly be met.
    Hard,
    /// It will not be met.
    Unmet,
}

impl Forecast {
    /// Its words, as offered in the drop-down list.
    pub const WORDS: [&str; 3] = ["Đạt", "Khó đạt", "Không đạt"];
    const ALL: [Self; 3] = [Self::Met, Self::Hard, Self::Unmet];

    /// The officer's word for it.
    #[must_use]
    pub const fn vietnamese(self) -> &'static str {
        Self::WORDS[self as usize]
    }

    fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|forecast| folded(forecast.vietnamese()) == folded(text))
    }
}

/// The column of the office's forecasts.
pub const FORECAST: &str = "Dự báo đến hạn";

/// Causes and notes by set and item.
pub type Causes = BTreeMap<(String, String), String>;

/// What the officer typed, sheet by sheet, and what it means.
#[derive(Clone, Debug, Default)]
pub struct Entries {
    /// The known sheets as left.
    pub tables: BTreeMap<&'static str, EntryTable>,
    /// Sheets that the officer added.
    pub own_sheets: Vec<Grid>,
    /// Judgements of items that no figure decides.
    pub judgements: Vec<Judgement>,
    /// Causes and notes.
    pub causes: Causes,
    /// Causes of earlier periods, offered where this one has none yet.
    pub offered: Causes,
    /// The office's own forecasts, by set and item.
    pub forecasts: BTreeMap<(String, String), Forecast>,
    /// Dates and numbers.
    pub facts: PeriodFacts,
    /// Entries that could not be understood: sheet, cell, what was written, what to write.
    pub unclear: Vec<UnclearEntry>,
    /// Decisions that fit nothing any more.
    pub stale: Vec<StaleEntry>,
    /// What the workbook says of its office.
    pub whose: ReviewOwner,
    /// Opinions of an earlier period that stand.
    pub earlier: EarlierOpinions,
}

/// Opinions in an earlier period's review workbook that hold for later periods, too.
#[derive(Clone, Debug, Default)]
pub struct EarlierOpinions {
    /// The period.
    pub period: Option<Period>,
    /// Their rows on its sheet Cần kiểm tra.
    pub rows: Vec<EntryRow>,
}

/// A decision that fits nothing any more: its cell was changed or is gone. It is kept where it
/// stands and not applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaleEntry {
    /// The sheet.
    pub sheet: &'static str,
    /// The cell.
    pub at: Address,
    /// The decision as written.
    pub written: String,
    /// What it was about: unit, sheet and cells, or unit and file.
    pub about: String,
}

/// An entry that could not be understood, and is not guessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnclearEntry {
    /// The sheet.
    pub sheet: &'static str,
    /// The cell.
    pub at: Address,
    /// As written.
    pub written: String,
    /// What may be written there, in Vietnamese.
    pub expected: &'static str,
}

impl Entries {
    /// Reads a review workbook. An absent sheet has no entries.
    #[must_use]
    pub fn read(book: &Workbook, only_set: Option<&str>) -> Self {
        let mut entries = Self::default();
        for grid in &book.sheets {
            match SHEETS.iter().find(|name| folded(name) == folded(&grid.name)) {
                Some(name) => match table(grid, first_header(name)) {
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

    /// Does a review workbook have a sheet of that name?
    #[must_use]
    pub fn knows(sheet: &str) -> bool {
        SHEETS.iter().any(|name| folded(name) == folded(sheet))
    }

    /// A sheet's rows as left.
    pub fn rows(&self, sheet: &str) -> impl Iterator<Item = &EntryRow> {
        self.tables.get(sheet).into_iter().flat_map(|table| &table.rows)
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

    /// Notes an entry that cannot be understood.
    pub fn unclear(
        &mut self,
        sheet: &'static str,
        row: &EntryRow,
        header: &str,
        expected: &'static str,
    ) {
        let at = self.cell(sheet, row, header);
        self.unclear.push(UnclearEntry { sheet, at, written: row.text(header), expected });
    }

    /// Notes a decision that fits nothing any more.
    pub fn stale(&mut self, sheet: &'static str, row: &EntryRow, header: &str, about: String) {
        let at = self.cell(sheet, row, header);
        self.stale.push(StaleEntry { sheet, at, written: row.text(header), about });
    }

    fn cell(&self, sheet: &str, row: &EntryRow, header: &str) -> Address {
        let col = self.tables.get(sheet).and_then(|table| table.column(header)).unwrap_or(0);
        Address::new(row.row, col)
    }
}

const CAUSE_EXPECTED: &str =
    "nguyên nhân bằng lời; x chỉ dùng được khi cột Kỳ trước ghi có nội dung";

/// What is written under a header, line by line.
fn lines_of(row: &EntryRow, header: &str) -> String {
    let written = row.value(header).map(Value::as_written).unwrap_or_default();
    let lines = written.lines().map(clean).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

const SHEETS: [&str; 12] = [
    sheets::CHECKS,
    sheets::JUDGEMENTS,
    sheets::CAUSES,
    sheets::RECEIPT,
    sheets::FACTS,
    sheets::PROSE,
    sheets::CHANGES,
    sheets::CORRECTION,
    sheets::HANDOVER,
    sheets::MEANINGS,
    sheets::FILE_SHEETS,
    sheets::UPWARD,
];

/// The header by which a sheet's header row is found.
fn first_header(sheet: &str) -> &'static str {
    match sheet {
        sheets::CHECKS => "Mức",
        sheets::RECEIPT | sheets::FILE_SHEETS => "Đơn vị",
        sheets::FACTS | sheets::PROSE | sheets::HANDOVER => "Mục",
        sheets::MEANINGS => "Mã",
        sheets::UPWARD => "Tệp",
        sheets::CHANGES => "Loại",
        sheets::CORRECTION => "Nội dung, số liệu",
        _ => "Nội dung số",
    }
}

/// The set and number of the item that a row is about. A number cell 2.1 reads "2,1".
pub(crate) fn item_key(row: &EntryRow, only_set: &str) -> (String, String) {
    let set = row.text("Mã bộ");
    let set = if set.is_empty() { only_set.to_owned() } else { set };
    (set, row.text("Nội dung số").replace(',', "."))
}
