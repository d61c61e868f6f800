//! Resolutions and plans: their targets, items and thresholds.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::ByCode;
use super::arithmetic::{Basis, Expr};
use super::indicator::Indicator;
use super::item::{ITEMS, read_items};
use super::problem::{Problems, did_you_mean};
use super::rows::{SetRow, TargetRow};
use super::table::{SettingsCell, read_table};
use crate::kinds::Kind;
use viet_text::date::read_date;
use workbook_io::{Address, Workbook};

const SETS: &str = "Bộ chỉ tiêu";
pub(super) const TARGETS: &str = "Chỉ tiêu";

/// A resolution or plan with its targets.
#[derive(Clone, Debug)]
pub struct TargetSet {
    /// Its code: `nq47-thap-muoi`.
    pub code: String,
    /// Its full name with number and date.
    pub document: String,
    /// The annex's title.
    pub title: String,
    /// First day on which it holds.
    pub from: Option<NaiveDate>,
    /// Last day on which it holds.
    pub to: Option<NaiveDate>,
    /// The day by which its targets are to be met.
    pub deadline: Option<NaiveDate>,
    /// Its targets, in order.
    pub targets: Vec<Target>,
}

/// A target (chỉ tiêu): met when all its items are.
#[derive(Clone, Debug)]
pub struct Target {
    /// Its number: "2".
    pub number: String,
    /// Its title.
    pub title: String,
    /// Its items, at least one.
    pub items: Vec<Item>,
}

/// An item (nội dung) of a target.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its number: "2.1".
    pub number: String,
    /// Short wording for the annex.
    pub short: String,
    /// Wording of the resolution.
    pub text: String,
    /// How it is judged.
    pub judged: Judged,
    /// The day by which it is to be met: its own, or else its set's.
    pub deadline: Option<NaiveDate>,
    /// The office's standing note.
    pub note: String,
}

/// How an item is judged.
#[derive(Clone, Debug)]
pub enum Judged {
    /// By the office, with its reason.
    ByOffice,
    /// By one figure.
    ByFigure(Yardstick),
    /// By several figures.
    ByParts {
        /// All parts must hold; otherwise one is enough.
        all: bool,
        /// The parts.
        parts: Vec<Part>,
    },
}

/// A part of a compound item.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it is called: "HTX".
    pub name: String,
    /// How it is judged.
    pub yardstick: Yardstick,
}

/// A figure and what it is held against.
#[derive(Clone, Debug)]
pub struct Yardstick {
    /// The figure. A share is computed in per cent where `unit` is `%`.
    pub figure: Expr,
    /// How it is compared.
    pub kind: &'static Kind,
    /// The threshold, in `unit`.
    pub threshold: Threshold,
    /// The upper bound of a range.
    pub upper: Option<Decimal>,
    /// Where the figure stood when the resolution began, in `unit`.
    pub baseline: Option<Decimal>,
    /// Unit of measure.
    pub unit: String,
    /// The column on which it is judged.
    pub basis: Basis,
    /// Decimals to which it is printed and judged.
    pub decimals: u32,
}

/// What a figure is held against.
#[derive(Clone, Debug, PartialEq)]
pub enum Threshold {
    /// A number of the resolution.
    Number(Decimal),
    /// The same figure in another column (last year's, the plan's).
    Column(Basis),
}

impl Yardstick {
    /// Does a figure meet a level?
    #[must_use]
    pub fn holds(&self, figure: Decimal, level: Decimal) -> bool {
        (self.kind.holds)(figure, level, self.upper)
    }

    /// The same as a spreadsheet's condition on a figure's cell and a level's cell.
    #[must_use]
    pub fn condition(&self, figure: &str, level: &str) -> String {
        (self.kind.condition)(figure, level, self.upper)
    }

    /// Is the figure a share in per cent?
    #[must_use]
    pub fn is_share(&self) -> bool {
        self.unit.trim() == "%"
    }
}

impl Item {
    /// Its yardsticks: one, several parts', or none for a judgement.
    #[must_use]
    pub fn yardsticks(&self) -> Vec<&Yardstick> {
        match &self.judged {
            Judged::ByOffice => Vec::new(),
            Judged::ByFigure(yardstick) => vec![yardstick],
            Judged::ByParts { parts, .. } => parts.iter().map(|part| &part.yardstick).collect(),
        }
    }
}

/// Reads sets, targets and items, and joins them.
pub(super) fn read(
    book: &Workbook,
    indicators: &ByCode<Indicator>,
    problems: &mut Problems,
) -> Vec<TargetSet> {
    let mut sets = read_sets(book, problems);
    let declared = read_targets(book, &mut sets, problems);
    read_items(book, indicators, &mut sets, problems);
    check_items(&sets, &declared, problems);
    sets
}

fn read_sets(book: &Workbook, problems: &mut Problems) -> Vec<TargetSet> {
    let table = read_table::<SetRow>(book, SETS, problems);
    let mut sets: Vec<TargetSet> = Vec::new();
    for (row, data) in &table.rows {
        let code = table.need(*row, "Mã bộ", data.code.as_ref(), problems);
        let document = table.need(*row, "Tên văn bản", data.document.as_ref(), problems);
        let title = table.need(*row, "Tiêu đề phụ lục", data.title.as_ref(), problems);
        let (Some(code), Some(document), Some(title)) = (code, document, title) else { continue };
        if sets.iter().any(|set| set.code == code.text) {
            problems.add(SETS, Some(code.at), format!("mã bộ {} đã có ở dòng trên", code.text));
        }
        let from = day(SETS, data.from.as_ref(), "Từ ngày", problems);
        let to = day(SETS, data.to.as_ref(), "Đến ngày", problems);
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            let at = data.to.as_ref().map(|to| to.at);
            problems.add(SETS, at, "cột \"Đến ngày\" trước cột \"Từ ngày\"");
        }
        sets.push(TargetSet {
            code: code.text.clone(),
            document: document.text.clone(),
            title: title.text.clone(),
            from,
            to,
            deadline: day(SETS, data.deadline.as_ref(), "Hạn hoàn thành", problems),
            targets: Vec::new(),
        });
    }
    sets
}

pub(super) fn day(
    sheet: &str,
    written: Option<&SettingsCell>,
    header: &str,
    problems: &mut Problems,
) -> Option<NaiveDate> {
    let written = written?;
    let day = read_date(&written.text);
    if day.is_none() {
        let message =
            format!("cột \"{header}\" ghi \"{}\"; cần ngày viết như 12/8/2021", written.text);
        problems.add(sheet, Some(written.at), message);
    }
    day
}

/// Where each target is declared: its set, its number, the cell of its number.
type Declared = Vec<(String, String, Address)>;

fn read_targets(book: &Workbook, sets: &mut [TargetSet], problems: &mut Problems) -> Declared {
    let table = read_table::<TargetRow>(book, TARGETS, problems);
    let mut declared = Vec::new();
    for (row, data) in &table.rows {
        let set = table.need(*row, "Mã bộ", data.set.as_ref(), problems);
        let number = table.need(*row, "Chỉ tiêu", data.number.as_ref(), problems);
        let title = table.need(*row, "Tên chỉ tiêu", data.title.as_ref(), problems);
        let (Some(set), Some(number), Some(title)) = (set, number, title) else { continue };
        let Some(set) = set_of(TARGETS, set, sets, problems) else { continue };
        if set.targets.iter().any(|target| target.number == number.text) {
            let message = format!("chỉ tiêu {} đã có ở dòng trên", number.text);
            problems.add(TARGETS, Some(number.at), message);
        }
        declared.push((set.code.clone(), number.text.clone(), number.at));
        let (number, title) = (number.text.clone(), title.text.clone());
        set.targets.push(Target { number, title, items: Vec::new() });
    }
    for set in sets.iter() {
        if set.targets.is_empty() {
            problems.add(TARGETS, None, format!("bộ {} chưa có chỉ tiêu nào", set.code));
        }
    }
    declared
}

/// A target without items can be neither met nor missed. Said only where the items could be
/// read: what follows from a lost sheet or column is no second mistake.
fn check_items(sets: &[TargetSet], declared: &Declared, problems: &mut Problems) {
    if problems.of_whole(ITEMS) {
        return;
    }
    for set in sets {
        for target in set.targets.iter().filter(|target| target.items.is_empty()) {
            let place = declared
                .iter()
                .find(|(code, number, _)| *code == set.code && *number == target.number)
                .map(|(_, _, at)| *at);
            let message = format!(
                "chỉ tiêu {} của bộ {} chưa có nội dung nào; đề nghị thêm dòng ở trang \"{ITEMS}\"",
                target.number, set.code
            );
            problems.add(TARGETS, place, message);
        }
    }
}

pub(super) fn set_of<'a>(
    sheet: &str,
    written: &SettingsCell,
    sets: &'a mut [TargetSet],
    problems: &mut Problems,
) -> Option<&'a mut TargetSet> {
    match sets.iter().position(|set| set.code == written.text) {
        Some(at) => Some(&mut sets[at]),
        None => {
            let hint = did_you_mean(&written.text, sets.iter().map(|set| set.code.as_str()));
            let message = format!("không có bộ chỉ tiêu {}{hint}", written.text);
            problems.add(sheet, Some(written.at), message);
            None
        }
    }
}
