//! What the officer typed into the review workbook, and what it means.

use std::collections::BTreeMap;

use super::entry_table::{EntryRow, EntryTable};
use super::facts::PeriodFacts;
use super::sheets;
use viet_text::period::Period;
use viet_text::text::folded;
use workbook_io::{Address, Grid};

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

    pub(super) fn read(text: &str) -> Option<Self> {
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

/// What a review workbook of this office says of its office.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ReviewOwner {
    /// It names the office, or there is no review workbook yet.
    #[default]
    Own,
    /// It does not name its office: the program's first version made it.
    Unmarked,
    /// It names the office differently from the settings.
    Renamed(String),
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
    /// Does a review workbook have a sheet of that name?
    #[must_use]
    pub fn knows(sheet: &str) -> bool {
        sheets::ALL.iter().any(|name| folded(name) == folded(sheet))
    }

    /// A sheet's rows as left.
    pub fn rows(&self, sheet: &str) -> impl Iterator<Item = &EntryRow> {
        self.tables.get(sheet).into_iter().flat_map(|table| &table.rows)
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
