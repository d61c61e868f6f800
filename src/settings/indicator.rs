//! Indicators: coded figures with their rules over units, over periods and over lists.

use chrono::NaiveDate;
use indexmap::IndexMap;
use rust_decimal::Decimal;

use super::entered::Entered;
use super::list::{Column, ColumnKind, List};
use super::problem::{Problems, did_you_mean};
use super::rows::IndicatorRow;
use super::table::{Table, Written, read_table};
use super::unit::split;
use super::word::{COMPARISONS, Comparison, decimals, meaning};
use crate::cell::Workbook;
use crate::reading::date::read_date;
use crate::reading::number::read_typed_decimal;
use crate::reading::text::folded;

const SHEET: &str = "Số liệu";

/// A coded figure (số liệu).
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Its code: `htx.thanh_vien`.
    pub code: String,
    /// The group it is shown in: "HỢP TÁC XÃ".
    pub group: String,
    /// Its name, understandable by itself.
    pub name: String,
    /// Unit of measure.
    pub unit: String,
    /// What kind of number it is.
    pub kind: Kind,
    /// Decimals to which it is printed.
    pub decimals: u32,
    /// How units' figures make the whole's.
    pub over_units: OverUnits,
    /// How months make a longer period.
    pub over_periods: OverPeriods,
    /// How it is drawn from a list, where one gives it.
    pub derivation: Option<Derivation>,
    /// What the office entered, where no unit reports it; its total is then the value entered.
    pub entered: Option<Entered>,
}

/// What kind of number a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Heads, cooperatives: whole and never negative.
    Count,
    /// An amount.
    Money,
    /// A share in per cent.
    Share,
}

/// How units' figures make the whole's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OverUnits {
    /// Added up.
    Sum,
    /// A mean, weighted by another indicator.
    MeanBy(String),
    /// The share of one consolidated indicator in another, in per cent.
    Ratio(String, String),
    /// Added up over the units in which another indicator satisfies a comparison.
    SumWhere {
        /// The other indicator.
        code: String,
        /// The comparison.
        comparison: Comparison,
        /// What it is held against.
        value: Decimal,
    },
}

/// How months make a longer period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverPeriods {
    /// thời điểm: the latest.
    Latest,
    /// lũy kế: counted from the year's start, so the latest; never summed.
    YearToDate,
    /// phát sinh: summed.
    Flow,
}

/// How an indicator is drawn from a list.
#[derive(Clone, Debug)]
pub struct Derivation {
    /// The list's code.
    pub list: String,
    /// What is done with the rows.
    pub operation: ListOperation,
    /// Which rows count: all of these hold.
    pub conditions: Vec<Condition>,
}

/// What is done with a list's rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListOperation {
    /// Rows are counted.
    Count,
    /// A column is added up.
    Sum(String),
    /// The mean of a column over the rows.
    Mean(String),
    /// The mean of a column, weighted by another column.
    MeanBy(String, String),
}

impl ListOperation {
    /// The column read, where one is.
    #[must_use]
    pub fn column(&self) -> Option<&str> {
        match self {
            Self::Count => None,
            Self::Sum(column) | Self::Mean(column) | Self::MeanBy(column, _) => Some(column),
        }
    }
}

/// A condition on one column of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// The column's code.
    pub column: String,
    /// What must hold of it.
    pub test: Test,
}

/// What must hold of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// It says one of these (compared as labels are).
    Says(Vec<String>),
    /// It says something, and none of these.
    SaysNot(Vec<String>),
    /// Its number satisfies a comparison.
    Number(Comparison, Decimal),
    /// Its day satisfies a comparison.
    Day(Comparison, NaiveDate),
    /// Its day lies in the year reported on.
    InReportYear,
    /// It is filled.
    Filled,
    /// It is ticked.
    Ticked,
}

const KINDS: &[(&str, Kind)] =
    &[("đếm", Kind::Count), ("tiền", Kind::Money), ("tỷ lệ", Kind::Share)];

const PERIODS: &[(&str, OverPeriods)] = &[
    ("thời điểm", OverPeriods::Latest),
    ("lũy kế", OverPeriods::YearToDate),
    ("phát sinh", OverPeriods::Flow),
];

pub(super) fn read(
    book: &Workbook,
    lists: &IndexMap<String, List>,
    problems: &mut Problems,
) -> IndexMap<String, Indicator> {
    let table = read_table::<IndicatorRow>(book, SHEET, problems);
    let mut indicators = IndexMap::new();
    for (row, data) in &table.rows {
        if let Some(indicator) = indicator(&table, *row, data, lists, problems) {
            let at = data.code.as_ref().map(|code| code.at);
            let code = indicator.code.clone();
            if indicators.insert(code.clone(), indicator).is_some() {
                problems.add(SHEET, at, format!("mã {code} đã có ở dòng trên"));
            }
        }
    }
    check_references(&table, &indicators, problems);
    indicators
}

fn indicator(
    table: &Table<IndicatorRow>,
    row: u32,
    data: &IndicatorRow,
    lists: &IndexMap<String, List>,
    problems: &mut Problems,
) -> Option<Indicator> {
    let code = table.need(row, "Mã", data.code.as_ref(), problems);
    let name = table.need(row, "Tên số liệu", data.name.as_ref(), problems);
    let kind = table.need(row, "Loại", data.kind.as_ref(), problems);
    let units = table.need(row, "Qua các đơn vị", data.over_units.as_ref(), problems);
    let kind = kind.and_then(|kind| meaning(SHEET, "Loại", kind, KINDS, problems));
    let over_units = units.and_then(|units| over_units(units, problems));
    let over_periods = match &data.over_periods {
        Some(written) => meaning(SHEET, "Qua các kỳ", written, PERIODS, problems)?,
        None => OverPeriods::Latest,
    };
    let derivation = derivation(table, row, data, lists, problems);
    let kind = kind?;
    let decimals =
        decimals(SHEET, "Số lẻ", data.decimals.as_ref(), problems).unwrap_or(match kind {
            Kind::Count => 0,
            Kind::Money => 1,
            Kind::Share => 2,
        });
    let text = |field: &Option<Written>| field.as_ref().map(|w| w.text.clone()).unwrap_or_default();
    Some(Indicator {
        code: code?.text.clone(),
        group: text(&data.group),
        name: name?.text.clone(),
        unit: text(&data.unit),
        kind,
        decimals,
        over_units: over_units?,
        over_periods,
        derivation,
        entered: None,
    })
}

/// `cộng` | `bình quân theo CODE` | `CODE / CODE` | `cộng các đơn vị có CODE op VALUE`.
fn over_units(written: &Written, problems: &mut Problems) -> Option<OverUnits> {
    let text = written.text.trim();
    if folded(text) == "cộng" {
        return Some(OverUnits::Sum);
    }
    if let Some(code) = after(text, "bình quân theo") {
        return Some(OverUnits::MeanBy(code.to_owned()));
    }
    if let Some(rest) = after(text, "cộng các đơn vị có")
        && let Some((code, comparison, value)) = split_comparison(rest)
        && let Ok(value) = read_typed_decimal(value)
    {
        return Some(OverUnits::SumWhere { code: code.to_owned(), comparison, value });
    }
    if let Some((above, below)) = text.split_once('/') {
        return Some(OverUnits::Ratio(above.trim().to_owned(), below.trim().to_owned()));
    }
    let message = format!(
        "cột \"Qua các đơn vị\" ghi \"{text}\". Dùng: cộng; bình quân theo MÃ; MÃ / MÃ; \
         cộng các đơn vị có MÃ = SỐ"
    );
    problems.add(SHEET, Some(written.at), message);
    None
}

fn derivation(
    table: &Table<IndicatorRow>,
    row: u32,
    data: &IndicatorRow,
    lists: &IndexMap<String, List>,
    problems: &mut Problems,
) -> Option<Derivation> {
    let written = data.list.as_ref()?;
    let Some(list) = lists.get(&written.text) else {
        let hint = did_you_mean(&written.text, lists.keys().map(String::as_str));
        let message = format!("không có danh sách {}{hint}", written.text);
        problems.add(SHEET, Some(written.at), message);
        return None;
    };
    let operation = table.need(row, "Phép tính", data.operation.as_ref(), problems)?;
    let operation = list_operation(operation, data.column.as_ref(), list, problems);
    let fields = [&data.condition_1, &data.condition_2, &data.condition_3, &data.condition_4];
    let conditions =
        fields.into_iter().flatten().filter_map(|written| condition(written, list, problems));
    let conditions = conditions.collect();
    Some(Derivation { list: list.code.clone(), operation: operation?, conditions })
}

fn list_operation(
    written: &Written,
    column: Option<&Written>,
    list: &List,
    problems: &mut Problems,
) -> Option<ListOperation> {
    let word = folded(&written.text);
    if word == "đếm" {
        return Some(ListOperation::Count);
    }
    let Some(column) = column else {
        let message = format!("phép tính \"{}\" cần ghi cột \"Cột\"", written.text);
        problems.add(SHEET, Some(written.at), message);
        return None;
    };
    let code = column_code(&column.text, column, list, problems)?;
    match (word.as_str(), after(&written.text, "bình quân theo")) {
        ("tổng", _) => Some(ListOperation::Sum(code)),
        ("bình quân", _) => Some(ListOperation::Mean(code)),
        (_, Some(weight)) => {
            let weight = column_code(weight, written, list, problems)?;
            Some(ListOperation::MeanBy(code, weight))
        }
        _ => {
            let message = format!(
                "phép tính \"{}\" không có. Dùng: đếm; tổng; bình quân; bình quân theo CỘT",
                written.text
            );
            problems.add(SHEET, Some(written.at), message);
            None
        }
    }
}

/// A column by its code or by its name.
fn column_code(
    text: &str,
    written: &Written,
    list: &List,
    problems: &mut Problems,
) -> Option<String> {
    let text = text.trim();
    let found = list
        .columns
        .values()
        .find(|column| column.code == text || folded(&column.name) == folded(text));
    if found.is_none() {
        let hint = did_you_mean(text, list.columns.keys().map(String::as_str));
        let message = format!("danh sách {} không có cột \"{text}\"{hint}", list.code);
        problems.add(SHEET, Some(written.at), message);
    }
    found.map(|column| column.code.clone())
}

/// `cot = Nông nghiệp` | `cot = Tốt; Khá` | `cot khác Yếu` | `cot > 0` | `cot >= 12/8/2021` |
/// `cot trong năm báo cáo` | `cot có ghi`.
fn condition(written: &Written, list: &List, problems: &mut Problems) -> Option<Condition> {
    let text = written.text.as_str();
    for (phrase, test) in [("trong năm báo cáo", Test::InReportYear), ("có ghi", Test::Filled)]
    {
        if let Some(column) = before(text, phrase) {
            let column = column_code(column, written, list, problems)?;
            return Some(Condition { column, test });
        }
    }
    if let Some((column, value)) = text.split_once(" khác ") {
        let column = column_code(column, written, list, problems)?;
        let test = choices(value, &list.columns[&column]).map(Test::SaysNot);
        return resolved(test, column, value, written, list, problems);
    }
    let Some((column, comparison, value)) = split_comparison(text) else {
        let message = format!(
            "không hiểu điều kiện \"{text}\". Viết như: CỘT = Nông nghiệp; CỘT = Tốt; Khá; CỘT khác \
             Yếu; CỘT > 0; CỘT có ghi; CỘT trong năm báo cáo"
        );
        problems.add(SHEET, Some(written.at), message);
        return None;
    };
    let code = column_code(column, written, list, problems)?;
    let kind = list.columns[&code].kind;
    let test = match (kind, comparison) {
        (ColumnKind::Mark, Comparison::Equal) if folded(value) == "x" => Some(Test::Ticked),
        (ColumnKind::Date, _) => read_date(value).map(|day| Test::Day(comparison, day)),
        (ColumnKind::Count | ColumnKind::Money, _) => {
            read_typed_decimal(value).ok().map(|number| Test::Number(comparison, number))
        }
        (ColumnKind::Choice | ColumnKind::Text | ColumnKind::Name, Comparison::Equal) => {
            choices(value, &list.columns[&code]).map(Test::Says)
        }
        _ => None,
    };
    resolved(test, code, value, written, list, problems)
}

fn resolved(
    test: Option<Test>,
    column: String,
    value: &str,
    written: &Written,
    list: &List,
    problems: &mut Problems,
) -> Option<Condition> {
    if test.is_none() {
        let known = &list.columns[&column].choices;
        let wrong = split(value).into_iter().find(|word| choice(word, known).is_none());
        let wrong = wrong.unwrap_or_else(|| value.to_owned());
        let message = format!(
            "điều kiện \"{}\": cột {column} không so sánh được với \"{wrong}\"{}",
            written.text,
            did_you_mean(&wrong, known.iter().map(String::as_str))
        );
        problems.add(SHEET, Some(written.at), message);
    }
    test.map(|test| Condition { column, test })
}

/// Words that the column may hold, parted by `;`.
fn choices(value: &str, column: &Column) -> Option<Vec<String>> {
    let worded = matches!(column.kind, ColumnKind::Choice | ColumnKind::Text | ColumnKind::Name);
    let words: Vec<String> = split(value);
    if !worded || words.is_empty() {
        return None;
    }
    words.iter().map(|word| choice(word, &column.choices)).collect()
}

/// A word that the column may hold; any word where the settings list none.
fn choice(value: &str, choices: &[String]) -> Option<String> {
    let known = choices.is_empty() || choices.iter().any(|word| folded(word) == folded(value));
    known.then(|| folded(value))
}

fn split_comparison(text: &str) -> Option<(&str, Comparison, &str)> {
    let start = text.find(['>', '<', '=', '≥', '≤'])?;
    let signs = text[start..].find(|c| !matches!(c, '>' | '<' | '=' | '≥' | '≤'))?;
    let (sign, value) = text[start..].split_at(signs);
    let (_, comparison) = COMPARISONS.iter().find(|(word, _)| *word == sign)?;
    Some((text[..start].trim(), *comparison, value.trim()))
}

/// What follows a phrase with which the text begins.
fn after<'a>(text: &'a str, phrase: &str) -> Option<&'a str> {
    let start = text.get(..phrase.len())?;
    (folded(start) == folded(phrase)).then(|| text[phrase.len()..].trim())
}

/// What stands before a phrase with which the text ends.
fn before<'a>(text: &'a str, phrase: &str) -> Option<&'a str> {
    let split = text.len().checked_sub(phrase.len())?;
    (folded(text.get(split..)?) == folded(phrase)).then(|| text[..split].trim())
}

/// Codes that rules over units name must exist.
fn check_references(
    table: &Table<IndicatorRow>,
    indicators: &IndexMap<String, Indicator>,
    problems: &mut Problems,
) {
    for (_, data) in &table.rows {
        let (Some(code), Some(written)) = (&data.code, &data.over_units) else { continue };
        let Some(indicator) = indicators.get(&code.text) else { continue };
        let named: Vec<&String> = match &indicator.over_units {
            OverUnits::Sum => Vec::new(),
            OverUnits::MeanBy(by) => vec![by],
            OverUnits::Ratio(above, below) => vec![above, below],
            OverUnits::SumWhere { code, .. } => vec![code],
        };
        for name in named.into_iter().filter(|name| !indicators.contains_key(*name)) {
            let hint = did_you_mean(name, indicators.keys().map(String::as_str));
            problems.add(SHEET, Some(written.at), format!("không có mã số liệu {name}{hint}"));
        }
    }
}
