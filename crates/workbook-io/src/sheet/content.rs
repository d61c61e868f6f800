//! The contents of cells.

use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::grid::Address;

/// The content of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Nothing; only the style is written.
    Blank,
    /// Text. It never becomes a formula or a link, whatever it begins with. Shared, since names and
    /// codes recur in many rows.
    Text(Arc<str>),
    /// A number.
    Number(Decimal),
    /// A date.
    Date(NaiveDate),
    /// A formula. Boxed, like links, because most cells are neither.
    Formula(Box<Formula>),
    /// A text with a link.
    Link(Box<Link>),
}

/// A formula and its result, for programs that do not calculate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    /// The formula without `=`: English function names, arguments separated by commas.
    pub formula: String,
    /// The cached result.
    pub result: FormulaResult,
}

/// A text with a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The target.
    pub target: Target,
    /// The text of the cell.
    pub text: String,
}

impl Content {
    /// A formula with its result.
    pub fn formula(formula: impl Into<String>, result: FormulaResult) -> Self {
        Self::Formula(Box::new(Formula { formula: formula.into(), result }))
    }

    /// A text with a link.
    pub fn link(target: Target, text: impl Into<String>) -> Self {
        Self::Link(Box::new(Link { target, text: text.into() }))
    }
}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<Arc<str>> for Content {
    fn from(text: Arc<str>) -> Self {
        Self::Text(text)
    }
}

impl From<Decimal> for Content {
    fn from(number: Decimal) -> Self {
        Self::Number(number)
    }
}

impl From<NaiveDate> for Content {
    fn from(day: NaiveDate) -> Self {
        Self::Date(day)
    }
}

/// The result of a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormulaResult {
    /// A number.
    Number(Decimal),
    /// Text. The writer refuses text that the file format cannot store as text ("01", "TRUE",
    /// "#N/A").
    Text(String),
}

/// The target of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A cell of this workbook.
    Cell {
        /// The sheet's name.
        sheet: String,
        /// The cell.
        at: Address,
    },
    /// Another file.
    File {
        /// The path relative to this workbook's folder, with `/`.
        path: String,
        /// The sheet and cell, if it is a workbook.
        cell: Option<(String, Address)>,
    },
}
