//! Indicators: coded figures with their rules over units, over periods and over lists.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::ByCode;
use super::derivation::derivation;
use super::entered::Entered;
use super::list::List;
use super::problem::{Problems, did_you_mean};
use super::rows::IndicatorRow;
use super::table::{SettingsCell, Table, read_table};
use super::word::{decimals, meaning};
use crate::kinds::Sign;
use crate::kinds::over_units::{OverUnits, RULES};
use workbook_io::Workbook;

pub(super) const SHEET: &str = "Số liệu";

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
    pub kind: NumberKind,
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
pub enum NumberKind {
    /// Heads, cooperatives: whole and never negative.
    Count,
    /// An amount.
    Money,
    /// A share in per cent.
    Share,
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

impl Derivation {
    /// The columns that it reads: those of its conditions, then those added up.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        let asked = self.conditions.iter().map(|condition| &condition.column);
        let added = match &self.operation {
            ListOperation::Count => [None, None],
            ListOperation::Sum(value) | ListOperation::Mean(value) => [Some(value), None],
            ListOperation::MeanBy(value, weight) => [Some(value), Some(weight)],
        };
        asked.chain(added.into_iter().flatten()).map(String::as_str)
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
    Number(Sign, Decimal),
    /// Its day satisfies a comparison.
    Day(Sign, NaiveDate),
    /// Its day lies in the year reported on.
    InReportYear,
    /// It is filled.
    Filled,
    /// It is ticked.
    Ticked,
}

const KINDS: &[(&str, NumberKind)] =
    &[("đếm", NumberKind::Count), ("tiền", NumberKind::Money), ("tỷ lệ", NumberKind::Share)];

const PERIODS: &[(&str, OverPeriods)] = &[
    ("thời điểm", OverPeriods::Latest),
    ("lũy kế", OverPeriods::YearToDate),
    ("phát sinh", OverPeriods::Flow),
];

pub(super) fn read(
    book: &Workbook,
    lists: &ByCode<List>,
    problems: &mut Problems,
) -> ByCode<Indicator> {
    let table = read_table::<IndicatorRow>(book, SHEET, problems);
    let mut indicators = ByCode::default();
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
    lists: &ByCode<List>,
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
            NumberKind::Count => 0,
            NumberKind::Money => 1,
            NumberKind::Share => 2,
        });
    let text =
        |field: &Option<SettingsCell>| field.as_ref().map(|w| w.text.clone()).unwrap_or_default();
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

fn over_units(written: &SettingsCell, problems: &mut Problems) -> Option<OverUnits> {
    let rule = OverUnits::read(&written.text);
    if rule.is_none() {
        let known: Vec<&str> = RULES.iter().map(|rule| rule.syntax).collect();
        let message = format!(
            "cột \"Qua các đơn vị\" ghi \"{}\". Dùng: {}",
            written.text.trim(),
            known.join("; ")
        );
        problems.add(SHEET, Some(written.at), message);
    }
    rule
}

/// Codes that rules over units name must exist.
fn check_references(
    table: &Table<IndicatorRow>,
    indicators: &ByCode<Indicator>,
    problems: &mut Problems,
) {
    for (_, data) in &table.rows {
        let (Some(code), Some(written)) = (&data.code, &data.over_units) else { continue };
        let Some(indicator) = indicators.get(&code.text) else { continue };
        let named = indicator.over_units.codes.iter();
        for name in named.filter(|name| !indicators.contains_key(*name)) {
            let hint = did_you_mean(name, indicators.keys().map(String::as_str));
            problems.add(SHEET, Some(written.at), format!("không có mã số liệu {name}{hint}"));
        }
    }
}
