//! Resolutions and plans: their targets, items and thresholds.

use chrono::NaiveDate;
use indexmap::IndexMap;
use rust_decimal::Decimal;

use super::arithmetic::{Basis, Expr};
use super::indicator::Indicator;
use super::problem::{Problems, did_you_mean};
use super::rows::{ItemRow, SetRow, TargetRow};
use super::table::{Table, Written, read_table};
use super::word::{BASES, COMPARISONS, Comparison, arithmetic, decimals, meaning, number};
use crate::cell::Workbook;
use crate::decimal::vietnamese;
use crate::reading::date::read_date;
use crate::reading::text::folded;

const SETS: &str = "Bộ chỉ tiêu";
const TARGETS: &str = "Chỉ tiêu";
const ITEMS: &str = "Nội dung";

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
    pub comparison: Comparison,
    /// The threshold, in `unit`.
    pub threshold: Threshold,
    /// The upper bound of a range.
    pub upper: Option<Decimal>,
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

/// What the column "So sánh" says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Office,
    All,
    Any,
    Figure(Comparison),
}

/// Reads sets, targets and items, and joins them.
pub(super) fn read(
    book: &Workbook,
    indicators: &IndexMap<String, Indicator>,
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

fn day(
    sheet: &str,
    written: Option<&Written>,
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

/// Each target's set and its number as written.
type Declared = Vec<(String, Written)>;

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
        declared.push((set.code.clone(), number.clone()));
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

fn set_of<'a>(
    sheet: &str,
    written: &Written,
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

fn read_items(
    book: &Workbook,
    indicators: &IndexMap<String, Indicator>,
    sets: &mut [TargetSet],
    problems: &mut Problems,
) {
    let table = read_table::<ItemRow>(book, ITEMS, problems);
    for (row, data) in &table.rows {
        let set = table.need(*row, "Mã bộ", data.set.as_ref(), problems);
        let number = table.need(*row, "Nội dung số", data.number.as_ref(), problems);
        let (Some(set), Some(number)) = (set, number) else { continue };
        let Some(set) = set_of(ITEMS, set, sets, problems) else { continue };
        // A number cell 2.1 reads "2,1": an item's number is a name, not a quantity.
        let name = number.text.replace(',', ".");
        let target_number = name.rsplit_once('.').map_or(name.as_str(), |(target, _)| target);
        let deadline = set.deadline;
        let Some(target) = set.targets.iter_mut().find(|target| target.number == target_number)
        else {
            let message = format!(
                "nội dung {name}: bộ {} không có chỉ tiêu {target_number}; đề nghị thêm vào trang \
                 \"{TARGETS}\"",
                set.code
            );
            problems.add(ITEMS, Some(number.at), message);
            continue;
        };
        let reader = ItemReader { table: &table, row: *row, data, indicators, deadline };
        match &data.part {
            Some(part) => reader.part(part, &name, target, problems),
            None => reader.item(number, name, target, problems),
        }
    }
}

/// Every target must have items, every item of parts its parts. Said only where the items
/// could be read: what follows from a lost sheet or column is no second mistake.
fn check_items(sets: &[TargetSet], declared: &Declared, problems: &mut Problems) {
    if problems.of_whole(ITEMS) {
        return;
    }
    for set in sets {
        for target in set.targets.iter().filter(|target| target.items.is_empty()) {
            let here = |(code, number): &&(String, Written)| {
                *code == set.code && number.text == target.number
            };
            let message = format!(
                "chỉ tiêu {} của bộ {} chưa có nội dung nào; đề nghị thêm dòng ở trang \"{ITEMS}\"",
                target.number, set.code
            );
            problems.add(TARGETS, declared.iter().find(here).map(|(_, number)| number.at), message);
        }
        check_parts(set, problems);
    }
}

fn check_parts(set: &TargetSet, problems: &mut Problems) {
    for item in set.targets.iter().flat_map(|target| &target.items) {
        if let Judged::ByParts { parts, .. } = &item.judged
            && parts.is_empty()
        {
            let message =
                format!("nội dung {} gồm nhiều phần nhưng chưa có dòng phần nào", item.number);
            problems.add(ITEMS, None, message);
        }
    }
}

struct ItemReader<'a> {
    table: &'a Table<ItemRow>,
    row: u32,
    data: &'a ItemRow,
    indicators: &'a IndexMap<String, Indicator>,
    /// The set's.
    deadline: Option<NaiveDate>,
}

impl ItemReader<'_> {
    fn item(&self, number: &Written, name: String, target: &mut Target, problems: &mut Problems) {
        if target.items.iter().any(|item| item.number == name) {
            problems.add(ITEMS, Some(number.at), format!("nội dung {name} đã có ở dòng trên"));
            return;
        }
        let text = self.table.need(self.row, "Nội dung", self.data.text.as_ref(), problems);
        let judged = match self.way(problems) {
            Some(Way::Office) => Some(Judged::ByOffice),
            Some(Way::All) => Some(Judged::ByParts { all: true, parts: Vec::new() }),
            Some(Way::Any) => Some(Judged::ByParts { all: false, parts: Vec::new() }),
            Some(Way::Figure(comparison)) => {
                self.yardstick(comparison, problems).map(Judged::ByFigure)
            }
            None => None,
        };
        // An item that cannot be read still counts as one, or its target would seem empty.
        let judged = judged.unwrap_or(Judged::ByOffice);
        let text = text.map(|text| text.text.clone()).unwrap_or_default();
        let short = self.data.short.as_ref().map_or_else(|| text.clone(), |s| s.text.clone());
        let note = self.data.note.as_ref().map(|note| note.text.clone()).unwrap_or_default();
        let own = day(ITEMS, self.data.deadline.as_ref(), "Hạn", problems);
        let deadline = own.or(self.deadline);
        target.items.push(Item { number: name, short, text, judged, deadline, note });
    }

    fn part(&self, part: &Written, name: &str, target: &mut Target, problems: &mut Problems) {
        let Some(Way::Figure(comparison)) = self.way(problems) else { return };
        let Some(yardstick) = self.yardstick(comparison, problems) else { return };
        let whole = target.items.iter_mut().find(|item| item.number == name);
        match whole.map(|item| &mut item.judged) {
            Some(Judged::ByParts { parts, .. }) => {
                parts.push(Part { name: part.text.clone(), yardstick });
            }
            _ => {
                let message = format!(
                    "phần \"{}\" cần một dòng nội dung {name} ở trên, cột \"So sánh\" ghi \"tất \
                     cả các phần\" hoặc \"một trong các phần\"",
                    part.text
                );
                problems.add(ITEMS, Some(part.at), message);
            }
        }
    }

    fn way(&self, problems: &mut Problems) -> Option<Way> {
        let written =
            self.table.need(self.row, "So sánh", self.data.comparison.as_ref(), problems)?;
        let mut words = vec![
            ("nhận định", Way::Office),
            ("tất cả các phần", Way::All),
            ("một trong các phần", Way::Any),
        ];
        words.extend(COMPARISONS.iter().map(|(word, sign)| (*word, Way::Figure(*sign))));
        meaning(ITEMS, "So sánh", written, &words, problems)
    }

    fn yardstick(&self, comparison: Comparison, problems: &mut Problems) -> Option<Yardstick> {
        let data = self.data;
        let written = self.table.need(self.row, "Cách tính", data.arithmetic.as_ref(), problems);
        let level = self.table.need(self.row, "Mức", data.threshold.as_ref(), problems);
        let figure =
            written.and_then(|w| arithmetic(ITEMS, "Cách tính", w, self.indicators, problems));
        let unit = data.unit.as_ref().map(|unit| unit.text.clone()).unwrap_or_default();
        let decimals = decimals(ITEMS, "Số lẻ", data.decimals.as_ref(), problems)
            .unwrap_or_else(|| usual_decimals(&unit, figure.as_ref(), self.indicators));
        let basis = match &data.basis {
            Some(written) => meaning(ITEMS, "Căn cứ", written, BASES, problems)?,
            None => Basis::Actual,
        };
        let threshold = self.threshold(level?, &unit, decimals, problems)?;
        let upper = match &data.upper {
            Some(written) => {
                Some(self.number_of("Mức trên", written, &unit, decimals, problems)?)
            }
            None => None,
        };
        if let (Threshold::Number(lower), Some(upper)) = (&threshold, upper)
            && upper < *lower
        {
            let message = "cột \"Mức trên\" nhỏ hơn cột \"Mức\"";
            problems.add(ITEMS, data.upper.as_ref().map(|w| w.at), message);
        }
        Some(Yardstick { figure: figure?, comparison, threshold, upper, unit, basis, decimals })
    }

    fn threshold(
        &self,
        written: &Written,
        unit: &str,
        decimals: u32,
        problems: &mut Problems,
    ) -> Option<Threshold> {
        match folded(&written.text).as_str() {
            "năm trước" => Some(Threshold::Column(Basis::Prior)),
            "kế hoạch" => Some(Threshold::Column(Basis::Plan)),
            _ => self.number_of("Mức", written, unit, decimals, problems).map(Threshold::Number),
        }
    }

    /// A threshold as a number, guarded against slips of locale: 2,6 typed for 2.600 on a
    /// Windows that takes the dot for a decimal sign, 0,4 for 40 %.
    fn number_of(
        &self,
        header: &str,
        written: &Written,
        unit: &str,
        decimals: u32,
        problems: &mut Problems,
    ) -> Option<Decimal> {
        let text = written.text.trim_end_matches('%').trim();
        let plain = Written { text: text.to_owned(), at: written.at };
        let value = number(ITEMS, header, &plain, problems)?;
        let thousand = Decimal::from(1000);
        let meant = if value.normalize().scale() > decimals {
            Some(value * if unit.trim() == "%" { Decimal::from(100) } else { thousand })
        } else {
            let text = self.data.text.as_ref().map_or("", |text| &text.text);
            slip_against(value, &numbers_in(text))
        };
        let Some(meant) = meant else { return Some(value) };
        let message = format!(
            "cột \"{header}\" ghi {}{}; có phải là {}? Kiểm tra dấu chấm, dấu phẩy rồi nhập lại",
            vietnamese(value),
            if unit.is_empty() { String::new() } else { format!(" (đơn vị tính: {unit})") },
            vietnamese(meant),
        );
        problems.add(ITEMS, Some(written.at), message);
        None
    }
}

/// Counts 0, means 1, shares 2, as the indicators printed in the item have it.
fn usual_decimals(
    unit: &str,
    figure: Option<&Expr>,
    indicators: &IndexMap<String, Indicator>,
) -> u32 {
    if unit.trim() == "%" {
        return 2;
    }
    let terms = figure.map(Expr::terms).unwrap_or_default();
    terms
        .iter()
        .filter_map(|term| indicators.get(&term.code))
        .map(|i| i.decimals)
        .max()
        .unwrap_or(0)
}

/// The number of the item's own text that a threshold looks like a slip of, if the
/// threshold itself is not in the text.
fn slip_against(value: Decimal, in_text: &[Decimal]) -> Option<Decimal> {
    if value.is_zero() || in_text.contains(&value) {
        return None;
    }
    let slips = [Decimal::from(1000), Decimal::from(100), Decimal::from(1_000_000)];
    let candidates = slips.iter().flat_map(|by| [value.checked_mul(*by), value.checked_div(*by)]);
    candidates.flatten().find(|candidate| in_text.contains(candidate))
}

/// Numbers in Vietnamese notation within a sentence.
fn numbers_in(text: &str) -> Vec<Decimal> {
    text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
        .map(|word| word.trim_matches(['.', ',']))
        .filter_map(|word| crate::reading::number::read_typed_decimal(word).ok())
        .collect()
}
