//! A signed page read back: its rows, by its column headers.

use crate::cell_text::CellText as _;
use crate::judge::IN_DOUBT;
use viet_text::notation::vietnamese;
use viet_text::text::{clean, folded};
use workbook_io::number::rounded;
use workbook_io::{Address, Grid, Value};

const NUMBER: &str = "STT";
const NAME: &str = "Chỉ tiêu, nội dung";
const UNIT: &str = "ĐVT";
const THRESHOLD: &str = "Nghị quyết đề ra";
const VERDICT: &str = "Đánh giá";
const NOTES: &str = "Nguyên nhân, ghi chú";
/// How headers begin that end with a date or a year.
const ACTUAL: &str = "Thực hiện đến";
const ESTIMATE: &str = "Ước";
/// Later decimals are errors of binary fractions.
const DECIMALS: u32 = 6;

/// A row of a signed page, as displayed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageRow {
    /// Its number; for a part, the item's number and the part's name.
    pub number: String,
    /// What it is about.
    pub name: String,
    /// Unit of measure.
    pub unit: String,
    /// What is required.
    pub threshold: String,
    /// The figure.
    pub actual: String,
    /// The full-year estimate.
    pub estimate: String,
    /// The verdict.
    pub verdict: String,
    /// Causes and notes, as in the cell.
    pub note: String,
}

impl PageRow {
    /// Does the verdict wait for an open finding?
    pub(super) fn waits_for_findings(&self) -> bool {
        self.note.lines().any(|line| line == IN_DOUBT)
    }

    /// The note without what the program says of a verdict that waits.
    pub(super) fn note_apart(&self) -> String {
        let lines = self.note.lines().filter(|line| *line != IN_DOUBT);
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// The rows of a signed page; none if its table is gone.
#[must_use]
pub fn page_rows(grid: &Grid) -> Vec<PageRow> {
    let is = |text: &str, wanted: &str| folded(text) == folded(wanted);
    let head = |wanted: &str| {
        let found = grid.cells.iter().find(|(_, cell)| cell.text().is_some_and(|t| is(t, wanted)));
        found.map(|(at, _)| *at)
    };
    let Some(header) = head(NOTES) else { return Vec::new() };
    let col = |fits: &dyn Fn(&str) -> bool| {
        // The period before has a day in its header, too, and stands further to the left.
        let mut named = grid.row(header.row).filter(|(_, cell)| cell.text().is_some_and(fits));
        named.next_back().map(|(at, _)| at.col)
    };
    let begins = |wanted: &'static str| move |text: &str| folded(text).starts_with(&folded(wanted));
    let columns = [NUMBER, NAME, UNIT, THRESHOLD, VERDICT].map(|name| col(&|text| is(text, name)));
    let [Some(number), Some(name), unit, threshold, verdict] = columns else { return Vec::new() };
    let [actual, estimate] = [ACTUAL, ESTIMATE].map(|start| col(&begins(start)));
    let mut item = String::new();
    let mut rows = Vec::new();
    for row in grid.filled_rows().into_iter().filter(|row| *row > header.row) {
        let text = |col: Option<u32>| col.map_or_else(String::new, |col| shown(grid, row, col));
        let mut read = PageRow {
            number: clean(&text(Some(number))).replace(',', "."),
            name: clean(&text(Some(name))),
            unit: text(unit),
            threshold: text(threshold),
            actual: text(actual),
            estimate: text(estimate),
            verdict: text(verdict),
            note: text(Some(header.col)),
        };
        if read.number == "-" {
            read.number = format!("{item} {}", read.name);
        } else {
            item.clone_from(&read.number);
        }
        if !read.name.is_empty() && !read.name.starts_with('(') {
            rows.push(read);
        }
    }
    rows
}

/// The column of causes and notes.
#[must_use]
pub fn note_column(grid: &Grid) -> Option<u32> {
    let is_head = |text: &str| folded(text) == folded(NOTES);
    let head = grid.cells.iter().find(|(_, cell)| cell.text().is_some_and(is_head));
    head.map(|(at, _)| at.col)
}

/// A cell as displayed; rounding hides differences that recalculation leaves in the last digits.
fn shown(grid: &Grid, row: u32, col: u32) -> String {
    match grid.get(Address::new(row, col)).map(|cell| &cell.value) {
        Some(Value::Number(number)) => vietnamese(rounded(*number, DECIMALS)),
        Some(value) => value.as_written(),
        None => String::new(),
    }
}
