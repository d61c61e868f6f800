//! What the officer typed into the review workbook: read at the start, kept to the letter.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};

use crate::cell::{Address, Grid, Value, Workbook};
use crate::reading::date::read_date;
use crate::reading::period::Period;
use crate::reading::text::{clean, folded};

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
    /// What is other than at the run before.
    pub const CHANGES: &str = "Thay đổi so với lần chạy trước";
    /// What is other than in the annex that was sent.
    pub const CORRECTION: &str = "Nội dung điều chỉnh";
    /// Who reports, deadlines, what was sent, what is open.
    pub const HANDOVER: &str = "Bàn giao";
    /// What kinds of findings mean.
    pub const MEANINGS: &str = "Ý nghĩa kiểm tra";
    /// The report's paragraphs.
    pub const PROSE: &str = "Lời văn";
}

/// The column of causes on sheet Nguyên nhân.
pub const CAUSE: &str = "Nguyên nhân, ghi chú";
/// The column on sheet Thông tin kỳ that says which annexes were sent.
pub const SENT_ANNEXES: &str = "Phụ lục đã gửi";
/// What may be written there.
const SENT_ANNEXES_EXPECTED: &str = "tên tệp phụ lục đã gửi, ví dụ phu-luc-2023-10.xlsx ngày 10/11/2023; nhiều lần gửi thì cách nhau \
     bằng dấu chấm phẩy";
/// The officer's reason for a change, on sheet Nội dung điều chỉnh.
pub const REASON: &str = "Lý do điều chỉnh";
/// The row of that sheet with the day of sending.
pub const SENT_ON: &str = FACT_NAMES[SENT_PLACE];
const SENT_PLACE: usize = 4;

/// A sheet of the review workbook as the officer left it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntryTable {
    /// Its headers, left to right, the officer's own columns too; blank where a column has none.
    pub headers: Vec<String>,
    /// Its rows, by header, blank cells left out.
    pub rows: Vec<EntryRow>,
    /// Filled rows above the header.
    pub above: Vec<Vec<(u32, Value)>>,
}

impl EntryTable {
    /// The column under a header, counted from zero.
    #[must_use]
    pub fn column(&self, header: &str) -> Option<u32> {
        let place = self.headers.iter().position(|own| folded(own) == folded(header))?;
        u32::try_from(place).ok()
    }
}

/// A row of the review workbook.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntryRow {
    /// The row on the sheet, from zero.
    pub row: u32,
    /// Values by header.
    pub values: BTreeMap<String, Value>,
    /// Values in columns without a header, or whose header stands further left already.
    pub unheaded: BTreeMap<u32, Value>,
}

impl EntryRow {
    /// The value under a header.
    #[must_use]
    pub fn value(&self, header: &str) -> Option<&Value> {
        self.values.get(header).or_else(|| {
            let like = |(own, _): &(&String, &Value)| folded(own) == folded(header);
            self.values.iter().find(like).map(|(_, value)| value)
        })
    }

    /// The text under a header; empty where nothing is written.
    #[must_use]
    pub fn text(&self, header: &str) -> String {
        self.value(header).map(|value| clean(&value.as_written())).unwrap_or_default()
    }
}

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

/// Dates and numbers of the period, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeriodFacts {
    /// The day of the report ("Tính đến ngày").
    pub reported_on: Option<NaiveDate>,
    /// The day up to which figures run ("số liệu đến ngày").
    pub data_until: Option<NaiveDate>,
    /// The day by which units were to report.
    pub deadline: Option<NaiveDate>,
    /// The report that the annex goes with: "123/BC-UBND ngày 10/11/2023".
    pub report: String,
    /// The day on which the annex was sent.
    pub sent_on: Option<NaiveDate>,
    /// Something stands where that day belongs, understood or not.
    pub sent_said: bool,
    /// Which annexes were sent, as written (see `history::sent`).
    pub sent_annexes: String,
    /// When units that are late are to have reported: "10 giờ ngày 26/10".
    pub last_call: String,
}

/// The facts of a period that can be typed, in the order of their rows.
pub const FACT_NAMES: [&str; 6] = [
    "Ngày tổng hợp",
    "Số liệu đến ngày",
    "Hạn gửi báo cáo",
    "Số, ngày báo cáo",
    "Đã gửi ngày",
    "Hạn gửi bổ sung",
];

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
    /// The office's own forecasts, by set and item.
    pub forecasts: BTreeMap<(String, String), Forecast>,
    /// Dates and numbers.
    pub facts: PeriodFacts,
    /// Entries that could not be understood: sheet, cell, what was written, what to write.
    pub unclear: Vec<UnclearEntry>,
    /// Decisions that fit nothing any more.
    pub stale: Vec<StaleEntry>,
}

/// A decision that fits nothing any more: what it was about was written anew or is gone. It
/// is kept where it stands, and not applied.
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

/// An entry that could not be understood; it is not guessed at.
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
            let written = row.value(CAUSE).map(Value::as_written).unwrap_or_default();
            let lines = written.lines().map(clean).filter(|line| !line.is_empty());
            let text = lines.collect::<Vec<_>>().join("\n");
            if !text.is_empty() {
                self.causes.insert(item_key(&row, only_set), text);
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

    fn read_facts(&mut self) {
        let rows: Vec<EntryRow> = self.rows(sheets::FACTS).cloned().collect();
        for row in rows {
            let name = row.text("Mục");
            let written = row.text("Giá trị");
            let Some(place) = FACT_NAMES.iter().position(|n| folded(n) == folded(&name)) else {
                continue;
            };
            if place == SENT_PLACE {
                self.facts.sent_annexes = row.text(SENT_ANNEXES);
                self.facts.sent_said = !written.is_empty() && !is_not_yet(&written);
                if !self.facts.sent_said {
                    continue;
                }
            }
            if written.is_empty() {
                continue;
            }
            match place {
                3 => self.facts.report = written,
                5 => self.facts.last_call = written,
                _ => self.read_day(place, &row, &written),
            }
        }
    }

    /// Takes back a day of sending that lies before the period or years after it: a slip.
    pub fn doubt_sent_on(&mut self, period: Period) {
        let latest = period.last_day().checked_add_months(Months::new(36));
        let is_plausible =
            |day: &NaiveDate| *day >= period.first_day() && latest.is_none_or(|last| *day <= last);
        let doubted = self.facts.sent_on.take_if(|day| !is_plausible(day));
        if doubted.is_some() {
            self.unclear_fact(
                SENT_PLACE,
                "Giá trị",
                "ngày gửi phụ lục của kỳ này: không trước ngày đầu kỳ, không quá 3 năm sau kỳ",
            );
        }
    }

    /// Notes that the record of annexes sent names something else.
    pub fn doubt_sent_annexes(&mut self) {
        self.unclear_fact(SENT_PLACE, SENT_ANNEXES, SENT_ANNEXES_EXPECTED);
    }

    fn unclear_fact(&mut self, fact: usize, header: &str, expected: &'static str) {
        let is_fact = |row: &&EntryRow| folded(&row.text("Mục")) == folded(FACT_NAMES[fact]);
        let row = self.rows(sheets::FACTS).find(is_fact).cloned();
        if let Some(row) = row {
            self.unclear(sheets::FACTS, &row, header, expected);
        }
    }

    fn read_day(&mut self, fact: usize, row: &EntryRow, written: &str) {
        let day = read_date(written);
        if day.is_none() {
            self.unclear(sheets::FACTS, row, "Giá trị", "ngày, viết như 10/11/2023");
        }
        match fact {
            0 => self.facts.reported_on = day,
            1 => self.facts.data_until = day,
            2 => self.facts.deadline = day,
            _ => self.facts.sent_on = day,
        }
    }

    /// A sheet whose header row is gone: what it holds is kept as a sheet of the officer's own.
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

const SHEETS: [&str; 10] = [
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
];

/// Words for "not yet", which some write where nothing would do.
fn is_not_yet(written: &str) -> bool {
    ["chưa", "chưa gửi", "không", "-"].contains(&folded(written).as_str())
}

/// The header by which a sheet's header row is found.
fn first_header(sheet: &str) -> &'static str {
    match sheet {
        sheets::CHECKS => "Mức",
        sheets::RECEIPT => "Đơn vị",
        sheets::FACTS | sheets::PROSE | sheets::HANDOVER => "Mục",
        sheets::MEANINGS => "Mã",
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

/// The sheet below its header row; `None` where it has no such row.
fn table(grid: &Grid, first_header: &str) -> Option<EntryTable> {
    let is_header = |row: &u32| {
        grid.row(*row)
            .any(|(_, cell)| cell.text().is_some_and(|text| folded(text) == folded(first_header)))
    };
    let rows = grid.filled_rows();
    let header_row = rows.iter().copied().find(is_header)?;
    let last = grid.row(header_row).map(|(at, _)| at.col).next_back().unwrap_or(0);
    let header =
        |col| grid.get(Address::new(header_row, col)).map(|cell| clean(&cell.value.as_written()));
    let headers: Vec<String> = (0..=last).map(|col| header(col).unwrap_or_default()).collect();
    let (above, below): (Vec<u32>, Vec<u32>) =
        rows.into_iter().filter(|row| *row != header_row).partition(|row| *row < header_row);
    let values = |row: u32| grid.row(row).map(|(at, cell)| (at.col, cell.value.clone()));
    let entry_rows = below.into_iter().map(|row| entry_row(row, values(row), &headers));
    let rows = entry_rows.filter(|row| !row.values.is_empty() || !row.unheaded.is_empty());
    let rows = rows.collect();
    let above = above.into_iter().map(|row| values(row).collect()).collect();
    Some(EntryTable { headers, rows, above })
}

fn entry_row(row: u32, values: impl Iterator<Item = (u32, Value)>, headers: &[String]) -> EntryRow {
    let mut entry = EntryRow { row, ..EntryRow::default() };
    for (col, value) in values.filter(|(_, value)| !clean(&value.as_written()).is_empty()) {
        let place = col as usize;
        match headers.get(place).filter(|header| !header.is_empty()) {
            Some(header) if headers.iter().position(|other| other == header) == Some(place) => {
                entry.values.insert(header.clone(), value);
            }
            _ => {
                entry.unheaded.insert(col, value);
            }
        }
    }
    entry
}
