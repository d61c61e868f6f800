//! Indicators: coded figures with their rules over units, over periods and over lists.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::office_figures::OfficeFigures;
use crate::kinds::Sign;
use crate::kinds::over_units::OverUnits;

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
    /// What the office entered, where no unit reports it: then the total is the value entered.
    pub entered: Option<OfficeFigures>,
}

/// What kind of number a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberKind {
    /// Heads, cooperatives: whole and never negative.
    Count,
    /// An amount: money, hectares, tonnes.
    Money,
    /// A share in per cent.
    Share,
    /// Met or not, yes or no: a unit that says yes counts 1.
    YesNo,
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
